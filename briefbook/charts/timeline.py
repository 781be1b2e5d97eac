"""The timeline of a page: time runs down, so that it reads well on phones and on paper."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.charts.axis import (
    Axis,
    Tick,
    find_breaks,
    make_axis,
    make_ticks,
    move_axis,
    say_length,
    tick_words,
)
from briefbook.charts.entries import (
    TimelineEntry,
    collect_marks,
    describe_entries,
    say_status,
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
from briefbook.charts.measure import spread, wrap
from briefbook.charts.strip import draw_strip
from briefbook.charts.svg import (
    Drawn,
    Value,
    element,
    hatched,
    hatching,
    join,
    link,
    name_class,
    path,
    picture,
    steps,
    write_line,
)

__all__ = ["TimelineEntry", "draw_strip", "draw_timeline"]

TICK_SIZE = 13.0
TICK_LINE = 14.0
TICK_ROOM = 26.0
RULE = 8.0
LEGEND = 26.0
MEANING = "at some time within, or uncertain"

WIDTH = 400.0

AXIS_AT = 76.0

LANES_AT_MOST = 98.0

LANE = 14.0

LEADER = 26.0

MARGIN = 10.0

BREAK = 54.0

LABEL_SIZE = 14.5

WHEN_SIZE = 13.0

LABEL_LINE = 18.0

WHEN_LINE = 15.0

LABEL_GAP = 9.0


class Label(NamedTuple):
    """The words of an entry: lines of its name and of its date, in a box from ``top`` down."""

    entry: TimelineEntry
    name: tuple[str, ...]
    when: tuple[str, ...]
    top: float
    height: float


class Layout(NamedTuple):
    """A timeline ready to be drawn; labels are in order, ``label_x`` is their left edge."""

    axis: Axis
    marks: tuple[PlacedMark, ...]
    labels: tuple[Label, ...]
    pitch: float
    label_x: float
    height: float


def draw_timeline(entries: Sequence[TimelineEntry], title: str, prefix: str) -> Drawn:
    """Return a timeline of all ``entries`` as SVG, or nothing where there are none.

    They keep their order, which is that of the list beside the picture. ``prefix`` begins
    the ids in it, and must be used once in a page.
    """
    if not entries:
        return Drawn("")
    layout = lay_timeline(entries)
    breaks, thickness = find_breaks(layout.axis), min(9.0, layout.pitch * 0.65)
    frame = Frame(layout.axis, breaks, AXIS_AT, layout.pitch, thickness, True, prefix)
    legend = draw_legend(layout, prefix) if has_hatching(layout) else Drawn("")
    height = layout.height + (LEGEND if legend else 0)
    words = (title, describe_entries([label.entry for label in layout.labels]))
    drawn = (hatching(prefix), draw_ground(layout, frame), *draw_entries(layout, frame), legend)
    return picture((WIDTH, height), "timeline", prefix, words, *drawn)


def draw_ground(layout: Layout, frame: Frame) -> Drawn:
    """Return what lies below the entries: axis, ticks, leaders."""
    ticks = element("g", {"class": "tl-ticks"}, *draw_ticks(layout))
    leaders = element("g", {"class": "tl-leaders"}, *draw_leaders(layout))
    return join([ticks, leaders, draw_line(frame)])


def draw_ticks(layout: Layout) -> Iterator[Drawn]:
    """Yield the lengths of breaks, then ticks, with words where there is room for them."""
    bottom, known = 0.0, ""
    for gap in find_breaks(layout.axis):
        middle = gap.start + gap.length / 2
        yield tick_text(middle, say_length(gap.last - gap.first), "tl-skip")
    for tick in make_ticks(layout.axis, TICK_ROOM):
        yield path(
            steps("M", AXIS_AT - 5, tick.at, "L", AXIS_AT, tick.at), {"class": "tl-tick"}
        )
        lines = [word for word in tick_words(tick, known) if word]
        if tick.at - TICK_LINE * (len(lines) - 0.5) >= bottom:
            yield from draw_tick_words(tick, lines)
            bottom, known = tick.at + TICK_LINE / 2, tick.year


def draw_tick_words(tick: Tick, lines: Sequence[str]) -> Iterator[Drawn]:
    """Yield the words of a tick, the last line level with it."""
    for number, line in enumerate(reversed(lines)):
        name = "tl-year" if line == tick.year else "tl-tick-label"
        yield tick_text(tick.at - number * TICK_LINE, line, name)


def tick_text(at: float, words: str, name: str) -> Drawn:
    """Return words left of the axis, centred on ``at``."""
    weight = "bold" if name == "tl-year" else None
    look: dict[str, Value] = {"font-weight": weight, "text-anchor": "end"}
    return write_line(AXIS_AT - 9, at + TICK_SIZE * 0.36, words, name, TICK_SIZE, look)


def draw_leaders(layout: Layout) -> Iterator[Drawn]:
    """Yield the thin lines from marks to labels; labels in a row share one, and a rule."""
    for placed in layout.marks:
        for run in find_runs(placed.mark.entries):
            labels = [layout.labels[number] for number in run]
            line = lead(layout, placed, labels)
            yield path(line, {"class": "tl-leader", "stroke-opacity": 0.45})


def lead(layout: Layout, placed: PlacedMark, labels: Sequence[Label]) -> str:
    """Return the steps of the line from a mark to labels that follow one another."""
    start, edge = AXIS_AT + placed.lane * layout.pitch, layout.label_x - RULE
    top, low = (labels[end].top + LABEL_LINE / 2 for end in (0, -1))
    level = min(max(placed.anchor, top), low)
    line = steps("M", start, placed.anchor, "H", start + LANE / 2 + 1, "L", edge, level)
    rule = steps("M", edge, labels[0].top, "V", labels[-1].top + labels[-1].height)
    return f"{line} {rule}" if len(labels) > 1 else line


def find_runs(numbers: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return rising numbers in runs without a gap."""
    runs: list[tuple[int, ...]] = []
    for number in numbers:
        follows = bool(runs) and runs[-1][-1] == number - 1
        runs[-1:] = [(*runs[-1], number)] if follows else [*runs[-1:], (number,)]
    return tuple(runs)


