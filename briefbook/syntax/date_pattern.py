"""Dates as a pattern that other programs know: an expression of ECMA 262, for JSON Schemas.

Every date that ``edtf.py`` understands matches; what it refuses by its form does not. Of days
that no month has, and of intervals that end before they start, a pattern can tell nothing.
"""

import re
from functools import cache

from briefbook.syntax.edtf import MONTH_NAMES, SEASON_NAMES

_DASH = "[-\u2010-\u2014\u2212]"
_YEAR = "(?:[0-9]{4}|[0-9]{3}[Xx]|[0-9]{2}[Xx]{2})"
_MONTH = "(?:0[1-9]|1[0-2]|2[1-4]|[Xx]{2})"
_DAY = "(?:0[1-9]|[12][0-9]|3[01]|[Xx]{2})"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
_ZONE = "(?:[Zz]|[+\u2010-\u2014\u2212-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)"
_TIME = rf"(?:[Tt]|\s+){_CLOCK}{_ZONE}?"
_EDTF = f"{_YEAR}(?:{_DASH}{_MONTH}(?:{_DASH}{_DAY}(?:{_TIME})?)?)?"
_MARKS = r"(?:\s*[?~%]{1,2})?"


@cache
def write_pattern() -> str:
    """Return the expression; it is of the whole text, and has no flags."""
    single = _write_single()
    end = rf"(?:{single}|\.\.)"
    span = rf"\[\s*(?:{single})?\s*\.\.\s*(?:{single})?\s*\]"
    return rf"^\s*(?:{single}|{end}\s*/\s*{end}|{span})\s*$"


def _write_single() -> str:
    months, seasons = _any_of(MONTH_NAMES), _any_of(SEASON_NAMES)
    nth = _any_of(("st", "nd", "rd", "th"))
    perhaps = _any_of(("perhaps", "possibly", "probably", "maybe"))
    about = _any_of(("c", "ca", "approx"))
    around = _any_of(("circa", "about", "around", "approximately", "ca", "c"))
    before = rf"(?:{perhaps}\s+)?(?:(?:{about}\.|~)\s*|{around}(?:\s+|(?=[0-9])))?"
    words = (
        rf"(?:{_any_case('the')}\s+)?[0-9]{{3}}0[Ss]",
        rf"[0-9]{{1,2}}{nth}?\s+{months}\.?,?\s+[0-9]{{4}}",
        rf"{months}\.?\s+[0-9]{{1,2}}{nth}?,?\s+[0-9]{{4}}",
        rf"(?:{months}|{seasons})\.?,?\s+[0-9]{{4}}",
    )
    return rf"{before}(?:{_EDTF}|{'|'.join(words)}){_MARKS}"


def _any_of(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(map(_any_case, words))})"


def _any_case(word: str) -> str:
    """Return an expression for a word in capitals, small letters or both."""
    return "".join(f"[{one.upper()}{one}]" if one.isalpha() else re.escape(one) for one in word)
