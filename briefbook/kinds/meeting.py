"""Meetings: whom we shall meet, why, and what to say."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import HIGHEST, Access, Card, Row
from briefbook.kinds.fields import (
    IN_MARKDOWN,
    OF_BRIEFING,
    OF_ISSUE,
    OUR_LINE,
    PLACE_IN_WORDS,
    ActorIds,
    Before,
    BriefingId,
    Date,
    Day,
    Explained,
    InternalMarkdown,
    InternalMarkdowns,
    InternalText,
    IssueId,
    Markdown,
    Markdowns,
    MeetingId,
    Place,
    Published,
    Texts,
    Title,
    as_list,
)
from briefbook.kinds.kind import BookList, BookRecord, Context, Entry, FoundAs, Kind
from briefbook.statements.date_words import say_date
from briefbook.statements.days import first_day

LIKELIHOODS = ("certain", "might", "unlikely")


class IfRaised(NamedTuple):
    """What the other side may raise, and our line; "" takes the issue's standing line."""

    issue: Annotated[IssueId, OF_ISSUE, Explained("what may be raised", "taiwan-status")]
    likelihood: Annotated[
        Literal["certain", "might", "unlikely"],
        Published("How likely it is raised: certain, might, unlikely"),
    ] = "might"
    line: Annotated[
        Markdown,
        OUR_LINE,
        Explained("what we say then, in Markdown; without it, the issue's own line"),
    ] = ""


class Meeting(NamedTuple):
    """A meeting to prepare; texts are Markdown."""

    title: Annotated[Title, Explained("of the meeting", "Follow-up talks")]
    date: Annotated[Date, Explained("of the meeting", "2023-10-12")]
    place: Annotated[Place, PLACE_IN_WORDS] = ""
    attendees: Annotated[
        ActorIds, Published("Whom we meet"), Explained("the actors met", "[han-zheng]")
    ] = ()
    delegation: Annotated[
        Texts,
        Published("Who goes for us"),
        Explained("ours, in words", "[The ambassador, The desk officer]"),
    ] = ()
    bottom_line: Annotated[
        InternalMarkdown,
        Published("What matters most"),
        Explained("what matters most, in one or two sentences of Markdown"),
    ] = ""
    purpose: Annotated[Markdown, Published("What it is for"), Explained(IN_MARKDOWN)] = ""
    objectives: Annotated[
        Markdowns,
        Published("What we want of it"),
        Explained("a list in Markdown: what to reach", "[A date for the next round]"),
    ] = ()
    points: Annotated[
        Markdowns,
        Published("What to say"),
        Explained("a list in Markdown: what to say", "[Human rights will go on being raised.]"),
    ] = ()
    if_raised: Annotated[
        tuple[IfRaised, ...],
        Before(as_list),
        Published("What the other side may raise, and our line"),
        Explained(
            "a list: an `issue`, a `likelihood` (`certain`, `might`, `unlikely`), a `line`;"
            " without one, the issue's",
            "[{issue: taiwan-status, likelihood: certain, line: Our policy stands.}]",
        ),
    ] = ()
    asks: Annotated[
        InternalMarkdowns,
        Published("What the other side is likely to ask of us"),
        Explained("a list in Markdown: what they are likely to ask of us"),
    ] = ()
    our_asks: Annotated[
        InternalMarkdowns,
        Published("What we ask of the other side"),
        Explained("a list in Markdown: what we ask of them"),
    ] = ()
    red_lines: Annotated[
        InternalMarkdowns,
        Published("What we do not agree to"),
        Explained("a list in Markdown: what not to agree to"),
    ] = ()
    background: Annotated[Markdown, Published("What to know"), Explained(IN_MARKDOWN)] = ""
    background_private: Annotated[
        InternalMarkdown,
        Published("What to know, and not to disclose"),
        Explained("the part not to be disclosed, in Markdown"),
    ] = ""
    reference: Annotated[
        str, Published("Its number"), Explained("of your office", "MB-2023-41")
    ] = ""
    follows: Annotated[
        MeetingId,
        Published("The meeting before it"),
        Explained("an earlier meeting", "first-talks"),
    ] = ""
    outcome: Annotated[
        Markdown, Published("What came of it"), Explained("in Markdown, afterwards")
    ] = ""
    last_contact: Annotated[
        Markdown,
        Published("The last contact, and what came of it"),
        Explained(
            "in Markdown: a contact that is no meeting of this book, and what came of it"
        ),
    ] = ""
    further_reading: Annotated[
        Markdowns,
        Published("What to read besides"),
        Explained(
            "a list in Markdown: what to read besides; without it, the briefing's articles",
            '["[[committee-report]]"]',
        ),
    ] = ()
    contact: Annotated[str, Published("Whom to ask"), Explained("whom to ask")] = ""
    drafter: Annotated[
        InternalText,
        Published("Who wrote the paper for it"),
        Explained("who writes the paper", "North desk"),
    ] = ""
    cleared_by: Annotated[
        InternalText,
        Published("Who cleared the paper for it"),
        Explained("who cleared it", "Head of department"),
    ] = ""
    drafted: Annotated[
        Day,
        Published("When the paper for it was written (EDTF)"),
        Explained("the day of the paper", "2023-10-10"),
    ] = ""
    briefing: Annotated[
        BriefingId,
        OF_BRIEFING,
        Explained("the folder of the briefing that it belongs to", "uk-china-2023"),
    ] = ""


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
    yield from entry.list_faces(card, meeting)
    for index, key in meeting_keys(meeting, context):
        yield Row(index, key, entry.ref, entry.access)


def meeting_keys(meeting: Meeting, context: Context) -> Iterator[tuple[str, str]]:
    """Yield the keys under which a meeting is listed."""
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


def publish_meeting(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield a meeting, with the briefing that it stands in if it names no other."""
    meeting: Meeting = entry.fact
    shown = meeting._replace(briefing=meeting.briefing or context.briefing)
    yield entry.make_record("meetings", context, meeting_address(entry.id), shown)


def know_meeting(meeting: Meeting, as_of: str) -> Meeting:
    """Return a meeting as it was prepared: no outcome of one to come, no later paper."""
    outcome = meeting.outcome if first_day(meeting.date) <= as_of else ""
    drafted = meeting.drafted if first_day(meeting.drafted) <= as_of else ""
    return meeting._replace(outcome=outcome, drafted=drafted)


MEETING = Kind(
    "meeting",
    "meetings",
    Meeting,
    meeting_rows,
    in_registry=True,
    sketch=("title", "date"),
    access=Access(editions=(HIGHEST,)),
    finds=find_meeting,
    publish=publish_meeting,
    day=lambda _: "",  # it is prepared ahead
    as_known=know_meeting,
    lists={
        "meetings": BookList(
            Meeting,
            "A meeting to prepare.",
            required=("title",),
            known_by=(("title", "date"),),
            has_pages=True,
        )
    },
    searched={"meeting": FoundAs("Meeting", "Meetings", 4, has_day=True)},
    is_linkable=True,
)
