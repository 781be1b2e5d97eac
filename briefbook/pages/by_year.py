"""Pages by year: the timeline, all quotes and all claims; and what grows under an entry.

Years are stable keys: an address never changes because another entry was added.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from briefbook.index.ledger import EditionView
from briefbook.pages.context import PageContext, list_dates
from briefbook.pages.page import HOME, Crumb, Head, PageKind, frame, single_page
from briefbook.pages.parts.events import find_events, happened_days, show_chronicle, show_event
from briefbook.pages.parts.evidence import show_claims, show_quotes
from briefbook.pages.parts.lists import (
    UNDATED,
    count_by_year,
    pick_newest,
    pick_year,
    say_year,
    show_beside,
    show_mentions,
    show_years,
    split_months,
)
from briefbook.render.page import Data, Page

Lists = Mapping[str, Sequence[Any]]


class YearlyPages(NamedTuple):
    """All entries of a kind by year: a page for each, and one with the newest years.

    ``by_year`` is the index of the entries by year. ``show`` is given the title of a page and
    its entries; it returns the values of the template ``NAME.html``, and the dates on it.
    """

    name: str
    entries: str
    by_year: str
    show: Callable[[PageContext, str, Sequence[Any]], tuple[Data, list[str]]]
    newest: int = 1

    @property
    def main(self) -> str:
        """The address of the page with the newest years."""
        return f"{self.name}.html"

    def address(self, year: str) -> str:
        """Return the address of one year's page."""
        return f"{self.name}/{year}.html"

    def title(self, year: str) -> str:
        """Return the title of one year's page."""
        if year == UNDATED:
            return f"{self.entries} without a date"
        return f"{self.name.capitalize()} of {year}"

    def pick_newest_years(self, view: EditionView) -> list[str]:
        """Return the newest years that have something, else that without a date."""
        years = [name for name in view.keys(self.by_year) if name != UNDATED]
        return years[-self.newest :] or [UNDATED]

    def make_kinds(self) -> tuple[PageKind, PageKind]:
        """Return the kinds of both pages."""
        main = single_page(self.name, self.main, self._view_newest)
        years = PageKind(
            f"{self.name}-year", self.by_year, lambda key, _: self.address(key), self._view_year
        )
        return main, years

    def _view_newest(self, _: str, context: PageContext) -> Page:
        years = self.pick_newest_years(context.view)
        return self._view_years(context, years, self.name.capitalize(), (HOME,))

    def _view_year(self, key: str, context: PageContext) -> Page:
        crumbs = (HOME, (self.name.capitalize(), self.main))
        return self._view_years(context, [key], self.title(key), crumbs)

    def _view_years(
        self, context: PageContext, years: list[str], title: str, crumbs: tuple[Crumb, ...]
    ) -> Page:
        entries = [one for name in years for one in context.all(self.by_year, name)]
        shown, dates = self.show(context, title, entries)
        names = sorted(context.keys(self.by_year), key=lambda name: (name != UNDATED, name))
        counts = {name: len(context.all(self.by_year, name)) for name in reversed(names)}
        # The timeline's first page shows several years: it is none of theirs.
        here = years[0] if self.newest == 1 or context.here != self.main else ""
        data = {
            **shown,
            "years": show_years(context, counts, self.address, here),
            "beside": show_beside(context, counts, self.address, years[0], years[-1]),
        }
        return frame(context, self.main, Head(title, crumbs, dates), data)


def _show_timeline(
    context: PageContext, title: str, refs: Sequence[str]
) -> tuple[Data, list[str]]:
    events = find_events(context, refs)
    data = {"heading": title, **show_chronicle(context, events, title)}
    return data, happened_days(events)


def _show_quotes(context: PageContext, _: str, listed: Sequence[Any]) -> tuple[Data, list[str]]:
    quotes = show_quotes(context, (one.ref for one in listed))
    return {"quotes": quotes, "months": split_months(quotes, "q")}, list_dates(quotes)


def _show_claims(context: PageContext, _: str, refs: Sequence[str]) -> tuple[Data, list[str]]:
    claims = show_claims(context, refs)
    return {"claims": claims}, list_dates(claims)


