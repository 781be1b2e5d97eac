"""Hostile texts take no more time than others: the time grows as the text does."""

from time import process_time

import pytest

from briefbook.base.problems import Span
from briefbook.speech.proposing import propose
from tests.speech.measure import TEXTS, split_paragraphs

SIZE = 100_000
SECONDS = 12.0
"""For 100 KB: many times what it takes, a fraction of what a pattern that backtracks does."""

HOSTILE = (
    *('"', "'", "“", "”", "‘", "’", "„", "«", "「", "``"),
    *("“a ", "“a” ", "“a”\n\n", "“a\n\n", "Ann Lee ", "A. ", "A", "Ministry of ", "(Ann "),
    *("said ", "he said, ", "Ann said “we go on and on”. ", "he said “we go on and on”. "),
    *("Ann, ", "a nurse, ", "the ", "according to ", "a-", "a'", "Mr. LEE. I rise.\n\n"),
    *("A B C D E F G (x)\n\n", "王说", "“王”说", "市长王明说：“好的我们走吧。”", "王·"),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    begun = process_time()
    propose(text, split_paragraphs(text) if "\n\n" in piece else [Span(0, len(text))], {})
    assert process_time() - begun < SECONDS


def test_a_megabyte_of_news_is_read_in_one_pass() -> None:
    news = (TEXTS / "01-dockers.txt").read_text(encoding="utf-8")
    small, large = (_time(news * count) for count in (40, 160))
    assert large < small * 12


def _time(text: str) -> float:
    begun = process_time()
    propose(text, split_paragraphs(text), {})
    return process_time() - begun
