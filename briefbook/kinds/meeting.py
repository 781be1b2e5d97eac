"""Meetings: whom we shall meet, why, and what to say."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from briefbook.index.cards import Card
from briefbook.index.jump import SearchEntry
from briefbook.index.rows import HIGHEST, Gate, Row
from briefbook.kinds.fields import (
    ActorIds,
    Before,
    BriefingId,
    Day,
    InternalMarkdown,
    IssueId,
    Markdown,
    Markdowns,
    MeetingId,
    Texts,
    as_list,
)
from briefbook.kinds.kind import BookList, Context, Entry, FoundAs, Kind, Published
from briefbook.kinds.publishing import bare
from briefbook.statements.date_words import say_date

LIKELIHOODS = ("certain", "might", "unlikely")


class IfRaised(NamedTuple):
    """What the other side may raise, and our line; "" takes the issue's standing line."""

    issue: IssueId
    likelihood: Literal["certain", "might", "unlikely"] = "might"
    line: Markdown = ""


class Meeting(NamedTuple):
    """A meeting to prepare; texts are Markdown."""

    title: str
    date: Day
    place: str = ""
    attendees: ActorIds = ()
    delegation: Texts = ()
    purpose: Markdown = ""
    objectives: Markdowns = ()
    points: Markdowns = ()
    if_raised: Annotated[tuple[IfRaised, ...], Before(as_list)] = ()
    background: Markdown = ""
    background_private: InternalMarkdown = ""
    reference: str = ""
    follows: MeetingId = ""
    outcome: Markdown = ""
    contact: str = ""
    briefing: BriefingId = ""


def meeting_address(meeting_id: str) -> str:
    """Return the address of a meeting's page."""
    return f"meetings/{meeting_id}.html"


def meeting_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a meeting tells the site."""
    meeting: Meeting = entry.fact
    card = Card(
        "meeting",
        entry.ref,
        meeting.title,
        meeting_address(entry.id),
        say_date(meeting.date),
        date=meeting.date,
    )
    yield Row("card", entry.ref, card, entry.gate)
    yield Row("meeting", entry.ref, meeting, entry.gate)
    for index, key in meeting_keys(meeting, context):
        yield Row(index, key, entry.ref, entry.gate)


def meeting_keys(meeting: Meeting, context: Context) -> Iterator[tuple[str, str]]:
    """Yield the buckets in which a meeting is listed."""
    yield from (("meetings-with", actor) for actor in meeting.attendees)
    yield from (("meetings-about", point.issue) for point in meeting.if_raised)
    briefing = meeting.briefing or context.briefing
    if briefing:
        yield "meetings-in-briefing", briefing
    if meeting.follows:
        yield "followed-by", meeting.follows


def find_meeting(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield a meeting, with its place and day below."""
    meeting: Meeting = entry.fact
    yield SearchEntry(
        "meeting",
        meeting.title,
        meeting_address(entry.id),
        say=meeting.place,
        date=meeting.date,
        is_name=True,
        by_year=True,
    )


class MeetingData(NamedTuple):
    """A meeting to prepare."""

    id: str
    title: str
    date: Day = ""
    place: str = ""
    attendees: ActorIds = ()
    delegation: Texts = ()
    purpose: Markdown = ""
    objectives: Markdowns = ()
    points: Markdowns = ()
    if_raised: tuple[IfRaised, ...] = ()
    background: Markdown = ""
    background_private: Markdown = ""
    reference: str = ""
    follows: MeetingId = ""
    outcome: Markdown = ""
    contact: str = ""
    briefing: BriefingId = ""
    address: str = ""
    was: Texts = ()


def publish_meeting(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a meeting."""
    meeting: Meeting = entry.fact
    given = {
        **meeting._asdict(),
        "if_raised": tuple(map(bare, meeting.if_raised)),
        "briefing": meeting.briefing or context.briefing,
        "address": meeting_address(entry.id),
        "was": entry.was,
    }
    shown = MeetingData(entry.ref, **given)
    yield "meetings", shown, entry.gate


MEETING = Kind(
    "meeting",
    "meetings",
    Meeting,
    meeting_rows,
    in_registry=True,
    sketch=("title", "date"),
    gate=Gate(access=(HIGHEST,)),
    finds=find_meeting,
    publish=publish_meeting,
    lists={"meetings": BookList(MeetingData, (("title", "date"),), has_pages=True)},
    searched={"meeting": FoundAs("Meeting", "Meetings", 4)},
    is_linkable=True,
)
