"""The timeline strip of the home page: time runs from left to right, the newest is named."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.charts.axis import (
    BELOW_AXIS,
    Axis,
    Frame,
    draw_axis,
    draw_ticks,
    find_breaks,
    fit_axis,
    move_axis,
)
from briefbook.charts.marks import (
    PlacedMark,
    TimelineEntry,
    TimelineMark,
    collect_marks,
    describe_entries,
    draw_entry,
    draw_mark,
    place_marks,
    reach_beyond,
    turn_at,
)
from briefbook.charts.measure import Span, overlap, shorten, text_width
from briefbook.charts.svg import Drawn, element, hatching, path, picture, steps, write_line
from briefbook.syntax.edtf import FIRST_DAY

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
    """The words of a mark: beside a pole at its anchor, in ``row`` counted upwards from 0."""

    placed: PlacedMark
    words: str
    box: Span
    row: int

    @property
    def pole(self) -> float:
        """The x of the line down to the mark."""
        return self.placed.anchor


class StripLayout(NamedTuple):
    """A strip ready to be drawn: ``ground`` is the y of its axis."""

    entries: tuple[TimelineEntry, ...]
    axis: Axis
    marks: tuple[PlacedMark, ...]
    flags: tuple[Flag, ...]
    pitch: float
    ground: float


def draw_strip(entries: Sequence[TimelineEntry], title: str, prefix: str) -> Drawn:
    """Return a small timeline of ``entries`` as SVG, or nothing where there are none."""
    if not entries:
        return Drawn("")
    strip = _lay_strip(entries)
    breaks, thickness = find_breaks(strip.axis), min(8.0, strip.pitch * 0.65)
    frame = Frame(strip.axis, breaks, strip.ground, -strip.pitch, thickness, False, prefix)
    ticks = draw_ticks(strip.axis, strip.ground, WIDTH)
    drawn = (*_draw_poles(strip), draw_axis(frame), *ticks, *_draw_marks(strip, frame))
    size, words = (WIDTH, strip.ground + BELOW_AXIS), (title, describe_entries(strip.entries))
    return picture(size, "strip", prefix, words, hatching(prefix), *drawn)


def _draw_poles(strip: StripLayout) -> Iterator[Drawn]:
    for flag in strip.flags:
        foot = strip.ground - flag.placed.lane * strip.pitch
        line = steps("M", flag.pole, foot, "V", _row_middle(strip, flag) - 5)
        yield path(line, "tl-leader", stroke_opacity=0.45)


def _row_middle(strip: StripLayout, flag: Flag) -> float:
    rows = 1 + max(other.row for other in strip.flags)
    return (rows - flag.row - 0.5) * ROW


def _draw_marks(strip: StripLayout, frame: Frame) -> Iterator[Drawn]:
    """Yield all marks with all their entries as a tooltip, those with a flag in its link."""
    flags = {flag.placed: flag for flag in strip.flags}
    for placed in strip.marks:
        entries = [strip.entries[number] for number in placed.mark.entries]
        names = "; ".join(entry.label for entry in entries)
        name = element("title", f"{names}, {entries[0].words}")
        mark = draw_mark(frame, placed)
        if flag := flags.get(placed):
            yield draw_entry(entries[0], name, mark, _draw_flag(strip, flag))
        else:
            yield element("g", name, mark, class_="tl-mark")


def _draw_flag(strip: StripLayout, flag: Flag) -> Drawn:
    y = _row_middle(strip, flag) + FLAG_SIZE * 0.36
    leftward = flag.box[1] < flag.pole
    anchor = "end" if leftward else None
    x = flag.box[leftward]
    return write_line(x, y, flag.words, "tl-label", FLAG_SIZE, text_anchor=anchor)


def _lay_strip(entries: Sequence[TimelineEntry]) -> StripLayout:
    ordered = tuple(sorted(entries, key=_order_of))
    marks = collect_marks(ordered)
    axis = _centre_axis(marks)
    placed = place_marks(axis, marks)
    lanes = 1 + max(mark.lane for mark in placed)
    pitch = min(LANE, LANES_AT_MOST / lanes)
    flags = _place_flags(ordered, placed)
    rows = 1 + max(flag.row for flag in flags)
    return StripLayout(ordered, axis, placed, flags, pitch, rows * ROW + lanes * pitch + 2)


def _order_of(entry: TimelineEntry) -> tuple[str, str]:
    """Return what an entry is sorted by: its days, those of one order as given.

    One with an open start comes before all others of the year in which it ends.
    """
    is_open = entry.earliest == FIRST_DAY
    return entry.latest[:4] if is_open else entry.earliest, entry.latest


def _centre_axis(marks: Sequence[TimelineMark]) -> Axis:
    """Return the axis that fills the width, or stands in its middle if it is short."""
    before, after = reach_beyond(marks, 0.0, 0.0)
    start = EDGE + before
    room = WIDTH - EDGE - after - start
    axis = fit_axis(turn_at(marks), len(marks), room, BREAK)
    return move_axis(axis, start + (room - axis.end) / 2)


def _place_flags(
    entries: Sequence[TimelineEntry], marks: Sequence[PlacedMark]
) -> tuple[Flag, ...]:
    """Return the flags of the newest marks, as many as stand clear of one another."""
    flags: list[Flag] = []
    for mark in reversed(marks):
        clear = (flag for flag in _list_flags(entries, mark) if _is_clear(flag, flags))
        flags.extend(flag for flag in [next(clear, None)] if flag)
    return tuple(flags)


def _list_flags(entries: Sequence[TimelineEntry], placed: PlacedMark) -> Iterator[Flag]:
    """Yield the places that a mark's flag may have, the best first."""
    numbers = placed.mark.entries
    more = f" and {len(numbers) - 1} more" if len(numbers) > 1 else ""
    room = FLAG_WIDTH - text_width(more, FLAG_SIZE)
    words = shorten(entries[numbers[0]].label, room, FLAG_SIZE) + more
    for row in range(ROWS):
        for box in _list_boxes(placed.anchor, text_width(words, FLAG_SIZE)):
            yield Flag(placed, words, box, row)


def _list_boxes(pole: float, width: float) -> Iterator[Span]:
    if pole + POLE_GAP + width <= WIDTH:
        yield pole + POLE_GAP, pole + POLE_GAP + width
    if pole - POLE_GAP - width >= 0:
        yield pole - POLE_GAP - width, pole - POLE_GAP


def _is_clear(flag: Flag, others: Sequence[Flag]) -> bool:
    """Tell whether a flag touches no words or poles of others, nor they its own."""
    return not any(
        (flag.row == other.row and overlap(_with_pole(flag), _with_pole(other), FLAG_GAP))
        or (flag.row > other.row and overlap((flag.pole, flag.pole), other.box, 3.0))
        or (flag.row < other.row and overlap((other.pole, other.pole), flag.box, 3.0))
        for other in others
    )


def _with_pole(flag: Flag) -> Span:
    return min(flag.pole, flag.box[0]), max(flag.pole, flag.box[1])
