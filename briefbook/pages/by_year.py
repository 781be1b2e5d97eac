"""Lists by date: the timeline, all quotes and all claims; and what grows under an entry.

Each has pages by year, and a year with much in it by month, then by day. These are stable
keys: an address never changes because another entry was added.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from briefbook.charts import Drawing
from briefbook.charts.months import Month
from briefbook.index.ledger import EditionView
from briefbook.index.rows import Listed
from briefbook.kinds.standing import held_key
from briefbook.pages.context import PageContext, show_cards
from briefbook.pages.page import HOME, ONE, Crumb, Head, PageKind, frame, single_page
from briefbook.pages.parts.charts import show_chart
from briefbook.pages.parts.events import (
    draw_events,
    find_events,
    show_attestation,
    show_event,
)
from briefbook.pages.parts.evidence import show_claims, show_held, show_quotes
from briefbook.pages.parts.lists import (
    NEWEST,
    count_by_year,
    pick_newest,
    show_beside,
    show_mentions,
)
from briefbook.pages.parts.parting import DATES, MANY, count_all, say_dates, year_of
from briefbook.render.page import Data, Page
from briefbook.statements.charts import events_found
from briefbook.statements.words import say_sentence
from briefbook.syntax.dates import UNDATED

Lists = Mapping[str, Sequence[Any]]
"""Lists by what they hold, or the parts of one by their names."""

Locate = Callable[[str], str]


class YearlyPages(NamedTuple):
    """All entries of a kind by date: a page for each year and month, one with the newest years.

    ``entries`` is what is listed, as in ``SHOW``, and ``by_month`` the index of it by month.
    """

    name: str
    entries: str
    by_month: str
    newest: int = 1

    @property
    def main(self) -> str:
        """The address of the page with the newest years."""
        return f"{self.name}.html"

    def address(self, part: str) -> str:
        """Return the address of the page of a year, a month, or what a month is parted in."""
        return f"{self.name}/{part}.html"

    def title(self, part: str) -> str:
        """Return the title of such a page."""
        if part.startswith(UNDATED):
            more = say_dates(part).removeprefix("No date")
            return f"{self.entries.capitalize()} without a date{more}"
        return f"{self.name.capitalize()} of {say_dates(part)}"

    def list_years(self, view: EditionView) -> list[str]:
        """Return the years that have something, the newest first, the undated last."""
        years = {year_of(month) for month in view.keys(self.by_month)}
        return sorted(years, key=lambda year: (year != UNDATED, year), reverse=True)

    def list_parts(self, month: str, view: EditionView) -> tuple[str, ...]:
        """Return a month and the parts in it that have a page each."""
        found = view.all(self.by_month, month)
        own = (month,) if found and month != UNDATED else ()
        return (*own, *(part for part, _ in DATES.walk(found, month)))

    def read(self, view: EditionView, part: str) -> list[Listed]:
        """Return what lies in a part, without a look at the entries."""
        names = view.keys(self.by_month)
        whole = [name for name in names if name.startswith(part)]
        found = whole or [name for name in names if part.startswith(name)]
        listed = [one for name in found for one in view.all(self.by_month, name)]
        return listed if whole else DATES.pick(listed, part)

    def read_newest(self, view: EditionView) -> list[Listed]:
        """Return what lies in the newest years, in the undated where there are none."""
        return [one for year in self._pick_newest(view) for one in self.read(view, year)]

    def _pick_newest(self, view: EditionView) -> list[str]:
        years = self.list_years(view)
        return [year for year in years if year != UNDATED][: self.newest] or years[:1]

    def make_kinds(self) -> tuple[PageKind, ...]:
        """Return the kinds of all these pages."""

        def claim_years(_: str, view: EditionView) -> tuple[str, ...]:
            return tuple(self.list_years(view))

        def locate(part: str, _: EditionView) -> str:
            return self.address(part)

        return (
            single_page(self.name, self.main, self._view_newest),
            PageKind(f"{self.name}-year", ONE, locate, self._view_part, claim_years),
            PageKind(
                f"{self.name}-month", self.by_month, locate, self._view_part, self.list_parts
            ),
        )

    def _view_newest(self, _: str, context: PageContext) -> Page:
        years = self._pick_newest(context.view)
        listed = self.read_newest(context.view)
        parts = DATES.split(listed, years[0] if years else "")
        shown = pick_newest(listed) if parts else listed
        title = self.name.capitalize()
        return self._view(context, Head(title, (HOME,)), years, shown, parts)

    def _view_part(self, part: str, context: PageContext) -> Page:
        listed, parent = self.read(context.view, part), (self.name.capitalize(), self.main)
        parts = DATES.split(listed, part)
        head = Head(self.title(part), (HOME, parent, *_lead_to_year(part, self.address)))
        return self._view(context, head, [part], () if parts else listed, parts)

    def _view(
        self,
        context: PageContext,
        head: Head,
        names: list[str],
        listed: Sequence[Listed],
        parts: Lists,
    ) -> Page:
        shown: Data = {self.entries: SHOW[self.entries](context, listed, "")}
        years = self.list_years(context.view)
        is_year = not names or names[0] in years
        counts = {year: len(self.read(context.view, year)) for year in years if is_year}
        months = context.keys(self.by_month)
        around = years if is_year else [*months] if names[0] in months else []
        # The timeline's first page shows several years: it is none of theirs.
        here = names[0] if names and (self.newest == 1 or context.here != self.main) else ""
        data = {
            **shown,
            "years": DATES.show(context, counts, self.address, here),
            "beside": show_beside(context, around, self.address, names),
            **show_parts(context, parts, self.address),
        }
        if self.entries == "events":
            is_main = context.here == self.main
            drawing = _draw_timeline(context, listed, parts, is_main)
            # Months may be hundreds, and their events stand in the table of all.
            data["timeline"] = show_chart(context, drawing, "events" if is_year else "")
        return frame(context, self.main, head._replace(dates=_list_days(shown)), data)


def _lead_to_year(part: str, address: Locate) -> Iterator[Crumb]:
    """Yield the way back to a part's year, nothing from the year itself."""
    if (year := year_of(part)) != part:
        yield say_dates(year), address(year)


