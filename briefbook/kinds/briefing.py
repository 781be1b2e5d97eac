"""Briefings: a folder of articles with an overview."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

from briefbook.index.cards import Card
from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Row
from briefbook.kinds.fields import ArticleIds, Day, Handouts, Markdowns, Picture, Texts, YesNo
from briefbook.kinds.kind import BookList, Context, Entry, FoundAs, Kind, Published
from briefbook.kinds.publishing import bare
from briefbook.syntax.markdown.parser import plain_text


class Briefing(NamedTuple):
    """What the front matter of an ``index.md`` may say; ``key_points`` are Markdown."""

    title: str
    date: Day = ""
    summary: str = ""
    key_points: Markdowns = ()
    order: ArticleIds = ()
    handouts: Handouts = OrderedDict()
    picture: Picture | None = None
    draft: YesNo = False
    publish: Day = ""


def briefing_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a briefing tells the site."""
    briefing: Briefing = entry.fact
    card = Card(
        "briefing",
        entry.ref,
        briefing.title,
        context.address,
        briefing.summary,
        date=briefing.date,
    )
    yield Row("card", entry.ref, card, entry.gate)
    yield Row("briefing", entry.ref, briefing, entry.gate)


def find_briefing(entry: Entry, context: Context) -> Iterator[SearchEntry]:
    """Yield a briefing, and each of its key points."""
    briefing: Briefing = entry.fact
    yield SearchEntry(
        "briefing",
        briefing.title,
        context.address,
        date=briefing.date,
        is_name=True,
        by_year=True,
    )
    for number, point in enumerate(briefing.key_points, 1):
        place = f"{context.address}#{name_point(number)}"
        yield SearchEntry("point", plain_text(point), place, date=briefing.date)


def name_point(number: int) -> str:
    """Return the id of a key point on the page of its briefing, the first being 1."""
    return f"k.{number}"


class BriefingData(NamedTuple):
    """A folder of articles with an overview."""

    id: str
    title: str
    date: Day = ""
    summary: str = ""
    key_points: Markdowns = ()
    order: ArticleIds = ()
    picture: Picture | None = None
    address: str = ""
    was: Texts = ()


def publish_briefing(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a briefing."""
    briefing: Briefing = entry.fact
    shown = BriefingData(
        id=entry.ref,
        title=briefing.title,
        date=briefing.date,
        summary=briefing.summary,
        key_points=briefing.key_points,
        order=briefing.order,
        picture=bare(briefing.picture),
        address=context.address,
        was=entry.was,
    )
    yield "briefings", shown, entry.gate


BRIEFING = Kind(
    "briefing",
    "",
    Briefing,
    briefing_rows,
    finds=find_briefing,
    publish=publish_briefing,
    lists={"briefings": BookList(BriefingData, (("title",),), has_pages=True)},
    searched={
        "briefing": FoundAs("Briefing", "Briefings", 3),
        "point": FoundAs("Key point", "Key points", 10, is_passage=True),
    },
    is_linkable=True,
)
