"""The read-ahead: what an official reads in a car before a meeting, on two sides at most.

The first side is for the meeting itself: what matters most, what it is for, what to say, what
may be raised. The second is on the others, on what either side asks, and what to read besides.
"""

from collections.abc import Iterable, Iterator, Sequence

from briefbook.handouts.document import (
    Beside,
    Block,
    Group,
    Line,
    Listing,
    Paragraph,
    Section,
    Table,
    join_lines,
    list_items,
    words,
)
from briefbook.handouts.parts import place_all, say_article
from briefbook.handouts.prose import list_texts, write_line, write_text
from briefbook.handouts.writing import Content, HandoutKind, HandoutWriter
from briefbook.index.rows import Card
from briefbook.kinds.actor import Actor
from briefbook.kinds.meeting import IfRaised, Meeting
from briefbook.kinds.standing import standings_of
from briefbook.pages.context import role_on, say_day, say_role_of
from briefbook.pages.parts.lists import find_line, order_raised, pick_reading
from briefbook.pages.parts.stands import state_standing, tell_absence
from briefbook.statements.absence import no_own_position
from briefbook.statements.words import Piece, Sentence, say_sentence, split

IN_FULL = 10
"""How many of those who will be met are told of in full; of the others, who they are."""


def _write_read_ahead(key: str, writer: HandoutWriter) -> Content:
    meeting: Meeting = writer.one("meeting", key)
    sections = (*_list_front(writer, meeting), *_list_back(writer, meeting))
    facts = _list_facts(writer, meeting)
    stands = [standings_of(ref, writer.view) for ref in meeting.attendees]
    dates = [held.date for one in stands for each in one.values() for held in each.latest]
    return Content(meeting.title, sections, facts, dates)


def _list_front(writer: HandoutWriter, meeting: Meeting) -> Iterator[Section]:
    """Yield what somebody takes into the meeting."""
    yield Section("Bottom line", write_text(writer, meeting.bottom_line), "box")
    purpose = Section("Purpose", write_text(writer, meeting.purpose), "box")
    yield purpose._replace(tone="") if meeting.bottom_line else purpose
    yield Section("Objectives", list_texts(writer, meeting.objectives))
    yield Section("Points to make", list_texts(writer, meeting.points, ordered=True))
    yield Section("If raised", tuple(_answer_points(writer, meeting)))
    yield Section("Background: may be used", write_text(writer, meeting.background), "usable")
    private = write_text(writer, meeting.background_private)
    yield Section("Background: not for disclosure", private, "private")


def _list_back(writer: HandoutWriter, meeting: Meeting) -> Iterator[Section]:
    """Yield what somebody reads before it."""
    yield Section("Who you will meet", tuple(_meet(writer, meeting)), opens_side=True)
    yield Section("What is asked", tuple(_ask(writer, meeting)))
    yield Section("Red lines", list_texts(writer, meeting.red_lines), "private")
    yield Section("Last contact", tuple(_recall(writer, meeting)))
    yield Section("Further reading", _read_further(writer, meeting))


def _list_facts(writer: HandoutWriter, meeting: Meeting) -> tuple[tuple[str, Line], ...]:
    drafted = filter(None, (meeting.drafter, say_day(meeting.drafted)))
    return (
        ("When", words(say_day(meeting.date))),
        ("Where", words(meeting.place)),
        ("Our side", words(", ".join(meeting.delegation))),
        ("Briefing", writer.name(meeting.briefing)),
        ("Drafted", words(", ".join(drafted))),
        ("Cleared", words(meeting.cleared_by)),
        ("Contact", words(meeting.contact)),
        ("Reference", words(meeting.reference)),
    )


def _meet(writer: HandoutWriter, meeting: Meeting) -> Iterator[Block]:
    issues = tuple(point.issue for point in order_raised(meeting))
    sides: dict[str, str] = {}
    for ref in meeting.attendees[:IN_FULL]:
        group = _present(writer, ref, meeting.date, issues, sides)
        if group:
            yield group
    yield from _name_others(writer, meeting.attendees[IN_FULL:], meeting.date)


def _name_others(writer: HandoutWriter, refs: Sequence[str], date: str) -> Iterator[Block]:
    """Yield who else will be met, each with their role on the day, in two columns."""
    told = ((writer.name(ref, "strong"), words(say_role_of(writer, ref, date))) for ref in refs)
    named = [(join_lines(one),) for one in told if one[0]]
    half = (len(named) + 1) // 2
    if named:
        yield Paragraph(words("Also there"), style="heading")
        yield Beside(list_items(named[:half]), list_items(named[half:]))


