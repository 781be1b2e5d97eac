"""Briefings: a folder of articles with an overview."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Annotated, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Card, Row
from briefbook.kinds.fields import (
    ArticleIds,
    Date,
    Day,
    Handouts,
    Markdowns,
    OwnPicture,
    PlainSummary,
    Published,
    Title,
    YesNo,
)
from briefbook.kinds.kind import BookList, BookRecord, Context, Entry, FoundAs, Kind
from briefbook.syntax.markdown.parser import plain_text


class Briefing(NamedTuple):
    """What the front matter of an ``index.md`` may say; ``key_points`` are Markdown."""

    title: Title
    date: Date = ""
    summary: PlainSummary = ""
    key_points: Annotated[Markdowns, Published("What to know, in a few sentences")] = ()
    order: Annotated[
        ArticleIds, Published("The articles in the order in which they are to be read")
    ] = ()
    handouts: Handouts = OrderedDict()
    picture: OwnPicture = None
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
    yield from entry.list_faces(card, briefing)


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


def publish_briefing(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield a briefing."""
    yield entry.make_record("briefings", context, context.address)


BRIEFING = Kind(
    "briefing",
    "",
    Briefing,
    briefing_rows,
    finds=find_briefing,
    publish=publish_briefing,
    lists={
        "briefings": BookList(
            Briefing,
            "A folder of articles with an overview.",
            required=("title",),
            known_by=(("title",),),
            has_pages=True,
        )
    },
    searched={
        "briefing": FoundAs("Briefing", "Briefings", 3),
        "point": FoundAs("Key point", "Key points", 10, is_passage=True),
    },
    is_linkable=True,
)
