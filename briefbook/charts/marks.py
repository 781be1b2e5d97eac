"""Dots and bars of a timeline: solid where certain, hatched where not."""

from collections.abc import Sequence
from datetime import date as calendar_date
from typing import NamedTuple

from briefbook.charts.axis import Axis, AxisStretch, cut, place
from briefbook.charts.entries import TimelineMark
from briefbook.charts.measure import Span, pick_lanes
from briefbook.charts.svg import Drawn, Value, element, hatched, join, name_class, path, steps

DOT = 5.0
TAIL = 18.0
BAR_AT_LEAST = 12.0
PLAIN = ("", "happened")


class PlacedMark(NamedTuple):
    """A mark on the axis: its ``span`` along it, where its labels point to, and its lane."""

    mark: TimelineMark
    span: Span
    anchor: float
    lane: int


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


def place_marks(axis: Axis, marks: Sequence[TimelineMark]) -> tuple[PlacedMark, ...]:
    """Return marks in lanes so that none covers another; dots come first, next to the axis."""
    spans = [span_on(axis, mark) for mark in marks]
    anchors = [anchor_on(axis, mark, span) for mark, span in zip(marks, spans, strict=True)]
    order = sorted(range(len(marks)), key=lambda i: (not is_dot(spans[i]), i))
    lanes = pick_lanes([body(spans[i], anchors[i]) for i in order], gap=2.0)
    in_place = (lane for _, lane in sorted(zip(order, lanes, strict=True)))
    return tuple(map(PlacedMark, marks, spans, anchors, in_place))


def span_on(axis: Axis, mark: TimelineMark) -> Span:
    """Return where a mark begins and ends on the axis; an open end sticks out beyond it."""
    start = axis.start - TAIL if mark.first is None else place(axis, mark.first)
    end = axis.end + TAIL if mark.last is None else place(axis, mark.last)
    return start, end


def anchor_on(axis: Axis, mark: TimelineMark, span: Span) -> float:
    """Return the point of a mark that its labels point to: in the middle of its first day.

    With an open start it is where the year begins in which the mark ends: there its labels
    stand in the order of all.
    """
    if mark.first is not None:
        return span[0] + max(DOT, axis.scale / 2)
    year = mark.last and calendar_date.fromordinal(mark.last - 1).replace(month=1, day=1)
    begins = place(axis, year.toordinal()) if year else axis.start
    return begins if begins > axis.start else axis.start - TAIL / 2


def body(span: Span, anchor: float) -> Span:
    """Return the stretch of the axis that a mark covers, dots included."""
    dot = (anchor - DOT, anchor + DOT)
    return dot if is_dot(span) else (span[0], max(span[1], dot[1]))


def is_dot(span: Span) -> bool:
    """Tell whether a span is too short for a bar."""
    return span[1] - span[0] < BAR_AT_LEAST


def reach_before(marks: Sequence[TimelineMark], usual: float) -> float:
    """Return how far marks stick out before the axis: further where one has an open start."""
    return TAIL if any(mark.first is None for mark in marks) else usual


def reach_after(marks: Sequence[TimelineMark], usual: float) -> float:
    """Return how far marks stick out behind the axis: further where one has an open end."""
    return TAIL if any(mark.last is None for mark in marks) else usual


def draw_mark(frame: Frame, placed: PlacedMark) -> Drawn:
    """Return the dot or bar of a mark."""
    one_day = placed.mark.certain and placed.mark.certain[1] - placed.mark.certain[0] == 1
    whole = placed.mark.certain == (placed.mark.first, placed.mark.last)
    if is_dot(placed.span) or (one_day and whole):
        return draw_dot(frame, placed.anchor, placed.lane, placed.mark)
    return draw_bar(frame, placed)


def draw_bar(frame: Frame, placed: PlacedMark) -> Drawn:
    """Return a bar, cut where the axis is, its certain part solid."""
    certain = certain_span(frame.axis, placed.mark)
    parts = (
        [(placed.span, False)]
        if certain is None
        else [
            ((placed.span[0], certain[0]), False),
            (certain, True),
            ((certain[1], placed.span[1]), False),
        ]
    )
    return join(
        draw_piece(frame, piece, placed, solid)
        for (start, end), solid in parts
        if end - start > 0.5
        for piece in cut(start, end, frame.breaks)
    )


