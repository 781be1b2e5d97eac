"""No sentence of the program's own is made outside ``briefbook/statements``.

Words by which such sentences are known are looked for in all that the middle of the program
and the templates say. What stands here by right has its reason beside it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import MIDDLE, MODULES, ROOT, parse

WATCHED = re.compile(
    r"(?<![\w-])(until|since|moved|former|latest|nobody|own words|second-hand)(?![\w-])",
    re.IGNORECASE,
)
"""Words that say something of people or of time that the facts must carry."""

ALLOWED = {
    # An address of a page, not a person, has moved.
    "briefbook.pages.about": {"This page has moved"},
    # A field of the annotations, in the description of the data.
    "briefbook.kinds.kind": {"Former ids"},
    # What a verb of the command line does, to books.
    "briefbook.registry": {"say what is new, changed or withdrawn since an earlier book"},
    # What a text of ours has gone through, not a person.
    "briefbook.anchoring.quote_lock": {"its words have changed since they were verified on "},
    # Pronouns of the texts that are read.
    "briefbook.speech.words": {
        (
            "they we you some others another many most one nobody everybody everyone somebody "
            "someone both"
        )
    },
    # What a sign of two pictures means; whether one is drawn, the statements decide.
    "briefbook.charts.scale": {"second-hand, or not of high confidence"},
}
SAYING_NOTHING = ("briefbook.statements", "briefbook.base.codes", "briefbook.units.validating")
"""The package itself, the problems, which are told to authors, and what these may write."""

TEMPLATES = [*sorted((ROOT / "templates").rglob("*.html")), ROOT / "templates/handout.typ"]
ALLOWED_IN_TEMPLATES = {
    # Explains the mark that the statements make.
    "about.html": {"second-hand"},
    # An address of a page, not a person, has moved.
    "redirect.html": {"moved"},
}
SCRIPTS = sorted((ROOT / "templates/assets/site").glob("*.js"))
ALLOWED_IN_SCRIPTS = {
    # The label of a filter; which cells it keeps, the statements decide.
    "matrix.js": {"own words"},
    # Of the reader's own visits, which the browser remembers.
    "news.js": {"since"},
}

SAYING = [module for module in MIDDLE if not module.startswith(SAYING_NOTHING)]


def find_phrases(module: str) -> Iterator[str]:
    """Yield the texts of several words in a module, those of docstrings left out."""
    tree = parse(module)
    # Docstrings, what stands below a constant, and what a field is for: they explain.
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    explaining |= {id(one) for node in ast.walk(tree) for one in list_explained(node)}
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) else None
        if isinstance(said, str) and id(node) not in explaining and " " in said:
            yield said


def list_explained(node: ast.AST) -> list[ast.expr]:
    """Return what a field is explained by, to those who write."""
    is_one = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Explained"
    return node.args if is_one and isinstance(node, ast.Call) else []


@pytest.mark.parametrize("module", SAYING)
def test_no_module_makes_one(module: str) -> None:
    said = {one for one in find_phrases(module) if WATCHED.search(one)}
    assert said <= ALLOWED.get(module, set())


def read_words(template: Path) -> str:
    """Return what a template says by itself: no comments, tags, or names of its values."""
    text = template.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|<!--.*?-->|^//.*?$", " ", text, flags=re.DOTALL | re.MULTILINE)
    quoted = re.findall(r"\{[{%][^}]*?\"([^\"]* [^\"]*)\"[^}]*?[}%]\}", text)
    shown = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", text, flags=re.DOTALL)
    labels = re.findall(r"(?:aria-label|title|alt)=\"([^\"]*)\"", shown)
    return " ".join((re.sub(r"<[^>]*>", " ", shown), *labels, *quoted))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_makes_one(template: Path) -> None:
    said = {word.lower() for word in WATCHED.findall(read_words(template))}
    assert said <= ALLOWED_IN_TEMPLATES.get(template.name, set())


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_one(script: Path) -> None:
    text = re.sub(r"/\*.*?\*/", " ", script.read_text(encoding="utf-8"), flags=re.DOTALL)
    phrases = re.findall(r"[\"`]([^\"`\n]* [^\"`\n]*)[\"`]", text)
    said = {word.lower() for one in phrases for word in WATCHED.findall(one)}
    assert said <= ALLOWED_IN_SCRIPTS.get(script.name, set())


def test_what_is_allowed_is_there() -> None:
    for module, phrases in ALLOWED.items():
        assert phrases <= {*find_phrases(module)}
    assert {*ALLOWED} <= {*MODULES}
