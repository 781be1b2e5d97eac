"""How much happened in which month: a bar each, where there is more than can be named."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefbook.charts.svg import Drawn, link, path, picture, rect, steps, write_line
from briefbook.syntax.edtf import MONTHS

WIDTH = 400.0
ROW = 26.0
SIZE = 14.5
NAMES = 118.0
BAR_AT = 130.0
LONGEST = 215.0
THICK = 13.0
MARGIN = 4.0

SPARK_HEIGHT = 24.0
SPARK_BAR = 3.0
SPARK_PITCH = 4.0
MONTHS_AT_MOST = 72


class Month(NamedTuple):
    """A line of the picture: its name, how much there is, and where it stands, or ""."""

    name: str
    number: int
    href: str = ""


def draw_months(months: Sequence[Month], title: str, prefix: str) -> Drawn:
    """Return bars with their numbers as SVG, or nothing where there are none."""
    if not months:
        return Drawn("")
    height = len(months) * ROW + 2 * MARGIN
    most = max(month.number for month in months)
    axis = path(steps("M", BAR_AT, 0, "V", height), "mo-axis")
    rows = [
        link(month.href, "mo-row", *_draw_row(month, MARGIN + (at + 0.5) * ROW, most))
        for at, month in enumerate(months)
    ]
    words = (title, _describe_counts([(month.name, month.number) for month in months]))
    return picture((WIDTH, height), "months", prefix, words, axis, *rows)


def _draw_row(month: Month, middle: float, most: int) -> Iterator[Drawn]:
    base, length = middle + SIZE * 0.36, max(round(LONGEST * month.number / most, 1), 2.0)
    name = "mo-name" if month.number else "mo-none"
    yield write_line(NAMES, base, month.name, name, SIZE, text_anchor="end")
    if month.number:
        yield rect(BAR_AT, middle - THICK / 2, length, THICK, "mo-bar")
    yield write_line(BAR_AT + length + 7, base, f"{month.number}", "mo-count", SIZE)


def _describe_counts(counts: Sequence[tuple[str, int]]) -> str:
    return f"{', '.join(f'{name}: {count}' for name, count in counts if count)}."


def draw_spark(counts: Mapping[str, int], title: str, prefix: str) -> Drawn:
    """Return bars for counts by month ("2023-08") as SVG, or nothing where there are none.

    Where there are more months than fit, each bar stands for a year.
    """
    if not counts:
        return Drawn("")
    bars = _fill_gaps(counts)
    width = len(bars) * SPARK_PITCH - (SPARK_PITCH - SPARK_BAR)
    ground = path(steps("M", 0, SPARK_HEIGHT - 0.5, "H", width), "spark-ground", stroke_width=1)
    words = (title, _describe_counts([(_say_month(name), count) for name, count in bars]))
    drawn = (ground, *_draw_bars([count for _, count in bars]))
    return picture((width, SPARK_HEIGHT), "spark", prefix, words, *drawn)


def _fill_gaps(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    months = _list_months(min(counts), max(counts))
    if len(months) <= MONTHS_AT_MOST:
        return tuple((month, counts.get(month, 0)) for month in months)
    years = dict.fromkeys((month[:4] for month in months), 0)
    for month, count in counts.items():
        years[month[:4]] += count
    return tuple(years.items())


def _list_months(first: str, last: str) -> tuple[str, ...]:
    start, end = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (first, last))
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1))


def _say_month(name: str) -> str:
    return f"{MONTHS[int(name[5:]) - 1]} {name[:4]}" if "-" in name else name


def _draw_bars(counts: Sequence[int]) -> Iterator[Drawn]:
    """Yield a bar for each count but 0, the highest as high as the picture."""
    room, most = SPARK_HEIGHT - 1, max(counts)
    for at, count in enumerate(counts):
        if count:
            tall = max(round(room * count / most, 1), 2.0)
            yield rect(at * SPARK_PITCH, room - tall, SPARK_BAR, tall, "spark-bar")
