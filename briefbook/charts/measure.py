"""How wide text is, guessed on the safe side, and where its lines break: words whole or none.

The reader's font is not known at build time: widths are a little more than those of
Helvetica and its like, which Source Sans stays below. They are in ems times the font size.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

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

Span = tuple[float, float]


@lru_cache(maxsize=8192)
def _char_width(char: str) -> float:
    if char in WIDTHS:
        return WIDTHS[char]
    if _is_mark(char):
        return 0.0
    if _is_wide(char):
        return 1.4 if char >= "\U0001f000" else 1.0
    usual = 0.75 if char.isupper() else 0.58
    return usual if char < "\u0370" else usual + 0.15


def _is_mark(char: str) -> bool:
    """Tell whether a character belongs to the one before it."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf")


def _is_wide(char: str) -> bool:
    """Tell whether a character fills a square, as Chinese ones do; lines break around it."""
    return unicodedata.east_asian_width(char) in ("W", "F")


@lru_cache(maxsize=8192)
def text_width(text: str, size: float) -> float:
    """Return the width of a line of text, in the unit of ``size``."""
    return size * sum(map(_char_width, text))


def _count_fitting(text: str, width: float, size: float) -> int:
    """Return how many leading characters fit, never parting one from its marks."""
    reached = accumulate(map(_char_width, text))
    count = next((i for i, end in enumerate(reached) if end * size > width), len(text))
    while 0 < count < len(text) and _is_mark(text[count]):
        count -= 1
    return count


@lru_cache(maxsize=8192)
def wrap(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """Return the whole of ``text`` in at most that many lines, none where it does not fit."""
    rest = " ".join(text.split())
    lines: list[str] = []
    while rest and len(lines) < most:
        line = _take_line(rest, width, size)
        lines.append(line.rstrip())
        rest = rest[len(line) :]
    return () if rest else tuple(lines)


def _take_line(text: str, width: float, size: float) -> str:
    """Return the beginning of ``text`` that fills a line, one character at least."""
    if text_width(text, size) <= width:
        return text
    fitting = max(_count_fitting(text, width, size), 1)
    ends = [end for end in _break_points(text) if len(text[:end].rstrip()) <= fitting]
    return text[: max(ends, default=fitting)]


def _break_points(text: str) -> set[int]:
    """Return where a line may end: after spaces and hyphens, around wide characters."""
    ends = {match.end() for match in PIECES.finditer(text)}
    if text.isascii():
        return ends
    return ends | {
        at
        for at in range(1, len(text))
        if (_is_wide(text[at]) or _is_wide(text[at - 1])) and not _is_mark(text[at])
    }


def spread(wanted: Sequence[float], sizes: Sequence[float], gap: float) -> tuple[float, ...]:
    """Return the starts of things that keep their order and a ``gap`` between them.

    ``wanted`` are their preferred starts, ``sizes`` their lengths. The sum of squared
    moves is least (isotonic regression by pooling adjacent violators).
    """
    offsets = tuple(accumulate((size + gap for size in sizes), initial=0.0))[:-1]
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        pools = _absorb(pools, want - offset)
    level = [total / count for total, count in pools for _ in range(count)]
    return tuple(start + offset for start, offset in zip(level, offsets, strict=True))


def _absorb(pools: list[tuple[float, int]], value: float) -> list[tuple[float, int]]:
    """Add a value to the pools (sum, count), joining those that would stand in wrong order."""
    total, count = value, 1
    while pools and pools[-1][0] / pools[-1][1] > total / count:
        before = pools.pop()
        total, count = total + before[0], count + before[1]
    pools.append((total, count))
    return pools


def pick_lanes(spans: Sequence[Span], gap: float) -> tuple[int, ...]:
    """Return for each span the first lane in which it is ``gap`` away from those before it."""
    lanes: list[list[Span]] = []
    return tuple(_pick_lane(lanes, span, gap) for span in spans)


def _pick_lane(lanes: list[list[Span]], span: Span, gap: float) -> int:
    """Put ``span`` into the first lane with room, or a new one, and return its number."""
    for number, lane in enumerate(lanes):
        place = bisect(lane, span)
        if not any(overlap(span, other, gap) for other in lane[max(place - 1, 0) : place + 1]):
            lane.insert(place, span)
            return number
    lanes.append([span])
    return len(lanes) - 1


def overlap(one: Span, other: Span, gap: float = 0.0) -> bool:
    """Tell whether two spans are nearer to each other than ``gap``."""
    return one[0] < other[1] + gap and other[0] < one[1] + gap
