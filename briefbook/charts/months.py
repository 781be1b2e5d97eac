"""How much happened in which month: a bar each, where there is more than can be named."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from briefbook.charts.svg import Drawn, Value, element, link, path, picture, steps, write_line
from briefbook.syntax.edtf import MONTHS

WIDTH = 400.0
ROW = 26.0
SIZE = 14.5
NAMES = 118.0
BAR_AT = 130.0
LONGEST = 215.0
THICK = 13.0
MARGIN = 4.0

HEIGHT = 24.0

BAR = 3.0

PITCH = 4.0

MONTHS_AT_MOST = 72


class Month(NamedTuple):
    """A line of the picture: its name, how much there is, and where it stands, or ""."""

    name: str
    number: int
    href: str = ""


def draw_months(months: Sequence[Month], title: str, prefix: str) -> Drawn:
    """Return bars with their numbers as SVG, or nothing where there are none.

    ``prefix`` begins the ids in it, and must be used once in a page.
    """
    if not months:
        return Drawn("")
    height = len(months) * ROW + 2 * MARGIN
    most = max(month.number for month in months)
    rows = [draw_row(month, at, most) for at, month in enumerate(months)]
    axis = path(steps("M", BAR_AT, 0, "V", height), {"class": "mo-axis"})
    words = (title, describe_months(months))
    return picture((WIDTH, height), "months", prefix, words, axis, *rows)


def draw_row(month: Month, at: int, most: int) -> Drawn:
    """Return a month: a link to its list, if there is one."""
    return link(month.href, {"class": "mo-row"}, *draw_parts(month, at, most))


def draw_parts(month: Month, at: int, most: int) -> Iterator[Drawn]:
    """Yield the name of a month, its bar, and its number behind it."""
    middle = MARGIN + (at + 0.5) * ROW
    base, length = middle + SIZE * 0.36, round(LONGEST * month.number / most, 1)
    name = "mo-name" if month.number else "mo-none"
    yield write_line(NAMES, base, month.name, name, SIZE, {"text-anchor": "end"})
    if month.number:
        yield draw_bar(middle, max(length, 2.0))
    yield write_line(BAR_AT + max(length, 2.0) + 7, base, f"{month.number}", "mo-count", SIZE)


def draw_bar(middle: float, length: float) -> Drawn:
    """Return a bar of that length."""
    return element(
        "rect",
        {
            "class": "mo-bar",
            "fill": "currentColor",
            "height": THICK,
            "width": length,
            "x": BAR_AT,
            "y": middle - THICK / 2,
        },
    )


def describe_months(months: Sequence[Month]) -> str:
    """Return the numbers, for those who cannot see the bars."""
    said = (f"{month.name}: {month.number}" for month in months if month.number)
    return f"{', '.join(said)}."


def draw_spark(counts: Mapping[str, int], title: str, prefix: str) -> Drawn:
    """Return bars for counts by month ("2023-08") as SVG, or nothing where there are none.

    Where there are more months than fit, each bar stands for a year.
    """
    if not counts:
        return Drawn("")
    bars = fill_gaps(counts)
    width = len(bars) * PITCH - (PITCH - BAR)
    most = max(count for _, count in bars)
    drawn = (draw_ground(width), *draw_bars([count for _, count in bars], most))
    return picture((width, HEIGHT), "spark", prefix, (title, describe_bars(bars)), *drawn)


def fill_gaps(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Return all months from the first to the last with their counts, or all years."""
    months = list_months(min(counts), max(counts))
    if len(months) <= MONTHS_AT_MOST:
        return tuple((month, counts.get(month, 0)) for month in months)
    years = dict.fromkeys((month[:4] for month in months), 0)
    for month, count in counts.items():
        years[month[:4]] += count
    return tuple(years.items())


def list_months(first: str, last: str) -> tuple[str, ...]:
    """Return every month from one to another."""
    start, end = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (first, last))
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1))


def describe_bars(bars: Sequence[tuple[str, int]]) -> str:
    """Return the numbers, for those who cannot see the bars."""
    said = (f"{say_month(name)}: {count}" for name, count in bars if count)
    return f"{', '.join(said)}."


def say_month(name: str) -> str:
    """Return a month or year in words."""
    return f"{MONTHS[int(name[5:]) - 1]} {name[:4]}" if "-" in name else name


def draw_ground(width: float) -> Drawn:
    """Return the line that the bars stand on."""
    line = steps("M", 0, HEIGHT - 0.5, "H", width)
    return path(line, {"class": "spark-ground", "stroke-width": 1})


def draw_bars(counts: Sequence[int], most: int) -> Iterator[Drawn]:
    """Yield a bar for each count but 0, the highest as high as the picture."""
    lefts = accumulate([PITCH] * len(counts), initial=0.0)
    for left, count in zip(lefts, counts, strict=False):
        if count:
            tall = max(round((HEIGHT - 1) * count / most, 1), 2.0)
            box: dict[str, Value] = {"height": tall, "width": BAR, "x": left}
            look: dict[str, Value] = {
                "class": "spark-bar",
                "fill": "currentColor",
                "y": HEIGHT - 1 - tall,
            }
            yield element("rect", {**box, **look})
