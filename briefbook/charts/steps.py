"""The picture of an actor's positions over time: a step line for each issue.

One small chart for each issue, one below the other, all over the same days. A chart has a row
for each step of the scale, the last one on top, and below a rule one for each word off the
scale. The words of the rows stand left of them, so that none is ever over another.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefbook.charts.axis import (
    BELOW_AXIS,
    LEAD,
    Axis,
    Frame,
    count_ends,
    draw_axis,
    draw_ticks,
    find_breaks,
    fit_axis,
    move_axis,
    outline_lead,
    span_on,
    turning_points,
)
from briefbook.charts.measure import Span, spread, wrap
from briefbook.charts.scale import MEANINGS
from briefbook.charts.svg import (
    Drawn,
    Value,
    circle,
    element,
    hatched,
    hatching,
    link,
    path,
    picture,
    rect,
    steps,
    write_line,
    write_lines,
)
from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY

WIDTH = 400.0
LEFT = 124.0
RIGHT = WIDTH - 8.0
BREAK = 20.0
NAME_SIZE, NAME_LINE = 14.5, 18.0
SIZE, LINE = 13.0, 15.0
LINES_AT_MOST = 6
TOP = 26.0
PITCH = 8.0
OUTSIDE = 10.0
CHART_GAP = 22.0
RADIUS = 4.5
SHORTEST = 12.0
AXIS_GAP = 10.0
KEY = 20.0
BAR = 8.0
HOLLOW = MEANINGS["hollow"]
WITHIN = "at some time within"
BEYOND = "open: how far before or after is not known"


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


def is_open(moment: Moment) -> bool:
    """Tell whether the days of a position have no first or no last one."""
    return moment.earliest == FIRST_DAY or moment.latest == LAST_DAY


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


def draw_steps(courses: Sequence[Course], title: str, prefix: str) -> Drawn:
    """Return a step line for each course as SVG, or nothing where there is none.

    The moments of a course stand in their order.
    """
    known = [course for course in courses if course.moments]
    if not known:
        return Drawn("")
    axis, charts = _lay_courses(known)
    ground = charts[-1].bottom + AXIS_GAP
    below, keys = ground + BELOW_AXIS, _list_keys(charts)
    frame = Frame(axis, find_breaks(axis), ground, 0.0, BAR, False, prefix)
    drawn = (
        hatching(prefix),
        draw_axis(frame),
        *draw_ticks(axis, ground, WIDTH),
        *(part for chart in charts for part in _draw_chart(chart, prefix)),
        *(_draw_key(name, below + KEY * (at + 0.5), prefix) for at, name in enumerate(keys)),
    )
    size, words = (WIDTH, below + len(keys) * KEY), (title, _describe_steps(known))
    return picture(size, "step-lines", prefix, words, *drawn)


def _describe_steps(courses: Sequence[Course]) -> str:
    told = (
        (course.issue, ", then ".join(f"{one.words} ({one.when})" for one in course.moments))
        for course in courses
    )
    return " ".join(f"{issue}: {positions}." for issue, positions in told)


def _draw_chart(chart: Chart, prefix: str) -> Iterator[Drawn]:
    name = write_lines((0, chart.top + 13), NAME_LINE, chart.name, "st-name", NAME_SIZE)
    yield link(chart.course.href, "st-issue", *name)
    for level in chart.levels:
        yield from _draw_level(chart, level)
    yield from _draw_line_of(chart)
    for point in chart.points:
        yield _draw_point(point, prefix)


def _draw_level(chart: Chart, level: Level) -> Iterator[Drawn]:
    """Yield the line of a row and its words: those of the last stance stand out."""
    line = steps("M", LEFT, level.middle, "H", RIGHT)
    yield path(line, "st-grid", stroke_dasharray="2 3" if level.outside else None)
    name = f"st-{_weigh(chart, level)}" + (" st-outside" if level.outside else "")
    first = level.middle - len(level.lines) * SIZE * 0.58 + SIZE * 0.95
    look = {"text_anchor": "end"}
    yield from write_lines((LEFT - 10, first), SIZE * 1.15, level.lines, name, SIZE, **look)


def _weigh(chart: Chart, level: Level) -> str:
    touched = [p for p in chart.points if p.levels[0] <= level.middle <= p.levels[1]]
    if not touched:
        return "idle"
    return "last" if chart.points[-1] in touched else "once"


def _draw_line_of(chart: Chart) -> Iterator[Drawn]:
    """Yield the lines of a chart, one for each condition, broken where off the scale."""
    for condition in dict.fromkeys(point.moment.condition for point in chart.points):
        own = [point for point in chart.points if point.moment.condition == condition]
        for one, other in pairwise(own):
            if one.moment.place and other.moment.place:
                yield from _draw_way(one, other)


def _draw_way(one: Point, other: Point) -> Iterator[Drawn]:
    """Yield how one stance lasts until the next: a line, or a band where it is a span."""
    high, low = one.levels
    if high == low:
        yield path(steps("M", one.known, high, "H", other.known), "st-line")
    else:
        width = max(other.known - one.known, 0)
        yield rect(one.known, high, width, low - high, "st-band", fill_opacity=0.12)
    if other.levels[0] > low:
        yield path(steps("M", other.known, low, "V", other.levels[0]), "st-line")
    elif other.levels[1] < high:
        yield path(steps("M", other.known, high, "V", other.levels[1]), "st-line")


def _draw_point(point: Point, prefix: str) -> Drawn:
    moment = point.moment
    condition = f", if {moment.condition}" if moment.condition else ""
    title = element("title", f"{moment.words}{condition}, {moment.when}")
    name = f"st-point step-{moment.colour}" if moment.place else "st-point"
    return link(moment.href, name, title, *_draw_marks(point, prefix))


def _draw_marks(point: Point, prefix: str) -> Iterator[Drawn]:
    """Yield the bar or dot of a position, with a stroke up to the other end of a span.

    A bar covers the days over which a position was taken: hatched, unless all are certain.
    """
    (left, right), (high, low) = point.span, point.levels
    fill = "currentColor" if point.moment.certain else hatched(prefix)
    look: dict[str, Value] = {"fill": fill, "stroke": "currentColor", "stroke_width": 0.8}
    if point.is_bar and is_open(point.moment):
        ends = (right, left) if point.moment.earliest == FIRST_DAY else (left, right)
        line = outline_lead(*ends, (high - BAR / 2, low + BAR / 2), upright=False)
        yield path(line, "st-uncertain", **look)
        return
    if point.is_bar:
        name = "st-certain" if point.moment.certain else "st-uncertain"
        yield rect(left, high - BAR / 2, right - left, low - high + BAR, name, **look)
        return
    if high < low:
        yield path(steps("M", point.known, high, "V", low), "st-span", stroke_width=3)
    yield from (_draw_mark(point, y) for y in dict.fromkeys(point.levels))


def _draw_mark(point: Point, y: float) -> Drawn:
    """Return a dot, or the frame of what is off the scale; hollow for what is doubtful."""
    if not point.moment.place:
        side = 2 * RADIUS - 2
        return rect(
            *(point.known - side / 2, y - side / 2, side, side),
            "st-frame",
            fill="none",
            stroke="currentColor",
            stroke_dasharray="2 1.5",
            stroke_width=1,
        )
    is_hollow = point.moment.hollow
    name, fill = ("st-dot st-hollow", "none") if is_hollow else ("st-dot", "currentColor")
    return circle(point.known, y, RADIUS - 0.8, name, fill=fill, stroke_width=1.6)


def _list_keys(charts: Sequence[Chart]) -> tuple[str, ...]:
    points = [point for chart in charts for point in chart.points]
    bars = [point.moment for point in points if point.is_bar]
    vague = any(not one.certain and not is_open(one) for one in bars)
    hollow = any(p.moment.hollow and p.moment.place and not p.is_bar for p in points)
    shown = {WITHIN: vague, BEYOND: any(map(is_open, bars)), HOLLOW: hollow}
    return tuple(name for name, is_there in shown.items() if is_there)


def _draw_key(name: str, y: float, prefix: str) -> Drawn:
    first, is_bar = FIRST_DAY if name == BEYOND else "", name != HOLLOW
    moment = Moment(first, "", False, (0, 0), "", "", "", "", hollow=not is_bar)
    span = (0.0, 22.0) if is_bar else (11.0, 11.0)
    marks = _draw_marks(Point(moment, span, (y, y), 11.0, is_bar), prefix)
    words = write_line(32, y + SIZE * 0.34, name, "st-meaning", SIZE)
    return element("g", *marks, words, class_="st-key")


def _lay_courses(courses: Sequence[Course]) -> tuple[Axis, list[Chart]]:
    """Return the axis of all days on which something was said, and the charts over it."""
    moments = [moment for course in courses for moment in course.moments]
    ends = [end for one in moments for end in count_ends(one.earliest, one.latest)]
    before, after = (LEAD if None in some else 0.0 for some in (ends[::2], ends[1::2]))
    room = RIGHT - LEFT - before - after
    axis = move_axis(fit_axis(turning_points(ends), len(moments), room, BREAK), LEFT + before)
    charts: list[Chart] = []
    for course in courses:
        top = charts[-1].bottom + CHART_GAP if charts else 0.0
        charts.append(_lay_chart(course, axis, top))
    return axis, charts


def _lay_chart(course: Course, axis: Axis, top: float) -> Chart:
    name = wrap(course.issue, WIDTH, NAME_SIZE, LINES_AT_MOST) or ("",)
    levels = _lay_levels(course, top + TOP + (len(name) - 1) * NAME_LINE)
    points = [_lay_point(one, levels, len(course.labels), axis) for one in course.moments]
    bottom = levels[-1].middle + _height_of(levels[-1].lines) / 2
    return Chart(course, name, levels, _part_points(points), top, bottom)


def _lay_levels(course: Course, top: float) -> tuple[Level, ...]:
    """Return the rows of a chart: its steps from the last to the first, then what is off it."""
    outside = dict.fromkeys(one.words for one in course.moments if one.place is None)
    rows = [(words, False) for words in reversed(course.labels)]
    levels: list[Level] = []
    for words, is_outside in (*rows, *((words, True) for words in outside)):
        lines = wrap(words, LEFT - 14, SIZE, LINES_AT_MOST) or ("",)
        gap = OUTSIDE if is_outside and levels and not levels[-1].outside else 0.0
        levels.append(Level(words, lines, top + gap + _height_of(lines) / 2, is_outside))
        top += gap + _height_of(lines)
    return tuple(levels)


def _height_of(lines: Sequence[str]) -> float:
    return len(lines) * LINE + PITCH


def _lay_point(moment: Moment, levels: Sequence[Level], steps: int, axis: Axis) -> Point:
    start, end = span_on(axis, *count_ends(moment.earliest, moment.latest))
    span = start, max(start, end)
    is_one_day = moment.certain and moment.earliest == moment.latest
    is_bar = span[1] - span[0] >= SHORTEST and not is_one_day
    known = span[1] if is_bar else (span[0] + span[1]) / 2
    return Point(moment, span, _levels_of(moment, levels, steps), known, is_bar)


def _levels_of(moment: Moment, levels: Sequence[Level], steps: int) -> Span:
    if moment.place:
        low, high = moment.place
        return levels[steps - 1 - high].middle, levels[steps - 1 - low].middle
    words = {level.words: level.middle for level in levels if level.outside}
    return words[moment.words], words[moment.words]


def _part_points(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return points of which none hides another of its row, as far as there is room."""
    rows: dict[Span, list[int]] = {}
    for number, point in enumerate(points):
        if not point.is_bar:
            rows.setdefault(point.levels, []).append(number)
    moved = {number: x for row in rows.values() for number, x in _part_row(points, row)}
    return tuple(
        point._replace(known=moved.get(number, point.known))
        for number, point in enumerate(points)
    )


def _part_row(points: Sequence[Point], row: Sequence[int]) -> list[tuple[int, float]]:
    """Return the dots of one row with their x, side by side where they would touch."""
    size, count = 2 * RADIUS + 1, len(row)
    if count * size > RIGHT - LEFT:
        return [(number, points[number].known) for number in row]
    wanted = [points[number].known - size / 2 for number in row]
    starts = spread(wanted, [size] * count, 0.0)
    first, end = LEFT - size / 2, WIDTH - count * size
    return [  # none of them beyond an edge
        (number, min(max(start, first + at * size), end + at * size) + size / 2)
        for at, (number, start) in enumerate(zip(row, starts, strict=True))
    ]
