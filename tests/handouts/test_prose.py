"""Markdown as blocks of paper: what a reader of the site sees, in the same words."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.handouts.document import HandoutSpan, Listing, Paragraph, Table
from briefbook.handouts.prose import write_line, write_text
from briefbook.handouts.writing import HandoutWriter
from briefbook.index.ledger import EditionView
from briefbook.syntax.markdown.parser import read_text
from tests.books import write_book
from tests.papers import look_into, texts

ACTORS = "ann: Ann Ash\n"
SIDECAR = "quotes: {wait: {speaker: ann, exact: we will wait}}\n"


@pytest.fixture(scope="module")
def writer() -> HandoutWriter:
    return HandoutWriter(
        look_into(write_book("Ann said “we will wait”.", SIDECAR, actors=ACTORS))
    )


def test_keeps_styles_and_links(writer: HandoutWriter) -> None:
    line = write_line(writer, "A *b* **c** `d` [e](https://example.org/) [[ann]]")
    assert line == (
        HandoutSpan("A "),
        HandoutSpan("b", "emphasis"),
        HandoutSpan(" "),
        HandoutSpan("c", "strong"),
        HandoutSpan(" "),
        HandoutSpan("d", "code"),
        HandoutSpan(" "),
        HandoutSpan("e", "", "https://example.org/"),
        HandoutSpan(" "),
        HandoutSpan("Ann Ash", "", "actors/ann.html"),
    )


def test_makes_notes_of_citations_close_to_their_words(writer: HandoutWriter) -> None:
    line = write_line(writer, "They wait. [^talks#wait]")
    assert [span.note for span in line] == [0, 1]
    assert line[0].words == "They wait."


def test_makes_lists_and_tables_of_lists_and_tables(writer: HandoutWriter) -> None:
    text = "- one\n- two\n  - three\n\n1. first\n\n| a | b |\n|---|---|\n| c | d |\n"
    listing, ordered, table = write_text(writer, text)
    assert isinstance(listing, Listing)
    assert [list(texts(item)) for item in listing.items] == [["one"], ["two", "– three"]]
    assert isinstance(ordered, Listing)
    assert ordered.ordered
    assert isinstance(table, Table)
    assert (table.head, list(texts(table.rows))) == (("a", "b"), ["c", "d"])


def test_knows_headings_and_quoted_paragraphs(writer: HandoutWriter) -> None:
    blocks = write_text(writer, "## Head\n\n> Said.\n\nText.")
    assert [(b.style, next(texts(b.line))) for b in blocks if isinstance(b, Paragraph)] == [
        ("heading", "Head"),
        ("", "Said."),
        ("", "Text."),
    ]


MARKDOWN = st.text(st.sampled_from("ab 1.-*_`#>|[]()&<\n"), max_size=120)


@cache
def look_once() -> EditionView:
    return look_into(write_book("Ann.", actors=ACTORS))


@given(MARKDOWN)
def test_loses_no_word(text: str) -> None:
    writer = HandoutWriter(look_once())
    shown = re.findall(r"\w+", " ".join(texts(write_text(writer, text))))
    assert sorted("".join(shown)) == sorted("".join(re.findall(r"\w+", read_text(text).text)))
