"""How wide text is, guessed on the safe side, and how to make it fit.

The reader's font is not known at build time: widths are a little more than those of
Helvetica and its like, which Source Sans stays below. They are in ems times the font size.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

ELLIPSIS = "…"
WIDTHS = {
    char: width
    for chars, width in (
        ("ijl'|", 0.26),
        (" .,:;!·", 0.3),
        ("Ifrt()[]{}/\\-`‘’", 0.37),
        ("mw", 0.85),
        ("MWQ%@—…&→←↑↓", 1.0),
    )
    for char in chars
}
PIECES = re.compile(r"[^\s-]+-*\s*|-+\s*")


@lru_cache(maxsize=8192)
def char_width(char: str) -> float:
    """Return the width of a character in ems: a mark has none, a Chinese one a square."""
    if char in WIDTHS:
        return WIDTHS[char]
    if is_mark(char):
        return 0.0
    if is_wide(char):
        return 1.4 if char >= "\U0001f000" else 1.0
    usual = 0.75 if char.isupper() else 0.58
    return usual if char < "\u0370" else usual + 0.15


def is_mark(char: str) -> bool:
    """Tell whether a character belongs to the one before it."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf")


def is_wide(char: str) -> bool:
    """Tell whether a character fills a square, as Chinese ones do; lines break around it."""
    return unicodedata.east_asian_width(char) in ("W", "F")


def text_width(text: str, size: float) -> float:
    """Return the width of a line of text, in the unit of ``size``."""
    return size * sum(map(char_width, text))


def count_fitting(text: str, width: float, size: float) -> int:
    """Return how many leading characters fit, never parting one from its marks."""
    reached = accumulate(map(char_width, text))
    count = next((i for i, end in enumerate(reached) if end * size > width), len(text))
    while 0 < count < len(text) and is_mark(text[count]):
        count -= 1
    return count


def shorten(text: str, width: float, size: float) -> str:
    """Return ``text``, or as much of it as fits with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    room = width - text_width(ELLIPSIS, size)
    return text[: count_fitting(text, room, size)].rstrip() + ELLIPSIS


@lru_cache(maxsize=8192)
def wrap(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """Return ``text`` in at most that many lines; what does not fit ends in an ellipsis."""
    rest = " ".join(text.split())
    lines: list[str] = []
    while rest and len(lines) < most - 1:
        line = take_line(rest, width, size)
        lines.append(line.rstrip())
        rest = rest[len(line) :]
    return (*lines, shorten(rest, width, size)) if rest else tuple(lines)


def take_line(text: str, width: float, size: float) -> str:
    """Return the beginning of ``text`` that fills a line, one character at least."""
    if text_width(text, size) <= width:
        return text
    fitting = max(count_fitting(text, width, size), 1)
    ends = [end for end in break_points(text) if len(text[:end].rstrip()) <= fitting]
    return text[: max(ends, default=fitting)]


def break_points(text: str) -> tuple[int, ...]:
    """Return where a line may end: after spaces and hyphens, around wide characters."""
    ends = {match.end() for match in PIECES.finditer(text)}
    return tuple(sorted(ends if text.isascii() else ends.union(around_wide(text))))


def around_wide(text: str) -> Iterator[int]:
    """Yield where a line may end beside a wide character."""
    for i in range(1, len(text)):
        if (is_wide(text[i]) or is_wide(text[i - 1])) and not is_mark(text[i]):
            yield i
