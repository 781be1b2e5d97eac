"""What a timeline shows: dated entries, and the dots and bars that those of one date share.

They are solid where certain, hatched where not.
"""

from collections.abc import Sequence
from typing import NamedTuple

from briefbook.charts.axis import (
    LEAD,
    Axis,
    Frame,
    count_day,
    count_ends,
    cut,
    outline_lead,
    place,
    span_on,
    turning_points,
)
from briefbook.charts.measure import Span, pick_lanes
from briefbook.charts.svg import (
    Drawn,
    circle,
    hatched,
    join,
    link,
    name_class,
    path,
    rect,
    steps,
)

DOT = 5.0
BAR_AT_LEAST = 12.0
PLAIN = ("", "happened")


class TimelineEntry(NamedTuple):
    """One event of a timeline; days are ISO text, ``words`` its date in words.

    ``earliest`` is 0001-01-01 and ``latest`` 9999-12-31 where an end is open. ``certain``
    is the part that is beyond doubt. ``kind`` and ``status`` end up in class names, a
    ``status`` other than "happened" also in the words and in the shape of the mark. What
    ``is_own`` is named before all else.
    """

    label: str
    href: str
    earliest: str
    latest: str
    certain: tuple[str, str] | None
    kind: str
    status: str
    words: str
    is_own: bool = False


class TimelineMark(NamedTuple):
    """The entries that have the same days and status, drawn as one dot or bar.

    Days are ordinals: ``first`` inclusive, ``last`` exclusive, None where open;
    ``certain`` likewise. ``entries`` are positions in the sorted entries.
    """

    first: int | None
    last: int | None
    certain: tuple[int, int] | None
    status: str
    entries: tuple[int, ...]


class PlacedMark(NamedTuple):
    """A mark on the axis: its ``span`` along it, where its labels point to, and its lane."""

    mark: TimelineMark
    span: Span
    anchor: float
    lane: int