TIMELINE = YearlyPages("timeline", "Events", "events-in", _show_timeline, newest=2)
QUOTES = YearlyPages("quotes", "Quotes", "quotes-in", _show_quotes)
CLAIMS = YearlyPages("claims", "Claims", "claims-in", _show_claims)
YEARLY = (TIMELINE, QUOTES, CLAIMS)
INDEXES = {
    "actor": {
        "quotes": "quotes-by",
        "addressed": "quotes-to",
        "events": "events-of",
        "mentions": "mentioned",
    },
    "issue": {"quotes": "quotes-on", "mentions": "mentioned"},
}
"""The lists that grow under an entry, by its kind."""

DATED = ("quotes", "addressed", "events")
"""The lists that are parted by month where they are long."""


def read_lists(kind: str, key: str, view: EditionView) -> Lists:
    """Return the lists of an entry, without a look at what stands in them."""
    return {name: view.all(index, key) for name, index in INDEXES[kind].items()}


def show_newest(context: PageContext, lists: Lists, address: str, holder: str = "") -> Data:
    """Return the newest of every list, and the links to the pages by year.

    ``address`` is that of the entry's own page. ``holder`` is the person of the page, whose
    name need not be said with their words.
    """
    counts = count_by_year(lists.values())
    years = {name: counts[name] for name in sorted(counts, reverse=True)}
    newest = {name: pick_newest(listed) for name, listed in lists.items()}
    return {
        **_show_lists(context, newest, holder),
        "years": show_years(context, years, _year_address(address)),
    }


def _show_lists(context: PageContext, lists: Lists, holder: str = "") -> Data:
    return {name: _show_list(context, name, one, holder) for name, one in lists.items()}


def _show_list(
    context: PageContext, name: str, listed: Sequence[Any], holder: str
) -> list[Data]:
    if name == "mentions":
        return show_mentions(context, listed)
    refs = (one.ref for one in listed)
    if name == "events":
        return [show_event(context, event) for event in find_events(context, refs)]
    return show_quotes(context, refs, holder)


def _year_address(address: str) -> Callable[[str], str]:
    """Return what gives the address of a year's page, below that of the entry's own."""
    return lambda name: f"{address.removesuffix('.html')}/{name}.html"


def year_page(kind: str, address: Callable[[str], str], crumbs: tuple[Crumb, ...]) -> PageKind:
    """Return the kind of the pages by year (``KEY/YEAR``) of the entries of a kind."""

    def locate(page: str, _: EditionView) -> str:
        key, name = page.split("/")
        return _year_address(address(key))(name)

    def claim(key: str, view: EditionView) -> tuple[str, ...]:
        lists = read_lists(kind, key, view) if view.all(kind, key) else {}
        return tuple(f"{key}/{name}" for name in sorted(count_by_year(lists.values())))

    def show(page: str, context: PageContext) -> Page:
        return _view_year_of(kind, page, context, crumbs)

    return PageKind(f"{kind}-year", kind, locate, show, claim)


def _view_year_of(
    kind: str, page: str, context: PageContext, crumbs: tuple[Crumb, ...]
) -> Page:
    key, _, name = page.rpartition("/")
    card = context.one("card", key)
    every = read_lists(kind, key, context.view)
    lists = {what: pick_year(listed, name) for what, listed in every.items()}
    shown = {"addressed": [], "events": [], **_show_lists(context, lists)}
    title = f"{card.name}: {say_year(name).lower() if name == UNDATED else name}"
    dates = [
        one["date"]["edtf"]
        for what in DATED
        for one in shown[what]
        if one["date"] and not one.get("status_words")
    ]
    years = count_by_year(every.values())
    data = {
        "name": card.name,
        **shown,
        "months": {what: split_months(shown[what], what) for what in DATED},
        "beside": show_beside(context, years, _year_address(card.address), name, name),
    }
    head = Head(title, (*crumbs, (card.name, card.address)), dates)
    return frame(context, "year-of.html", head, data)
