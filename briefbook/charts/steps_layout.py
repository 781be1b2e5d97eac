"""Where everything stands in the picture of an actor's positions over time.

One small chart for each issue, one below the other, all over the same days. A chart has a row
for each step of the scale, the last one on top, and below a rule one for each word off the
scale. The words of the rows stand left of them, so that none is ever over another.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefbook.charts.axis import Axis, find_breaks, make_axis, move_axis, place
from briefbook.charts.entries import count_day
from briefbook.charts.measure import Span, spread, wrap
from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY

WIDTH = 400.0
LEFT = 124.0
RIGHT = WIDTH - 8.0
BREAK = 20.0
NAME_SIZE = 14.5
SIZE = 13.0
LINE = 15.0
TOP = 26.0
PITCH = 8.0
OUTSIDE = 10.0
CHART_GAP = 22.0
RADIUS = 4.5
SHORTEST = 12.0


class Moment(NamedTuple):
    """A position that somebody took: when, and on which steps (from 0), None off the scale.

    Days are ISO text, 0001-01-01 and 9999-12-31 where an end is open; ``certain`` tells
    whether all of them are beyond doubt. ``words`` is the stance, ``when`` its date in words.
    Positions under another ``condition`` make a line of their own.
    """

    earliest: str
    latest: str
    certain: bool
    place: tuple[int, int] | None
    colour: str
    words: str
    when: str
    href: str
    hollow: bool = False
    condition: str = ""


class Course(NamedTuple):
    """An actor's positions on one issue, in their order; ``labels`` are those of its scale."""

    issue: str
    href: str
    labels: tuple[str, ...]
    moments: tuple[Moment, ...]


class Level(NamedTuple):
    """A row of a chart: its words, in lines, and the y of its middle."""

    words: str
    lines: tuple[str, ...]
    middle: float
    outside: bool


class Point(NamedTuple):
    """A position in its chart: over ``span`` in time and over ``levels`` (upper y, lower y).

    ``known`` is where the line may turn: when it was taken at the latest. ``is_bar`` tells
    what lasts from what is a dot.
    """

    moment: Moment
    span: Span
    levels: Span
    known: float
    is_bar: bool


class Chart(NamedTuple):
    """The chart of one issue from ``top`` to ``bottom``."""

    course: Course
    name: tuple[str, ...]
    levels: tuple[Level, ...]
    points: tuple[Point, ...]
    top: float
    bottom: float


class StepsLayout(NamedTuple):
    """All charts, over one axis of days."""

    axis: Axis
    charts: tuple[Chart, ...]
    bottom: float


def lay_courses(courses: Sequence[Course]) -> StepsLayout:
    """Return the layout of at least one course, each of at least one position."""
    axis = fit_axis([moment for course in courses for moment in course.moments])
    charts: list[Chart] = []
    for course in courses:
        top = charts[-1].bottom + CHART_GAP if charts else 0.0
        charts.append(lay_chart(course, axis, top))
    return StepsLayout(axis, tuple(charts), charts[-1].bottom)


def fit_axis(moments: Sequence[Moment]) -> Axis:
    """Return the axis of all days on which something was said, from edge to edge if it can."""
    points = turning_days(moments)
    room = RIGHT - LEFT
    breaks = len(find_breaks(make_axis(points, len(moments), room, BREAK)))
    axis = make_axis(points, len(moments), room - breaks * BREAK, BREAK)
    return move_axis(axis, LEFT)


def turning_days(moments: Iterable[Moment]) -> tuple[int, ...]:
    """Return the days on which a position begins or ends, at least two, sorted."""
    starts = {count_day(one.earliest) for one in moments if one.earliest != FIRST_DAY}
    ends = {count_day(one.latest) + 1 for one in moments if one.latest != LAST_DAY}
    days = starts | ends or {1}
    return tuple(sorted(days if len(days) > 1 else {*days, min(days) + 1}))


