"""Long lists by month: each month a part of the page, with a line that leads to it."""

from collections.abc import Callable, Iterable, Sequence

from briefbook.charts.months import Month
from briefbook.pages.context import PageContext
from briefbook.render.page import Data
from briefbook.syntax.edtf import MONTHS

MANY = 120
"""Entries that a list and a picture show one after another; with more, months part them."""

NO_MONTH = "none"
"""Where an entry stands that is of no one month."""

UNDATED = "undated"


def split_months(shown: Sequence[Data], prefix: str) -> list[Data]:
    """Return a long list as ``{id, name, count, entries}`` by month, a short one as nothing.

    The months keep the order of the list, what is of no one month comes last. Ids begin with
    ``prefix``: several lists share a page.
    """
    parts: dict[str, list[Data]] = {}
    for one in shown if len(shown) > MANY else ():
        parts.setdefault(find_month(one["date"]), []).append(one)
    if len(parts) < 2:
        return []
    vague = {NO_MONTH: found} if (found := parts.pop(NO_MONTH, None)) else {}
    return [show_part(prefix, *part) for part in ({**parts, **vague}).items()]


def show_part(prefix: str, month: str, entries: list[Data]) -> Data:
    """Return a month with its entries."""
    name, count = say_month(month), len(entries)
    return {"id": name_place(prefix, month), "name": name, "count": count, "entries": entries}


def find_month(date: Data | None) -> str:
    """Return the month that a date lies in, ``NO_MONTH`` if it may be of several or of none."""
    if date is None or date["from"][:7] != date["to"][:7]:
        return NO_MONTH
    return str(date["from"][:7])


def name_place(prefix: str, month: str) -> str:
    """Return the id of a month's list."""
    return f"{prefix}.{month}"


def say_month(month: str) -> str:
    """Return a month in words."""
    if month == NO_MONTH:
        return "No one month"
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def count_months(dates: Iterable[Data | None], prefix: str) -> tuple[Month, ...]:
    """Return each month from the first to the last of the years in which there is anything.

    They lead to the lists of ``split_months`` by that prefix, nowhere without one.
    """
    counts: dict[str, int] = {}
    for date in dates:
        month = find_month(date)
        counts[month] = counts.get(month, 0) + 1
    vague = counts.pop(NO_MONTH, 0)
    rows = [(month, counts.get(month, 0)) for month in fill_years(sorted(counts))]
    rows += [(NO_MONTH, vague)] if vague else []
    return tuple(make_row(month, count, prefix) for month, count in rows)


def make_row(month: str, count: int, prefix: str) -> Month:
    """Return a line of the picture."""
    leads = prefix and count
    return Month(say_month(month), count, f"#{name_place(prefix, month)}" if leads else "")


def fill_years(months: Sequence[str]) -> list[str]:
    """Return all months of the years of sorted months, from the first to the last of them."""
    years = dict.fromkeys(month[:4] for month in months)
    every = [f"{year}-{number:02}" for year in years for number in range(1, 13)]
    return [month for month in every if months[0] <= month <= months[-1]]


def newest_year(desk: PageContext, index: str) -> str:
    """Return the newest year that has something, else the undated."""
    years = dated_years(desk, index)
    return years[-1] if years else UNDATED


def dated_years(desk: PageContext, index: str) -> list[str]:
    """Return the years that have something, the oldest first."""
    return [name for name in desk.look.keys(index) if name != UNDATED]


def show_years(
    desk: PageContext, index: str, address: Callable[[str], str], here: str
) -> list[Data]:
    """Return the links to the pages of all years, the newest first, the undated last."""
    undated = [UNDATED] if UNDATED in desk.look.keys(index) else []
    names = [*reversed(dated_years(desk, index)), *undated]
    return [show_year(desk, index, address, name, here) for name in names]


def show_year(
    desk: PageContext, index: str, address: Callable[[str], str], name: str, here: str = ""
) -> Data:
    """Return the link to a year's page with the number of what it lists."""
    return {
        "name": "No date" if name == UNDATED else name,
        "href": desk.href(address(name)),
        "count": len(desk.look.all(index, name)),
        "here": name == here,
    }


def show_beside(
    desk: PageContext, index: str, address: Callable[[str], str], first: str, last: str
) -> Data:
    """Return ``{previous, next}``: the years before ``first`` and after ``last``, or None.

    Nothing stands beside what is undated.
    """
    years = [] if UNDATED in (first, last) else dated_years(desk, index)
    before = [name for name in years if name < first]
    after = [name for name in years if name > last]
    return {
        "previous": show_year(desk, index, address, before[-1]) if before else None,
        "next": show_year(desk, index, address, after[0]) if after else None,
    }
