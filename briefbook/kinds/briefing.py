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
    Explained,
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
    """What the front matter of an ``index.md`` may say; its lists of sentences are Markdown."""

    title: Annotated[Title, Explained("of the briefing", "The UK and China, 2023")]
    date: Annotated[Date, Explained("of the briefing", "2023-08")] = ""
    summary: Annotated[PlainSummary, Explained("a sentence or two, for lists")] = ""
    key_points: Annotated[
        Markdowns,
        Published("What to know, in a few sentences"),
        Explained("a list of sentences in Markdown; they may cite quotes"),
    ] = ()
    disputed: Annotated[
        Markdowns,
        Published("What is disputed, in a few sentences"),
        Explained(
            "what is disputed, besides the claims that somebody disputes: a list as above",
            "Whether there is a strategy. No answer to Kearns is reported.",
        ),
    ] = ()
    unknown: Annotated[
        Markdowns,
        Published("What is not known, in a few sentences"),
        Explained(
            "what the texts do not tell: a list as above",
            "What the hosts said in the talks.",
        ),
    ] = ()
    order: Annotated[
        ArticleIds,
        Published("The articles in the order in which they are to be read"),
        Explained(
            "the articles in their order; those not named follow, by date", "[beijing-talks]"
        ),
    ] = ()
    handouts: Annotated[
        Handouts,
        Explained(
            "the papers wanted of this briefing besides those of the settings, written as"
            " there",
            "[two-pager]",
        ),
    ] = OrderedDict()
    picture: Annotated[
        OwnPicture,
        Explained(
            "`file`, `alt` and `credit`, as of an article; it stands below the first screen",
            "{file: quay.png, alt: The quay at dawn}",
        ),
    ] = None
    draft: Annotated[
        YesNo, Explained("`true`: nothing that lies in the folder is in any edition", "true")
    ] = False
    publish: Annotated[
        Day,
        Explained("the day before which nothing that lies in the folder exists", "2023-09-15"),
    ] = ""


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
