"""The timeline strip of the home page: time runs from left to right, the newest is named."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.charts.axis import (
    Axis,
    Tick,
    find_breaks,
    make_axis,
    make_ticks,
    move_axis,
    tick_words,
)
from briefbook.charts.entries import (
    TimelineEntry,
    TimelineMark,
    collect_marks,
    describe_entries,
    sort_entries,
    turning_points,
)
from briefbook.charts.marks import (
    Frame,
    PlacedMark,
    draw_line,
    draw_mark,
    place_marks,
    reach_after,
    reach_before,
)
from briefbook.charts.measure import Span, overlap, shorten, text_width
from briefbook.charts.svg import (
    Drawn,
    element,
    hatching,
    link,
    name_class,
    path,
    picture,
    steps,
    write_line,
)

TICK_SIZE = 13.0
TICK_ROOM = 62.0
BELOW = 26.0

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

    entry: TimelineEntry
    placed: PlacedMark
    words: str
    pole: float
    box: Span
    row: int


class StripLayout(NamedTuple):
    """A strip ready to be drawn: ``ground`` is the y of its axis."""

    entries: tuple[TimelineEntry, ...]
    axis: Axis
    marks: tuple[PlacedMark, ...]
    flags: tuple[Flag, ...]
    pitch: float
    ground: float


def draw_strip(entries: Sequence[TimelineEntry], title: str, prefix: str) -> Drawn:
    """Return a small timeline of ``entries`` as SVG, or nothing where there are none.

    ``prefix`` begins the ids in it, and must be used once in a page.
    """
    if not entries:
        return Drawn("")
    strip = lay_strip(entries)
    breaks, thickness = find_breaks(strip.axis), min(8.0, strip.pitch * 0.65)
    frame = Frame(strip.axis, breaks, strip.ground, -strip.pitch, thickness, False, prefix)
    drawn = (*draw_poles(strip), draw_line(frame), *draw_ticks(strip), *draw_all(strip, frame))
    words = (title, describe_entries(strip.entries))
    return picture(
        (WIDTH, strip.ground + BELOW), "strip", prefix, words, hatching(prefix), *drawn
    )


def draw_poles(strip: StripLayout) -> Iterator[Drawn]:
    """Yield the lines from flags down to their marks."""
    for flag in strip.flags:
        foot = strip.ground - flag.placed.lane * strip.pitch
        line = steps("M", flag.pole, foot, "V", row_middle(strip, flag) - 5)
        yield path(line, {"class": "tl-leader", "stroke-opacity": 0.45})


def row_middle(strip: StripLayout, flag: Flag) -> float:
    """Return the y of the middle of a flag's row."""
    rows = 1 + max(other.row for other in strip.flags)
    return (rows - flag.row - 0.5) * ROW


def draw_ticks(strip: StripLayout) -> Iterator[Drawn]:
    """Yield the ticks, with words where there is room for them."""
    right, known = 0.0, ""
    for tick in make_ticks(strip.axis, TICK_ROOM):
        line = steps("M", tick.at, strip.ground, "V", strip.ground + 5)
        yield path(line, {"class": "tl-tick"})
        words = " ".join(filter(None, reversed(tick_words(tick, known))))
        left = tick_left(tick, text_width(words, TICK_SIZE))
        if left >= right:
            yield write_line(left, strip.ground + 19, words, "tl-tick-label", TICK_SIZE)
            right, known = left + text_width(words, TICK_SIZE) + 6, tick.year


def tick_left(tick: Tick, width: float) -> float:
    """Return where the words of a tick begin: centred, but within the picture."""
    return min(max(tick.at - width / 2, 0.0), WIDTH - width)


def draw_all(strip: StripLayout, frame: Frame) -> Iterator[Drawn]:
    """Yield all marks, those with a flag within its link."""
    flags = {flag.placed: flag for flag in strip.flags}
    for placed in strip.marks:
        mark, name = draw_mark(frame, placed), name_mark(strip, placed)
        flag = flags.get(placed)
        if flag:
            yield draw_flag(strip, flag, name, mark)
        else:
            yield element("g", {"class": "tl-mark"}, name, mark)


def name_mark(strip: StripLayout, placed: PlacedMark) -> Drawn:
    """Return the tooltip of a mark: all its entries with their date."""
    entries = [strip.entries[number] for number in placed.mark.entries]
    names = "; ".join(entry.label for entry in entries)
    return element("title", {}, f"{names}, {entries[0].words}")


def draw_flag(strip: StripLayout, flag: Flag, *marks: Drawn) -> Drawn:
    """Return the link of a flag with the mark that it stands on."""
    y = row_middle(strip, flag) + FLAG_SIZE * 0.36
    leftward = flag.box[1] < flag.pole
    look = {"text-anchor": "end" if leftward else None}
    words = write_line(flag.box[leftward], y, flag.words, "tl-label", FLAG_SIZE, look)
    names = {"class": name_class("tl-entry", "tl-kind-", flag.entry.kind)}
    return link(flag.entry.href, names, *marks, words)


def lay_strip(entries: Sequence[TimelineEntry]) -> StripLayout:
    """Return the layout of at least one entry."""
    ordered = sort_entries(entries)
    marks = collect_marks(ordered)
    axis = fit_axis(marks)
    placed = place_marks(axis, marks)
    lanes = 1 + max(mark.lane for mark in placed)
    pitch = min(LANE, LANES_AT_MOST / lanes)
    flags = place_flags(ordered, placed)
    rows = 1 + max(flag.row for flag in flags)
    return StripLayout(ordered, axis, placed, flags, pitch, rows * ROW + lanes * pitch + 2)


def fit_axis(marks: Sequence[TimelineMark]) -> Axis:
    """Return the axis that fills the width, or stands in its middle if it is short."""
    points = turning_points(marks)
    start = EDGE + reach_before(marks, 0.0)
    room = WIDTH - EDGE - reach_after(marks, 0.0) - start
    breaks = len(find_breaks(make_axis(points, len(marks), room, BREAK)))
    axis = make_axis(points, len(marks), room - breaks * BREAK, BREAK)
    return move_axis(axis, start + (room - axis.end) / 2)


def place_flags(
    entries: Sequence[TimelineEntry], marks: Sequence[PlacedMark]
) -> tuple[Flag, ...]:
    """Return the flags of the newest marks, as many as stand clear of one another."""
    flags: list[Flag] = []
    for mark in reversed(marks):
        clear = (flag for flag in list_flags(entries, mark) if is_clear(flag, flags))
        flags.extend(flag for flag in [next(clear, None)] if flag)
    return tuple(flags)


def list_flags(entries: Sequence[TimelineEntry], placed: PlacedMark) -> Iterator[Flag]:
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
