"""Typographic quotation marks, dashes and ellipses in place of those that a keyboard has.

What is changed is nothing but the shape of marks that ``folding`` holds to be the same, and
none within quotation marks: words of others stay as they were typed. So a text that is shown
this way has the same words, anchored at the same places.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefbook.base.folding import Edit

_INNER = str.maketrans("“”„", "‘’‚")
_TYPED = re.compile(r'"([^"]*)"')

_CANDIDATE = re.compile(r"[\"'“”„«»‘’‚]|-{2,}|\.{3,}")
_DASHES = {"--": "–", "---": "—", "...": "…"}

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’"}
"""What may end a quotation that begins with a mark."""

_LEFT_OUT = re.compile(r"'(?:[0-9]{2}s?|tis|twas|em|til|cause|n)\b", re.IGNORECASE)
"""An apostrophe that begins a word, where it would be taken for a quotation mark."""


class QuotationMarks(NamedTuple):
    """The marks of a language: around a quotation, and around one within it."""

    double: str
    single: str


_ENGLISH = QuotationMarks("“”", "‘’")
_MARKS = {
    QuotationMarks("„“", "‚‘"): "de cs sk sl bg lt et is",
    QuotationMarks("„”", "‚’"): "pl hu ro",
    QuotationMarks("””", "’’"): "sv fi",
    # Their inner marks are no single ones: what is typed as such stays as it is.
    QuotationMarks("«»", ""): "es it pt el ru uk nb nn no",
}
_OF_LANGUAGE = {code: marks for marks, codes in _MARKS.items() for code in codes.split()}


def find_typography(text: str, start: int, end: int, language: str) -> Iterator[Edit]:
    """Yield what is set otherwise in a paragraph, ``text[start:end]``, in its order.

    ``language`` is a BCP 47 tag. A quotation that does not end in its paragraph begins there
    with its mark, and nothing behind that is changed.
    """
    marks = _OF_LANGUAGE.get(language.partition("-")[0].lower(), _ENGLISH)
    closers = ""
    for found in _CANDIDATE.finditer(text, start, end):
        mark = found[0]
        if closers:
            if mark in closers and _may_close(text, found.end(), end, mark):
                closers = ""
                yield from _set_mark(found, _pair_of(mark, marks)[-1:])
        elif mark in _CLOSERS:
            closers = _CLOSERS[mark]
        elif mark in "\"'" and _may_open(text, found.start(), start, end):
            closers = mark
            yield from _set_mark(found, _pair_of(mark, marks)[:1])
        else:
            yield from _set_mark(found, "’" if mark == "'" else _DASHES.get(mark, ""))


def _pair_of(mark: str, marks: QuotationMarks) -> str:
    """Return the marks that take the place of a pair, "" if it is typographic already."""
    return {'"': marks.double, "'": marks.single}.get(mark, "")


def _set_mark(found: re.Match[str], mark: str) -> Iterator[Edit]:
    if mark:
        yield found.start(), found.end(), mark


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    """Tell whether a mark stands before a word, and behind none."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    is_behind = before.isalnum() or before in ".,;:!?)]}…\"'”’»"
    return not is_behind and not after.isspace() and not _LEFT_OUT.match(text, at)


def _may_close(text: str, after: int, end: int, mark: str) -> bool:
    """Tell whether a mark ends a quotation: a single one before a letter is an apostrophe."""
    return mark not in "'’" or after >= end or not text[after].isalnum()


@lru_cache(maxsize=256)
def list_edits(
    text: str, paragraphs: tuple[tuple[int, int], ...], language: str
) -> tuple[Edit, ...]:
    """Return what is set otherwise in the paragraphs of a text, in its order."""
    return tuple(
        edit
        for start, end in paragraphs
        for edit in find_typography(text, start, end, language)
    )


def quote_words(words: str) -> str:
    """Return words in our quotation marks; double marks within them become single ones.

    As in print, that is no change of the words: the outer marks are ours, and marks within
    them are told apart. Wherever words stand without marks of ours, theirs stay as they were.
    """
    inner = _TYPED.sub(r"‘\1’", words).translate(_INNER)
    return f"“{inner}”"
