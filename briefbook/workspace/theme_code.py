"""The theme's own templates as code: kept for each user, and half made in a wheel.

Reading templates takes Jinja a second. A wheel brings what Jinja makes of them, Python in text,
which any Python compiles in a tenth of that; with a checkout the first build of a user waits.
"""

import json
import sys
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefbook.disk.cache import remember
from briefbook.fonts import library_file
from briefbook.render.rendering import (
    PAGES,
    RULES,
    Compiled,
    Generated,
    compile_templates,
    generate_code,
)
from briefbook.workspace.scan import list_files, theme_folder

BROUGHT = Path(__file__).with_name("theme_code.json")
"""Where a wheel brings what Jinja makes; in a checkout there is nothing."""


def load_compiled() -> Compiled:
    """Return the theme's own templates compiled, from the user's cache where that holds them.

    Their code is another with another Python or Jinja, or by other rules.
    """
    sources = _read_sources()
    key = repr((sys.version, _make_key(sources)))
    return remember("templates", key.encode(), partial(_compile, sources))


def _compile(sources: dict[str, str]) -> Compiled:
    return compile_templates(sources, read_brought(BROUGHT, sources) or generate_code(sources))


def write_brought() -> bytes:
    """Return what a wheel is to bring, as JSON."""
    sources = _read_sources()
    told = {"key": _make_key(sources), "templates": generate_code(sources)}
    return json.dumps(told, ensure_ascii=False).encode()


def read_brought(path: Path, sources: dict[str, str]) -> Generated:
    """Return what a wheel brings, nothing where it is of other templates or another Jinja."""
    try:
        told: Any = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    if told["key"] != _make_key(sources):
        return {}
    return {name: (tuple(taken), code) for name, (taken, code) in told["templates"].items()}


def _read_sources() -> dict[str, str]:
    return {
        name: path.read_text("utf-8")
        for name, path in list_files(theme_folder())
        if name.endswith(PAGES)
    }


def _make_key(sources: dict[str, str]) -> str:
    """Return a digest of templates, rules and Jinja, known by the file with its version."""
    jinja = library_file("jinja2").read_bytes()
    return sha256(repr((jinja, _say_rules(), sorted(sources.items()))).encode()).hexdigest()


def _say_rules() -> list[tuple[str, str]]:
    return sorted((name, str(rule)) for name, rule in RULES.items())