def lay_chart(course: Course, axis: Axis, top: float) -> Chart:
    """Return the chart of a course from ``top`` down."""
    name = wrap(course.issue, WIDTH, NAME_SIZE, 2) or ("…",)
    levels = lay_levels(course, top + TOP + (len(name) - 1) * 18)
    last = levels[-1]
    points = tuple(
        lay_point(moment, levels, len(course.labels), axis) for moment in course.moments
    )
    return Chart(
        course, name, levels, part(points), top, last.middle + height_of(last.lines) / 2
    )


def lay_levels(course: Course, top: float) -> tuple[Level, ...]:
    """Return the rows of a chart: its steps from the last to the first, then what is off it."""
    outside = dict.fromkeys(one.words for one in course.moments if one.place is None)
    levels: list[Level] = []
    for words, is_outside in (
        *((label, False) for label in reversed(course.labels)),
        *((words, True) for words in outside),
    ):
        lines = wrap(words, LEFT - 14, SIZE, 2) or ("…",)
        gap = OUTSIDE if is_outside and levels and not levels[-1].outside else 0.0
        levels.append(Level(words, lines, top + gap + height_of(lines) / 2, is_outside))
        top += gap + height_of(lines)
    return tuple(levels)


def height_of(lines: Sequence[str]) -> float:
    """Return the height of a row."""
    return len(lines) * LINE + PITCH


def lay_point(moment: Moment, levels: Sequence[Level], steps: int, axis: Axis) -> Point:
    """Return where a position is in its chart."""
    span = span_of(moment, axis)
    is_bar = span[1] - span[0] >= SHORTEST and not is_one_day(moment)
    known = span[1] if is_bar else (span[0] + span[1]) / 2
    return Point(moment, span, levels_of(moment, levels, steps), known, is_bar)


def is_one_day(moment: Moment) -> bool:
    """Tell whether a position was taken on one day beyond doubt."""
    return moment.certain and moment.earliest == moment.latest


def span_of(moment: Moment, axis: Axis) -> Span:
    """Return from where to where a position reaches in time; open ends reach the edge."""
    first = (
        axis.start if moment.earliest == FIRST_DAY else place(axis, count_day(moment.earliest))
    )
    last = axis.end if moment.latest == LAST_DAY else place(axis, count_day(moment.latest) + 1)
    return first, max(first, last)


def levels_of(moment: Moment, levels: Sequence[Level], steps: int) -> Span:
    """Return the highest and the lowest row of a position, as y."""
    if moment.place:
        low, high = moment.place
        return levels[steps - 1 - high].middle, levels[steps - 1 - low].middle
    words = {level.words: level.middle for level in levels if level.outside}
    return words[moment.words], words[moment.words]


def part(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return points of which none hides another of its row, as far as there is room."""
    rows: dict[Span, list[int]] = {}
    for number, point in enumerate(points):
        if not point.is_bar:
            rows.setdefault(point.levels, []).append(number)
    moved = {number: x for row in rows.values() for number, x in part_row(points, row)}
    return tuple(
        point._replace(known=moved.get(number, point.known))
        for number, point in enumerate(points)
    )


def part_row(points: Sequence[Point], row: Sequence[int]) -> tuple[tuple[int, float], ...]:
    """Return the dots of one row with their x, side by side where they would touch."""
    size, count = 2 * RADIUS + 1, len(row)
    wanted = [points[number].known - size / 2 for number in row]
    if count * size > RIGHT - LEFT:
        return tuple((number, points[number].known) for number in row)
    starts = keep_within(spread(wanted, [size] * count, 0.0), size)
    return tuple((number, start + size / 2) for number, start in zip(row, starts, strict=True))


def keep_within(starts: Sequence[float], size: float) -> tuple[float, ...]:
    """Return places of things of that size in a row, none of them beyond an edge."""
    first, end = LEFT - size / 2, WIDTH - len(starts) * size
    return tuple(
        min(max(start, first + number * size), end + number * size)
        for number, start in enumerate(starts)
    )
