"""Lists that grow with the book: the newest on a page, all by year, long ones by month."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from briefbook.charts import Drawing
from briefbook.charts.months import Month
from briefbook.index.ledger import EditionView
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.meeting import LIKELIHOODS, IfRaised, Meeting
from briefbook.names.mentions import Mentioned
from briefbook.pages.context import PageContext, day_key, latest_key, link_card, say_day
from briefbook.render.page import Data
from briefbook.syntax.dates import year
from briefbook.syntax.edtf import MONTHS

NEWEST = 40
"""Entries of a list that a page shows; where there are more, every year has a page."""

MANY = 120
"""Entries that a list and a picture show one after another; with more, months part them."""

UNDATED = "undated"
NO_MONTH = "none"
"""Where an entry stands that is of no one month."""


class ListItem(Protocol):
    """What stands in a list: it can be sorted and filed without a look at the entry."""

    @property
    def date(self) -> str:
        """Its date in EDTF, "" if it has none."""

    @property
    def ref(self) -> str:
        """What tells it from others of that date."""


One = TypeVar("One", bound=ListItem)


def _order_newest(listed: Iterable[One]) -> list[One]:
    return sorted(listed, key=lambda one: (latest_key(one.date), one.ref), reverse=True)


def pick_newest(listed: Iterable[One]) -> list[One]:
    """Return the newest of a list, as many as a page shows."""
    return _order_newest(listed)[:NEWEST]


def pick_year(listed: Iterable[One], name: str) -> list[One]:
    """Return what a list has of a year, the newest first."""
    return _order_newest(one for one in listed if _file_under(one.date) == name)


def _file_under(date: str) -> str:
    return year(date) if date else UNDATED


def count_by_year(lists: Iterable[Sequence[ListItem]]) -> Counter[str]:
    """Return how much lists have of each year, nothing where all of them fit on a page."""
    every = [*lists]
    if all(len(listed) <= NEWEST for listed in every):
        return Counter()
    return Counter(_file_under(one.date) for listed in every for one in listed)


def show_years(
    context: PageContext,
    years: Mapping[str, int],
    address: Callable[[str], str],
    here: str = "",
) -> list[Data]:
    """Return the links to the pages of years, in their order, with how much is there."""
    return [
        {
            "name": say_year(name),
            "href": context.href(address(name)),
            "count": count,
            "here": name == here,
        }
        for name, count in years.items()
    ]


def show_beside(
    context: PageContext,
    years: Collection[str],
    address: Callable[[str], str],
    first: str,
    last: str,
) -> Data:
    """Return ``{previous, next}``: the years before ``first`` and after ``last``, or None.

    Nothing stands beside what is undated.
    """
    dated = sorted({*years} - {UNDATED}) if UNDATED not in (first, last) else []
    before = next((name for name in reversed(dated) if name < first), "")
    after = next((name for name in dated if name > last), "")
    return {
        what: {"name": name, "href": context.href(address(name))} if name else None
        for what, name in (("previous", before), ("next", after))
    }


def say_year(name: str) -> str:
    """Return the name of a year's page."""
    return "No date" if name == UNDATED else name


def order_stories(view: EditionView, key: str) -> tuple[str, ...]:
    """Return a briefing's articles: those that ``order`` names first, then by date."""
    briefing: Briefing | None = view.one("briefing", key)
    return _put_in_order(view.all("stories-in", key), briefing.order if briefing else ())


@lru_cache(maxsize=256)
def _put_in_order(
    stories: tuple[tuple[str, str], ...], first: tuple[str, ...]
) -> tuple[str, ...]:
    ranks = {ref: place for place, ref in enumerate(first)}
    ordered = sorted((ranks.get(ref, len(ranks)), day_key(date), ref) for ref, date in stories)
    return tuple(ref for _, _, ref in ordered)


def order_raised(meeting: Meeting) -> list[IfRaised]:
    """Return what may be raised, the likeliest first."""
    return sorted(meeting.if_raised, key=lambda point: LIKELIHOODS.index(point.likelihood))