def certain_span(axis: Axis, mark: TimelineMark) -> Span | None:
    """Return where the certain part of a mark is on the axis, thick enough to be seen."""
    if mark.certain is None:
        return None
    start, end = (place(axis, day) for day in mark.certain)
    if mark.certain[0] == mark.first:
        return start, max(end, start + 4)
    return min(start, end - 4), end


def draw_piece(frame: Frame, piece: Span, placed: PlacedMark, solid: bool) -> Drawn:
    """Return one piece of a bar, hatched unless it is ``solid``."""
    fill = "currentColor" if solid else hatched(frame.prefix)
    name = "tl-certain" if solid else "tl-uncertain"
    box = lie(frame, piece, placed.lane)
    colours: dict[str, Value] = {
        "class": class_of(name, placed.mark),
        "fill": fill,
        "stroke": "currentColor",
        "stroke-dasharray": None if placed.mark.status in PLAIN else "3 2",
        "stroke-width": 0.8,
    }
    return element("rect", {**box, **colours})


def lie(frame: Frame, piece: Span, lane: int) -> dict[str, Value]:
    """Return x, y, width and height of a piece in its lane."""
    side = frame.across + lane * frame.pitch - frame.thickness / 2
    length = piece[1] - piece[0]
    if frame.upright:
        return {"height": length, "width": frame.thickness, "x": side, "y": piece[0]}
    return {"height": frame.thickness, "width": length, "x": piece[0], "y": side}


def draw_dot(frame: Frame, along: float, lane: int, mark: TimelineMark) -> Drawn:
    """Return a dot: solid if certain, hatched if not, hollow if it has not happened."""
    across = frame.across + lane * frame.pitch
    x, y = (across, along) if frame.upright else (along, across)
    radius = min(DOT, max(abs(frame.pitch) * 0.4, 1.5))
    solid = "currentColor" if mark.certain else hatched(frame.prefix)
    name = "tl-certain" if mark.certain else "tl-uncertain"
    look: dict[str, Value] = {
        "class": class_of(f"tl-dot {name}", mark),
        "fill": solid if mark.status in PLAIN else "none",
        "stroke": "currentColor",
        "stroke-width": 1.2,
    }
    dot = element("circle", {**look, "cx": x, "cy": y, "r": radius})
    return join([dot, cross(x, y, radius)]) if mark.status == "cancelled" else dot


def cross(x: float, y: float, radius: float) -> Drawn:
    """Return the cross over what was cancelled."""
    reach = radius + 1.5
    line = steps("M", x - reach, y - reach, "L", x + reach, y + reach)
    other = steps("M", x - reach, y + reach, "L", x + reach, y - reach)
    return path(f"{line} {other}", {"class": "tl-cross", "stroke-width": 1.2})


def class_of(name: str, mark: TimelineMark) -> str:
    """Return class names with that of the status, where it says more than "happened"."""
    return name_class(name, "tl-", "" if mark.status in PLAIN else mark.status)


def draw_line(frame: Frame) -> Drawn:
    """Return the line of the axis, with a gap and two strokes in each break."""
    pieces = cut(frame.axis.start, frame.axis.end, frame.breaks)
    lines = [path(run_along(frame, piece), {"class": "tl-axis"}) for piece in pieces]
    return join([*lines, *(draw_break(frame, gap) for gap in frame.breaks)])


def run_along(frame: Frame, piece: Span) -> str:
    """Return the steps of a straight line along the axis."""
    ends = [(frame.across, at) if frame.upright else (at, frame.across) for at in piece]
    return steps("M", *ends[0], "L", *ends[1])


def draw_break(frame: Frame, gap: AxisStretch) -> Drawn:
    """Return the two slanting strokes that show where the axis is cut short."""
    middle = gap.start + gap.length / 2
    strokes = (slant(frame, at) for at in (middle - 4, middle + 4))
    return path(" ".join(strokes), {"class": "tl-break", "stroke-width": 1.2})


def slant(frame: Frame, along: float) -> str:
    """Return a short slanting stroke across the axis."""
    near, far = (frame.across - 6, along + 2), (frame.across + 6, along - 2)
    ends = (near, far) if frame.upright else (near[::-1], far[::-1])
    return steps("M", *ends[0], "L", *ends[1])
