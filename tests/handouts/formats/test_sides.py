"""The sides of papers: none with half of it blank, none with under five lines."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from briefbook.build.config import Thresholds
from briefbook.handouts.document import count_words
from briefbook.handouts.formats import PaperSettings
from briefbook.handouts.formats.pdf import make_pdf
from briefbook.handouts.kinds import HANDOUTS
from briefbook.handouts.writing import HandoutWriter
from briefbook.index.ledger import EditionView
from tests.handouts.crowds import look_into_crowd, look_into_summit
from tests.papers import look_into_sample
from tests.sides import Side, measure_sides

TEMPLATE = (Path(__file__).parents[3] / "templates/handout.typ").read_text("utf-8")
BOOKS: dict[str, Callable[[], EditionView]] = {
    "the sample": partial(look_into_sample, "team"),
    "the public sample": partial(look_into_sample, "public"),
    "a crowded book": look_into_crowd,
    "a book with forty attendees": look_into_summit,
}


def set_papers(look: EditionView) -> dict[str, list[Side]]:
    """Return the sides of every paper that is made with the site, by its address."""
    written = [
        (kind, kind.make(key, HandoutWriter(look)))
        for kind in HANDOUTS
        for key in look.keys(kind.index)
    ]
    press, least = PaperSettings(TEMPLATE), Thresholds().paper
    return {
        document.address: measure_sides(make_pdf(document, press).data)
        for kind, document in written
        if kind.may_be_short or count_words(document) >= least
    }


@pytest.mark.parametrize("book", BOOKS)
def test_no_side_is_half_blank_or_has_under_five_lines(book: str) -> None:
    papers = set_papers(BOOKS[book]())
    assert papers
    blank = {
        address: [(one.lines, round(one.filled, 2)) for one in sides]
        for address, sides in papers.items()
        if any(one.lines < 5 or one.filled < 0.5 for one in sides)
    }
    assert blank == {}
