"""Comments in Markdown: for colleagues alone, in the audit and in no file that is published."""

import time
from pathlib import Path

import pytest

from briefbook.cli import main
from briefbook.syntax.markdown.parser import read_markdown
from tests.books import find_problems, publish_cleanly, write_book
from tests.folders import TODAY, Workspace
from tests.reading.test_field_links import make_book


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<!-- secret -->", ""),
        ("One.\n\n<!-- secret -->\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n<!-- secret\n\nsecret -->\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n<!-- secret --> <!-- secret -->\nTwo.", "One.\n\nTwo."),
        ("One <!-- secret -->two.", "One two."),
        ("One\n<!-- secret -->\ntwo.", "One\n\ntwo."),
        ("<!-- secret --> One.", " One."),
        ("- One <!-- secret -->\n- Two", "One \n\nTwo"),
        ("> <!-- secret -->\n> One", "\nOne"),
        ("## Head <!-- secret -->", "Head "),
        ("| a <!-- secret --> | b |\n|---|---|\n| c | d |", "a  \tb\nc\td"),
    ],
)
def test_vanish(text: str, seen: str) -> None:
    document, problems = read_markdown(text, "a.md")
    assert document.text.split() == seen.split()
    assert "secret" not in repr(document._replace(comments=()))
    assert problems == ()
    assert len(document.comments) >= 1
    assert all(text[one.start : one.end].startswith("<!--") for one in document.comments)


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- words -->`",
        "```\n<!-- words -->\n```",
        "<!-- words",
        "One <!-- words",
        "\\<!-- words -->",
    ],
)
def test_that_are_none_are_words(text: str) -> None:
    document, _ = read_markdown(text, "a.md")
    assert "words" in document.text
    assert document.comments == ()


def test_in_a_title_are_no_part_of_it() -> None:
    document, _ = read_markdown("# The talks <!-- secret -->\n\nWords.", "a.md")
    assert document.title == "The talks"


def test_are_published_from_no_field_and_no_text() -> None:
    files = make_book("plans/plan.md) <!-- secret --> [again](plans/plan.md")
    del files["briefings/deep/index.md"]
    talks = str(files["briefings/talks.md"])
    files["briefings/talks.md"] = (
        f"{talks}\n<!-- secret [[nobody]] -->\n\n<!--\n\nsecret\n\n-->\n"
    )
    assert find_problems(files) == []
    built = publish_cleanly(files)
    assert [address for address, data in built.files.items() if b"secret" in data] == []


def test_are_taken_out_beside_the_same_words_as_code() -> None:
    text = "'`<!-- secret -->` and <!-- secret -->'"
    built = publish_cleanly(write_book(actors=f"ann: {{name: Ann, summary: {text}}}\n"))
    assert b"secret" not in built.files["data/book.json"]


def test_are_listed_by_the_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = write_book(
        "One.\n\n<!-- not yet -->\n", actors="ann: {name: Ann, summary: 'Hi <!-- no -->'}\n"
    )
    book = Workspace(tmp_path / "book", files)
    main.main(["check", "--audit", "-C", str(book.root), "--today", TODAY])
    out = capsys.readouterr().out
    assert "withholds 0 of 2 entries" in out
    assert "because of a comment (2)" in out
    assert "briefings/talks.md:6:1: article talks, text: for colleagues alone" in out
    assert "briefings/actors.yaml:1:" in out


@pytest.mark.parametrize(
    "text", ["<!--\n\n" * 20_000, "<!-- a\n" * 20_000 + "--> b", "<!-- a --> " * 9_000]
)
def test_of_any_number_are_read_in_time(text: str) -> None:
    began = time.process_time()
    read_markdown(text, "a.md")
    assert time.process_time() - began < 20
