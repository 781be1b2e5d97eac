"""The timeline strip of the home page: from left to right, the events of briefings named."""

from collections.abc import Iterable, Iterator, Sequence
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
from briefbook.charts.measure import Span, overlap, text_width, wrap
from briefbook.charts.svg import (
    Drawn,
    element,
    hatching,
    path,
    picture,
    steps,
    write_line,
    write_lines,
)
from briefbook.syntax.edtf import FIRST_DAY

WIDTH = 400.0
EDGE = 12.0
BREAK = 24.0
ROWS = 9
ROW, LINE = 17.0, 14.0
LANE = 12.0
LANES_AT_MOST = 60.0
FLAG_SIZE = 13.0
FLAG_WIDTHS = (260.0, 190.0, 130.0, 100.0)
FLAG_GAP = 8.0
POLE_GAP = 5.0
POLE_ROOM = 3.0


class Name(NamedTuple):
    """The name of an entry, whole, in one or two lines."""

    number: int
    lines: tuple[str, ...]


class Flag(NamedTuple):
    """The words of a mark: beside a pole at its anchor, from ``row`` upwards (from 0).

    ``more`` tells how many of its entries are not named.
    """

    placed: PlacedMark
    names: tuple[Name, ...]
    more: str
    box: Span
    row: int

    @property
    def pole(self) -> float:
        """The x of the line down to the mark."""
        return self.placed.anchor

    @property
    def top(self) -> int:
        """The row above it."""
        return self.row + count_lines(self.names, self.more)


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
        line = steps("M", flag.pole, foot, "V", _top_of(strip, flag.top) + 3)
        yield path(line, "tl-leader", stroke_opacity=0.45)


def _top_of(strip: StripLayout, row: int) -> float:
    """Return the y at which a row ends and the one above it begins."""
    return (max((flag.top for flag in strip.flags), default=0) - row) * ROW


def _draw_marks(strip: StripLayout, frame: Frame) -> Iterator[Drawn]:
    """Yield all marks with all their entries as a tooltip, and the names of their flags."""
    flags = {flag.placed: flag for flag in strip.flags}
    for placed in strip.marks:
        entries = [strip.entries[number] for number in placed.mark.entries]
        names = "; ".join(entry.label for entry in entries)
        name = element("title", f"{names}, {entries[0].words}")
        yield element("g", name, draw_mark(frame, placed), class_="tl-mark")
        if flag := flags.get(placed):
            yield from _draw_flag(strip, flag)


def _draw_flag(strip: StripLayout, flag: Flag) -> Iterator[Drawn]:
    """Yield the names of a flag, each a link to its entry, and how many more there are."""
    leftward = flag.box[1] < flag.pole
    x, y = flag.box[leftward], _top_of(strip, flag.top) + ROW - FLAG_SIZE * 0.3
    look = {"text_anchor": "end" if leftward else None}
    for name in flag.names:
        entry, spare = strip.entries[name.number], (len(name.lines) - 1) * (ROW - LINE) / 2
        lines = write_lines((x, y + spare), LINE, name.lines, "tl-label", FLAG_SIZE, **look)
        yield draw_entry(entry, element("title", f"{entry.label}, {entry.words}"), *lines)
        y += len(name.lines) * ROW
    if flag.more:
        yield write_line(x, y, flag.more, "tl-more", FLAG_SIZE, **look)


def _lay_strip(entries: Sequence[TimelineEntry]) -> StripLayout:
    ordered = tuple(sorted(entries, key=_order_of))
    marks = collect_marks(ordered)
    axis = _fill_width(marks)
    placed = place_marks(axis, marks)
    lanes = 1 + max(mark.lane for mark in placed)
    pitch = min(LANE, LANES_AT_MOST / lanes)
    flags = _place_flags(ordered, placed)
    rows = max((flag.top for flag in flags), default=0)
    return StripLayout(ordered, axis, placed, flags, pitch, rows * ROW + lanes * pitch + 2)


def _order_of(entry: TimelineEntry) -> tuple[str, str]:
    """Return what an entry is sorted by: its days, those of one order as given.

    One with an open start comes before all others of the year in which it ends.
    """
    is_open = entry.earliest == FIRST_DAY
    return entry.latest[:4] if is_open else entry.earliest, entry.latest


def _fill_width(marks: Sequence[TimelineMark]) -> Axis:
    """Return the axis that fills the width."""
    before, after = reach_beyond(marks, 0.0, 0.0)
    start = EDGE + before
    room = WIDTH - EDGE - after - start
    return move_axis(fit_axis(turn_at(marks), len(marks), room, BREAK), start)


