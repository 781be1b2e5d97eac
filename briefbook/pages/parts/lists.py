"""Lists that grow with the book: the newest on the page itself, all of them year by year."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from briefbook.index.ledger import EditionView
from briefbook.kinds.briefing import Briefing
from briefbook.pages.context import PageContext, day_key, latest_key
from briefbook.render.page import Data
from briefbook.syntax.dates import year

NEWEST = 40
"""Entries of a list that a page shows; where there are more, every year has a page."""

UNDATED = "undated"


class ListItem(Protocol):
    """What stands in a list: it can be sorted and filed without a look at the entry."""

    @property
    def date(self) -> str:
        """Its date in EDTF, "" if it has none."""

    @property
    def ref(self) -> str:
        """What tells it from others of that date."""


One = TypeVar("One", bound=ListItem)


def order_newest(listed: Iterable[One]) -> list[One]:
    """Return a list with the newest first."""
    return sorted(listed, key=lambda one: (latest_key(one.date), one.ref), reverse=True)


def pick_newest(listed: Iterable[One]) -> list[One]:
    """Return the newest of a list, as many as a page shows."""
    return order_newest(listed)[:NEWEST]


def pick_year(listed: Iterable[One], name: str) -> list[One]:
    """Return what a list has of a year, the newest first."""
    return order_newest(one for one in listed if file_under(one.date) == name)


def file_under(date: str) -> str:
    """Return the year that a date is filed under, or ``undated``."""
    return year(date) if date else UNDATED


def list_years(lists: Sequence[Sequence[ListItem]]) -> tuple[str, ...]:
    """Return the years in which lists have something, none where all of it fits on a page."""
    if all(len(listed) <= NEWEST for listed in lists):
        return ()
    return tuple(sorted({file_under(one.date) for listed in lists for one in listed}))


def show_archive(
    desk: PageContext, lists: Sequence[Sequence[ListItem]], address: Callable[[str], str]
) -> list[Data]:
    """Return the links to the pages of the years, the newest first, with how much is there."""
    years = list_years(lists)
    counts = Counter(file_under(one.date) for listed in lists for one in listed)
    return [
        {"name": say_year(name), "href": desk.href(address(name)), "count": counts[name]}
        for name in reversed(years)
    ]


def show_beside(
    desk: PageContext,
    lists: Sequence[Sequence[ListItem]],
    address: Callable[[str], str],
    here: str,
) -> Data:
    """Return ``{previous, next}``: the years around one, or None; nothing around no date."""
    years = [name for name in list_years(lists) if UNDATED not in (here, name)]
    before = next((name for name in reversed(years) if name < here), "")
    after = next((name for name in years if name > here), "")
    return {
        what: {"name": name, "href": desk.href(address(name))} if name else None
        for what, name in (("previous", before), ("next", after))
    }


def say_year(name: str) -> str:
    """Return the name of a year's page."""
    return "No date" if name == UNDATED else name


def order_stories(look: EditionView, key: str) -> tuple[str, ...]:
    """Return a briefing's articles: those that ``order`` names first, then by date."""
    briefing: Briefing | None = look.one("briefing", key)
    return put_in_order(look.all("stories-in", key), briefing.order if briefing else ())


@lru_cache(maxsize=256)
def put_in_order(
    stories: tuple[tuple[str, str], ...], first: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the articles of (article, date): those named first, then the others by date."""
    ranks = {ref: place for place, ref in enumerate(first)}
    ordered = sorted((ranks.get(ref, len(ranks)), day_key(date), ref) for ref, date in stories)
    return tuple(ref for _, _, ref in ordered)
