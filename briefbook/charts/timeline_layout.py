"""Where everything stands in a timeline that runs down the page.

Ticks are on the left, then the axis with its lanes of dots and bars, then the labels,
one below the other, each as near to its day as the others allow.
"""

from collections.abc import Sequence
from typing import NamedTuple

from briefbook.charts.axis import Axis, make_axis, move_axis
from briefbook.charts.entries import Entry, collect_marks, say_status, turning_points
from briefbook.charts.marks import PlacedMark, place_marks, reach_after, reach_before
from briefbook.charts.measure import wrap
from briefbook.charts.packing import spread

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

    entry: Entry
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


def lay_timeline(entries: Sequence[Entry]) -> Layout:
    """Return the layout of at least one entry, in the order in which they are told."""
    marks = collect_marks(entries)
    heights = sum(label.height + LABEL_GAP for label in make_labels(entries, WIDTH / 2))
    axis = make_axis(turning_points(marks), len(marks), max(heights, 60.0), BREAK)
    placed = place_marks(axis, marks)
    lanes = 1 + max(one.lane for one in placed)
    pitch = min(LANE, LANES_AT_MOST / lanes)
    return lay_labels(entries, placed, axis, (lanes - 1) * pitch, pitch)


def lay_labels(
    entries: Sequence[Entry],
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


def make_labels(entries: Sequence[Entry], width: float) -> tuple[Label, ...]:
    """Return the labels of entries, wrapped to ``width``, not placed yet."""
    return tuple(make_label(entry, width) for entry in entries)


def make_label(entry: Entry, width: float) -> Label:
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
