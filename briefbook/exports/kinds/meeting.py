"""Meetings in the book."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published, bare
from briefbook.kinds.fields import (
    ActorIds,
    BriefingId,
    Day,
    Markdown,
    Markdowns,
    MeetingId,
    Texts,
)
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.meeting import IfRaised, Meeting, meeting_address


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
