"""A line of a file with its problem underlined, as wide as a terminal shows it."""

import unicodedata
from itertools import accumulate
from typing import NamedTuple

from briefbook.base.problems import Span
from briefbook.report.places import ProblemSource, Spot
from briefbook.syntax.text import has_forbidden

WIDTH = 96
"""Columns of a line that are shown at most; of a longer one, those around the problem."""

BEHIND = 56
"""Columns shown from the start of the problem on, where a long line is cut."""

_TAB = " " * 4


class Excerpt(NamedTuple):
    """A line as shown, the columns before what is underlined, and the columns of that."""

    line: str
    before: int
    marked: int


def make_excerpt(source: ProblemSource, spot: Spot) -> Excerpt:
    """Return the line of a spot; of several lines the first, underlined to its end."""
    text = source.text
    line = find_line(text, spot.span.start - spot.first.column + 1)
    shown = cut_line(text, line, min(spot.span.start, line.end))
    front, back = "…" * (shown.start > line.start), "…" * (shown.end < line.end)
    start = min(spot.span.start, shown.end)
    before = len(front) + width_of(text[shown.start : start])
    marked = width_of(text[start : min(spot.span.end, shown.end)])
    return Excerpt(front + clean(text[slice(*shown)]) + back, before, max(1, marked))


def find_line(text: str, start: int) -> Span:
    """Return the line that begins at an offset, without its end."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return Span(start, end - text.endswith("\r", start, end))


def cut_line(text: str, line: Span, focus: int) -> Span:
    """Return what is shown of a line: all of it, or what is around an offset."""
    if line.end - line.start <= WIDTH and width_of(text[slice(*line)]) <= WIDTH:
        return line
    right = focus + count_fitting(text[focus : min(line.end, focus + BEHIND)], BEHIND)
    left = right - count_fitting(text[max(line.start, right - WIDTH) : right][::-1], WIDTH)
    return Span(left, left + count_fitting(text[left : min(line.end, left + WIDTH)], WIDTH))


def count_fitting(text: str, columns: int) -> int:
    """Return how many characters of a text fit into so many columns."""
    widths = accumulate(map(width_of, text))
    return sum(width <= columns for width in widths)


def width_of(text: str) -> int:
    """Return the columns that a terminal needs for a text as ``clean`` shows it."""
    return sum(map(_width, clean(text)))


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf") and char != "\xad":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clean(text: str) -> str:
    """Return a text as it may go to a terminal: no character that steers it.

    Tabs become blanks; characters that must not be in a file, pictures of themselves.
    """
    return text if text.isprintable() else "".join(map(_clean, text))


def clean_line(text: str) -> str:
    """Return a text as it may go to a terminal where one line is meant for it."""
    return clean(text).replace("\n", "\u240a")


def _clean(char: str) -> str:
    if char == "\t":
        return _TAB
    if char == "\n" or not (has_forbidden(char) or char in "\r\u2028\u2029"):
        return char
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"
