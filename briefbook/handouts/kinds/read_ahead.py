"""The read-ahead: what an official reads in a car before a meeting, on two sides at most."""

from collections.abc import Iterator

from briefbook.handouts.composing import Title, compose
from briefbook.handouts.document import (
    Block,
    Document,
    Line,
    Listing,
    Paragraph,
    Section,
    Table,
    words,
)
from briefbook.handouts.kind import HandoutKind
from briefbook.handouts.parts.people import present
from briefbook.handouts.prose import write_line, write_text
from briefbook.handouts.writing import Writer
from briefbook.kinds.meeting import LIKELIHOODS, IfRaised, Meeting
from briefbook.kinds.position import Held
from briefbook.kinds.standing import standings_of
from briefbook.pages.parts.days import say_day

NAME = "read-ahead"
WORDS = "Read-ahead"
SIDES = 2


def make_read_ahead(key: str, writer: Writer) -> Document:
    """Return the read-ahead of the meeting ``key``."""
    meeting: Meeting = writer.look.one("meeting", key)
    sections = (
        Section("Purpose", write_text(writer, meeting.purpose), "box"),
        Section("Objectives", list_lines(writer, meeting.objectives)),
        Section("Points to make", list_lines(writer, meeting.points, ordered=True)),
        Section("Who you will meet", tuple(meet(writer, meeting))),
        Section("If raised", tuple(answer(writer, meeting))),
        Section("Background: may be used", write_text(writer, meeting.background), "usable"),
        Section(
            "Background: not for disclosure",
            write_text(writer, meeting.background_private),
            "private",
        ),
        Section("Contact", tuple(find_contact(writer, meeting))),
    )
    facts = list_facts(writer, meeting)
    head = Title(NAME, WORDS, meeting.title, key, facts, sides=SIDES)
    dates = [held.date for ref in meeting.attendees for held in list_held(writer, ref)]
    return compose(writer, head._replace(dates=dates), sections)


def list_facts(writer: Writer, meeting: Meeting) -> tuple[tuple[str, Line], ...]:
    """Return the meeting's own facts for the title block."""
    return (
        ("When", words(say_day(meeting.date))),
        ("Where", words(meeting.place)),
        ("Our side", words(", ".join(meeting.delegation))),
        ("Follows", writer.name(meeting.follows)),
        ("Briefing", writer.name(meeting.briefing)),
        ("Reference", words(meeting.reference)),
    )


def list_lines(
    writer: Writer, texts: tuple[str, ...], *, ordered: bool = False
) -> tuple[Block, ...]:
    """Return Markdown lines as a list, nothing for none."""
    items = tuple((write_line(writer, text),) for text in texts)
    return (Listing(items, ordered),) if items else ()


def meet(writer: Writer, meeting: Meeting) -> Iterator[Block]:
    """Yield everyone to be met."""
    issues = tuple(point.issue for point in order_raised(meeting))
    sides: dict[str, str] = {}
    for ref in meeting.attendees:
        group = present(writer, ref, meeting.date, issues, sides)
        if group:
            yield group


def list_held(writer: Writer, ref: str) -> list[Held]:
    """Return the latest positions of somebody."""
    return [held for one in standings_of(ref, writer.look).values() for held in one.latest]


def order_raised(meeting: Meeting) -> list[IfRaised]:
    """Return what may be raised, the likeliest first."""
    return sorted(meeting.if_raised, key=lambda point: LIKELIHOODS.index(point.likelihood))


def answer(writer: Writer, meeting: Meeting) -> Iterator[Block]:
    """Yield the table of what may be raised, each with our line."""
    rows = [answer_point(writer, point) for point in order_raised(meeting)]
    shown = tuple(row for row in rows if row[1][0])
    if shown:
        yield Table("", ("Likelihood", "Issue", "Our line"), shown, (2, 3, 9))


def answer_point(writer: Writer, point: IfRaised) -> tuple[tuple[Line, ...], ...]:
    """Return the row of one issue; without a line of its own, the issue's standing line."""
    issue = writer.look.one("issue", point.issue)
    line = point.line or (issue.line if issue else "")
    ours = write_line(writer, line) or words("No line yet.", "quiet")
    return (words(point.likelihood, "strong"),), (writer.name(point.issue),), (ours,)


def find_contact(writer: Writer, meeting: Meeting) -> Iterator[Block]:
    """Yield whom to ask."""
    contact = meeting.contact or writer.look.one("config", "contact")
    if contact:
        yield Paragraph(words(contact))


READ_AHEAD = HandoutKind(NAME, WORDS, "meeting", make_read_ahead)