def collect_marks(entries: Sequence[TimelineEntry]) -> tuple[TimelineMark, ...]:
    """Return the marks of sorted entries, in their order."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, one in enumerate(entries):
        key = (one.earliest, one.latest, one.certain, one.status)
        groups.setdefault(key, []).append(number)
    return tuple(_make_mark(entries[found[0]], tuple(found)) for found in groups.values())


def _make_mark(entry: TimelineEntry, numbers: tuple[int, ...]) -> TimelineMark:
    certain = entry.certain and (count_day(entry.certain[0]), count_day(entry.certain[1]) + 1)
    days = count_ends(entry.earliest, entry.latest)
    return TimelineMark(*days, certain, entry.status, numbers)


def turn_at(marks: Sequence[TimelineMark]) -> tuple[int, ...]:
    """Return the days on which any mark starts or ends, or is certain from, or until."""
    return turning_points(
        day for mark in marks for day in (mark.first, mark.last, *(mark.certain or ()))
    )


def say_status(entry: TimelineEntry) -> str:
    """Return the date in words, with the status where it did not simply happen."""
    if entry.status in ("", "happened"):
        return entry.words
    return f"{entry.words} ({entry.status})"


def describe_entries(entries: Sequence[TimelineEntry]) -> str:
    """Return what a picture of sorted entries shows, for those who cannot see it."""
    first, last = entries[0], entries[-1]
    if len(entries) == 1:
        return f"One event: {first.label}, {first.words}."
    if first.words == last.words:
        return f"{len(entries)} events, {first.words}."
    return f"{len(entries)} events: the first {first.words}, the last {last.words}."


def draw_entry(entry: TimelineEntry, *children: Drawn) -> Drawn:
    """Return the link of an entry."""
    return link(entry.href, name_class("tl-entry", "tl-kind-", entry.kind), *children)


def place_marks(axis: Axis, marks: Sequence[TimelineMark]) -> tuple[PlacedMark, ...]:
    """Return marks in lanes so that none covers another; dots come first, next to the axis."""
    spans = [span_on(axis, mark.first, mark.last) for mark in marks]
    anchors = [_anchor_on(axis, mark, span) for mark, span in zip(marks, spans, strict=True)]
    order = sorted(range(len(marks)), key=lambda i: (not _is_dot(spans[i]), i))
    lanes = pick_lanes([_body(spans[i], anchors[i]) for i in order], gap=2.0)
    in_place = (lane for _, lane in sorted(zip(order, lanes, strict=True)))
    return tuple(map(PlacedMark, marks, spans, anchors, in_place))


def move_mark(placed: PlacedMark, by: float) -> PlacedMark:
    """Return a mark further along by a length."""
    start, end = placed.span
    return placed._replace(span=(start + by, end + by), anchor=placed.anchor + by)


def _anchor_on(axis: Axis, mark: TimelineMark, span: Span) -> float:
    """Return the point of a mark that its labels point to: in the middle of its first day.

    With an open start it is the middle of what is drawn of it.
    """
    if mark.first is None:
        return sum(span) / 2
    return span[0] + max(DOT, (place(axis, mark.first + 1) - span[0]) / 2)


def _body(span: Span, anchor: float) -> Span:
    """Return the stretch of the axis that a mark covers, dots included."""
    dot = (anchor - DOT, anchor + DOT)
    return dot if _is_dot(span) else (span[0], max(span[1], dot[1]))


def _is_dot(span: Span) -> bool:
    return span[1] - span[0] < BAR_AT_LEAST


def reach_beyond(marks: Sequence[TimelineMark], before: float, after: float) -> Span:
    """Return how far marks stick out before and behind the axis: further where one is open."""
    is_open = (
        any(mark.first is None for mark in marks),
        any(mark.last is None for mark in marks),
    )
    return LEAD if is_open[0] else before, LEAD if is_open[1] else after


def draw_mark(frame: Frame, placed: PlacedMark) -> Drawn:
    """Return the dot or bar of a mark."""
    one_day = placed.mark.certain and placed.mark.certain[1] - placed.mark.certain[0] == 1
    whole = placed.mark.certain == (placed.mark.first, placed.mark.last)
    if _is_dot(placed.span) or (one_day and whole):
        return _draw_dot(frame, placed.anchor, placed.lane, placed.mark)
    return _draw_bar(frame, placed)


def _draw_bar(frame: Frame, placed: PlacedMark) -> Drawn:
    certain = _certain_span(frame.axis, placed.mark)
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
        _draw_piece(frame, piece, placed, solid)
        for (start, end), solid in parts
        if end - start > 0.5
        for piece in cut(start, end, frame.breaks)
    )


def draw_lead(frame: Frame, end: float, tip: float, side: float, mark: TimelineMark) -> Drawn:
    """Return the arrow of an open end; ``side`` is its upper or left edge."""
    return path(
        outline_lead(end, tip, (side, side + frame.thickness), frame.upright),
        _class_of("tl-uncertain", mark),
        fill=hatched(frame.prefix),
        stroke_dasharray=_dash(mark),
        stroke_width=0.8,
    )


def _dash(mark: TimelineMark) -> str | None:
    """Return how the outline is broken of what has not happened."""
    return None if mark.status in PLAIN else "3 2"


def _certain_span(axis: Axis, mark: TimelineMark) -> Span | None:
    """Return where the certain part of a mark is on the axis, thick enough to be seen."""
    if mark.certain is None:
        return None
    start, end = (place(axis, day) for day in mark.certain)
    if mark.certain[0] == mark.first:
        return start, max(end, start + 4)
    return min(start, end - 4), end


def _draw_piece(frame: Frame, piece: Span, placed: PlacedMark, solid: bool) -> Drawn:
    side = frame.across + placed.lane * frame.pitch - frame.thickness / 2
    is_tip = (
        placed.mark.first is None and piece[0] == placed.span[0],
        placed.mark.last is None and piece[1] == placed.span[1],
    )
    if not solid and any(is_tip):
        end, tip = piece[::-1] if is_tip[0] else piece
        return draw_lead(frame, end, tip, side, placed.mark)
    length = piece[1] - piece[0]
    box = (side, piece[0], frame.thickness, length)
    if not frame.upright:
        box = (piece[0], side, length, frame.thickness)
    return rect(
        *box,
        _class_of("tl-certain" if solid else "tl-uncertain", placed.mark),
        fill="currentColor" if solid else hatched(frame.prefix),
        stroke="currentColor",
        stroke_dasharray=_dash(placed.mark),
        stroke_width=0.8,
    )


def _draw_dot(frame: Frame, along: float, lane: int, mark: TimelineMark) -> Drawn:
    """Return a dot: solid if certain, hatched if not, hollow if it has not happened."""
    across = frame.across + lane * frame.pitch
    x, y = (across, along) if frame.upright else (along, across)
    radius = min(DOT, max(abs(frame.pitch) * 0.4, 1.5))
    solid = "currentColor" if mark.certain else hatched(frame.prefix)
    name = "tl-certain" if mark.certain else "tl-uncertain"
    fill = solid if mark.status in PLAIN else "none"
    dot = circle(x, y, radius, _class_of(f"tl-dot {name}", mark), fill=fill, stroke_width=1.2)
    return join([dot, _cross(x, y, radius)]) if mark.status == "cancelled" else dot


def _cross(x: float, y: float, radius: float) -> Drawn:
    reach = radius + 1.5
    line = steps("M", x - reach, y - reach, "L", x + reach, y + reach)
    other = steps("M", x - reach, y + reach, "L", x + reach, y - reach)
    return path(f"{line} {other}", "tl-cross", stroke_width=1.2)


def _class_of(name: str, mark: TimelineMark) -> str:
    """Return class names with that of the status, where it says more than "happened"."""
    return name_class(name, "tl-", "" if mark.status in PLAIN else mark.status)
