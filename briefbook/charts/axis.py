"""From days to places on an axis, with long empty stretches cut short; the axis as drawn.

A stretch is what lies between two days on which something starts or ends. All stretches
have the same scale, except for the few that would dwarf the rest: those are drawn with a
visible break.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as calendar_date
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

from briefbook.charts.measure import Span, text_width
from briefbook.charts.svg import Drawn, join, path, steps, write_line
from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY, MONTHS

DWARFS_AT_LEAST = 80
"""How many days a stretch has at least that is cut short."""

TICK_SIZE = 13.0
TICK_ROOM = 62.0
"""How far ticks are from one another where time runs from left to right."""

BELOW_AXIS = 26.0
"""The height of the words below such an axis."""

LEAD = 18.0
"""How long an open end is drawn."""

HEAD = 6.0

LAST_ORDINAL = calendar_date.max.toordinal()


class AxisUnit(NamedTuple):
    """A distance of ticks: ``days``, or so many months, which are ``days`` long at least."""

    months: int
    days: int


YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
UNITS = (
    *(AxisUnit(0, days) for days in (1, 5)),
    *(AxisUnit(months, days) for months, days in ((1, 28), (3, 90), (6, 181))),
    *(AxisUnit(12 * years, 365 * years) for years in YEARS),
)


class Tick(NamedTuple):
    """A place on the axis, its year, and the finer part where it is not a year's first."""

    at: float
    year: str
    fine: str


class AxisStretch(NamedTuple):
    """Days ``first`` to ``last`` (exclusive) on the axis, from ``start`` over ``length``."""

    first: int
    last: int
    start: float
    length: float
    broken: bool


class Axis(NamedTuple):
    """Stretches in order; ``scale`` is the length of a day in those that are not broken."""

    stretches: tuple[AxisStretch, ...]
    scale: float

    @property
    def start(self) -> float:
        """Where the axis begins."""
        return self.stretches[0].start

    @property
    def end(self) -> float:
        """Where the axis ends."""
        return self.stretches[-1].start + self.stretches[-1].length


class Frame(NamedTuple):
    """How places along and across the axis become x and y: ``upright`` if time runs down.

    ``breaks`` are those of the axis.
    """

    axis: Axis
    breaks: tuple[AxisStretch, ...]
    across: float
    pitch: float
    thickness: float
    upright: bool
    prefix: str


def count_day(day: str) -> int:
    """Return the ordinal of an ISO day."""
    return calendar_date.fromisoformat(day).toordinal()


def count_ends(earliest: str, latest: str) -> tuple[int | None, int | None]:
    """Return the first of some days, and the day after the last; None where they are open."""
    first = None if earliest == FIRST_DAY else count_day(earliest)
    return first, None if latest == LAST_DAY else count_day(latest) + 1


def turning_points(ends: Iterable[int | None]) -> tuple[int, ...]:
    """Return the days on which anything starts or ends, sorted, at least two."""
    days = {day for day in ends if day is not None} or {1}
    return tuple(sorted(days if len(days) > 1 else {*days, min(days) + 1}))


def fit_axis(points: Sequence[int], marks: int, room: float, gap: float) -> Axis:
    """Return the axis that fills a room, breaks included."""
    breaks = len(find_breaks(make_axis(points, marks, room, gap)))
    return make_axis(points, marks, room - breaks * gap, gap)


def make_axis(points: Sequence[int], marks: int, length: float, gap: float) -> Axis:
    """Return the axis of sorted ``points`` (days), at least two, that ``marks`` stand on.

    ``length`` is that of the unbroken parts together, ``gap`` that of a break.
    """
    days = [last - first for first, last in pairwise(points)]
    limit = _longest_unbroken(days, marks)
    scale = length / sum(count for count in days if count <= limit)
    lengths = [count * scale if count <= limit else gap for count in days]
    starts = accumulate(lengths, initial=0.0)
    rows = zip(pairwise(points), starts, lengths, days, strict=False)
    return Axis(
        tuple(
            AxisStretch(first, last, begin, length, count > limit)
            for (first, last), begin, length, count in rows
        ),
        scale,
    )


