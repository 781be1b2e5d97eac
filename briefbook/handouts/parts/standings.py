"""Where somebody stands on an issue: in words, since when, how it is known, in which words."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefbook.handouts.document import Line, Span, join, words
from briefbook.handouts.prose import write_line
from briefbook.handouts.writing import Writer, quote_words
from briefbook.kinds.position import Held
from briefbook.kinds.quote import Said
from briefbook.pages.parts.days import latest_key, say_short_day
from briefbook.pages.parts.quotes import BASIS_WORDS
from briefbook.standing import STRENGTH, Standing, basis_of, is_off_scale, is_second_hand
from briefbook.standing import say_stance as say_labels

FIRST_HAND = ("quoted", "partly-quoted")


class Place(NamedTuple):
    """One of an actor's latest positions on an issue, as handouts print it.

    ``stance`` are the words on it with a condition, ``since`` from when it is known to have
    been held, ``basis`` how it is known, ``quotes`` what was said, with the notes.
    """

    stance: Line
    since: str
    basis: str
    quotes: Line
    note: Line


def place_all(writer: Writer, standing: Standing) -> tuple[Place, ...]:
    """Return the latest positions of a standing, the newest first."""
    return tuple(place(writer, standing, held) for held in standing.latest)


def place(writer: Writer, standing: Standing, held: Held) -> Place:
    """Return one position."""
    said = pick_quotes(writer, held.evidence)
    note = writer.cite_all(held.evidence)
    return Place(
        stance=say_position(writer, standing, held),
        since=say_since(standing, held),
        basis=say_basis(writer, held),
        quotes=quote_words(said[0]) if said else write_line(writer, held.summary),
        note=note,
    )


def say_position(writer: Writer, standing: Standing, held: Held) -> Line:
    """Return a stance in words: its condition, and whose it is where it is a body's."""
    body = writer.name(standing.inherited_from)
    off = " (off the scale)" if is_off_scale(held.stance) else ""
    return join(
        [
            words(say_labels(held.stance) + off, "strong"),
            words(f"if {held.condition}" if held.condition else ""),
            (Span("as "), *body) if body else (),
        ]
    )


def say_since(standing: Standing, held: Held) -> str:
    """Return the day of a position, and since when the same is known where that is earlier."""
    first = find_first(standing, held)
    day = say_short_day(held.date) if held.date else ""
    if first.date and first.date != held.date:
        return f"{say_short_day(first.date)}, last {day}"
    return day


def find_first(standing: Standing, held: Held) -> Held:
    """Return the earliest position of an unbroken run of the same stance."""
    first = held
    for earlier in standing.earlier:
        if earlier.condition == held.condition:
            if earlier.stance != held.stance:
                break
            first = earlier
    return first


def say_basis(writer: Writer, held: Held) -> str:
    """Return how a position is known, and what is doubtful about it."""
    basis = basis_of(held, writer.look)
    sure = "" if held.confidence == "high" else f"{held.confidence} confidence"
    second = "second-hand" if is_second_hand(held, writer.look) else ""
    return ", ".join(filter(None, (BASIS_WORDS.get(basis, basis), second, sure)))


def pick_quotes(writer: Writer, refs: Iterable[str]) -> list[Said]:
    """Return quotes, the one to print first: marked best, else first-hand, else the latest."""
    found = [said for ref in dict.fromkeys(refs) if (said := writer.look.one("quote", ref))]
    found.sort(key=lambda said: latest_key(said.date), reverse=True)
    return sorted(found, key=rank_quote)


def rank_quote(said: Said) -> tuple[bool, int]:
    """Return what puts quotes marked best first, then their own words before reported ones."""
    place = STRENGTH.index(said.basis) if said.basis in STRENGTH else len(STRENGTH)
    return not said.best, place


def say_before(standing: Standing, held: Held) -> str:
    """Return what was held before, and when; "" if nothing else was."""
    same = [one for one in standing.earlier if one.condition == held.condition]
    before = next((one for one in same if one.stance != held.stance), None)
    if before is None:
        return ""
    when = f" ({say_short_day(before.date)})" if before.date else ""
    return f"before: {say_labels(before.stance)}{when}"


def list_latest(standings: Sequence[Standing]) -> list[tuple[Standing, Held]]:
    """Return every latest position with its standing."""
    return [(standing, held) for standing in standings for held in standing.latest]
