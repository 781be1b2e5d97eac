"""The picture of an issue's scale: who stands where, and from where they came.

Steps run from left to right. Everybody has a row, under the words of their step; the words
of a row stand beside its mark, on the side with more room. What is off the scale comes last,
below a rule. So words only ever follow one another downwards, however many there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefbook.charts.measure import Span, text_width, wrap
from briefbook.charts.svg import (
    Drawn,
    circle,
    element,
    link,
    path,
    picture,
    rect,
    steps,
    write_line,
)

WIDTH = 400.0
EDGE = 9.0
AXIS_AT = 10.0
RADIUS = 5.5
SQUARE = 8.0
HEAD = 7.0
GAP = 14.0
ENOUGH = 130.0
NAME_SIZE, NAME_LINE = 14.5, 18.0
NOTE_SIZE, NOTE_LINE = 13.0, 16.0
HEAD_LINE = 22.0
ROW_GAP = 8.0
GROUP_GAP = 12.0
RULE_GAP = 18.0
SHORTEST = 18.0
KEY_LINE = 20.0
LINES_AT_MOST = 6

MEANINGS = {
    "hollow": "second-hand, or not of high confidence",
    "moved": "stood elsewhere before",
    "span": "at one of these",
}


class ScaleStep(NamedTuple):
    """A step of a scale: its words, and which of the five colours (1 to 5) is its own."""

    words: str
    colour: str


class Stand(NamedTuple):
    """Where somebody stands: a row of the picture.

    ``place`` is the first and the last step (from 0) where they may be, None off the scale;
    ``before`` where they stood before, if elsewhere. ``words`` is the stance, ``note`` how
    it is known; ``hollow`` tells what is second-hand or doubtful.
    """

    name: str
    href: str
    place: tuple[int, int] | None
    words: str
    colour: str
    note: str
    before: tuple[int, int] | None = None
    hollow: bool = False


class Line(NamedTuple):
    """A line of text: its end at ``x`` if it runs ``leftward``, else its beginning."""

    x: float
    baseline: float
    words: str
    name: str
    size: float
    leftward: bool


class PlacedRow(NamedTuple):
    """A row: its mark over ``span``, from where it came, and its words."""

    stand: Stand
    middle: float
    span: Span
    origin: Span | None
    lines: tuple[Line, ...]
    bottom: float


class ScaleLayout(NamedTuple):
    """A picture ready to be drawn: ``rule`` is the height above which the scale is."""

    steps: tuple[ScaleStep, ...]
    places: tuple[float, ...]
    heads: tuple[tuple[Line, ...], ...]
    rows: tuple[PlacedRow, ...]
    notes: tuple[Line, ...]
    rule: float
    height: float


class WordSide(NamedTuple):
    """Where the words of a row go: from ``x``, so wide, so much below its mark."""

    x: float
    room: float
    leftward: bool
    below: float


def draw_scale(
    labels: Sequence[ScaleStep], stands: Sequence[Stand], total: int, title: str, prefix: str
) -> Drawn:
    """Return a scale with a row for each stand as SVG, or nothing where there is neither.

    ``labels`` run from one end of the scale to the other; stands keep their order within a
    step. Where they are fewer than ``total``, the picture says so.
    """
    if not labels or not stands:
        return Drawn("")
    plan = _lay_scale(labels, stands)
    keys = list(_list_keys(stands))
    some = f"Drawn are the {len(stands)} newest of {total}. The list has all of them."
    drawn = [
        *_draw_ground(plan),
        *map(_draw_row, plan.rows),
        *(_draw_key(key, plan.height + at * KEY_LINE + 10) for at, key in enumerate(keys)),
    ]
    if len(stands) < total:
        base = plan.height + len(keys) * KEY_LINE + 10 + NOTE_SIZE * 0.34
        words = write_line(EDGE - 5, base, some, "sc-meaning", NOTE_SIZE)
        drawn.append(element("g", words, class_="sc-key"))
    height = plan.height + (len(keys) + (len(stands) < total)) * KEY_LINE
    told = (title, _describe_scale(plan))
    return picture((WIDTH, height), "scale-plot", prefix, told, *drawn)


def _describe_scale(plan: ScaleLayout) -> str:
    said = [f"{row.stand.name}: {row.stand.words}" for row in plan.rows]
    scale = ", ".join(step.words for step in plan.steps)
    return f"The scale: {scale}. {'; '.join(said)}."


def _draw_ground(plan: ScaleLayout) -> Iterator[Drawn]:
    """Yield the scale itself: its line, an upright for each step, and its words."""
    yield path(steps("M", EDGE, AXIS_AT, "H", WIDTH - EDGE), "sc-axis")
    yield from (piece for at in range(len(plan.steps)) for piece in _draw_step(plan, at))
    yield from (_draw_line(line) for head in plan.heads for line in head)
    if plan.notes:
        rule = steps("M", 0, plan.rule, "H", WIDTH)
        yield path(rule, "sc-rule", stroke_dasharray="2 3")
        yield from map(_draw_line, plan.notes)


def _draw_step(plan: ScaleLayout, number: int) -> Iterator[Drawn]:
    """Yield the upright of a step, down to its last row but for words, and its squares."""
    x, head = plan.places[number], plan.heads[number]
    level = head[0].baseline - NOTE_SIZE * 0.34
    touching = [row.middle for row in plan.rows if _touches(row.stand, number)]
    words = [*(line for row in plan.rows for line in row.lines)]
    words += [line for one in plan.heads for line in one]
    for start, end in _find_clear(x, AXIS_AT, max(touching, default=level), words):
        yield path(steps("M", x, start, "V", end), "sc-grid")
    half, name = SQUARE / 2, f"sc-square step-{plan.steps[number].colour}"
    yield rect(x - half, AXIS_AT - half, SQUARE, SQUARE, name)
    yield rect(x - half, level - half, SQUARE, SQUARE, name)


def _touches(stand: Stand, step: int) -> bool:
    spans = (stand.place, stand.before) if stand.place else ()
    return any(step in span for span in spans if span)


def _draw_line(line: Line) -> Drawn:
    anchor = "end" if line.leftward else None
    place = (line.x, line.baseline)
    return write_line(*place, line.words, line.name, line.size, text_anchor=anchor)


def _draw_row(row: PlacedRow) -> Drawn:
    stand = row.stand
    words = ", ".join(filter(None, (stand.words, stand.note)))
    title = element("title", f"{stand.name}: {words}")
    marks = _draw_marks(row) if stand.place else [_draw_frame(row)]
    name = f"sc-row step-{stand.colour}" if stand.place else "sc-row"
    return link(stand.href, name, title, *marks, *map(_draw_line, row.lines))


def _draw_marks(row: PlacedRow) -> Iterator[Drawn]:
    """Yield the dot or bar of a row, hollow if in doubt, and the arrow that leads to it."""
    left, right = row.span
    if row.origin:
        yield from _draw_arrow(row.origin, row.span, row.middle)
    if right > left:
        yield path(steps("M", left, row.middle, "H", right), "sc-bar", stroke_width=3)
    name, fill = (
        ("sc-dot sc-hollow", "none") if row.stand.hollow else ("sc-dot", "currentColor")
    )
    for x in dict.fromkeys(row.span):
        yield circle(x, row.middle, RADIUS - 1, name, fill=fill, stroke_width=2)


def _draw_arrow(origin: Span, span: Span, y: float) -> Iterator[Drawn]:
    """Yield the way from where somebody stood before to where they stand."""
    forth = sum(origin) <= sum(span)
    start, end = (origin[0], span[0]) if forth else (origin[1], span[1])
    tip = end - RADIUS - 2 if forth else end + RADIUS + 2
    back = tip - HEAD if forth else tip + HEAD
    yield path(steps("M", start, y - 4, "V", y + 4, "M", start, y, "H", back), "sc-way")
    head = steps("M", tip, y, "L", back, y - 4, "L", back, y + 4, "Z")
    yield path(head, "sc-head", fill="currentColor", stroke=None)


def _draw_frame(row: PlacedRow) -> Drawn:
    box = (row.span[0] - RADIUS, row.middle - 4, 14, 8)
    return rect(*box, "sc-frame", fill="none", stroke="currentColor", stroke_dasharray="2 2")


def _list_keys(stands: Sequence[Stand]) -> Iterator[str]:
    on_scale = [stand for stand in stands if stand.place]
    if any(stand.hollow for stand in on_scale):
        yield "hollow"
    if any(stand.before for stand in on_scale):
        yield "moved"
    if any(stand.place and stand.place[0] != stand.place[1] for stand in on_scale):
        yield "span"


def _draw_key(key: str, y: float) -> Drawn:
    far = EDGE + 26
    stand = Stand("", "", (0, 0), "", "", "", hollow=key == "hollow")
    span = (EDGE if key == "span" else far, far)
    origin = (EDGE - 5, EDGE - 5) if key == "moved" else None
    marks = _draw_marks(PlacedRow(stand, y, span, origin, (), y))
    base = y + NOTE_SIZE * 0.34
    words = write_line(far + 14, base, MEANINGS[key], "sc-meaning", NOTE_SIZE)
    return element("g", *marks, words, class_="sc-key")


def _lay_scale(labels: Sequence[ScaleStep], stands: Sequence[Stand]) -> ScaleLayout:
    pitch = (WIDTH - 2 * EDGE) / max(len(labels) - 1, 1)
    places = tuple(EDGE + number * pitch for number in range(len(labels)))
    top, heads, rows = AXIS_AT + GROUP_GAP, [], []
    for number, label in enumerate(labels):
        heads.append(_write_head(label, places[number], top))
        top += HEAD_LINE + (len(heads[-1]) - 1) * NOTE_LINE
        there = [stand for stand in stands if stand.place and stand.place[0] == number]
        placed = _lay_rows(there, places, top)
        rows += placed
        top = (placed[-1].bottom if placed else top - ROW_GAP) + GROUP_GAP
    notes: tuple[Line, ...] = ()
    height = top
    if outside := [stand for stand in stands if stand.place is None]:
        x, base = EDGE - RADIUS, top + RULE_GAP
        notes = (Line(x, base, "off the scale", "sc-off", NOTE_SIZE, leftward=False),)
        rows += _lay_rows(outside, (), base + GAP)
        height = rows[-1].bottom + GROUP_GAP
    return ScaleLayout(tuple(labels), places, tuple(heads), tuple(rows), notes, top, height)


def _write_head(step: ScaleStep, x: float, top: float) -> tuple[Line, ...]:
    side = _find_side((x, x), NOTE_SIZE)
    words = wrap(step.words, side.room, NOTE_SIZE, LINES_AT_MOST) or ("",)
    first = Line(side.x, top + NOTE_SIZE, "", "sc-step", NOTE_SIZE, side.leftward)
    return tuple(
        first._replace(baseline=first.baseline + at * NOTE_LINE, words=line)
        for at, line in enumerate(words)
    )


def _lay_rows(stands: Sequence[Stand], places: Sequence[float], top: float) -> list[PlacedRow]:
    rows: list[PlacedRow] = []
    for stand in stands:
        rows.append(_lay_row(stand, places, rows[-1].bottom + ROW_GAP if rows else top))
    return rows


def _lay_row(stand: Stand, places: Sequence[float], top: float) -> PlacedRow:
    off = (EDGE, EDGE + GAP)
    span = _span_on(stand.place, places)
    origin = _span_on(stand.before, places) if span else None
    ends = (*(span or off), *(origin or ()))
    wanted = text_width(stand.name, NAME_SIZE), text_width(_say_note(stand), NOTE_SIZE)
    side = _find_side((min(ends), max(ends)), max(wanted))
    lines, bottom = _write_row(stand, side, top + side.below)
    return PlacedRow(stand, top + NAME_LINE / 2, span or off, origin, lines, bottom)


def _span_on(place: tuple[int, int] | None, places: Sequence[float]) -> Span | None:
    return (places[place[0]], places[place[1]]) if place else None


def _find_side(covered: Span, wanted: float) -> WordSide:
    """Return where words of that width go: beside their mark, or below where it is long."""
    left, right = covered[0] - GAP, WIDTH - covered[1] - GAP
    if max(left, right) >= min(wanted, ENOUGH):
        leftward = left > right
        return WordSide(left if leftward else covered[1] + GAP, max(left, right), leftward, 0.0)
    leftward = covered[0] + covered[1] > WIDTH
    x = covered[1] + RADIUS if leftward else covered[0] - RADIUS
    return WordSide(x, x if leftward else WIDTH - x, leftward, NAME_LINE)


def _write_row(stand: Stand, side: WordSide, top: float) -> tuple[tuple[Line, ...], float]:
    names = wrap(stand.name, side.room, NAME_SIZE, LINES_AT_MOST) or ("",)
    notes = wrap(_say_note(stand), side.room, NOTE_SIZE, LINES_AT_MOST)
    below = top + len(names) * NAME_LINE

    def stack(
        words: Iterable[str], y: float, pitch: float, look: tuple[str, float]
    ) -> list[Line]:
        rows = enumerate(words)
        return [Line(side.x, y + at * pitch, one, *look, side.leftward) for at, one in rows]

    lines = (
        *stack(names, top + 13.5, NAME_LINE, ("sc-name", NAME_SIZE)),
        *stack(notes, below + 12.0, NOTE_LINE, ("sc-note", NOTE_SIZE)),
    )
    return lines, below + len(notes) * NOTE_LINE


def _say_note(stand: Stand) -> str:
    """Return how a stance is known, and the stance itself where the step does not tell it."""
    at_one_step = stand.place and stand.place[0] == stand.place[1]
    return stand.note if at_one_step else " · ".join(filter(None, (stand.words, stand.note)))


def _find_clear(x: float, top: float, bottom: float, lines: Iterable[Line]) -> list[Span]:
    """Return the pieces of an upright line at ``x`` that no words stand on, without scraps."""
    pieces, start = [], top
    for line in sorted(lines, key=lambda line: line.baseline):
        width = text_width(line.words, line.size)
        left = line.x - width if line.leftward else line.x
        if left - 4 < x < left + width + 4 and top < line.baseline < bottom:
            pieces.append((start, line.baseline - line.size))
            start = line.baseline + line.size * 0.35
    return [span for span in (*pieces, (start, bottom)) if span[1] - span[0] > SHORTEST]
