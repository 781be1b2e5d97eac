"""Listings split by year: which years there are, and which is shown."""

from collections.abc import Callable

from briefbook.pages.page import Data, Desk

UNDATED = "undated"


def newest_year(desk: Desk, index: str) -> str:
    """Return the newest year that has something, else the undated."""
    years = [name for name in desk.look.keys(index) if name != UNDATED]
    return years[-1] if years else UNDATED


def show_years(desk: Desk, index: str, address: Callable[[str], str], here: str) -> list[Data]:
    """Return the links to the pages of all years, the newest first."""
    return [
        {
            "name": "No date" if name == UNDATED else name,
            "href": desk.href(address(name)),
            "count": len(desk.look.all(index, name)),
            "here": name == here,
        }
        for name in reversed(desk.look.keys(index))
    ]
