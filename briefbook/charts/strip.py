"""The timeline strip of the home page: time runs from left to right, the newest is named."""

from collections.abc import Iterator, Sequence

from briefbook.charts.axis import find_breaks
from briefbook.charts.entries import Entry, describe_entries
from briefbook.charts.marks import Frame, PlacedMark, draw_line, draw_mark
from briefbook.charts.measure import text_width
from briefbook.charts.strip_layout import FLAG_SIZE, ROW, WIDTH, Flag, Strip, lay_strip
from briefbook.charts.svg import (
    Drawn,
    element,
    hatching,
    link,
    name_class,
    path,
    picture,
    steps,
    write,
)
from briefbook.charts.ticks import Tick, make_ticks, tick_words

TICK_SIZE = 13.0
TICK_ROOM = 62.0
BELOW = 26.0


def draw_strip(entries: Sequence[Entry], title: str, prefix: str) -> Drawn:
    """Return a small timeline of ``entries`` as SVG, or nothing where there are none.

    ``prefix`` begins the ids in it, and must be used once in a page.
    """
    if not entries:
        return Drawn("")
    strip = lay_strip(entries)
    breaks, thickness = find_breaks(strip.axis), min(8.0, strip.pitch * 0.65)
    frame = Frame(strip.axis, breaks, strip.ground, -strip.pitch, thickness, False, prefix)
    drawn = (*draw_poles(strip), draw_line(frame), *draw_ticks(strip), *draw_all(strip, frame))
    words = (title, describe_entries(strip.entries))
    return picture(
        (WIDTH, strip.ground + BELOW), "strip", prefix, words, hatching(prefix), *drawn
    )


def draw_poles(strip: Strip) -> Iterator[Drawn]:
    """Yield the lines from flags down to their marks."""
    for flag in strip.flags:
        foot = strip.ground - flag.placed.lane * strip.pitch
        line = steps("M", flag.pole, foot, "V", row_middle(strip, flag) - 5)
        yield path(line, {"class": "tl-leader", "stroke-opacity": 0.45})


def row_middle(strip: Strip, flag: Flag) -> float:
    """Return the y of the middle of a flag's row."""
    rows = 1 + max(other.row for other in strip.flags)
    return (rows - flag.row - 0.5) * ROW


def draw_ticks(strip: Strip) -> Iterator[Drawn]:
    """Yield the ticks, with words where there is room for them."""
    right, known = 0.0, ""
    for tick in make_ticks(strip.axis, TICK_ROOM):
        line = steps("M", tick.at, strip.ground, "V", strip.ground + 5)
        yield path(line, {"class": "tl-tick"})
        words = " ".join(filter(None, reversed(tick_words(tick, known))))
        left = tick_left(tick, text_width(words, TICK_SIZE))
        if left >= right:
            yield write(left, strip.ground + 19, words, "tl-tick-label", TICK_SIZE)
            right, known = left + text_width(words, TICK_SIZE) + 6, tick.year


def tick_left(tick: Tick, width: float) -> float:
    """Return where the words of a tick begin: centred, but within the picture."""
    return min(max(tick.at - width / 2, 0.0), WIDTH - width)


def draw_all(strip: Strip, frame: Frame) -> Iterator[Drawn]:
    """Yield all marks, those with a flag within its link."""
    flags = {flag.placed: flag for flag in strip.flags}
    for placed in strip.marks:
        mark, name = draw_mark(frame, placed), name_mark(strip, placed)
        flag = flags.get(placed)
        if flag:
            yield draw_flag(strip, flag, name, mark)
        else:
            yield element("g", {"class": "tl-mark"}, name, mark)


def name_mark(strip: Strip, placed: PlacedMark) -> Drawn:
    """Return the tooltip of a mark: all its entries with their date."""
    entries = [strip.entries[number] for number in placed.mark.entries]
    names = "; ".join(entry.label for entry in entries)
    return element("title", {}, f"{names}, {entries[0].words}")


def draw_flag(strip: Strip, flag: Flag, *marks: Drawn) -> Drawn:
    """Return the link of a flag with the mark that it stands on."""
    y = row_middle(strip, flag) + FLAG_SIZE * 0.36
    leftward = flag.box[1] < flag.pole
    look = {"text-anchor": "end" if leftward else None}
    words = write(flag.box[leftward], y, flag.words, "tl-label", FLAG_SIZE, look)
    names = {"class": name_class("tl-entry", "tl-kind-", flag.entry.kind)}
    return link(flag.entry.href, names, *marks, words)
