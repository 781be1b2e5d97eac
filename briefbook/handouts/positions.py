"""Where somebody stands on an issue: in words, shown when, known how, said in which words."""

from collections.abc import Iterable
from typing import NamedTuple

from briefbook.handouts.document import Line, join_lines, words
from briefbook.handouts.prose import write_line
from briefbook.handouts.writing import HandoutWriter, quote_with_voice, tell_sentence
from briefbook.kinds.issue import OFF_SCALE
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.quote import Said
from briefbook.kinds.standing import Standing, join_alike, say_move, say_shown
from briefbook.pages.parts.days import latest_key
from briefbook.pages.parts.evidence import show_doubts
from briefbook.statements.basis import STRENGTH
from briefbook.statements.positions import off_scale, position_of, say_labels
from briefbook.statements.words import say_sentence


class PrintedPosition(NamedTuple):
    """One of an actor's latest positions on an issue, as handouts print it.

    ``stance`` are the words on it with a condition, ``shown`` the days on which it is
    attested, ``basis`` how it is known, ``quotes`` what was said, with the notes; ``moved``
    tells of a move to it.
    """

    stance: Line
    shown: str
    basis: str
    quotes: Line
    note: Line
    moved: str


def place_all(writer: HandoutWriter, standing: Standing) -> tuple[PrintedPosition, ...]:
    """Return the latest positions of a standing, the newest first."""
    return tuple(place_position(writer, standing, held) for held in join_alike(standing.latest))


def place_position(
    writer: HandoutWriter, standing: Standing, held: DatedPosition
) -> PrintedPosition:
    """Return one position."""
    said = pick_quotes(writer, held.evidence)
    note = writer.cite_all(held.evidence)
    quoted = quote_with_voice(writer, said[0], held.actor) if said else ()
    return PrintedPosition(
        stance=say_position(writer, standing, held),
        shown=say_sentence(say_shown(standing, held), brief=True),
        basis=say_doubts(writer, held),
        quotes=quoted or write_line(writer, held.summary),
        note=note,
        moved=say_sentence(say_move(standing, held, writer.look), brief=True),
    )


def say_position(writer: HandoutWriter, standing: Standing, held: DatedPosition) -> Line:
    """Return a stance in words: who describes it, its condition, and whose it is."""
    off = say_sentence(off_scale(held.stance, OFF_SCALE))
    labels = say_labels(held.stance) + (f" ({off})" if off else "")
    reporter = show_doubts(writer.desk, held)["reporter"]
    body = standing.inherited_from
    stance = words(labels, "strong")
    return join_lines(
        [
            (*words(f"{reporter} "), *stance) if reporter else stance,
            words(f"if {held.condition}" if held.condition else ""),
            tell_sentence(writer, position_of(writer.call(body)), {"body": body}),
        ]
    )


def say_doubts(writer: HandoutWriter, held: DatedPosition) -> str:
    """Return how a position is known, and what is doubtful about it."""
    told = show_doubts(writer.desk, held)
    return ", ".join(
        filter(None, (told["basis_words"], told["second_hand"], told["confidence"]))
    )


def pick_quotes(writer: HandoutWriter, refs: Iterable[str]) -> list[Said]:
    """Return quotes, the one to print first: marked best, else first-hand, else the latest."""
    found = [said for ref in dict.fromkeys(refs) if (said := writer.look.one("quote", ref))]
    found.sort(key=lambda said: latest_key(said.date), reverse=True)
    return sorted(found, key=rank_quote)


def rank_quote(said: Said) -> tuple[bool, int]:
    """Return what puts quotes marked best first, then their own words before reported ones."""
    place = STRENGTH.index(said.basis) if said.basis in STRENGTH else len(STRENGTH)
    return not said.best, place