def _longest_unbroken(days: Sequence[int], marks: int) -> int:
    """Return the number of days above which a stretch is cut short.

    A cut must pay: what is longer would fill more than half of the axis, and is rare.
    """
    ranked = sorted(days)
    sums = tuple(accumulate(ranked))
    for number, (total, following) in enumerate(zip(sums, ranked[1:], strict=False)):
        dwarfs = following > max(total, DWARFS_AT_LEAST)
        if dwarfs and 2 * (len(ranked) - number - 1) < marks:
            return ranked[number]
    return ranked[-1]


def place(axis: Axis, day: int) -> float:
    """Return where ``day`` begins on the axis; days beyond its ends stand at the ends."""
    number = bisect_right(axis.stretches, (day, inf))
    stretch = axis.stretches[max(number - 1, 0)]
    part = (day - stretch.first) / (stretch.last - stretch.first)
    return stretch.start + stretch.length * min(max(part, 0.0), 1.0)


def span_on(axis: Axis, first: int | None, last: int | None) -> Span:
    """Return where days begin and end on the axis.

    How far an open end reaches is not known: it is ``LEAD`` long beside the day that is.
    """
    if first is None or last is None:
        known = first if first is not None else last - 1 if last else axis.stretches[0].first
        begin, end = place(axis, known), place(axis, known + 1)
        return (begin - LEAD, end) if first is None else (begin, end + LEAD)
    return place(axis, first), place(axis, last)


def outline_lead(end: float, tip: float, sides: Span, upright: bool) -> str:
    """Return the outline of an open end: an arrow from the day that is known to a ``tip``.

    ``sides`` are its edges along the axis.
    """
    near, far = sides
    neck = tip + min(HEAD, abs(end - tip)) * (1 if end > tip else -1)
    points = ((end, near), (neck, near), (tip, sum(sides) / 2), (neck, far), (end, far))
    placed = (point[::-1] if upright else point for point in points)
    return f"M {' L '.join(steps(*point) for point in placed)} Z"


def move_axis(axis: Axis, by: float) -> Axis:
    """Return the axis further along by a length."""
    moved = (stretch._replace(start=stretch.start + by) for stretch in axis.stretches)
    return axis._replace(stretches=tuple(moved))


def find_runs(axis: Axis) -> tuple[AxisStretch, ...]:
    """Return the parts of the axis between breaks, each as one stretch."""
    runs: list[AxisStretch] = []
    for stretch in axis.stretches:
        if runs and not (runs[-1].broken or stretch.broken):
            runs[-1] = runs[-1]._replace(
                last=stretch.last, length=runs[-1].length + stretch.length
            )
        else:
            runs.append(stretch)
    return tuple(run for run in runs if not run.broken)


def find_breaks(axis: Axis) -> tuple[AxisStretch, ...]:
    """Return the stretches that are cut short."""
    return tuple(stretch for stretch in axis.stretches if stretch.broken)


def cut(
    start: float, end: float, breaks: Sequence[AxisStretch]
) -> tuple[tuple[float, float], ...]:
    """Return a line from ``start`` to ``end`` in pieces, with a gap in each break."""
    middles = [stretch.start + stretch.length / 2 for stretch in breaks]
    edges = [edge for middle in middles for edge in (middle - 4, middle + 4)]
    inner = [edge for edge in edges if start < edge < end]
    kept = [start, *inner, end]
    covered = (
        any(abs((a + b) / 2 - middle) <= 4 for middle in middles) for a, b in pairwise(kept)
    )
    return tuple(piece for piece, gap in zip(pairwise(kept), covered, strict=True) if not gap)


def make_ticks(axis: Axis, room: float) -> tuple[Tick, ...]:
    """Return ticks that are ``room`` apart at least; every run between breaks has one."""
    fits = (unit for unit in UNITS if unit.days * axis.scale >= room)
    unit = next(fits, UNITS[-1])
    ticks = tuple(tick for run in find_runs(axis) for tick in _tick_run(axis, run, unit))
    return (_tick_start(axis), *ticks) if axis.stretches[0].broken else ticks


def _tick_start(axis: Axis) -> Tick:
    """Return the tick of an axis that begins with a break: its first month."""
    date = calendar_date.fromordinal(axis.stretches[0].first)
    return Tick(axis.start, str(date.year), _say_fine(date, AxisUnit(1, 28)))


