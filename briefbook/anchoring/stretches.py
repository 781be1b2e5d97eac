"""Stretches of a folded text, and what they are in the original."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from briefbook.base.folding import CJK, Folded, tidy, unfold
from briefbook.base.problems import Span

Stretch = tuple[int, int]
"""(start, end) in a folded text"""

Chain = tuple[Stretch, ...]
"""One place of a selector: a stretch for each of its parts, in order"""

_UNSPACED = CJK + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f"

_LETTER = rf"[^\W_{_UNSPACED}]"

_WORD = rf"[{CJK}]|[^\W{CJK}]+(?:['’.-][^\W{CJK}]+)*"


def measure(chain: Chain) -> int:
    """Return how far apart the ends of a place are."""
    return chain[-1][1] - chain[0][0]


def drop_overlaps(stretches: Iterable[Stretch]) -> Chain:
    """Return the stretches without those that begin within one before them."""
    kept: list[Stretch] = []
    for stretch in stretches:
        if not kept or stretch[0] >= kept[-1][1]:
            kept.append(stretch)
    return tuple(kept)


def locate(chain: Chain, folded: Folded, original: str) -> tuple[Span, ...]:
    """Return the spans of the original that the stretches of a place are."""
    return tuple(Span(*unfold(folded, start, end, original)) for start, end in chain)


def hull(chain: Chain, folded: Folded, original: str) -> Span:
    """Return the span of the original from the first words of a place to its last."""
    return Span(*unfold(folded, chain[0][0], chain[-1][1], original))


def show_stretch(stretch: Stretch, folded: Folded, original: str) -> str:
    """Return the original words of a stretch, on one line."""
    return tidy(original[slice(*unfold(folded, *stretch, original))]).strip()


# These patterns take long to make, and most runs need none of them.


@cache
def match_word() -> re.Pattern[str]:
    """Return what finds a word with the marks inside it, or one CJK character."""
    return re.compile(_WORD)


@cache
def match_token() -> re.Pattern[str]:
    """Return what finds a word, or a mark."""
    return re.compile(rf"{_WORD}|[^\w\s]")


@cache
def match_chunk() -> re.Pattern[str]:
    """Return what finds a word with the marks that touch it and the space before, or marks."""
    return re.compile(rf"\s*[^\w\s]*(?:{_WORD})[^\w\s]*|\s*[^\w\s]+")


@cache
def _match_inside() -> re.Pattern[str]:
    """Return what finds a place over which a word goes on."""
    return re.compile(
        rf"(?<={_LETTER})(?={_LETTER})|(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)|(?<=n)(?='t(?!\w))"
    )


def breaks_word(text: str, at: int) -> bool:
    """Tell whether a word goes on over this place."""
    sides = text[at - 1 : at + 1] if at else ""
    if len(sides) < 2:
        return False
    is_inside = sides.isalnum()
    if _are_doubtful(sides) or (is_inside and not sides.isascii()):
        is_inside = _match_inside().match(text, at) is not None
    return is_inside or unicodedata.category(sides[1])[0] == "M"


def _are_doubtful(sides: str) -> bool:
    """Tell whether more than these two characters count: in numbers, and in "can't"."""
    return sides == "n'" or sides[0].isdigit() or sides[1].isdigit()


def widen(text: str, start: int, end: int) -> Stretch:
    """Return the stretch with the words at its ends made whole."""
    while breaks_word(text, start):
        start -= 1
    while breaks_word(text, end):
        end += 1
    return start, end