def find_line(context: PageContext, point: IfRaised) -> str:
    """Return our line on what may be raised: its own, else the issue's standing one."""
    issue = context.one("issue", point.issue)
    return point.line or (issue.line if issue else "")


def split_months(shown: Sequence[Data], prefix: str) -> list[Data]:
    """Return a long list as ``{id, name, count, entries}`` by month, a short one as nothing.

    The months keep the order of the list, what is of no one month comes last. Ids begin with
    ``prefix``: several lists share a page.
    """
    parts: dict[str, list[Data]] = {}
    for one in shown if len(shown) > MANY else ():
        parts.setdefault(_find_month(one["date"]), []).append(one)
    if len(parts) < 2:
        return []
    vague = {NO_MONTH: found} if (found := parts.pop(NO_MONTH, None)) else {}
    return [
        {
            "id": _name_place(prefix, month),
            "name": _say_month(month),
            "count": len(entries),
            "entries": entries,
        }
        for month, entries in {**parts, **vague}.items()
    ]


def _find_month(date: Data | None) -> str:
    if date is None or date["from"][:7] != date["to"][:7]:
        return NO_MONTH
    return str(date["from"][:7])


def _name_place(prefix: str, month: str) -> str:
    return f"{prefix}.{month}"


def _say_month(month: str) -> str:
    if month == NO_MONTH:
        return "No one month"
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def count_months(dates: Iterable[Data | None], prefix: str) -> tuple[Month, ...]:
    """Return each month from the first to the last of the years in which there is anything.

    They lead to the lists of ``split_months`` by that prefix.
    """
    counts = Counter(map(_find_month, dates))
    vague = counts.pop(NO_MONTH, 0)
    rows = [(month, counts[month]) for month in _fill_years(sorted(counts))]
    rows += [(NO_MONTH, vague)] if vague else []
    return tuple(
        Month(_say_month(month), count, f"#{_name_place(prefix, month)}" if count else "")
        for month, count in rows
    )


def _fill_years(months: Sequence[str]) -> list[str]:
    """Return all months of the years of sorted months, from the first to the last of them."""
    years = dict.fromkeys(month[:4] for month in months)
    every = [f"{year}-{number:02}" for year in years for number in range(1, 13)]
    return [month for month in every if months[0] <= month <= months[-1]]


def show_all_mentions(context: PageContext, ref: str) -> list[Data]:
    """Return the articles that name an entry, the newest first, with the words around."""
    return show_mentions(context, _order_newest(context.all("mentioned", ref)))


def show_mentions(context: PageContext, mentions: Iterable[Mentioned]) -> list[Data]:
    """Return mentions with the words around, those in hidden articles left out."""
    return [
        {
            "article": link_card(context, card),
            "href": context.href(f"{card.address}{one.fragment and f'#{one.fragment}'}"),
            "before": one.before,
            "words": one.words,
            "after": one.after,
        }
        for one in mentions
        if (card := context.one("card", one.ref))
    ]


def draw_mentions(mentions: Sequence[Mentioned], name: str) -> Data:
    """Return the sparkline of an entry's mentions by month, with its words.

    ``spark`` is None where all are in one month.
    """
    spans = (day_key(one.date) for one in mentions)
    months = sorted(first[:7] for first, last in spans if first and first[:7] == last[:7])
    counts = dict(Counter(months))
    drawn = Drawing("spark", (counts,), f"Mentions of {name} by month", "spark")
    return {
        "spark": drawn if len(counts) > 1 else None,
        "spark_words": f"Mentioned in {len(mentions)} articles{_say_stretch(months)}",
    }


def _say_stretch(months: Sequence[str]) -> str:
    if not months:
        return ""
    first, last = say_day(months[0]), say_day(months[-1])
    if months[0][:4] == months[-1][:4]:
        first = first.removesuffix(f" {months[0][:4]}")
    return f", {first} to {last}"
