"""What of an article is read: its quotations, and which of them have a note."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.anchoring.quotation import count_words, find_quotations
from briefbook.base.problems import Span
from briefbook.gaps.quotations import ENOUGH, list_unnoted
from briefbook.gaps.texts import ReadText, read_body, read_original
from briefbook.units.anchoring_entries import AnchoredText
from briefbook.units.unit import Unit


class UnreadQuotation(NamedTuple):
    """A quotation without a note, as a selection names it."""

    paragraph: int
    words: str
    before: str


class ReadingState(NamedTuple):
    """How many quotations a text has, how many a note covers, and the others."""

    quotations: int
    noted: int
    unread: tuple[UnreadQuotation, ...]


def survey_reading(unit: Unit, text: AnchoredText) -> ReadingState:
    """Return what is read of the text of an article, or of its capture."""
    if text.published:
        assert unit.body
        read = read_body(unit, unit.body)
    else:
        read = read_original(unit, text, 0)
    unread = tuple(_list_unread(read, text))
    noted = sum(read.is_noted(span) for span in _list_long(read))
    return ReadingState(noted + len(unread), noted, unread)


def _list_long(read: ReadText) -> Iterator[Span]:
    """Yield the quotations of enough words to be told from titles."""
    for span in find_quotations(read.text, read.paragraphs):
        if count_words(read.text[slice(*span)]) >= ENOUGH:
            yield span


def _list_unread(read: ReadText, text: AnchoredText) -> Iterator[UnreadQuotation]:
    for one in list_unnoted(read, ()):
        paragraph = text.paragraph(one.span.start)
        number = text.number(one.span.start)
        before = read.text[paragraph.start : one.span.start]
        yield UnreadQuotation(number, one.words.rstrip(",，"), before)