def show_parts(context: PageContext, parts: Lists, address: Locate) -> Data:
    """Return ``parts``: the links to those of a list that does not fit on one page."""
    return {"parts": DATES.show(context, count_all(parts), address)}


TIMELINE = YearlyPages("timeline", "events", "events-in", newest=2)
QUOTES = YearlyPages("quotes", "quotes", "quotes-in")
CLAIMS = YearlyPages("claims", "claims", "claims-in")
YEARLY = (TIMELINE, QUOTES, CLAIMS)


def tell_newest(view: EditionView) -> tuple[bool, str]:
    """Return whether the newest years have all dated events, and what these are called."""
    years = TIMELINE.list_years(view)
    dated = [year for year in years if year != UNDATED]
    return len(dated) <= TIMELINE.newest, "event" if dated == years else "dated event"


def _draw_timeline(
    context: PageContext, listed: Sequence[Listed], parts: Lists, is_main: bool
) -> Drawing | None:
    """Return the picture of events, or of how many there are in each part."""
    is_all, thing = tell_newest(context.view) if is_main else (True, "event")
    if not parts:
        events = find_events(context, (one.ref for one in listed))
        return draw_events(context, events, "timeline", is_all=is_all, thing=thing)
    shown = DATES.show(context, count_all(parts), TIMELINE.address)
    rows = tuple(Month(one["name"], one["count"], one["href"]) for one in shown)
    said = events_found((), sum(count_all(parts).values()), is_all, thing)
    return Drawing("months", (rows,), say_sentence(said), "timeline")


