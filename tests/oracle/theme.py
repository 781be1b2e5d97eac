"""Templates that hide nothing: every page prints all that its view holds, and its links.

What a page is given is printed as JSON, so that a build which keeps a stale value anywhere
in a view differs from a clean one in its bytes. The links and ids stand beside it, as they
would on a page, so that dead links are found.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from briefbook.render.page import Page
from briefbook.render.rendering import Renderer

NAMES = (
    "404", "about", "actor", "article", "briefing", "briefings", "claims", "data", "event",
    "gaps", "glossary", "handout",
    "home", "index-az", "issue", "meeting", "meetings", "positions", "quotes", "redirect",
    "relations", "search", "source", "timeline", "year-of",
)  # fmt: skip

BASE = """<!doctype html>
<title>{{ title }}</title>
<link rel="stylesheet" href="{{ assets.style }}">
{% block main %}{% endblock %}
"""
DUMP = """<pre>{{ dump }}</pre>
{% for href in hrefs %}<a href="{{ href }}"></a>
{% endfor %}
{% for id in ids %}<i id="{{ id }}"></i>
{% endfor %}
"""
PAGE = '{% extends "base.html" %}{% block main %}{% include "_dump.html" %}{% endblock %}\n'

PART = '{% set whole %}{% include "_dump.html" %}{% endset %}\n'

TEMPLATES = {
    "base.html": BASE,
    "_dump.html": DUMP,
    "fragments/quote.html": PART,
    "fragments/event.html": PART,
    "fragments/actor.html": PART,
    "search-index.html": "{{ script }}\n",
    "data-file.html": "{{ text }}",
    **{f"{name}.html": PAGE for name in NAMES},
}
ASSETS = {"assets/style.css": b"body {}", "assets/accent.css": b":root {}"}

HREF = re.compile(r'(?:(?:href|src)(?:":|=\\)|"target":)"([^"\\]+)')
ID = re.compile(r'(?:id|anchor)(?:":|=\\)"([^"\\]+)')


class DumpingRenderer(Renderer):
    """A renderer whose templates may print the whole view."""

    def render(self, page: Page) -> bytes:
        """Return the bytes of a page with everything that it was given."""
        return super().render(page._replace(data={**page.data, **dump(page.data)}))

    def render_parts(self, template: str, data: dict[str, Any]) -> dict[str, str]:
        """Return the parts of a template with everything that it was given."""
        return super().render_parts(template, {**data, **dump(data)})


@lru_cache(maxsize=64)
def compiled(templates: tuple[tuple[str, str], ...], *_: object) -> DumpingRenderer:
    """Return the renderer of these templates: compiling them takes longer than a build."""
    return DumpingRenderer(dict(templates))


def dump(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a view as text, with the links and ids in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("\\u0000", "\0")
    ids = set(ID.findall(text))
    return {
        "dump": text,
        "hrefs": sorted(set(HREF.findall(text))),
        "ids": sorted({*ids, *(f"note.{name}" for name in ids)}),
    }
