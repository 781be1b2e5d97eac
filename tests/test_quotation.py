"""Quotation marks and sentences around words, and counts of words.

The cases stand in ``fixtures/anchoring``: the words in question are in ⟦ ⟧.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.anchoring.quotation import (
    LONGEST,
    count_words,
    find_quotations,
    judge_basis,
    judge_spans,
    sentence_around,
)
from briefbook.base.folding import tidy
from briefbook.base.problems import Span

FIXTURES = Path(__file__).parent / "fixtures" / "anchoring"


def take_marks(marked: str) -> tuple[str, list[Span]]:
    """Return a text without its ⟦ ⟧, and the spans that they mark."""
    spans, text = [], ""
    for piece in re.split("(⟦[^⟧]*⟧)", marked):
        words = piece.strip("⟦⟧")
        if piece.startswith("⟦"):
            spans.append(Span(len(text), len(text) + len(words)))
        text += words
    return text, spans


def split_paragraphs(text: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(r"[^\n]+", text)]


def read_bases() -> list[tuple[str, ...]]:
    cases = (FIXTURES / "bases.txt").read_text(encoding="utf-8").split("\n== ")
    return [tuple(case.strip().split("\n", 1)) for case in cases[1:]]


def read_sentences() -> list[tuple[str, ...]]:
    blocks = (FIXTURES / "sentences.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return [tuple(block.split("\n")) for block in blocks[1:]]


@pytest.mark.parametrize(("basis", "marked"), read_bases())
def test_the_marks_around_words_tell_their_basis(basis: str, marked: str) -> None:
    text, spans = take_marks(marked)
    assert judge_basis(text, spans, split_paragraphs(text)) == basis


@pytest.mark.parametrize(("basis", "marked"), read_bases())
def test_quotations_found_once_serve_all_words_of_a_text(basis: str, marked: str) -> None:
    text, spans = take_marks(marked)
    assert judge_spans(text, spans, find_quotations(text, split_paragraphs(text))) == basis


@given(st.text(st.sampled_from("\"'“”‘’«»„`「」 \nas.é船5")), st.data())
def test_any_marks_make_some_basis_and_lie_in_their_paragraph(
    text: str, data: st.DataObject
) -> None:
    paragraphs = split_paragraphs(text)
    for quotation in find_quotations(text, paragraphs):
        assert any(
            one.start <= quotation.start < quotation.end <= one.end for one in paragraphs
        )
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    basis = judge_basis(text, [span], paragraphs)
    assert basis in {"quoted", "partly-quoted", "reported"}


@pytest.mark.parametrize(("marked", "expected"), read_sentences())
def test_shows_the_sentence_that_holds_the_words(marked: str, expected: str) -> None:
    text, (span,) = take_marks(marked)
    assert "|".join(sentence_around(text, span, Span(0, len(text)))) == expected


def test_a_sentence_ends_with_its_paragraph() -> None:
    text = "The tide\nwent out\n\nthe envoy left"
    assert sentence_around(text, Span(9, 13), Span(0, 17)) == ("The tide ", "went", " out")


def test_words_over_two_paragraphs_are_shown_whole() -> None:
    text = "The tide went out\n\nand the envoy left. So did we."
    shown = sentence_around(text, Span(9, 32), Span(0, 17))
    assert shown == ("The tide ", "went out and the envoy", "")


def test_a_long_sentence_is_cut_between_words_on_both_sides() -> None:
    text = "tides " * 100 + "the envoy left" + " locks" * 100
    shown = sentence_around(text, Span(600, 614), Span(0, len(text)))
    assert len("".join(shown)) <= LONGEST
    assert shown[0].startswith("… tides ")
    assert shown[1] == "the envoy left"
    assert shown[2].endswith(" locks …")


def test_room_that_one_side_does_not_need_goes_to_the_other() -> None:
    text = "So the envoy left" + " locks" * 100
    before, _, after = sentence_around(text, Span(3, 17), Span(0, len(text)))
    assert before == "So "
    assert LONGEST - 30 < len(after) <= LONGEST - 17


def test_quoted_words_are_never_cut() -> None:
    text = "So " + "tide " * 100 + "left. "
    assert sentence_around(text, Span(3, 503), Span(0, len(text))) == (
        "… ",
        tidy(text[3:503]),
        " …",
    )


@given(st.text(st.sampled_from("ab. \n\"'AI!?…船。」5")), st.data())
def test_the_three_pieces_read_on_from_each_other(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    shown = "".join(sentence_around(text, span, Span(0, len(text))))
    assert shown.replace(" ", "") in re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("We can wait.", 3),
        ("self-imposed limits", 3),
        ("We can't, said the U.K. -- again", 6),
        ("1,500 barges at 3.5 knots", 5),
        ("so\u00adcalled", 1),
        ("过河费太高", 2.5),
        ("过河费：1,500 元", 3),
        ("강을 건너는 값", 3),
        ("गाँव की नदी", 3),
        ("cafe\u0301 naïve", 2),
        ("Так сказали", 2),
        ("“…” — !", 0),
    ],
)
def test_counts_words_as_readers_do(text: str, count: float) -> None:
    assert count_words(text) == count
