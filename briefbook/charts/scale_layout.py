"""Where everything stands in the picture of a scale and of who is where on it.

Steps run from left to right. Everybody has a row, under the words of their step; the words
of a row stand beside its mark, on the side with more room. What is off the scale comes last,
below a rule. So words only ever follow one another downwards, however many there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefbook.charts.measure import Span, text_width, wrap

WIDTH = 400.0
EDGE = 9.0
AXIS_AT = 10.0
RADIUS = 5.5
GAP = 14.0
ENOUGH = 130.0
NAME_SIZE, NAME_LINE = 14.5, 18.0
NOTE_SIZE, NOTE_LINE = 13.0, 16.0
HEAD_LINE = 22.0
ROW_GAP = 8.0
GROUP_GAP = 12.0
RULE_GAP = 18.0
SHORTEST = 18.0


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
    heads: tuple[tuple[int, Line], ...]
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


def lay_scale(steps: Sequence[ScaleStep], stands: Sequence[Stand]) -> ScaleLayout:
    """Return the layout of a scale of one step or more."""
    places = place_steps(len(steps))
    heads, rows, rule = lay_steps(steps, places, stands)
    notes, outside, height = lay_outside([one for one in stands if one.place is None], rule)
    return ScaleLayout(tuple(steps), places, heads, (*rows, *outside), notes, rule, height)


def place_steps(count: int) -> tuple[float, ...]:
    """Return the x of each step, evenly from edge to edge."""
    pitch = (WIDTH - 2 * EDGE) / max(count - 1, 1)
    return tuple(EDGE + number * pitch for number in range(count))


def lay_steps(
    steps: Sequence[ScaleStep], places: Sequence[float], stands: Sequence[Stand]
) -> tuple[tuple[tuple[int, Line], ...], tuple[PlacedRow, ...], float]:
    """Return the words of the steps, the rows below them, and where they end."""
    top, heads, rows = AXIS_AT + GROUP_GAP, [], []
    for number, step in enumerate(steps):
        heads.append((number, write_head(step, places[number], top)))
        placed = lay_rows(at_step(stands, number), places, top + HEAD_LINE)
        rows += placed
        top = (placed[-1].bottom if placed else top + HEAD_LINE - ROW_GAP) + GROUP_GAP
    return tuple(heads), tuple(rows), top


def at_step(stands: Iterable[Stand], step: int) -> list[Stand]:
    """Return who is at a step, or is there at least."""
    return [stand for stand in stands if stand.place and stand.place[0] == step]


def write_head(step: ScaleStep, x: float, top: float) -> Line:
    """Return the words of a step beside its mark."""
    side = beside((x, x), NOTE_SIZE)
    (words,) = wrap(step.words, side.room, NOTE_SIZE, 1) or ("…",)
    return Line(side.x, top + NOTE_SIZE, words, "sc-step", NOTE_SIZE, side.leftward)


def lay_rows(stands: Sequence[Stand], places: Sequence[float], top: float) -> list[PlacedRow]:
    """Return rows one below the other from ``top``."""
    rows: list[PlacedRow] = []
    for stand in stands:
        rows.append(lay_row(stand, places, rows[-1].bottom + ROW_GAP if rows else top))
    return rows


def lay_row(stand: Stand, places: Sequence[float], top: float) -> PlacedRow:
    """Return a row that begins at ``top``."""
    span = reach(stand.place, places)
    origin = reach(stand.before, places) if span else None
    covered = cover(span, origin) if span else (EDGE, EDGE + GAP)
    middle = top + NAME_LINE / 2
    side = beside(covered, widest(stand))
    lines, bottom = write_row(stand, side, top + side.below)
    return PlacedRow(stand, middle, span or (EDGE, EDGE + GAP), origin, lines, bottom)


def widest(stand: Stand) -> float:
    """Return the width of the longer one of a row's two lines, if neither is broken."""
    return max(text_width(stand.name, NAME_SIZE), text_width(say_note(stand), NOTE_SIZE))


def reach(place: tuple[int, int] | None, places: Sequence[float]) -> Span | None:
    """Return where a span of steps is."""
    return (places[place[0]], places[place[1]]) if place else None


def cover(span: Span, origin: Span | None) -> Span:
    """Return the stretch that a mark and the arrow that leads to it cover."""
    ends = (*span, *(origin or ()))
    return min(ends), max(ends)


def beside(covered: Span, wanted: float) -> WordSide:
    """Return where words of that width go: beside their mark, or below where it is long."""
    left, right = covered[0] - GAP, WIDTH - covered[1] - GAP
    if max(left, right) >= min(wanted, ENOUGH):
        leftward = left > right
        return WordSide(left if leftward else covered[1] + GAP, max(left, right), leftward, 0.0)
    leftward = covered[0] + covered[1] > WIDTH
    x = covered[1] + RADIUS if leftward else covered[0] - RADIUS
    return WordSide(x, x if leftward else WIDTH - x, leftward, NAME_LINE)


def write_row(stand: Stand, side: WordSide, top: float) -> tuple[tuple[Line, ...], float]:
    """Return the words of a row from ``top`` down, and where they end."""
    names = wrap(stand.name, side.room, NAME_SIZE, 2) or ("…",)
    notes = wrap(say_note(stand), side.room, NOTE_SIZE, 3)
    below = top + len(names) * NAME_LINE
    lines = (
        *stack(names, side, top + 13.5, NAME_LINE, ("sc-name", NAME_SIZE)),
        *stack(notes, side, below + 12.0, NOTE_LINE, ("sc-note", NOTE_SIZE)),
    )
    return lines, below + len(notes) * NOTE_LINE


def say_note(stand: Stand) -> str:
    """Return how a stance is known, and the stance itself where the step does not tell it."""
    at_one_step = stand.place and stand.place[0] == stand.place[1]
    return stand.note if at_one_step else " · ".join(filter(None, (stand.words, stand.note)))


def stack(
    words: Iterable[str], side: WordSide, baseline: float, pitch: float, look: tuple[str, float]
) -> Iterator[Line]:
    """Yield lines of text one below the other."""
    for number, line in enumerate(words):
        yield Line(side.x, baseline + number * pitch, line, *look, side.leftward)


def lay_outside(
    stands: Sequence[Stand], rule: float
) -> tuple[tuple[Line, ...], tuple[PlacedRow, ...], float]:
    """Return what stands off the scale, below ``rule``: its words, its rows, their end."""
    if not stands:
        return (), (), rule
    head = Line(EDGE - RADIUS, rule + RULE_GAP, "off the scale", "sc-off", NOTE_SIZE, False)
    rows = lay_rows(stands, (), rule + RULE_GAP + GAP)
    return (head,), tuple(rows), rows[-1].bottom + GROUP_GAP


def line_span(line: Line) -> Span:
    """Return from where to where a line of text runs."""
    width = text_width(line.words, line.size)
    return (line.x - width, line.x) if line.leftward else (line.x, line.x + width)


def find_clear(x: float, top: float, bottom: float, lines: Iterable[Line]) -> tuple[Span, ...]:
    """Return the pieces of an upright line at ``x`` that no words stand on, without scraps."""
    pieces, start = [], top
    for line in sorted(lines, key=lambda line: line.baseline):
        left, right = line_span(line)
        if left - 4 < x < right + 4 and top < line.baseline < bottom:
            pieces.append((start, line.baseline - line.size))
            start = line.baseline + line.size * 0.35
    return tuple(span for span in (*pieces, (start, bottom)) if span[1] - span[0] > SHORTEST)