def draw_entries(layout: Layout, frame: Frame) -> Iterator[Drawn]:
    """Yield shared marks, then entries in their order; a mark of one is part of its link."""
    own: dict[int, Drawn] = {}
    for placed in layout.marks:
        mark = draw_mark(frame, placed)
        if len(placed.mark.entries) == 1:
            own[placed.mark.entries[0]] = mark
        else:
            yield element("g", {"class": "tl-mark"}, name_shared(placed), mark)
    for number, label in enumerate(layout.labels):
        marks = (own[number],) if number in own else ()
        yield draw_entry(label, layout.label_x, *marks)


def name_shared(placed: PlacedMark) -> Drawn:
    """Return the tooltip of a mark that several entries share."""
    return element("title", {}, f"{len(placed.mark.entries)} events")


def draw_entry(label: Label, x: float, *marks: Drawn) -> Drawn:
    """Return the link of an entry: its full name as tooltip, its mark, its words."""
    name = element("title", {}, f"{label.entry.label}, {label.entry.words}")
    names = {"class": name_class("tl-entry", "tl-kind-", label.entry.kind)}
    return link(label.entry.href, names, name, *marks, *draw_label(label, x))


def draw_label(label: Label, x: float) -> Iterator[Drawn]:
    """Yield the lines of a label."""
    first = label.top + LABEL_SIZE * 0.95
    below = label.top + len(label.name) * LABEL_LINE + WHEN_SIZE * 0.9
    for number, line in enumerate(label.name):
        yield write_line(x, first + number * LABEL_LINE, line, "tl-label", LABEL_SIZE)
    for number, line in enumerate(label.when):
        yield write_line(x, below + number * WHEN_LINE, line, "tl-when", WHEN_SIZE)


