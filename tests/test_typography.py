"""Typographic marks: as a language has them, and never in words of others."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.folding import fold
from briefbook.base.typography import find_typography, quote_words
from tests.books import (
    find_id,
    find_one,
    marked_words,
    publish_cleanly,
    read_page,
    words,
    write_book,
)

MARKED = st.text("ab 1\"'-.…“”‘’«»\n,!(中\u00a0", max_size=40)
LANGUAGES = st.sampled_from(("en", "de", "fr", "sv", "ru-RU"))
PAGE = "articles/talks.html"
ON = "typography: true"


def set_type(text: str, language: str = "en") -> str:
    made, last = "", 0
    for start, end, mark in find_typography(text, 0, len(text), language):
        assert last <= start < end <= len(text)
        made, last = made + text[last:start] + mark, end
    return made + text[last:]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('He said "no" -- twice...', "He said “no” – twice…"),
        ("It's the ministers' own 'line'.", "It’s the ministers’ own ‘line’."),
        ("In the '90s---as '90 was---", "In the ’90s—as ’90 was—"),
        ('("yes")', "(“yes”)"),
        ('"Yes," she said, "and no."', "“Yes,” she said, “and no.”"),
        ("a ---- b .... c", "a ---- b .... c"),
        ("“it's -- so”, isn't it", "“it's -- so”, isn’t it"),
        ("\"it's -- so...\" isn't it", "“it's -- so...” isn’t it"),
        ("'it's -- so' isn't it", "‘it's -- so’ isn’t it"),
        ("\"no end, isn't it", "“no end, isn't it"),
        ('6" wide', '6" wide'),
    ],
)
def test_marks_are_set_as_a_printer_would_but_not_in_quoted_words(
    typed: str, shown: str
) -> None:
    assert set_type(typed) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de-AT", "„a“ ‚b‘"),
        ("sv", "”a” ’b’"),
        ("ru", "«a» 'b'"),
        ("zh-Hant", "“a” ‘b’"),
        ("", "“a” ‘b’"),
    ],
)
def test_every_language_has_its_marks(language: str, shown: str) -> None:
    assert set_type("\"a\" 'b'", language) == shown


@given(MARKED, LANGUAGES)
def test_the_words_are_the_same_to_all_that_compares_words(text: str, language: str) -> None:
    assert fold(set_type(text, language)).text == fold(text).text


@given(MARKED, LANGUAGES)
def test_no_letter_digit_or_space_changes(text: str, language: str) -> None:
    assert re.findall(r"[\w\s,!(]", set_type(text, language)) == re.findall(r"[\w\s,!(]", text)


TEXT = """
It's so -- she said "it's ours -- for now", in `it's -- code`, and left...

| it's |
|------|
| [[ann|Ann's]] "words" |

> [!note] It's a title

[^1]: It's a note.

Cited.[^1]
"""
SIDECAR = """
quotes: {q: {speaker: ann, exact: "it's ours -- for now"}}
notes: {n: {exact: left..., body: "It's *\\"odd\\"*."}}
"""


def test_texts_and_fields_are_set_where_the_settings_ask_for_it() -> None:
    built = publish_cleanly(write_book(TEXT, SIDECAR, ON, actors="ann: {name: Ann Lee}"))
    page = read_page(built, PAGE)
    shown = words(find_one(page, "text"))
    for one in ("It’s so – she said “", "Ann’s “words”", "It’s a title", "It’s a note."):
        assert one in shown
    assert "it's -- code" in shown
    assert "It’s “odd”." in words(find_id(page, "note.n"))


def test_words_that_an_annotation_marks_stay_as_they_were_typed() -> None:
    built = publish_cleanly(write_book(TEXT, SIDECAR, ON, actors="ann: {name: Ann Lee}"))
    page = read_page(built, PAGE)
    assert marked_words(page, "q") == "it's ours -- for now"
    assert marked_words(page, "n") == "left..."
    actor = read_page(built, "actors/ann.html")
    assert "it's ours -- for now" in words(actor)


@pytest.mark.parametrize(
    ("front", "config"), [("date: 2023", ""), ("date: 2023\ntext: source", ON)]
)
def test_nothing_is_set_without_the_setting_or_in_a_sources_own_text(
    front: str, config: str
) -> None:
    built = publish_cleanly(write_book(f'---\n{front}\n---\nIt\'s "so".\n', config=config))
    assert 'It\'s "so".' in words(find_one(read_page(built, PAGE), "text"))


def test_the_language_of_an_article_decides() -> None:
    text = '---\ndate: 2023\nlanguage: de\n---\nSie sagt "nein".\n'
    built = publish_cleanly(write_book(text, config=ON))
    assert "„nein“" in words(find_one(read_page(built, PAGE), "text"))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("we will", "“we will”"),
        ("he said “no.”", "“he said ‘no.’”"),
        ('he said "no" and "yes"', "“he said ‘no’ and ‘yes’”"),
        ("sie sagte „nein“", "“sie sagte ‚nein‘”"),
        ("it's 6\" long", "“it's 6\" long”"),
    ],
)
def test_double_marks_within_marks_of_ours_are_single(words: str, shown: str) -> None:
    assert quote_words(words) == shown


def test_words_without_marks_of_ours_keep_theirs() -> None:
    text = "She said: “He calls it a “no” for now”.\n"
    sidecar = "quotes: {q: {speaker: ann, exact: He calls it a “no” for now}}"
    built = publish_cleanly(write_book(text, sidecar, actors="ann: Ann Lee"))
    assert marked_words(read_page(built, PAGE), "q") == "He calls it a “no” for now"
    assert "“He calls it a “no” for now”" in words(read_page(built, "actors/ann.html"))