class Archive(NamedTuple):
    """What grows under the entries of a kind: the newest on its page, all of it by year.

    ``indexes`` are those of the lists, ``newest`` how much of each the page of an entry shows;
    ``of`` is the index whose keys are the entries, where it is not called as their kind.
    """

    kind: str
    address: Callable[[str, EditionView], str]
    crumbs: tuple[Crumb, ...]
    indexes: Mapping[str, str]
    newest: int = NEWEST
    of: str = ""

    def read(self, key: str, view: EditionView) -> Lists:
        """Return the lists of an entry, without a look at what stands in them.

        Positions are among them where its page cannot show them all as standings.
        """
        found = {name: view.all(index, key) for name, index in self.indexes.items()}
        if len(found.get("positions", ())) <= MANY:
            found.pop("positions", None)
        return {name: tuple(dict.fromkeys(listed)) for name, listed in found.items()}

    def show_newest(self, context: PageContext, key: str, lists: Lists) -> Data:
        """Return the newest of every list, and the links to the pages by year."""
        newest = {
            name: pick_newest(listed, self.newest)
            for name, listed in lists.items()
            if name != "positions"
        }
        years = self.show_years(context, key, lists)
        return {**_show_lists(context, newest, key), "years": years}

    def show_years(self, context: PageContext, key: str, lists: Lists) -> list[Data]:
        """Return the links to the pages by year."""
        years = count_by_year(lists.values(), self.newest)
        return DATES.show(context, years, self._locate_parts(key, context.view))

    def _locate_parts(self, key: str, view: EditionView) -> Locate:
        folder = self.address(key, view).removesuffix(".html").removesuffix("/index")
        return lambda part: f"{folder}/{part}.html"

    def make_kind(self) -> PageKind:
        """Return the kind of the pages by year (``KEY/YEAR``) and by what is within years."""

        def locate(page: str, view: EditionView) -> str:
            key, _, part = page.rpartition("/")
            return self._locate_parts(key, view)(part)

        def claim(key: str, view: EditionView) -> tuple[str, ...]:
            return tuple(f"{key}/{part}" for part in self._claim(key, view))

        return PageKind(f"{self.kind}-year", self._index, locate, self._view_part, claim)

    @property
    def _index(self) -> str:
        return self.of or self.kind

    def _claim(self, key: str, view: EditionView) -> Iterator[str]:
        lists = self.read(key, view) if view.all(self._index, key) else {}
        every = DATES.group(_join(lists))
        for year in count_by_year(lists.values(), self.newest):
            yield year
            yield from (part for part, _ in DATES.walk(every[year], year))

    def _view_part(self, page: str, context: PageContext) -> Page:
        key, _, part = page.rpartition("/")
        locate, card = self._locate_parts(key, context.view), context.one("card", key)
        every = self.read(key, context.view)
        lists = {name: DATES.pick(listed, part) for name, listed in every.items()}
        parts = DATES.split(_join(lists), part)
        shown = {} if parts else _show_lists(context, lists)
        years = count_by_year(every.values(), self.newest)
        year, words = year_of(part), say_dates(part)
        crumbs = (*self.crumbs, (card.name, card.address), *_lead_to_year(part, locate))
        data = {
            "name": card.name,
            "ref": key,
            "kind": self.kind,
            **dict.fromkeys(SHOW, ()),
            **shown,
            "beside": show_beside(context, years if part == year else (), locate, [part]),
            **show_parts(context, parts, locate),
        }
        title = f"{card.name}: {words[0].lower()}{words[1:]}" if year == UNDATED else ""
        head = Head(title or f"{card.name}: {words}", crumbs, _list_days(shown))
        return frame(context, "year-of.html", head, data)


def _join(lists: Lists) -> list[Any]:
    return [one for listed in lists.values() for one in listed]


def _list_days(shown: Mapping[str, Sequence[Data]]) -> list[str]:
    """Return the days of what was said and of what happened."""
    dated = (
        one
        for name in ("quotes", "addressed", "events", "claims")
        for one in shown.get(name, ())
    )
    return [one["date"]["edtf"] for one in dated if one["date"] and not one.get("status_words")]


def _show_lists(context: PageContext, lists: Lists, holder: str = "") -> Data:
    return {name: SHOW[name](context, listed, holder) for name, listed in lists.items()}


def _list_refs(listed: Sequence[Any]) -> list[str]:
    return [one.ref for one in listed]


def _list_quotes(context: PageContext, listed: Sequence[Any], holder: str) -> list[Data]:
    return show_quotes(context, _list_refs(listed), holder)


def _list_claims(context: PageContext, listed: Sequence[Any], _: str) -> list[Data]:
    return show_claims(context, _list_refs(listed))


def _list_events(context: PageContext, listed: Sequence[Any], _: str) -> list[Data]:
    return [show_event(context, event) for event in find_events(context, _list_refs(listed))]


def _list_positions(context: PageContext, listed: Sequence[Any], _: str) -> list[Data]:
    return [show_held(context, one) for one in sorted(listed, key=held_key, reverse=True)]


SHOW: dict[str, Callable[[PageContext, Sequence[Any], str], list[Data]]] = {
    "evidence": lambda context, listed, _: [show_attestation(context, one) for one in listed],
    "articles": lambda context, listed, _: show_cards(context, _list_refs(listed)),
    "positions": _list_positions,
    "quotes": _list_quotes,
    "claims": _list_claims,
    "disputes": _list_claims,
    "events": _list_events,
    "addressed": _list_quotes,
    "mentions": lambda context, listed, _: show_mentions(context, listed),
}
"""The lists that may grow under an entry, and how each is shown."""
