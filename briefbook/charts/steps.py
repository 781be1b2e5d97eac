"""The picture of an actor's positions over time: a step line for each issue."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefbook.charts.axis import Tick, find_breaks, make_ticks, tick_words
from briefbook.charts.marks import Frame, draw_line
from briefbook.charts.measure import text_width
from briefbook.charts.steps_layout import (
    LEFT,
    NAME_SIZE,
    RADIUS,
    RIGHT,
    SIZE,
    WIDTH,
    Chart,
    Course,
    Level,
    Moment,
    Point,
    StepsLayout,
    lay_courses,
)
from briefbook.charts.svg import (
    Drawn,
    Value,
    element,
    hatched,
    hatching,
    link,
    path,
    picture,
    steps,
    write_line,
)

__all__ = ["Course", "Moment", "draw_steps"]

TICK_ROOM = 62.0
AXIS_GAP = 10.0
BELOW = 26.0
KEY = 20.0
BAR = 8.0
HOLLOW = "second-hand, or not of high confidence"
WITHIN = "at some time within"


def draw_steps(courses: Sequence[Course], title: str, prefix: str) -> Drawn:
    """Return a step line for each course as SVG, or nothing where there is none.

    The moments of a course stand in their order. ``prefix`` begins the ids in the picture,
    and must be used once in a page.
    """
    known = [course for course in courses if course.moments]
    if not known:
        return Drawn("")
    plan = lay_courses(known)
    ground = plan.bottom + AXIS_GAP
    keys = list_keys(plan)
    drawn = (
        hatching(prefix),
        *draw_time(plan, ground, prefix),
        *(part for chart in plan.charts for part in draw_chart(chart, prefix)),
        *(
            draw_key(name, ground + BELOW + KEY * (n + 0.5), prefix)
            for n, name in enumerate(keys)
        ),
    )
    height = ground + BELOW + len(keys) * KEY
    return picture(
        (WIDTH, height), "step-lines", prefix, (title, describe_steps(known)), *drawn
    )


def describe_steps(courses: Sequence[Course]) -> str:
    """Return what the picture shows, for those who cannot see it."""
    return " ".join(f"{course.issue}: {say_course(course)}." for course in courses)


def say_course(course: Course) -> str:
    """Return the positions on one issue in words."""
    return ", then ".join(f"{one.words} ({one.when})" for one in course.moments)


def draw_time(plan: StepsLayout, ground: float, prefix: str) -> Iterator[Drawn]:
    """Yield the axis of days below all charts."""
    frame = Frame(plan.axis, find_breaks(plan.axis), ground, 0.0, BAR, False, prefix)
    yield draw_line(frame)
    right, known = 0.0, ""
    for tick in make_ticks(plan.axis, TICK_ROOM):
        yield path(steps("M", tick.at, ground, "V", ground + 4), {"class": "tl-tick"})
        words = " ".join(filter(None, reversed(tick_words(tick, known))))
        left = tick_left(tick, text_width(words, SIZE))
        if left >= right:
            yield write_line(left, ground + 18, words, "tl-tick-label", SIZE)
            right, known = left + text_width(words, SIZE) + 8, tick.year


def tick_left(tick: Tick, width: float) -> float:
    """Return where the words of a tick begin: centred, but within the picture."""
    return min(max(tick.at - width / 2, 0.0), WIDTH - width)


def draw_chart(chart: Chart, prefix: str) -> Iterator[Drawn]:
    """Yield one chart: its name, its rows, its line, its points."""
    name = [
        write_line(0, chart.top + 13 + number * 18, line, "st-name", NAME_SIZE)
        for number, line in enumerate(chart.name)
    ]
    yield link(chart.course.href, {"class": "st-issue"}, *name)
    yield from (part for level in chart.levels for part in draw_level(chart, level))
    yield from draw_line_of(chart)
    yield from (draw_point(point, prefix) for point in chart.points)


def draw_level(chart: Chart, level: Level) -> Iterator[Drawn]:
    """Yield the line of a row and its words: those of the last stance stand out."""
    dashes = "2 3" if level.outside else None
    line = steps("M", LEFT, level.middle, "H", RIGHT)
    yield path(line, {"class": "st-grid", "stroke-dasharray": dashes})
    name = f"st-{weigh(chart, level)}" + (" st-outside" if level.outside else "")
    top = level.middle - len(level.lines) * SIZE * 0.58 + SIZE * 0.95
    for number, words in enumerate(level.lines):
        y = top + number * SIZE * 1.15
        yield write_line(LEFT - 10, y, words, name, SIZE, {"text-anchor": "end"})


def weigh(chart: Chart, level: Level) -> str:
    """Return whether a row is that of the last stance, of an earlier one, or of none."""
    touched = [p for p in chart.points if p.levels[0] <= level.middle <= p.levels[1]]
    if not touched:
        return "idle"
    return "last" if chart.points[-1] in touched else "once"


def draw_line_of(chart: Chart) -> Iterator[Drawn]:
    """Yield the lines of a chart, one for each condition, broken where off the scale."""
    for condition in dict.fromkeys(point.moment.condition for point in chart.points):
        own = [point for point in chart.points if point.moment.condition == condition]
        for one, other in pairwise(own):
            if one.moment.place and other.moment.place:
                yield from draw_way(one, other)


def draw_way(one: Point, other: Point) -> Iterator[Drawn]:
    """Yield how one stance lasts until the next: a line, or a band where it is a span."""
    high, low = one.levels
    if high == low:
        yield path(steps("M", one.known, high, "H", other.known), {"class": "st-line"})
    else:
        box: dict[str, Value] = {"height": low - high, "width": max(other.known - one.known, 0)}
        look: dict[str, Value] = {
            "class": "st-band",
            "fill": "currentColor",
            "fill-opacity": 0.12,
        }
        yield element("rect", {**box, **look, "x": one.known, "y": high})
    if other.levels[0] > low:
        yield path(steps("M", other.known, low, "V", other.levels[0]), {"class": "st-line"})
    elif other.levels[1] < high:
        yield path(steps("M", other.known, high, "V", other.levels[1]), {"class": "st-line"})


def draw_point(point: Point, prefix: str) -> Drawn:
    """Return the link of a position: its mark, and its words as a tooltip."""
    moment = point.moment
    condition = f", if {moment.condition}" if moment.condition else ""
    title = element("title", {}, f"{moment.words}{condition}, {moment.when}")
    look = {"class": f"st-point step-{moment.colour}" if moment.place else "st-point"}
    return link(moment.href, look, title, *draw_marks(point, prefix))


def draw_marks(point: Point, prefix: str) -> Iterator[Drawn]:
    """Yield the bar or dot of a position, with a stroke up to the other end of a span."""
    high, low = point.levels
    if point.is_bar:
        yield draw_bar(point, prefix)
        return
    if high < low:
        stroke = steps("M", point.known, high, "V", low)
        yield path(stroke, {"class": "st-span", "stroke-width": 3})
    yield from (draw_mark(point, y) for y in dict.fromkeys(point.levels))


def draw_bar(point: Point, prefix: str) -> Drawn:
    """Return the days over which a position was taken: hatched, unless all are certain."""
    (left, right), (high, low) = point.span, point.levels
    return element(
        "rect",
        {
            "class": "st-certain" if point.moment.certain else "st-uncertain",
            "fill": "currentColor" if point.moment.certain else hatched(prefix),
            "height": low - high + BAR,
            "stroke": "currentColor",
            "stroke-width": 0.8,
            "width": right - left,
            "x": left,
            "y": high - BAR / 2,
        },
    )


def draw_mark(point: Point, y: float) -> Drawn:
    """Return a dot, or the frame of what is off the scale; hollow for what is doubtful."""
    moment = point.moment
    look: dict[str, Value] = {
        "class": "st-dot st-hollow" if moment.hollow else "st-dot",
        "fill": "none" if moment.hollow or not moment.place else "currentColor",
        "stroke": "currentColor",
        "stroke-width": 1.6,
    }
    if moment.place:
        return element("circle", {**look, "cx": point.known, "cy": y, "r": RADIUS - 0.8})
    side = 2 * RADIUS - 2
    box: dict[str, Value] = {"height": side, "width": side, "stroke-dasharray": "2 1.5"}
    box |= {
        "x": point.known - side / 2,
        "y": y - side / 2,
        "class": "st-frame",
        "stroke-width": 1,
    }
    return element("rect", {**look, **box})


def list_keys(plan: StepsLayout) -> tuple[str, ...]:
    """Return which marks have to be explained."""
    points = [point for chart in plan.charts for point in chart.points]
    vague = any(point.is_bar and not point.moment.certain for point in points)
    hollow = any(p.moment.hollow and p.moment.place and not p.is_bar for p in points)
    return (*([WITHIN] if vague else []), *([HOLLOW] if hollow else []))


def draw_key(name: str, y: float, prefix: str) -> Drawn:
    """Return a line that explains a mark."""
    moment = Moment("", "", False, (0, 0), "", "", "", "", hollow=name == HOLLOW)
    span = (0.0, 22.0) if name == WITHIN else (11.0, 11.0)
    marks = draw_marks(Point(moment, span, (y, y), 11.0, name == WITHIN), prefix)
    words = write_line(32, y + SIZE * 0.34, name, "st-meaning", SIZE)
    return element("g", {"class": "st-key"}, *marks, words)
