"""The timeline of a page: time runs down, so that it reads well on phones and on paper."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from briefbook.charts.axis import (
    LEAD,
    TICK_SIZE,
    Axis,
    Frame,
    draw_axis,
    find_breaks,
    make_axis,
    make_ticks,
    move_axis,
    say_length,
    tick_words,
)
from briefbook.charts.marks import (
    PlacedMark,
    TimelineEntry,
    TimelineMark,
    collect_marks,
    describe_entries,
    draw_entry,
    draw_lead,
    draw_mark,
    move_mark,
    place_marks,
    reach_beyond,
    say_status,
    turn_at,
)
from briefbook.charts.measure import spread, wrap
from briefbook.charts.svg import (
    Drawn,
    element,
    hatched,
    hatching,
    join,
    path,
    picture,
    rect,
    steps,
    write_line,
    write_lines,
)

WIDTH = 400.0
AXIS_AT = 76.0
TICK_LINE = 14.0
TICK_ROOM = 26.0
LANE = 14.0
LANES_AT_MOST = 98.0
LEADER = 26.0
RULE = 8.0
BREAK = 54.0
MARGIN = 10.0
LABEL_SIZE = 14.5
LABEL_LINE = 18.0
LABEL_GAP = 9.0
WHEN_SIZE = 13.0
WHEN_LINE = 15.0
LINES_AT_MOST = 6
SHARES = (0.3, 0.45, 0.6, 0.8, 1.0)
"""How long the axis may be, beside the labels one below the other: the shortest that does."""

SHORTEST, SLACK = 60.0, 24.0
WITHIN = "at some time within, or uncertain"
BEYOND = "open: how far before or after is not known"


class Label(NamedTuple):
    """The words of an entry: lines of its name and of its date, in a box from ``top`` down."""

    entry: TimelineEntry
    name: tuple[str, ...]
    when: tuple[str, ...]
    top: float
    height: float


class TimelineLayout(NamedTuple):
    """A timeline ready to be drawn; labels are in order, ``label_x`` is their left edge.

    ``marks`` stand on the axis, ``adrift`` have no first day that is known. ``strain`` is how
    far a label is from its mark at most.
    """

    axis: Axis
    marks: tuple[PlacedMark, ...]
    adrift: tuple[TimelineMark, ...]
    labels: tuple[Label, ...]
    pitch: float
    label_x: float
    height: float
    strain: float


def draw_timeline(entries: Sequence[TimelineEntry], title: str, prefix: str) -> Drawn:
    """Return a timeline of all ``entries`` as SVG, or nothing where there are none.

    They keep their order, which is that of the list beside the picture.
    """
    if not entries:
        return Drawn("")
    layout = _lay_timeline(entries)
    breaks, thickness = find_breaks(layout.axis), min(9.0, layout.pitch * 0.65)
    frame = Frame(layout.axis, breaks, AXIS_AT, layout.pitch, thickness, True, prefix)
    keys = [*_draw_keys(layout, frame)]
    height = layout.height + len(keys) * WHEN_LINE + (MARGIN if keys else 0)
    words = (title, describe_entries([label.entry for label in layout.labels]))
    ticks = element("g", *_draw_ticks(layout), class_="tl-ticks")
    leaders = element("g", *_draw_leaders(layout), class_="tl-leaders")
    ground = join([ticks, leaders, draw_axis(frame)])
    drawn = (hatching(prefix), ground, *_draw_entries(layout, frame), *keys)
    return picture((WIDTH, height), "timeline", prefix, words, *drawn)


def _draw_ticks(layout: TimelineLayout) -> Iterator[Drawn]:
    """Yield the lengths of breaks, then ticks, with words where there is room for them."""
    bottom, known = 0.0, ""
    for gap in find_breaks(layout.axis):
        middle = gap.start + gap.length / 2
        yield _tick_text(middle, say_length(gap.last - gap.first), "tl-skip")
    for tick in make_ticks(layout.axis, TICK_ROOM):
        yield path(steps("M", AXIS_AT - 5, tick.at, "L", AXIS_AT, tick.at), "tl-tick")
        lines = [word for word in tick_words(tick, known) if word]
        if tick.at - TICK_LINE * (len(lines) - 0.5) >= bottom:
            for number, line in enumerate(reversed(lines)):  # the last line level with it
                name = "tl-year" if line == tick.year else "tl-tick-label"
                yield _tick_text(tick.at - number * TICK_LINE, line, name)
            bottom, known = tick.at + TICK_LINE / 2, tick.year


def _tick_text(at: float, words: str, name: str) -> Drawn:
    weight = "bold" if name == "tl-year" else None
    base = at + TICK_SIZE * 0.36
    look = {"font_weight": weight, "text_anchor": "end"}
    return write_line(AXIS_AT - 9, base, words, name, TICK_SIZE, **look)


def _draw_leaders(layout: TimelineLayout) -> Iterator[Drawn]:
    """Yield the thin lines from marks to labels; labels in a row share one, and a rule."""
    for placed in layout.marks:
        for run in _find_runs(placed.mark.entries):
            labels = [layout.labels[number] for number in run]
            yield path(_lead(layout, placed, labels), "tl-leader", stroke_opacity=0.45)


def _lead(layout: TimelineLayout, placed: PlacedMark, labels: Sequence[Label]) -> str:
    start, edge = AXIS_AT + placed.lane * layout.pitch, layout.label_x - RULE
    top, low = (labels[end].top + LABEL_LINE / 2 for end in (0, -1))
    level = min(max(placed.anchor, top), low)
    line = steps("M", start, placed.anchor, "H", start + LANE / 2 + 1, "L", edge, level)
    rule = steps("M", edge, labels[0].top, "V", labels[-1].top + labels[-1].height)
    return f"{line} {rule}" if len(labels) > 1 else line


def _find_runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Yield rising numbers in runs without a gap."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


def _draw_entries(layout: TimelineLayout, frame: Frame) -> Iterator[Drawn]:
    """Yield shared marks, then entries in their order; a mark of one is part of its link.

    What has no first day stands beside its words: they follow one another in the order in
    which they are told, and say by when it was.
    """
    own = {
        number: _draw_adrift(layout, frame, number, mark)
        for mark in layout.adrift
        for number in mark.entries
    }
    for placed in layout.marks:
        mark, numbers = draw_mark(frame, placed), placed.mark.entries
        if len(numbers) == 1:
            own[numbers[0]] = mark
        else:
            name = element("title", f"{len(numbers)} events")
            yield element("g", name, mark, class_="tl-mark")
    for number, label in enumerate(layout.labels):
        name = element("title", f"{label.entry.label}, {label.entry.words}")
        marks = (own[number],) if number in own else ()
        yield draw_entry(label.entry, name, *marks, *_draw_label(label, layout.label_x))


def _draw_adrift(
    layout: TimelineLayout, frame: Frame, number: int, mark: TimelineMark
) -> Drawn:
    top = layout.labels[number].top + (LABEL_LINE - LEAD) / 2
    side = layout.label_x - RULE - frame.thickness
    return draw_lead(frame, top + LEAD, top, side, mark)


def _draw_label(label: Label, x: float) -> list[Drawn]:
    first = label.top + LABEL_SIZE * 0.95
    below = label.top + len(label.name) * LABEL_LINE + WHEN_SIZE * 0.9
    return [
        *write_lines((x, first), LABEL_LINE, label.name, "tl-label", LABEL_SIZE),
        *write_lines((x, below), WHEN_LINE, label.when, "tl-when", WHEN_SIZE),
    ]


def _draw_keys(layout: TimelineLayout, frame: Frame) -> Iterator[Drawn]:
    """Yield what hatched marks and arrows mean, one below the other."""
    marks = (*(placed.mark for placed in layout.marks), *layout.adrift)
    closed = [mark for mark in marks if None not in (mark.first, mark.last)]
    y, x = layout.height + WHEN_LINE / 2, AXIS_AT - 5
    if any(mark.certain != (mark.first, mark.last) for mark in closed):
        look = {"fill": hatched(frame.prefix), "stroke": "currentColor"}
        sign = rect(x, y - 4.5, 22, 9, "tl-uncertain", stroke_width=0.8, **look)
        yield _draw_key(sign, y, WITHIN)
        y += WHEN_LINE
    if len(closed) < len(marks):
        mark, level = TimelineMark(None, None, None, "", ()), frame._replace(upright=False)
        sign = draw_lead(level, x + 22, x, y - frame.thickness / 2, mark)
        yield _draw_key(sign, y, BEYOND)


def _draw_key(sign: Drawn, y: float, meaning: str) -> Drawn:
    words = write_line(AXIS_AT + 25, y + WHEN_SIZE * 0.36, meaning, "tl-legend", WHEN_SIZE)
    return element("g", sign, words, class_="tl-key")


def _lay_timeline(entries: Sequence[TimelineEntry]) -> TimelineLayout:
    """Return the layout of at least one entry, in the order in which they are told."""
    every = collect_marks(entries)
    marks = tuple(mark for mark in every if mark.first is not None)
    adrift = tuple(mark for mark in every if mark.first is None)
    heights = sum(_make_label(one, WIDTH / 2).height + LABEL_GAP for one in entries)
    plans = [
        _lay_along(entries, marks, adrift, max(heights * share, SHORTEST)) for share in SHARES
    ]
    least = min(plan.strain for plan in plans)
    return next(plan for plan in plans if plan.strain <= least + SLACK)


def _lay_along(
    entries: Sequence[TimelineEntry],
    marks: tuple[TimelineMark, ...],
    adrift: tuple[TimelineMark, ...],
    length: float,
) -> TimelineLayout:
    """Return the layout along an axis of some length."""
    axis = make_axis(turn_at(marks or adrift), len(marks), length, BREAK)
    placed = place_marks(axis, marks)
    lanes = 1 + max((one.lane for one in placed), default=0)
    pitch = min(LANE, LANES_AT_MOST / lanes)
    label_x = AXIS_AT + (lanes - 1) * pitch + LANE / 2 + LEADER
    labels = [_make_label(one, WIDTH - label_x - 12) for one in entries]
    wanted = _find_places(len(labels), placed, axis.start)
    tops = spread(wanted, [label.height for label in labels], LABEL_GAP)
    before, after = reach_beyond(marks, 4.0, 8.0)
    top = min(tops[0], axis.start - before) - MARGIN
    bottom = max(tops[-1] + labels[-1].height, axis.end + after) + MARGIN
    moved = move_axis(axis, -top)
    lowered = tuple(
        label._replace(top=at - top) for label, at in zip(labels, tops, strict=True)
    )
    strain = max(abs(at - want) for at, want in zip(tops, wanted, strict=True))
    on_axis = tuple(move_mark(one, -top) for one in placed)
    return TimelineLayout(moved, on_axis, adrift, lowered, pitch, label_x, bottom - top, strain)


def _make_label(entry: TimelineEntry, width: float) -> Label:
    """Return a label that is not placed yet, with its words whole or none of them."""
    name = wrap(entry.label, width, LABEL_SIZE, LINES_AT_MOST)
    when = wrap(say_status(entry), width, WHEN_SIZE, LINES_AT_MOST)
    height = max(len(name) * LABEL_LINE + len(when) * WHEN_LINE, LABEL_LINE)
    return Label(entry, name, when, 0.0, height)


def _find_places(count: int, marks: Sequence[PlacedMark], start: float) -> list[float]:
    """Return where labels would like to begin: their first lines beside their marks.

    What has no first day follows the one before it, the first the ``start`` of the axis.
    """
    anchors = {number: placed.anchor for placed in marks for number in placed.mark.entries}
    near = accumulate(range(count), lambda known, at: anchors.get(at, known), initial=start)
    return [anchor - LABEL_LINE / 2 for anchor in near][1:]
