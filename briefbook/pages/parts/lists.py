"""Lists that grow with the book: the newest on a page, all of them in parts of bounded size."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from briefbook.charts import Drawing
from briefbook.index.ledger import EditionView
from briefbook.index.rows import Listed
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.meeting import LIKELIHOODS, IfRaised, Meeting
from briefbook.names.mentions import Mentioned
from briefbook.pages.context import PageContext, day_key, latest_key, link_card, say_day
from briefbook.pages.parts.parting import say_dates
from briefbook.render.page import Data
from briefbook.syntax.dates import UNDATED, file_date

NEWEST = 40
"""Entries of a list that a page shows; where there are more, every year has a page."""

MOST_READING = 6
"""How many articles of a briefing are named as further reading."""


class ListItem(Protocol):
    """What stands in a list: it can be sorted and filed without a look at the entry."""

    @property
    def date(self) -> str:
        """Its date in EDTF, "" if it has none."""

    @property
    def ref(self) -> str:
        """What tells it from others of that date."""


One = TypeVar("One", bound=ListItem)


def pick_newest(listed: Iterable[One], most: int = NEWEST) -> list[One]:
    """Return the newest of a list, as many as a page shows."""
    return order_newest(listed)[:most]


def order_newest(listed: Iterable[One]) -> list[One]:
    """Return a list with the newest first."""
    return sorted(listed, key=lambda one: (latest_key(one.date), one.ref), reverse=True)


def count_by_year(lists: Iterable[Sequence[ListItem]], most: int = NEWEST) -> dict[str, int]:
    """Return how much lists have of each year, the newest first; {} where all fit on a page."""
    every = [*lists]
    if all(len(listed) <= most for listed in every):
        return {}
    counts = Counter(file_date(one.date)[0] for listed in every for one in listed)
    return {name: counts[name] for name in sorted(counts, reverse=True)}


def show_beside(
    context: PageContext,
    names: Collection[str],
    address: Callable[[str], str],
    here: Sequence[str],
) -> Data:
    """Return ``{previous, next}``: the years, or months, before and after those of a page.

    Each is None where there is none. Nothing stands beside what is undated.
    """
    dated = sorted({*names} - {UNDATED}) if here and UNDATED not in here else []
    before = next((name for name in reversed(dated) if name < min(here)), "")
    after = next((name for name in dated if name > max(here)), "")
    return {
        what: {"name": say_dates(name), "href": context.href(address(name))} if name else None
        for what, name in (("previous", before), ("next", after))
    }


def order_stories(view: EditionView, key: str) -> tuple[str, ...]:
    """Return a briefing's articles: those that ``order`` names first, then by date."""
    briefing: Briefing | None = view.one("briefing", key)
    return _put_in_order(view.all("stories-in", key), briefing.order if briefing else ())


@lru_cache(maxsize=256)
def _put_in_order(stories: tuple[Listed, ...], first: tuple[str, ...]) -> tuple[str, ...]:
    ranks = {ref: place for place, ref in enumerate(first)}
    ordered = sorted((ranks.get(ref, len(ranks)), day_key(date), ref) for date, ref in stories)
    return tuple(ref for _, _, ref in ordered)


def order_raised(meeting: Meeting) -> list[IfRaised]:
    """Return what may be raised, the likeliest first."""
    return sorted(meeting.if_raised, key=lambda point: LIKELIHOODS.index(point.likelihood))


def find_line(context: PageContext, point: IfRaised) -> str:
    """Return our line on what may be raised: its own, else the issue's standing one."""
    issue = context.one("issue", point.issue)
    return point.line or (issue.line if issue else "")


def pick_reading(view: EditionView, meeting: Meeting) -> tuple[str, ...]:
    """Return what to read before a meeting that names nothing: its briefing's last articles."""
    if meeting.further_reading or not meeting.briefing:
        return ()
    return order_stories(view, meeting.briefing)[-MOST_READING:]


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
