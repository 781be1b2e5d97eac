"""The picture of an issue's scale: who stands where, and from where they came."""

from collections.abc import Iterator, Sequence

from briefbook.charts.measure import Span
from briefbook.charts.scale_layout import (
    AXIS_AT,
    EDGE,
    NOTE_SIZE,
    RADIUS,
    WIDTH,
    Line,
    PlacedRow,
    ScaleLayout,
    ScaleStep,
    Stand,
    find_clear,
    lay_scale,
)
from briefbook.charts.svg import Drawn, Value, element, link, path, picture, steps, write_line

__all__ = ["ScaleStep", "Stand", "draw_scale"]

SQUARE = 8.0
KEY_LINE = 20.0
HEAD = 7.0


def draw_scale(
    labels: Sequence[ScaleStep], stands: Sequence[Stand], total: int, title: str, prefix: str
) -> Drawn:
    """Return a scale with a row for each stand as SVG, or nothing where there is neither.

    ``labels`` run from one end of the scale to the other; stands keep their order within a
    step. Where they are fewer than ``total``, the picture says so. ``prefix`` begins the ids
    in it, and must be used once in a page.
    """
    if not labels or not stands:
        return Drawn("")
    plan = lay_scale(labels, stands)
    keys = (*list_keys(stands), *(["some"] if len(stands) < total else []))
    drawn = (
        *draw_ground(plan),
        *map(draw_row, plan.rows),
        *draw_keys(keys, plan.height, say_some(len(stands), total)),
    )
    height = plan.height + len(keys) * KEY_LINE
    return picture((WIDTH, height), "scale-plot", prefix, (title, describe_scale(plan)), *drawn)


def describe_scale(plan: ScaleLayout) -> str:
    """Return what the picture shows, for those who cannot see it."""
    said = [f"{row.stand.name}: {row.stand.words}" for row in plan.rows]
    scale = ", ".join(step.words for step in plan.steps)
    return f"The scale: {scale}. {'; '.join(said)}."


def draw_ground(plan: ScaleLayout) -> Iterator[Drawn]:
    """Yield the scale itself: its line, an upright for each step, and its words."""
    yield path(steps("M", EDGE, AXIS_AT, "H", WIDTH - EDGE), {"class": "sc-axis"})
    yield from (piece for number in range(len(plan.steps)) for piece in draw_step(plan, number))
    yield from (draw_line(head) for _, head in plan.heads)
    if plan.notes:
        rule = {"class": "sc-rule", "stroke-dasharray": "2 3"}
        yield path(steps("M", 0, plan.rule, "H", WIDTH), rule)
        yield from map(draw_line, plan.notes)


def draw_step(plan: ScaleLayout, number: int) -> Iterator[Drawn]:
    """Yield the upright of a step, cut where words are, and its squares."""
    x, head = plan.places[number], plan.heads[number][1]
    lines = [line for row in plan.rows for line in row.lines]
    words = [*lines, *(line for _, line in plan.heads)]
    level = head.baseline - head.size * 0.34
    for start, end in find_clear(x, AXIS_AT, end_of_step(plan, number), words):
        yield path(steps("M", x, start, "V", end), {"class": "sc-grid"})
    colour = plan.steps[number].colour
    yield draw_square(x, AXIS_AT, colour)
    yield draw_square(x, level, colour)


def end_of_step(plan: ScaleLayout, number: int) -> float:
    """Return how far down the upright of a step runs: to the last row that touches it."""
    touching = (row.middle for row in plan.rows if touches(row, number))
    return max(touching, default=plan.heads[number][1].baseline - NOTE_SIZE * 0.34)


def touches(row: PlacedRow, step: int) -> bool:
    """Tell whether a row has a mark, or began, at a step."""
    place, before = row.stand.place, row.stand.before
    return bool(place) and any(step in span for span in (place, before) if span)


def draw_square(x: float, y: float, colour: str) -> Drawn:
    """Return the small square that stands for a step."""
    half = SQUARE / 2
    box: dict[str, Value] = {"height": SQUARE, "width": SQUARE, "x": x - half, "y": y - half}
    look = {"class": f"sc-square step-{colour}", "fill": "currentColor"}
    return element("rect", {**box, **look})


def draw_line(line: Line) -> Drawn:
    """Return a line of text."""
    look = {"text-anchor": "end"} if line.leftward else {}
    return write_line(line.x, line.baseline, line.words, line.name, line.size, look)


