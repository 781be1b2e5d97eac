"""Where words begin and end, in a folded text.

Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer put no spaces between words, or
join particles to them: there a word may end at any place.
"""

import re
import unicodedata

from briefbook.anchoring.stretches import Stretch
from briefbook.folding import CJK

_UNSPACED = CJK + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f"
_LETTER = rf"[^\W_{_UNSPACED}]"
_INSIDE = re.compile(
    rf"(?<={_LETTER})(?={_LETTER})|(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)|(?<=n)(?='t(?!\w))"
)

WORD = re.compile(rf"[{CJK}]|[^\W{CJK}]+(?:['’.-][^\W{CJK}]+)*")
"""A word, with the marks inside it, or one Chinese, Japanese or Korean character."""

TOKEN = re.compile(rf"{WORD.pattern}|[^\w\s]")
"""A word, or a mark."""

CHUNK = re.compile(rf"\s*[^\w\s]*(?:{WORD.pattern})[^\w\s]*|\s*[^\w\s]+")
"""A word with the marks that touch it and the space before, or marks by themselves."""


def breaks_word(text: str, at: int) -> bool:
    """Tell whether a word goes on over this place."""
    return _INSIDE.match(text, at) is not None or (
        0 < at < len(text) and text[at] >= "\u0300" and unicodedata.category(text[at])[0] == "M"
    )


def widen(text: str, start: int, end: int) -> Stretch:
    """Return the stretch with the words at its ends made whole."""
    while breaks_word(text, start):
        start -= 1
    while breaks_word(text, end):
        end += 1
    return start, end
