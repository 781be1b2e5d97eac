"""What grows under an actor or an issue: quotes, events, mentions; on their pages by year."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefbook.index.ledger import EditionView
from briefbook.pages.context import PageContext
from briefbook.pages.page import Crumb, Head, PageKind, frame
from briefbook.pages.parts.events import find_events, show_event
from briefbook.pages.parts.lists import (
    list_years,
    pick_newest,
    pick_year,
    say_year,
    show_beside,
)
from briefbook.pages.parts.mentions import show_mentions
from briefbook.pages.parts.months import split_months
from briefbook.pages.parts.quotes import show_quotes
from briefbook.render.page import Data, Page

Lists = Mapping[str, Sequence[Any]]

INDEXES = {
    "actor": {
        "quotes": "quotes-by",
        "addressed": "quotes-to",
        "events": "events-of",
        "mentions": "mentioned",
    },
    "issue": {"quotes": "quotes-on", "mentions": "mentioned"},
}
"""The lists of an entry, by its kind."""

BY_MONTH = ("quotes", "addressed", "events")
"""The lists that are parted by month where they are long."""


def read_lists(kind: str, key: str, look: EditionView) -> Lists:
    """Return the lists of an entry, without a look at what stands in them."""
    return {name: look.all(index, key) for name, index in INDEXES[kind].items()}


def show_newest(desk: PageContext, lists: Lists, holder: str = "") -> Data:
    """Return the newest of every list, and how many there are in all.

    ``holder`` is the person of the page, whose name need not be said with their words.
    """
    newest = {name: pick_newest(listed) for name, listed in lists.items()}
    counts = {name: len(listed) for name, listed in lists.items()}
    return {**show_lists(desk, newest, holder), "counts": counts}


def show_lists(desk: PageContext, lists: Lists, holder: str = "") -> Data:
    """Return lists as they are shown."""
    return {name: SHOW[name](desk, listed, holder) for name, listed in lists.items()}


def show_happenings(desk: PageContext, listed: Sequence[Any], _: str) -> list[Data]:
    """Return events in the order in which they happened."""
    return [show_event(desk, event) for event in find_events(desk, (e.ref for e in listed))]


def show_said(desk: PageContext, listed: Sequence[Any], holder: str) -> list[Data]:
    """Return quotes, the newest first."""
    return show_quotes(desk, (one.ref for one in listed), holder)


SHOW: Mapping[str, Callable[[PageContext, Sequence[Any], str], list[Data]]] = {
    "quotes": show_said,
    "addressed": show_said,
    "events": show_happenings,
    "mentions": lambda desk, listed, _: show_mentions(desk, listed),
}


def year_address(address: str) -> Callable[[str], str]:
    """Return what gives the address of a year's page, below that of the entry's own."""
    return lambda name: f"{address.removesuffix('.html')}/{name}.html"


def year_page(kind: str, address: Callable[[str], str], crumbs: tuple[Crumb, ...]) -> PageKind:
    """Return the kind of the pages by year (``KEY/YEAR``) of the entries of a kind."""

    def address_of(page: str, _: EditionView) -> str:
        key, name = page.split("/")
        return year_address(address(key))(name)

    return PageKind(
        f"{kind}-year",
        kind,
        address_of,
        lambda page, desk: view_year(kind, page, desk, crumbs),
        lambda key, look: claim_years(kind, key, look),
    )


def claim_years(kind: str, key: str, look: EditionView) -> tuple[str, ...]:
    """Return the keys of the pages by year of an entry that can be seen: ``KEY/YEAR``."""
    if not look.all(kind, key):
        return ()
    years = list_years([*read_lists(kind, key, look).values()])
    return tuple(f"{key}/{name}" for name in years)


def view_year(kind: str, page: str, desk: PageContext, crumbs: tuple[Crumb, ...]) -> Page:
    """Return the page of one year of an entry."""
    key, _, name = page.rpartition("/")
    card = desk.look.one("card", key)
    every = read_lists(kind, key, desk.look)
    lists = {what: pick_year(listed, name) for what, listed in every.items()}
    shown = {"addressed": [], "events": [], **show_lists(desk, lists)}
    months = {name: split_months(shown[name], name) for name in BY_MONTH}
    title = f"{card.name}: {say_year(name).lower() if name == 'undated' else name}"
    dates = [
        one["date"]["edtf"]
        for name in BY_MONTH
        for one in shown[name]
        if one["date"] and not one.get("status_words")
    ]
    head = Head(title, crumbs=(*crumbs, (card.name, card.address)), dates=dates)
    beside = show_beside(desk, [*every.values()], year_address(card.address), name)
    data = {"name": card.name, **shown, "months": months, "beside": beside}
    return frame(desk, "year-of.html", head, data)