def _place_flags(
    entries: Sequence[TimelineEntry], marks: Sequence[PlacedMark]
) -> tuple[Flag, ...]:
    """Return flags that stand clear of one another, first of own events whose day is known.

    From left to right more of these have room, since words then stand over the poles before
    them. Where not all have, and of all others, the newest come first.
    """

    def is_first(mark: PlacedMark) -> bool:
        own = any(entries[number].is_own for number in mark.mark.entries)
        return own and mark.mark.first is not None

    newest = sorted(marks, key=lambda mark: mark.anchor, reverse=True)
    first = [mark for mark in newest if is_first(mark)]
    others = [mark for mark in newest if mark not in first]
    flags = _fill_rows(entries, [*reversed(first), *others])
    is_whole = {*first} <= {flag.placed for flag in flags}
    return flags if is_whole else _fill_rows(entries, [*first, *others])


def _fill_rows(
    entries: Sequence[TimelineEntry], marks: Iterable[PlacedMark]
) -> tuple[Flag, ...]:
    """Return the flags of as many marks as have room, the first of them first."""
    flags: list[Flag] = []
    for mark in marks:
        pole = mark.anchor, mark.anchor
        above = [flag.row for flag in flags if overlap(pole, flag.box, POLE_ROOM)]
        listed = _list_flags(entries, mark, min(above, default=ROWS))
        clear = (flag for flag in listed if _is_clear(flag, flags))
        flags.extend(flag for flag in [next(clear, None)] if flag)
    return _close_rows(flags)


def _close_rows(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """Return flags without the rows between them that have no words."""
    taken = sorted({row for flag in flags for row in range(flag.row, flag.top)})
    return tuple(flag._replace(row=taken.index(flag.row)) for flag in flags)


def _list_flags(
    entries: Sequence[TimelineEntry], placed: PlacedMark, rows: int
) -> Iterator[Flag]:
    """Yield the flags that a mark may have, the best first: that with the most names.

    So many ``rows`` are below the first words that its pole would run through.
    """
    ranked = sorted(placed.mark.entries, key=lambda number: not entries[number].is_own)
    for count in range(len(ranked), 0, -1):
        for names in dict.fromkeys(_list_names(entries, ranked[:count])):
            yield from _list_places(placed, names, rows)


def _list_names(
    entries: Sequence[TimelineEntry], numbers: Sequence[int]
) -> Iterator[tuple[Name, ...]]:
    """Yield names wrapped to each width, those left out that do not fit in two lines."""
    for width in FLAG_WIDTHS:
        wrapped = (Name(at, wrap(entries[at].label, width, FLAG_SIZE, 2)) for at in numbers)
        yield tuple(name for name in wrapped if name.lines)


def _list_places(placed: PlacedMark, names: tuple[Name, ...], rows: int) -> Iterator[Flag]:
    """Yield the flags with some names; they say how many there are besides.

    Words on the right of their pole stand low, those on the left high over earlier poles.
    """
    others = len(placed.mark.entries) - len(names)
    more = f"and {others} more" if others else ""
    lines = [line for name in names for line in name.lines]
    width = max((text_width(line, FLAG_SIZE) for line in (*lines, more)), default=0.0)
    free = range(rows + 1 - count_lines(names, more) if lines else 0)
    for box in _list_boxes(placed.anchor, width):
        is_over_others = box[1] < placed.anchor
        for row in reversed(free) if is_over_others else free:
            yield Flag(placed, names, more, box, row)


def count_lines(names: Sequence[Name], more: str) -> int:
    """Return how many rows some names take."""
    return sum(len(name.lines) for name in names) + bool(more)


def _list_boxes(pole: float, width: float) -> Iterator[Span]:
    if pole + POLE_GAP + width <= WIDTH:
        yield pole + POLE_GAP, pole + POLE_GAP + width
    if pole - POLE_GAP - width >= 0:
        yield pole - POLE_GAP - width, pole - POLE_GAP


def _is_clear(flag: Flag, others: Sequence[Flag]) -> bool:
    """Tell whether the words of a flag touch no words or poles of others."""
    return not any(_touch(flag, other) for other in others)


def _touch(one: Flag, other: Flag) -> bool:
    is_level = one.row < other.top and other.row < one.top
    is_struck = other.top > one.row and overlap((other.pole,) * 2, one.box, POLE_ROOM)
    return is_struck or (is_level and overlap(_with_pole(one), _with_pole(other), FLAG_GAP))


def _with_pole(flag: Flag) -> Span:
    return min(flag.pole, flag.box[0]), max(flag.pole, flag.box[1])
