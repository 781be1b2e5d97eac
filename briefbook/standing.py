"""Where actors stand: which of many dated positions counts."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from briefbook.kinds.issue import OFF_SCALE
from briefbook.kinds.position import Held
from briefbook.ledger import Look
from briefbook.reading.dates import parse_date

STRENGTH = ("quoted", "partly-quoted", "voted", "reported", "described", "inferred")
"""Bases from the firmest to the weakest."""


class Standing(NamedTuple):
    """The latest positions of an actor on an issue, one for each condition, the newest first.

    ``earlier`` holds the others; ``inherited_from`` is the body whose positions these are.
    """

    actor: str
    issue: str
    latest: tuple[Held, ...]
    earlier: tuple[Held, ...]
    inherited_from: str = ""


def held_key(held: Held) -> tuple[str, str, str, bool, str, str, int]:
    """Return what orders positions: latest day, then earliest, then the place in the file.

    The place counts among lines of one actor on one issue alone: elsewhere it would tell of
    lines between them that an edition does not see.
    """
    date = parse_date(held.date) if held.date else None
    days = (date.latest, date.earliest) if date else ("", "")
    place = (held.article, held.is_line, held.actor, held.issue, held.order)
    return (*days, *place)


def stand(
    actor: str, issue: str, positions: Iterable[Held], inherited_from: str = ""
) -> Standing:
    """Return where an actor stands: for each condition the latest position."""
    ordered = sorted(positions, key=held_key)
    by_condition = {held.condition: held for held in ordered}
    latest = tuple(sorted(by_condition.values(), key=held_key, reverse=True))
    earlier = tuple(held for held in reversed(ordered) if held not in latest)
    return Standing(actor, issue, latest, earlier, inherited_from)


def standings_of(actor: str, look: Look) -> dict[str, Standing]:
    """Return where an actor stands on each issue; a spokesperson inherits what they lack."""
    own = group_by_issue(look.all("positions-of", actor))
    stands = {issue: stand(actor, issue, held) for issue, held in own.items()}
    for body in bodies_of(actor, look):
        for issue, held in group_by_issue(look.all("positions-of", body)).items():
            stands.setdefault(issue, stand(actor, issue, held, inherited_from=body))
    return stands


def bodies_of(actor: str, look: Look) -> list[str]:
    """Return the bodies that an actor has spoken for, in a stable order."""
    quotes = (look.one("quote", ref) for ref in look.all("speaks-for", actor))
    return sorted({quote.on_behalf_of for quote in quotes if quote})


def group_by_issue(positions: Iterable[Held]) -> dict[str, list[Held]]:
    """Return positions by issue."""
    grouped: dict[str, list[Held]] = defaultdict(list)
    for held in positions:
        grouped[held.issue].append(held)
    return dict(grouped)


def group_by_actor(positions: Iterable[Held]) -> dict[str, list[Held]]:
    """Return positions by actor."""
    grouped: dict[str, list[Held]] = defaultdict(list)
    for held in positions:
        grouped[held.actor].append(held)
    return dict(grouped)


def basis_of(held: Held, look: Look) -> str:
    """Return the basis given, else the firmest of the evidence, else ``inferred``."""
    if held.basis:
        return held.basis
    bases = (basis_of_evidence(ref, look) for ref in held.evidence)
    known = [basis for basis in bases if basis in STRENGTH]
    return min(known, key=STRENGTH.index, default="inferred")


def basis_of_evidence(ref: str, look: Look) -> str:
    """Return the basis of a quote, ``voted`` for an event with votes, else ""."""
    quote = look.one("quote", ref)
    if quote:
        return str(quote.basis)
    event = look.one("event", ref)
    return "voted" if event and event.votes else ""


def is_second_hand(held: Held, look: Look) -> bool:
    """Tell whether no quote behind a position is by, or on behalf of, its actor."""
    quotes = [quote for ref in held.evidence if (quote := look.one("quote", ref))]
    return bool(quotes) and all(held.actor not in (q.speaker, q.on_behalf_of) for q in quotes)


def stance_place(stance: tuple[str, ...], scale: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the span of a stance on its scale (positions from 0), or None if it is off it."""
    places = [scale.index(label) for label in stance if label in scale]
    return (min(places), max(places)) if places else None


def say_stance(stance: tuple[str, ...]) -> str:
    """Return the stance in words: labels read aloud, alternatives joined by "or"."""
    return " or ".join(label.replace("-", " ") for label in stance)


def is_off_scale(stance: tuple[str, ...]) -> bool:
    """Tell whether a stance is one of the words that stand on no scale."""
    return all(label in OFF_SCALE for label in stance)