def _answer_points(writer: HandoutWriter, meeting: Meeting) -> Iterator[Block]:
    rows = [_answer_point(writer, point) for point in order_raised(meeting)]
    shown = tuple(row for row in rows if row[1][0])
    if shown:
        yield Table("", ("Likelihood", "Issue", "Our line"), shown, (2, 3, 9))


def _answer_point(writer: HandoutWriter, point: IfRaised) -> tuple[tuple[Line, ...], ...]:
    ours = write_line(writer, find_line(writer, point)) or words("No line yet.", "quiet")
    return (words(point.likelihood, "strong"),), (writer.name(point.issue),), (ours,)


def _ask(writer: HandoutWriter, meeting: Meeting) -> Iterator[Block]:
    """Yield what is asked: by one side, or by both beside each other."""
    theirs = _put_under("They may ask", list_texts(writer, meeting.asks))
    ours = _put_under("We ask", list_texts(writer, meeting.our_asks))
    if theirs and ours:
        yield Beside(theirs, ours)
    else:
        yield from theirs or ours


def _put_under(heading: str, listed: tuple[Listing, ...]) -> tuple[Block, ...]:
    return (Paragraph(words(heading), style="heading"), *listed) if listed else ()


def _recall(writer: HandoutWriter, meeting: Meeting) -> Iterator[Block]:
    """Yield the meeting before, with what came of it, and what else is told of a contact."""
    before: Meeting | None = writer.one("meeting", meeting.follows) if meeting.follows else None
    if before:
        when = (words(say_day(before.date)), words(before.place))
        yield Paragraph(join_lines([writer.name(meeting.follows, "strong"), *when]))
        yield from write_text(writer, before.outcome)
    yield from write_text(writer, meeting.last_contact)


def _read_further(writer: HandoutWriter, meeting: Meeting) -> tuple[Block, ...]:
    """Return what to read besides: what the meeting names, else articles of its briefing."""
    named = list_texts(writer, meeting.further_reading)
    articles = pick_reading(writer.view, meeting)
    return named or list_items((say_article(writer, ref),) for ref in articles)


def _present(
    writer: HandoutWriter, ref: str, date: str, issues: tuple[str, ...], sides: dict[str, str]
) -> Group | None:
    """Return somebody to be met: role on the day, who they are, where they stand on each issue.

    ``issues`` come first, in their order; then the others that they have a position on.
    ``sides`` are those that were told of, each with whom: nobody reads the same twice.
    None where this edition may not know of them.
    """
    card: Card | None = writer.one("card", ref)
    if card is None:
        return None
    about = write_line(writer, card.line)
    own = tuple(_say_own(writer, ref, issues))
    first, *others = own or _speak_for_side(writer, card, date, issues, sides)
    lines = (about, first) if own else (join_lines([about, first], " "),)
    blocks = tuple(Paragraph(line) for line in (*lines, *others) if line)
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
) -> Iterator[Line]:
    """Yield where the body stands that somebody has an office in, and the bodies within it."""
    role = role_on(card.roles, date)
    body = role.organization if role else ""
    teller = writer.name(sides.get(body, ""))
    refer = (*words(" For their side, see "), *teller, *words(".")) if teller else ()
    yield (*words(say_sentence(no_own_position(())), "quiet"), *refer)
    if not body or body in sides:
        return
    for side in (body, *sorted(writer.all("parts-of", body))):
        for line in _say_places(writer, side, issues):
            sides[body] = card.ref
            yield (*writer.name(side, "emphasis"), *words(" – "), *line)


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
    """Return somebody's role on the day, how to address them, and how to say their name."""
    actor: Actor | None = writer.one("actor", card.ref)
    role = words(say_role_of(writer, card.ref, date))
    address = (
        words(f"address: {actor.form_of_address}") if actor and actor.form_of_address else ()
    )
    spoken = words(f"say: {card.pronunciation}" if card.pronunciation else "", "emphasis")
    return join_lines([role, address, spoken], " · ")


READ_AHEAD = HandoutKind(
    "read-ahead", "Read-ahead", "meeting", _write_read_ahead, sides=2, may_be_short=True
)
