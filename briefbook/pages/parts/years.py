"""Listings split by year: which years there are, which is shown, and those beside it."""

from collections.abc import Callable

from briefbook.pages.page import Desk
from briefbook.render.page import Data

UNDATED = "undated"


def newest_year(desk: Desk, index: str) -> str:
    """Return the newest year that has something, else the undated."""
    years = dated_years(desk, index)
    return years[-1] if years else UNDATED


def dated_years(desk: Desk, index: str) -> list[str]:
    """Return the years that have something, the oldest first."""
    return [name for name in desk.look.keys(index) if name != UNDATED]


def show_years(desk: Desk, index: str, address: Callable[[str], str], here: str) -> list[Data]:
    """Return the links to the pages of all years, the newest first, the undated last."""
    undated = [UNDATED] if UNDATED in desk.look.keys(index) else []
    names = [*reversed(dated_years(desk, index)), *undated]
    return [show_year(desk, index, address, name, here) for name in names]


def show_year(
    desk: Desk, index: str, address: Callable[[str], str], name: str, here: str = ""
) -> Data:
    """Return the link to a year's page with the number of what it lists."""
    return {
        "name": "No date" if name == UNDATED else name,
        "href": desk.href(address(name)),
        "count": len(desk.look.all(index, name)),
        "here": name == here,
    }


def show_beside(
    desk: Desk, index: str, address: Callable[[str], str], first: str, last: str
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
