"""How much happened in which month: a bar each, where there is more than can be named."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.charts.svg import Drawn, element, link, path, picture, steps, write

WIDTH = 400.0
ROW = 26.0
SIZE = 14.5
NAMES = 118.0
BAR_AT = 130.0
LONGEST = 215.0
THICK = 13.0
MARGIN = 4.0


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
    yield write(NAMES, base, month.name, name, SIZE, {"text-anchor": "end"})
    if month.number:
        yield draw_bar(middle, max(length, 2.0))
    yield write(BAR_AT + max(length, 2.0) + 7, base, f"{month.number}", "mo-count", SIZE)


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
