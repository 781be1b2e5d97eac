"""Canonical YAML: the meaning, the comments and the order stay, and twice is as once."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import event, given

from briefbook.kinds import BY_NAME, REGISTRIES
from briefbook.kinds.kind import Kind
from briefbook.syntax.yaml.quoting import quoted_line
from briefbook.syntax.yaml.reader import read_yaml
from briefbook.writing.edits import CannotWrite
from briefbook.writing.formatting import format_text
from tests.books import read_sample
from tests.withholding.planting import plant_book
from tests.workspaces import check_files, read_folder
from tests.writing.yaml_texts import COMMENTS, SIGN, WORDS, yaml_texts

SIDECAR = "briefings/talks.yaml"
FIXTURES = Path(__file__).parents[1] / "fixtures"


def tidy(text: str, kind: Kind | None = None) -> str:
    return format_text(SIDECAR, text, kind)


def find_kind(path: str) -> Kind | None:
    name = path.rpartition("/")[2]
    if name.endswith(".md"):
        return BY_NAME["briefing" if name == "index.md" else "article"]
    return REGISTRIES.get(name.removesuffix(".yaml"))


@given(yaml_texts())
def test_what_a_text_says_stays_with_its_comments_and_its_order(text: str) -> None:
    try:
        done = tidy(text)
    except CannotWrite:
        event("refused")
        return
    before, after = (read_yaml(one, SIDECAR) for one in (text, done))
    assert repr(before) == repr(after)
    assert done.count(SIGN) == text.count(SIGN)
    assert list_comments(done) == list_comments(text)
    assert tidy(done) == done
    assert done.startswith("\ufeff") == text.startswith("\ufeff")
    assert done.count("\r\n") == (done.count("\n") if "\r\n" in text else 0)


def list_comments(text: str) -> list[str]:
    """Return the comments of a drawn text in their order."""
    return re.findall("|".join(map(re.escape, COMMENTS)), text)


@pytest.mark.parametrize("name", ["sample", "worked example", "every field"])
def test_books_mean_the_same(name: str) -> None:
    books: dict[str, Callable[[], Mapping[str, str | bytes]]] = {
        "sample": read_sample,
        "worked example": lambda: read_folder(FIXTURES / "worked_example"),
        "every field": lambda: plant_book().files,
    }
    files = {
        path: data if isinstance(data, bytes) else str(data).encode()
        for path, data in books[name]().items()
    }
    done = {
        path: format_text(path, data.decode(), find_kind(path)).encode()
        if path.startswith("briefings/") and path.endswith((".md", ".yaml"))
        else data
        for path, data in files.items()
    }
    assert done != files
    assert sorted(map(repr, check_files(done))) == sorted(map(repr, check_files(files)))
    again = {
        path: format_text(path, data.decode(), find_kind(path)).encode()
        for path, data in done.items()
        if path.startswith("briefings/") and path.endswith((".md", ".yaml"))
    }
    assert again == {path: done[path] for path in again}


BEFORE = """
# talks
source:   upi


quotes:   # what was said
    # the first
    a: { exact: 'We wait' , speaker: ann,stance: {contact: wait},   best: true} # why
    b:
       exact: "He said: no, never"
       speaker: bo
       comment: 2023-08-30

    # c: {speaker: ann}
positions:
- {actor: ann, issue: contact, stance: wait, date: 2023-08, summary: "A long one, to fill it."}
- issue: contact
  # of him
  actor: bo
relations: [[ann, meets, bo], [bo,  meets,
   ann]]
"""
AFTER = """\
# talks
source: upi

quotes:  # what was said
  # the first
  a: {speaker: ann, exact: We wait, best: true, stance: {contact: wait}}  # why
  b:
    speaker: bo
    exact: "He said: no, never"
    comment: 2023-08-30

  # c: {speaker: ann}
positions:
  - actor: ann
    issue: contact
    stance: wait
    date: 2023-08
    summary: A long one, to fill it.
  - issue: contact
    # of him
    actor: bo
relations: [[ann, meets, bo], [bo, meets, ann]]
"""


def test_an_example() -> None:
    assert tidy(BEFORE) == AFTER
    assert tidy(AFTER) == AFTER


def test_fields_stand_in_the_order_of_their_kind() -> None:
    text = "ann:\n  summary: A.\n  as_of: 2023\n  role: Envoy\n  access: team\n  name: Ann\n"
    assert format_text("briefings/actors.yaml", text, REGISTRIES["actors"]) == (
        "ann:\n  name: Ann\n  role: Envoy\n  as_of: 2023\n  summary: A.\n  access: team\n"
    )


def test_front_matter_is_put_into_shape_and_the_text_left_alone() -> None:
    text = "---\r\ndate:  2023-08-30\r\ntitle: 'Talks'\r\n---\r\n\r\n\r\nThey  talked.\r\n"
    assert format_text("briefings/talks.md", text, BY_NAME["article"]) == (
        "---\r\ntitle: Talks\r\ndate: 2023-08-30\r\n---\r\n\r\n\r\nThey  talked.\r\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "notes:\n  a: {exact: x,  # why\n      body: y}\n",
        "notes:\n  a:\n    body: |\n      One.\n\n        Two.\n    exact: x\n",
        "notes:\n  a:\n    exact: x\n    body: One\n      two,\n      three.\n",
    ],
)
def test_what_has_a_shape_of_its_own_keeps_it(text: str) -> None:
    assert read_yaml(tidy(text), "") == read_yaml(text, "")
    shifted = text.replace("\n  ", "\n      ")
    assert tidy(shifted) == tidy(text)


@pytest.mark.parametrize("text", ["quotes: {a: {exact: x}", "? a\n: b\n", "a: 1\na: 2\n"])
def test_what_cannot_be_read_or_shaped_is_refused(text: str) -> None:
    with pytest.raises(CannotWrite):
        tidy(text)


def test_words_outside_of_braces_read_as_they_are() -> None:
    odd = ("a:", "a #b", "a: b", "x ", "", "~", "null", "a, [b]", "https://a.b/c", "2023-08?")
    for words in (*WORDS, *odd):
        assert read_yaml(f"k: {quoted_line(words)}\n", "")[0] == {"k": words}
