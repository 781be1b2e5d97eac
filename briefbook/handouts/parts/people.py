"""People in handouts: their role on the day, how to say their name, and where they stand."""

from collections.abc import Iterable, Iterator

from briefbook.handouts.document import Block, Group, Line, Paragraph, Span, join, words
from briefbook.handouts.parts.standings import Place, place_all
from briefbook.handouts.writing import Writer
from briefbook.index.cards import Card
from briefbook.kinds.standing import Standing, standings_of
from briefbook.pages.parts.links import role_on, say_role_of
from briefbook.statements.absence import no_own_position
from briefbook.statements.words import say


def present(
    writer: Writer, ref: str, date: str, issues: tuple[str, ...], sides: dict[str, str]
) -> Group | None:
    """Return somebody to be met: role on the day, and where they stand on each issue.

    ``issues`` come first, in their order; then the others that they have a position on.
    ``sides`` are those that were told of, each with whom: nobody reads the same twice.
    None where this edition may not know of them.
    """
    card: Card | None = writer.look.one("card", ref)
    if card is None:
        return None
    own: tuple[Block, ...] = tuple(Paragraph(line) for line in say_places(writer, ref, issues))
    blocks = own or tuple(speak_for_side(writer, card, date, issues, sides))
    return Group(writer.name(ref, "strong"), say_who(writer, card, date), blocks)


def say_places(writer: Writer, ref: str, issues: Iterable[str]) -> Iterator[Line]:
    """Yield where somebody stands, a line for each position."""
    for standing, one in list_places(writer, ref, issues):
        yield say_place(writer, standing, one)


def speak_for_side(
    writer: Writer, card: Card, date: str, issues: tuple[str, ...], sides: dict[str, str]
) -> Iterator[Block]:
    """Yield where the body stands that somebody has an office in, and the bodies within it."""
    role = role_on(card.roles, date)
    body = role.organization if role else ""
    own = words(say(no_own_position(())), "quiet")
    yield Paragraph((*own, *refer(writer, body, sides)))
    for side in side_of(writer, body) if body not in sides else ():
        for line in say_places(writer, side, issues):
            sides[body] = card.ref
            yield Paragraph((*writer.name(side, "emphasis"), Span(" – "), *line))


def refer(writer: Writer, body: str, sides: dict[str, str]) -> Line:
    """Return with whom a side was told of, nothing if it was not."""
    teller = writer.name(sides.get(body, ""))
    return (Span(" For their side, see "), *teller, Span(".")) if teller else ()


def side_of(writer: Writer, body: str) -> Iterator[str]:
    """Yield a body and those within it, nothing for none."""
    if body:
        yield from (body, *sorted(writer.look.all("parts-of", body)))


def list_places(
    writer: Writer, ref: str, issues: Iterable[str]
) -> list[tuple[Standing, Place]]:
    """Return where somebody stands, on the issues given first."""
    stands = standings_of(ref, writer.look)
    ordered = [issue for issue in dict.fromkeys((*issues, *sorted(stands))) if issue in stands]
    visible = [stands[issue] for issue in ordered if writer.name(issue)]
    return [(standing, one) for standing in visible for one in place_all(writer, standing)]


def say_place(writer: Writer, standing: Standing, one: Place) -> Line:
    """Return a position in one line: the issue, the stance, when it is shown, and the words."""
    issue = writer.name(standing.issue, "label")
    told = join([one.stance, words(one.shown), words(one.basis), words(one.moved)])
    said = (Span(". "), *one.quotes) if one.quotes else ()
    return (*issue, Span(": "), *told, *said, *one.note)


def say_who(writer: Writer, card: Card, date: str) -> Line:
    """Return the office as it may be named on the day, and how to say the name."""
    spoken = words(f"say: {card.pronunciation}" if card.pronunciation else "", "emphasis")
    role = words(say_role_of(writer.desk, card.ref, date))
    return join([role, spoken], " · ")
