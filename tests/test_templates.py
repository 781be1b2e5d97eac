"""The theme's templates: everything that analysts write is escaped, quoted, and no script."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

SAFE = {
    ("base.html", "tojson"): "JSON for programs: every <, >, & and ' is written as an escape",
}
"""(template, filter) → why what it writes need not be escaped."""

LEVELS = re.compile("</?h?\ue000(?=[\\s>])")
"""Tags that are chosen by templates themselves: headings by their level, and lists."""

MADE_HERE = {
    "briefbook.render.marking": "writes the markup of a text, each run of its words escaped",
    "briefbook.pages.article": "cuts what marking wrote between two of its tags",
    "briefbook.pages.context": "takes the one paragraph off what marking wrote",
    "briefbook.pages.fragments": "the parts that a template has finished",
    "briefbook.pages.search": "a call with JSON in it, in a file of its own: no page holds it",
    "briefbook.pages.data": "a file of data, which is no page",
}
"""Modules that say of a text that it is markup → why it is."""

ADDRESSES = {
    "href": "made by PageContext.href, or judged as the address of a field",
    "svg": "the same, of the file of a picture",
    "csv": "the same, of its table",
    "all": "a part of the page itself, or its own address",
    "src": "the same, of a picture in the workspace",
    "url": "judged as the address of a source",
    "archive_url": "the same",
    "doi": "made from the letters of a DOI behind an address of ours",
    "target": "where a redirect leads, made by PageContext.href",
    "canonical": "base_url of the settings, judged there, and the page's own address",
    "root": "dots and slashes",
    "base": "the path of base_url",
    "home": "an address of the site",
    "data_page": "the same",
    "search": "the same",
    "style": "the same",
    "script": "the same",
    "accent": "the same",
    "icon": "the same",
    "handout": "the same",
    "paper": "the same",
    "briefings": "the same",
    "issues": "the same",
}
"""Names by which templates write an address from its beginning → who has judged it."""

HOLE = "\ue000"
"""What stands for an expression, while the tags of a template are looked at."""

EXPRESSION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
LOGIC = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
QUOTED = re.compile(r'"[^"]*"')


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


@pytest.fixture(params=TEMPLATES, ids=name_of)
def template(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def parse(path: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(path.read_text("utf-8"))


def tags_of(path: Path) -> Iterator[str]:
    """Yield the tags of a template, a hole for each expression, and without its logic."""
    text = LOGIC.sub("", EXPRESSION.sub(HOLE, path.read_text("utf-8")))
    yield from TAG.findall(text)


def test_nothing_is_written_unescaped(template: Path) -> None:
    tree = parse(template)
    filters = [one for one in tree.find_all(nodes.Filter) if one.name in ("safe", "tojson")]
    reasons = [SAFE.get((name_of(template), one.name)) for one in filters]
    assert all(reasons)
    assert not list(tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)))


def test_expressions_in_tags_stand_between_double_quotes(template: Path) -> None:
    bare = (LEVELS.sub("<h", QUOTED.sub("", tag)) for tag in tags_of(template))
    unquoted = [tag for tag in bare if HOLE in tag]
    assert unquoted == []


def test_values_stand_between_double_quotes(template: Path) -> None:
    assert [
        tag for tag in tags_of(template) if re.search(r"=(?!\")", QUOTED.sub('"', tag))
    ] == []


def test_no_tag_holds_script_or_style(template: Path) -> None:
    held = [tag for tag in tags_of(template) if re.search(r"\s(?:on\w+|style|srcdoc)\s*=", tag)]
    assert held == []
    assert "javascript:" not in template.read_text("utf-8").lower()


class Inner(HTMLParser):
    """Notes what stands inside elements whose text is no text."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = ""
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_data = ("type", "application/ld+json") in attrs
        self.inside = "" if is_data else tag

    def handle_data(self, data: str) -> None:
        if self.inside in ("script", "style", "textarea", "xmp") and data.strip():
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (its name elsewhere)
        self.inside = ""


def test_no_expression_stands_in_a_script(template: Path) -> None:
    reader = Inner()
    reader.feed(LOGIC.sub("", EXPRESSION.sub(HOLE, template.read_text("utf-8"))))
    assert reader.found == []


def test_an_address_begins_with_one_that_was_judged(template: Path) -> None:
    text = LOGIC.sub("", template.read_text("utf-8"))
    for found in re.finditer(
        r'\b(?:href|src|action|content)="(?:0; url=)?\{\{ *(.*?) *\}\}', text
    ):
        last = re.split(r"[.\[]", found[1])[-1]
        assert last in ADDRESSES or is_content(text, found), found[0]


def is_content(text: str, found: re.Match[str]) -> bool:
    """Tell whether it is the content of a name that is no address: a description."""
    return found[0].startswith("content=") and "refresh" not in text[: found.start()][-40:]


def test_no_module_calls_markup_what_it_has_not_made() -> None:
    calling = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "briefbook").rglob("*.py")
        if makes_markup(ast.parse(path.read_text("utf-8")))
    }
    assert calling == set(MADE_HERE)


def makes_markup(tree: ast.Module) -> bool:
    """Tell whether a module calls ``Markup(…)`` with anything but words of its own."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(
        any(
            isinstance(part, ast.Name) and part.id == "Markup" for part in (one.func, *one.args)
        )
        and not all(isinstance(given, ast.Constant) for given in one.args)
        for one in calls
        if getattr(one.func, "id", "") not in ("isinstance", "cast")
    )
