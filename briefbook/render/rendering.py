"""Pages + templates → HTML. The only module that knows jinja2.

Templates get finished values, escape everything, and fail on a name that they were not
given; a workspace's own template takes the place of the theme's of the same name.
"""

import hashlib
import pickle
import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from traceback import walk_tb
from types import CodeType, MappingProxyType, SimpleNamespace
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, meta
from jinja2.runtime import Context

from briefbook.base.addresses import Address, place_links
from briefbook.base.html import mark_languages
from briefbook.base.problems import Locus, Problem, Span, problem
from briefbook.base.typography import quote_words
from briefbook.render.page import Data, Page

FOLDER = "templates"
PAGES = ".html"
"""How the names of our templates end; others are read by who makes the file."""

FAULTS = (TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
"""What a template can fail on: it gets finished values, so each of these is its own."""

Read = tuple[tuple[str, ...], tuple[Problem, ...]]
"""The names of the templates that one takes in, and the problem of what cannot be read."""

Generated = Mapping[str, tuple[tuple[str, ...], str]]
"""Templates by name: the names of those that it takes in, and the Python that Jinja makes."""

Compiled = Mapping[str, tuple[str, tuple[str, ...], CodeType]]
"""Templates by name: the source, the names of those that it takes in, and its code."""


class MacroContext(Context):
    """What a template is rendered in: all that it can call are macros, which get no context.

    So each call takes half the time that Jinja's own takes to find that out.
    """

    def call(self, called: Callable[..., Any], /, *given: Any, **options: Any) -> Any:
        """Return what a macro makes."""
        options.pop("_block_vars", None)
        options.pop("_loop_vars", None)
        return called(*given, **options)


class Theme(Environment):
    """Jinja, in which what a page has under a name comes before any method of Python's.

    What was ``compiled`` before is not compiled again while its source is the same.
    """

    context_class = MacroContext
    compiled: Compiled = MappingProxyType({})

    def __init__(self, **rules: Any) -> None:
        """Add what sets words in quotation marks to what templates know."""
        super().__init__(**rules)
        self.filters["quoted"] = quote_words

    def getattr(self, holder: Any, name: str) -> Any:
        """Return the value under a name of a mapping, else what Jinja makes of it."""
        if isinstance(holder, dict) and name in holder:
            return holder[name]
        return super().getattr(holder, name)

    def compile(  # type: ignore[override]  # code is all that it is asked for here
        self, source: Any, name: str | None = None, *given: Any, **options: Any
    ) -> CodeType:
        """Return the code of a template."""
        known = self.compiled.get(name or "")
        if known and known[0] == source:
            return known[2]
        made: CodeType = super().compile(source, name, *given, **options)
        return made


RULES: dict[str, Any] = {
    "auto_reload": False,
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}
"""What all templates obey."""

READER = Theme(**RULES)
"""Reads templates without making them."""


class Renderer:
    """Templates, compiled when they are first used; it keeps nothing of what it renders."""

    def __init__(
        self, templates: Mapping[str, str], load_compiled: Callable[[], Compiled] = dict
    ) -> None:
        """Take the source of every template by its name, and what finds those compiled."""
        self.templates = dict(templates)
        self._load_compiled = load_compiled
        self._fingerprints: dict[str, str] = {}

    @cached_property
    def environment(self) -> Theme:
        """The templates with the rules that all of them obey."""
        environment = Theme(loader=FunctionLoader(self._find), **RULES)
        environment.compiled = self._load_compiled()
        return environment

    def _find(self, name: str) -> tuple[str, str, None] | None:
        """Return a source with its name in the place of a file's: failures tell it."""
        return (self.templates[name], name, None) if name in self.templates else None

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the templates that cannot be read as such."""
        return tuple(found for name in sorted(self.templates) for found in self._read(name)[1])

    def render(self, page: Page) -> bytes:
        """Return the bytes of a page whose pictures are drawn."""
        text = self.environment.get_template(page.template).render(page.data)
        text = place_links(text, Address(page.address))
        return (mark_languages(text) if page.address.endswith(".html") else text).encode()

    def render_parts(self, template: str, data: Data) -> dict[str, str]:
        """Return the text of each part that a template sets under a name."""
        found = self.environment.get_template(template)
        context = found.new_context(data)
        "".join(found.root_render_func(context))
        return {name: str(part) for name, part in context.get_exported().items()}

    def fingerprint(self, template: str) -> str:
        """Return a hash of a template and of all that it takes in."""
        if template not in self._fingerprints:
            names = sorted(self._closure(template, set()))
            sources = repr([(name, self._hashes.get(name)) for name in names])
            self._fingerprints[template] = hashlib.sha256(sources.encode()).hexdigest()
        return self._fingerprints[template]

    @cached_property
    def _hashes(self) -> dict[str, str]:
        return {
            name: hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
            for name, text in self.templates.items()
        }

    def _closure(self, template: str, seen: set[str]) -> set[str]:
        seen.add(template)
        for name in self._read(template)[0]:
            if name not in seen:
                self._closure(name, seen)
        return seen

    def _read(self, template: str) -> Read:
        source = self.templates.get(template, "") if template.endswith(PAGES) else ""
        known = self.environment.compiled.get(template)
        return (
            (known[1], ()) if known and known[0] == source else read_template(template, source)
        )


@lru_cache(maxsize=256)
def read_template(name: str, source: str) -> Read:
    """Return the names of the templates that one takes in, and the problem that it has."""
    try:
        tree = READER.parse(source)
    except TemplateError as error:
        span = find_line(source, getattr(error, "lineno", 1))
        place = Locus(f"{FOLDER}/{name}", span=span)
        return (), (problem("bad-template", place, reason=str(error.message)),)
    return _list_taken(tree), ()


def _list_taken(tree: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, meta.find_referenced_templates(tree))))


def generate_code(templates: Mapping[str, str]) -> Generated:
    """Return what Jinja makes of the templates of pages that can be read as such."""
    made = {name: _generate(name, text) for name, text in templates.items()}
    return {name: one for name, one in made.items() if one and name.endswith(PAGES)}


def _generate(name: str, source: str) -> tuple[tuple[str, ...], str] | None:
    try:
        tree = READER.parse(source)
    except TemplateError:
        return None
    # Making code of a tree changes it.
    taken = _list_taken(tree)
    return taken, str(READER.compile(tree, name, name, raw=True))


def compile_templates(templates: Mapping[str, str], made: Generated) -> Compiled:
    """Return templates compiled, of which the code is made."""
    return {
        name: (templates[name], taken, compile(code, name, "exec"))
        for name, (taken, code) in made.items()
    }


def find_line(source: str, number: int) -> Span:
    """Return a line of a template, by its number from 1."""
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    start = starts[min(number, len(starts)) - 1]
    return Span(start, start + len(source[start:].partition("\n")[0]))


def render_page(renderer: Renderer, page: Page) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the bytes of a page whose pictures are drawn, or the problem of its template."""
    try:
        return renderer.render(page), ()
    except FAULTS as fault:
        return b"", (_explain_failure(fault, renderer, page.template),)


def render_parts(
    renderer: Renderer, template: str, data: Data
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return what a template sets under names, or its problem; links still go by the top."""
    try:
        return renderer.render_parts(template, data), ()
    except FAULTS as fault:
        return {}, (_explain_failure(fault, renderer, template),)


def _explain_failure(fault: Exception, renderer: Renderer, template: str) -> Problem:
    reason = str(getattr(fault, "message", "") or fault)
    place = _find_failure(fault, renderer.templates, template)
    return problem("template-failed", place, reason=reason)


def _find_failure(fault: Exception, templates: Mapping[str, str], outermost: str) -> Locus:
    """Return the line of a template that failed: the innermost, of those taken in too.

    Jinja has put the lines of templates in the place of those of its own code.
    """
    frames = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(fault.__traceback__)
        if frame.f_code.co_filename in templates
    ]
    name, line = frames[-1] if frames else (outermost, 0)
    span = find_line(templates.get(name, ""), line) if line else None
    return Locus(f"{FOLDER}/{name}", span=span)


def digest(page: Page, template: str) -> str:
    """Return a hash of a page's view and the fingerprint of its template.

    Equal views have equal hashes, whichever of their values are one object: that is why the
    pickler must not look for what it has written already (``fast``).
    """
    made = hashlib.blake2b(digest_size=16)
    pickler = pickle.Pickler(SimpleNamespace(write=made.update), protocol=5)
    pickler.fast = True
    pickler.dump((template, *page))
    return made.hexdigest()
