"""Pages + templates → HTML. The only module that knows jinja2.

Templates get finished values, escape everything, and fail on a name that they were not
given; a workspace's own template takes the place of the theme's of the same name.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError, meta

from briefbook.pages.page import Page
from briefbook.problems import Locus, Problem, problem

FOLDER = "templates"


class Renderer:
    """Templates, compiled when they are first used; it keeps nothing of what it renders."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        """Take the source of every template by its name."""
        self.templates = dict(templates)
        self._fingerprints: dict[str, str] = {}

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
        tree = self.environment.parse(self.templates.get(template, ""))
        for name in meta.find_referenced_templates(tree):
            if name and name not in seen:
                self._closure(name, seen)
        return seen


def check_templates(templates: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return the problems of templates that cannot be read as such."""
    environment = Environment(autoescape=True)
    return tuple(
        found
        for name, source in sorted(templates.items())
        for found in check(environment, name, source)
    )


def check(environment: Environment, name: str, source: str) -> tuple[Problem, ...]:
    """Return the problem of one template, if it has any."""
    try:
        environment.parse(source)
    except TemplateError as error:
        line = str(getattr(error, "lineno", 1))
        return (
            problem(
                "bad-template", Locus(f"{FOLDER}/{name}"), line=line, reason=str(error.message)
            ),
        )
    return ()


def digest(page: Page, template: str) -> str:
    """Return a hash of a page's view and the fingerprint of its template."""
    view = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(f"{template}{view}".encode(), digest_size=16).hexdigest()