def _tick_run(axis: Axis, run: AxisStretch, unit: AxisUnit) -> Iterator[Tick]:
    """Yield the ticks of one run; if its unit has none there, one for its first day."""
    days = tuple(_list_days(run.first, min(run.last, LAST_ORDINAL), unit))
    shown, known = (days, unit) if days else ((run.first,), UNITS[0])
    shift = 0.0 if known.months else axis.scale / 2
    for day in shown:
        date = calendar_date.fromordinal(day)
        yield Tick(place(axis, day) + shift, str(date.year), _say_fine(date, known))


def _list_days(first: int, last: int, unit: AxisUnit) -> Iterator[int]:
    if not unit.months:
        yield from (day for day in range(first, last) if _is_round(day, unit.days))
        return
    start = calendar_date.fromordinal(first)
    months = 12 * start.year + start.month - 1 + (start.day > 1)
    number = -(-months // unit.months) * unit.months
    while number < 120_000 and (day := _month_start(number)) < last:
        yield day
        number += unit.months


def _is_round(day: int, step: int) -> bool:
    """Tell whether a day is the 1st, 6th … 26th of its month (for a step of 5)."""
    number = calendar_date.fromordinal(day).day
    return step == 1 or (number % step == 1 and number < 30)


def _month_start(number: int) -> int:
    """Return the first day of a month counted from the year 0."""
    return calendar_date(number // 12, number % 12 + 1, 1).toordinal()


def _say_fine(day: calendar_date, unit: AxisUnit) -> str:
    """Return what stands beside the year: "30 Aug", "Aug", or nothing for a new year."""
    name = MONTHS[day.month - 1][:3]
    if not unit.months:
        return f"{day.day} {name}"
    return "" if day.month == 1 else name


def tick_words(tick: Tick, known: str) -> tuple[str, str]:
    """Return the year, unless it is ``known`` from the tick before, and the finer part."""
    return ("" if tick.fine and tick.year == known else tick.year), tick.fine


def draw_ticks(axis: Axis, ground: float, width: float) -> Iterator[Drawn]:
    """Yield the ticks below an axis from left to right, with words where there is room.

    ``ground`` is the y of the axis, ``width`` that of the picture.
    """
    right, known = 0.0, ""
    for tick in make_ticks(axis, TICK_ROOM):
        yield path(steps("M", tick.at, ground, "V", ground + 5), "tl-tick")
        words = " ".join(filter(None, reversed(tick_words(tick, known))))
        length = text_width(words, TICK_SIZE)
        left = min(max(tick.at - length / 2, 0.0), width - length)
        if left >= right:
            yield write_line(left, ground + 19, words, "tl-tick-label", TICK_SIZE)
            right, known = left + length + 6, tick.year


def draw_axis(frame: Frame) -> Drawn:
    """Return the line of the axis, with a gap and two strokes in each break."""
    lines = [
        path(_draw_to(frame, (0, start), (0, end)), "tl-axis")
        for start, end in cut(frame.axis.start, frame.axis.end, frame.breaks)
    ]
    return join([*lines, *(_draw_break(frame, gap) for gap in frame.breaks)])


def _draw_break(frame: Frame, gap: AxisStretch) -> Drawn:
    middle = gap.start + gap.length / 2
    strokes = (
        _draw_to(frame, (-6, along + 2), (6, along - 2)) for along in (middle - 4, middle + 4)
    )
    return path(" ".join(strokes), "tl-break", stroke_width=1.2)


def _draw_to(frame: Frame, start: Span, end: Span) -> str:
    """Return the steps of a straight line between points (off the axis, along it)."""
    ends = [(frame.across + off, along) for off, along in (start, end)]
    first, last = ends if frame.upright else (point[::-1] for point in ends)
    return steps("M", *first, "L", *last)


def say_length(days: int) -> str:
    """Return roughly how long a break is: "3 years", "16 months", "40 days"."""
    if days >= 3 * 365:
        return f"{round(days / 365.25)} years"
    return f"{round(days / 30.44)} months" if days >= 90 else f"{days} days"
