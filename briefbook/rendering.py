"""Pages + templates → HTML. The only module that knows jinja2.

Templates get finished values, escape everything, and fail on a name that they were not
given; a workspace's own template takes the place of the theme's of the same name.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cached_property

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError, meta

from briefbook.pages.page import Page
from briefbook.problems import Locus, Problem, Span, problem

FOLDER = "templates"

FAULTS = (TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
"""What a template can fail on: it gets finished values, so each of these is its own."""

Read = tuple[tuple[str, ...], tuple[Problem, ...]]
"""The names of the templates that one takes in, and the problem of what cannot be read."""


class Renderer:
    """Templates, compiled when they are first used; it keeps nothing of what it renders."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        """Take the source of every template by its name."""
        self.templates = dict(templates)
        self._fingerprints: dict[str, str] = {}
        self._known: dict[str, Read] = {}

    @cached_property
    def environment(self) -> Environment:
        """The templates with the rules that all of them obey."""
        return Environment(
            loader=DictLoader(self.templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the templates that cannot be read as such."""
        return tuple(found for name in sorted(self.templates) for found in self._read(name)[1])

    def render(self, page: Page) -> bytes:
        """Return the bytes of a page."""
        return self.environment.get_template(page.template).render(page.data).encode()

    def fingerprint(self, template: str) -> str:
        """Return a hash of a template and of all that it takes in."""
        if template not in self._fingerprints:
            names = sorted(self._closure(template, set()))
            sources = [(name, self.templates.get(name, "")) for name in names]
            self._fingerprints[template] = hashlib.sha256(repr(sources).encode()).hexdigest()
        return self._fingerprints[template]

    def _closure(self, template: str, seen: set[str]) -> set[str]:
        seen.add(template)
        for name in self._read(template)[0]:
            if name not in seen:
                self._closure(name, seen)
        return seen

    def _read(self, template: str) -> Read:
        if template not in self._known:
            source = self.templates.get(template, "")
            self._known[template] = read_template(self.environment, template, source)
        return self._known[template]


def read_template(environment: Environment, name: str, source: str) -> Read:
    """Return the names of the templates that one takes in, and the problem that it has."""
    try:
        tree = environment.parse(source)
    except TemplateError as error:
        span = find_line(source, getattr(error, "lineno", 1))
        place = Locus(f"{FOLDER}/{name}", span=span)
        return (), (problem("bad-template", place, reason=str(error.message)),)
    return tuple(dict.fromkeys(filter(None, meta.find_referenced_templates(tree)))), ()


def find_line(source: str, number: int) -> Span:
    """Return a line of a template, by its number from 1."""
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    start = starts[min(number, len(starts)) - 1]
    return Span(start, start + len(source[start:].partition("\n")[0]))


def render_page(renderer: Renderer, page: Page) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the bytes of a page, or the problem of its template."""
    try:
        return renderer.render(page), ()
    except FAULTS as fault:
        reason = str(getattr(fault, "message", "") or fault)
        place = Locus(f"{FOLDER}/{page.template}")
        return b"", (problem("template-failed", place, reason=reason),)


def digest(page: Page, template: str) -> str:
    """Return a hash of a page's view and the fingerprint of its template."""
    view = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(f"{template}{view}".encode(), digest_size=16).hexdigest()
