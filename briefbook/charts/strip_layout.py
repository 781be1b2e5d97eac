"""Where everything stands in a small timeline that runs from left to right.

The axis fills the width. The marks stand on it, and as many of the newest as there is
room for bear a flag: a pole with words beside its top, in one of a few rows.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.charts.axis import Axis, find_breaks, make_axis, move_axis
from briefbook.charts.entries import Entry, Mark, collect_marks, sort_entries, turning_points
from briefbook.charts.marks import PlacedMark, place_marks, reach_after, reach_before
from briefbook.charts.measure import shorten, text_width
from briefbook.charts.packing import Span, overlap

WIDTH = 400.0
EDGE = 12.0
BREAK = 24.0
ROWS = 3
ROW = 24.0
LANE = 12.0
LANES_AT_MOST = 60.0
FLAG_SIZE = 13.0
FLAG_WIDTH = 190.0
FLAG_GAP = 8.0
POLE_GAP = 5.0


class Flag(NamedTuple):
    """The words of a mark: beside a pole at ``pole``, in ``row`` counted upwards from 0."""

    entry: Entry
    placed: PlacedMark
    words: str
    pole: float
    box: Span
    row: int


class Strip(NamedTuple):
    """A strip ready to be drawn: ``ground`` is the y of its axis."""

    entries: tuple[Entry, ...]
    axis: Axis
    marks: tuple[PlacedMark, ...]
    flags: tuple[Flag, ...]
    pitch: float
    ground: float


def lay_strip(entries: Sequence[Entry]) -> Strip:
    """Return the layout of at least one entry."""
    ordered = sort_entries(entries)
    marks = collect_marks(ordered)
    axis = fit_axis(marks)
    placed = place_marks(axis, marks)
    lanes = 1 + max(mark.lane for mark in placed)
    pitch = min(LANE, LANES_AT_MOST / lanes)
    flags = place_flags(ordered, placed)
    rows = 1 + max(flag.row for flag in flags)
    return Strip(ordered, axis, placed, flags, pitch, rows * ROW + lanes * pitch + 2)


def fit_axis(marks: Sequence[Mark]) -> Axis:
    """Return the axis that fills the width, or stands in its middle if it is short."""
    points = turning_points(marks)
    start = EDGE + reach_before(marks, 0.0)
    room = WIDTH - EDGE - reach_after(marks, 0.0) - start
    breaks = len(find_breaks(make_axis(points, len(marks), room, BREAK)))
    axis = make_axis(points, len(marks), room - breaks * BREAK, BREAK)
    return move_axis(axis, start + (room - axis.end) / 2)


def place_flags(entries: Sequence[Entry], marks: Sequence[PlacedMark]) -> tuple[Flag, ...]:
    """Return the flags of the newest marks, as many as stand clear of one another."""
    flags: list[Flag] = []
    for mark in reversed(marks):
        clear = (flag for flag in list_flags(entries, mark) if is_clear(flag, flags))
        flags.extend(flag for flag in [next(clear, None)] if flag)
    return tuple(flags)


def list_flags(entries: Sequence[Entry], placed: PlacedMark) -> Iterator[Flag]:
    """Yield the places that a mark's flag may have, the best first."""
    numbers = placed.mark.entries
    more = f" and {len(numbers) - 1} more" if len(numbers) > 1 else ""
    room = FLAG_WIDTH - text_width(more, FLAG_SIZE)
    words = shorten(entries[numbers[0]].label, room, FLAG_SIZE) + more
    for row in range(ROWS):
        for box in list_boxes(placed.anchor, text_width(words, FLAG_SIZE)):
            yield Flag(entries[numbers[0]], placed, words, placed.anchor, box, row)


def list_boxes(pole: float, width: float) -> Iterator[Span]:
    """Yield where words of that width may stand: right of the pole, left of it."""
    if pole + POLE_GAP + width <= WIDTH:
        yield pole + POLE_GAP, pole + POLE_GAP + width
    if pole - POLE_GAP - width >= 0:
        yield pole - POLE_GAP - width, pole - POLE_GAP


def is_clear(flag: Flag, others: Sequence[Flag]) -> bool:
    """Tell whether a flag touches no words or poles of others, nor they its own."""
    return not any(
        (flag.row == other.row and overlap(with_pole(flag), with_pole(other), FLAG_GAP))
        or (flag.row > other.row and overlap((flag.pole, flag.pole), other.box, 3.0))
        or (flag.row < other.row and overlap((other.pole, other.pole), flag.box, 3.0))
        for other in others
    )


def with_pole(flag: Flag) -> Span:
    """Return the stretch that the words of a flag cover together with its pole."""
    return min(flag.pole, flag.box[0]), max(flag.pole, flag.box[1])
