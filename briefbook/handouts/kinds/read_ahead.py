"""The read-ahead: what an official reads in a car before a meeting, on two sides at most."""

from collections.abc import Iterable, Iterator

from briefbook.handouts.document import (
    Block,
    Group,
    Line,
    Paragraph,
    Section,
    Table,
    join_lines,
    put_words,
    words,
)
from briefbook.handouts.parts import place_all
from briefbook.handouts.prose import list_texts, write_line, write_text
from briefbook.handouts.writing import Content, HandoutKind, HandoutWriter
from briefbook.index.rows import Card
from briefbook.kinds.meeting import IfRaised, Meeting
from briefbook.kinds.standing import standings_of
from briefbook.pages.context import role_on, say_day, say_role_of
from briefbook.pages.parts.lists import find_line, order_raised
from briefbook.pages.parts.stands import state_standing, tell_absence
from briefbook.statements.absence import no_own_position
from briefbook.statements.words import Piece, Sentence, say_sentence, split


def _write_read_ahead(key: str, writer: HandoutWriter) -> Content:
    meeting: Meeting = writer.one("meeting", key)
    sections = (
        Section("Purpose", write_text(writer, meeting.purpose), "box"),
        Section("Objectives", list_texts(writer, meeting.objectives)),
        Section("Points to make", list_texts(writer, meeting.points, ordered=True)),
        Section("Who you will meet", tuple(_meet(writer, meeting))),
        Section("If raised", tuple(_answer_points(writer, meeting))),
        Section("Background: may be used", write_text(writer, meeting.background), "usable"),
        Section(
            "Background: not for disclosure",
            write_text(writer, meeting.background_private),
            "private",
        ),
        Section("Contact", put_words(meeting.contact or writer.one("config", "contact"))),
    )
    facts = _list_facts(writer, meeting)
    stands = [standings_of(ref, writer.view) for ref in meeting.attendees]
    dates = [held.date for one in stands for each in one.values() for held in each.latest]
    return Content(meeting.title, sections, facts, dates)


def _list_facts(writer: HandoutWriter, meeting: Meeting) -> tuple[tuple[str, Line], ...]:
    return (
        ("When", words(say_day(meeting.date))),
        ("Where", words(meeting.place)),
        ("Our side", words(", ".join(meeting.delegation))),
        ("Follows", writer.name(meeting.follows)),
        ("Briefing", writer.name(meeting.briefing)),
        ("Reference", words(meeting.reference)),
    )


def _meet(writer: HandoutWriter, meeting: Meeting) -> Iterator[Block]:
    issues = tuple(point.issue for point in order_raised(meeting))
    sides: dict[str, str] = {}
    for ref in meeting.attendees:
        group = _present(writer, ref, meeting.date, issues, sides)
        if group:
            yield group


def _answer_points(writer: HandoutWriter, meeting: Meeting) -> Iterator[Block]:
    rows = [_answer_point(writer, point) for point in order_raised(meeting)]
    shown = tuple(row for row in rows if row[1][0])
    if shown:
        yield Table("", ("Likelihood", "Issue", "Our line"), shown, (2, 3, 9))


def _answer_point(writer: HandoutWriter, point: IfRaised) -> tuple[tuple[Line, ...], ...]:
    ours = write_line(writer, find_line(writer, point)) or words("No line yet.", "quiet")
    return (words(point.likelihood, "strong"),), (writer.name(point.issue),), (ours,)


def _present(
    writer: HandoutWriter, ref: str, date: str, issues: tuple[str, ...], sides: dict[str, str]
) -> Group | None:
    """Return somebody to be met: role on the day, and where they stand on each issue.

    ``issues`` come first, in their order; then the others that they have a position on.
    ``sides`` are those that were told of, each with whom: nobody reads the same twice.
    None where this edition may not know of them.
    """
    card: Card | None = writer.one("card", ref)
    if card is None:
        return None
    own: tuple[Block, ...] = tuple(Paragraph(line) for line in _say_own(writer, ref, issues))
    blocks = own or tuple(_speak_for_side(writer, card, date, issues, sides))
    return Group(writer.name(ref, "strong"), _say_who(writer, card, date), blocks)


def _say_own(writer: HandoutWriter, ref: str, issues: tuple[str, ...]) -> Iterator[Line]:
    """Yield where somebody stands, and on which of the issues given nothing is found.

    Nothing is yielded where there is no position at all.
    """
    lines = tuple(_say_places(writer, ref, issues))
    yield from lines
    absent = tell_absence(writer, issues, standings_of(ref, writer.view)) if lines else ()
    if absent:
        yield writer.tell(absent)


def _speak_for_side(
    writer: HandoutWriter, card: Card, date: str, issues: tuple[str, ...], sides: dict[str, str]
) -> Iterator[Block]:
    """Yield where the body stands that somebody has an office in, and the bodies within it."""
    role = role_on(card.roles, date)
    body = role.organization if role else ""
    teller = writer.name(sides.get(body, ""))
    refer = (*words(" For their side, see "), *teller, *words(".")) if teller else ()
    yield Paragraph((*words(say_sentence(no_own_position(())), "quiet"), *refer))
    if not body or body in sides:
        return
    for side in (body, *sorted(writer.all("parts-of", body))):
        for line in _say_places(writer, side, issues):
            sides[body] = card.ref
            yield Paragraph((*writer.name(side, "emphasis"), *words(" – "), *line))


def _say_places(writer: HandoutWriter, ref: str, issues: Iterable[str]) -> Iterator[Line]:
    """Yield where somebody stands, with the words: a line for each issue, those given first."""
    stands = standings_of(ref, writer.view)
    for issue in dict.fromkeys((*issues, *sorted(stands))):
        made, _ = state_standing(writer, stands[issue]) if issue in stands else (None, [])
        if made:
            shown = [(*one.quotes, *one.note) for one in place_all(writer, stands[issue])]
            said = join_lines(shown, " ")
            yield (*_write_sentence(writer, made, issue), *words(" " if said else ""), *said)


def _write_sentence(writer: HandoutWriter, made: Sentence, issue: str) -> Line:
    """Return a sentence in few words, its issue and its stances in the print of such."""
    pieces = split(made, brief=True, within="positions")
    return tuple(span for one in pieces for span in _write_piece(writer, one, issue))


def _write_piece(writer: HandoutWriter, piece: Piece, issue: str) -> Line:
    if piece.name == "issue":
        return writer.name(issue, "label")
    return words(piece.words, "strong" if piece.name.endswith(".stance") else "")


def _say_who(writer: HandoutWriter, card: Card, date: str) -> Line:
    spoken = words(f"say: {card.pronunciation}" if card.pronunciation else "", "emphasis")
    role = words(say_role_of(writer, card.ref, date))
    return join_lines([role, spoken], " · ")


READ_AHEAD = HandoutKind("read-ahead", "Read-ahead", "meeting", _write_read_ahead, sides=2)