def has_hatching(layout: Layout) -> bool:
    """Tell whether anything in the picture is uncertain."""
    days = ((placed.mark.first, placed.mark.last) for placed in layout.marks)
    return any(
        placed.mark.certain != span for placed, span in zip(layout.marks, days, strict=True)
    )


def draw_legend(layout: Layout, prefix: str) -> Drawn:
    """Return the line that explains the hatching."""
    swatch = element(
        "rect",
        {
            "class": "tl-uncertain",
            "fill": hatched(prefix),
            "height": 9,
            "stroke": "currentColor",
            "stroke-width": 0.8,
            "width": 22,
            "x": AXIS_AT - 5,
            "y": layout.height + 4,
        },
    )
    words = write_line(AXIS_AT + 25, layout.height + 13, MEANING, "tl-legend", WHEN_SIZE)
    return element("g", {"class": "tl-key"}, swatch, words)


def lay_timeline(entries: Sequence[TimelineEntry]) -> Layout:
    """Return the layout of at least one entry, in the order in which they are told."""
    marks = collect_marks(entries)
    heights = sum(label.height + LABEL_GAP for label in make_labels(entries, WIDTH / 2))
    axis = make_axis(turning_points(marks), len(marks), max(heights, 60.0), BREAK)
    placed = place_marks(axis, marks)
    lanes = 1 + max(one.lane for one in placed)
    pitch = min(LANE, LANES_AT_MOST / lanes)
    return lay_labels(entries, placed, axis, (lanes - 1) * pitch, pitch)


def lay_labels(
    entries: Sequence[TimelineEntry],
    placed: Sequence[PlacedMark],
    axis: Axis,
    lanes: float,
    pitch: float,
) -> Layout:
    """Return the layout with labels beside lanes of that width, moved into the picture."""
    marks = [one.mark for one in placed]
    label_x = AXIS_AT + lanes + LANE / 2 + LEADER
    labels = make_labels(entries, WIDTH - label_x - 12)
    tops = place_labels(labels, find_anchors(placed))
    top = min(tops[0], axis.start - reach_before(marks, 4.0)) - MARGIN
    bottom = max(tops[-1] + labels[-1].height, axis.end + reach_after(marks, 8.0)) + MARGIN
    moved = move_axis(axis, -top)
    lowered = lower_labels(labels, tops, -top)
    return Layout(moved, place_marks(moved, marks), lowered, pitch, label_x, bottom - top)


def make_labels(entries: Sequence[TimelineEntry], width: float) -> tuple[Label, ...]:
    """Return the labels of entries, wrapped to ``width``, not placed yet."""
    return tuple(make_label(entry, width) for entry in entries)


def make_label(entry: TimelineEntry, width: float) -> Label:
    """Return one label: three lines of its name at most, and two of its date."""
    name = wrap(entry.label, width, LABEL_SIZE, 3) or ("…",)
    when = wrap(say_status(entry), width, WHEN_SIZE, 2)
    return Label(entry, name, when, 0.0, len(name) * LABEL_LINE + len(when) * WHEN_LINE)


def find_anchors(marks: Sequence[PlacedMark]) -> tuple[float, ...]:
    """Return for each entry the place on the axis that its label points to."""
    anchors = {number: placed.anchor for placed in marks for number in placed.mark.entries}
    return tuple(anchor for _, anchor in sorted(anchors.items()))


def place_labels(labels: Sequence[Label], anchors: Sequence[float]) -> tuple[float, ...]:
    """Return the tops of labels, their first lines near their anchors, none over another."""
    wanted = [anchor - LABEL_LINE / 2 for anchor in anchors]
    return spread(wanted, [label.height for label in labels], LABEL_GAP)


def lower_labels(
    labels: Sequence[Label], tops: Sequence[float], by: float
) -> tuple[Label, ...]:
    """Return labels at their tops, all of them moved down."""
    return tuple(
        Label(entry, name, when, top + by, height)
        for (entry, name, when, _, height), top in zip(labels, tops, strict=True)
    )