def draw_row(row: PlacedRow) -> Drawn:
    """Return the link of a row: its arrow, its mark, its words."""
    stand = row.stand
    words = ", ".join(filter(None, (stand.words, stand.note)))
    title = element("title", {}, f"{stand.name}: {words}")
    marks = draw_marks(row) if stand.place else [draw_frame(row)]
    look = {"class": f"sc-row step-{stand.colour}" if stand.place else "sc-row"}
    return link(stand.href, look, title, *marks, *map(draw_line, row.lines))


def draw_marks(row: PlacedRow) -> Iterator[Drawn]:
    """Yield the dot of a row, or a bar from dot to dot, and the arrow that leads to it."""
    left, right = row.span
    if row.origin:
        yield from draw_arrow(row.origin, row.span, row.middle)
    if right > left:
        yield path(
            steps("M", left, row.middle, "H", right), {"class": "sc-bar", "stroke-width": 3}
        )
    yield from (draw_dot(x, row) for x in dict.fromkeys(row.span))


def draw_dot(x: float, row: PlacedRow) -> Drawn:
    """Return a dot: hollow for what is second-hand or doubtful."""
    look: dict[str, Value] = {
        "class": "sc-dot sc-hollow" if row.stand.hollow else "sc-dot",
        "fill": "none" if row.stand.hollow else "currentColor",
        "stroke": "currentColor",
        "stroke-width": 2,
    }
    return element("circle", {**look, "cx": x, "cy": row.middle, "r": RADIUS - 1})


def draw_arrow(origin: Span, span: Span, y: float) -> Iterator[Drawn]:
    """Yield the way from where somebody stood before to where they stand."""
    forth = sum(origin) <= sum(span)
    start, end = (origin[0], span[0]) if forth else (origin[1], span[1])
    tip = end - RADIUS - 2 if forth else end + RADIUS + 2
    back = tip - HEAD if forth else tip + HEAD
    yield path(
        steps("M", start, y - 4, "V", y + 4, "M", start, y, "H", back), {"class": "sc-way"}
    )
    head = steps("M", tip, y, "L", back, y - 4, "L", back, y + 4, "Z")
    yield path(head, {"class": "sc-head", "fill": "currentColor", "stroke": None})


def draw_frame(row: PlacedRow) -> Drawn:
    """Return the empty frame of what stands on no scale."""
    box: dict[str, Value] = {
        "height": 8,
        "width": 14,
        "x": row.span[0] - RADIUS,
        "y": row.middle - 4,
    }
    look = {"class": "sc-frame", "fill": "none", "stroke": "currentColor"}
    return element("rect", {**box, **look, "stroke-dasharray": "2 2"})


def list_keys(stands: Sequence[Stand]) -> tuple[str, ...]:
    """Return which marks have to be explained."""
    on_scale = [stand for stand in stands if stand.place]
    found = {
        "hollow": any(stand.hollow for stand in on_scale),
        "moved": any(stand.before for stand in on_scale),
        "span": any(stand.place and stand.place[0] != stand.place[1] for stand in on_scale),
    }
    return tuple(name for name, is_there in found.items() if is_there)


MEANINGS = {
    "hollow": "second-hand, or not of high confidence",
    "moved": "stood elsewhere before",
    "span": "at one of these",
}


def say_some(drawn: int, total: int) -> str:
    """Return that not everyone is drawn."""
    return f"Drawn are the {drawn} newest of {total}. The list has all of them."


def draw_keys(keys: Sequence[str], top: float, some: str) -> Iterator[Drawn]:
    """Yield the lines that explain the marks, and what is left out."""
    for number, name in enumerate(keys):
        y = top + number * KEY_LINE + 10
        said = [write_line(EDGE - 5, y + NOTE_SIZE * 0.34, some, "sc-meaning", NOTE_SIZE)]
        parts = said if name == "some" else draw_key(name, y)
        yield element("g", {"class": "sc-key"}, *parts)


def draw_key(name: str, y: float) -> Iterator[Drawn]:
    """Yield a mark, and what it means."""
    stand = Stand("", "", (0, 0), "", "", "", hollow=name == "hollow")
    far = EDGE + 26
    spans: dict[str, tuple[Span, Span | None]] = {
        "hollow": ((far, far), None),
        "moved": ((far, far), (EDGE - 5, EDGE - 5)),
        "span": ((EDGE, far), None),
    }
    span, origin = spans[name]
    yield from draw_marks(PlacedRow(stand, y, span, origin, (), y))
    yield write_line(far + 14, y + NOTE_SIZE * 0.34, MEANINGS[name], "sc-meaning", NOTE_SIZE)
