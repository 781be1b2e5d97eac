"""Where actors stand: which of many dated positions counts, and how each is known.

What may be said of it is decided in ``statements/``; here the facts are gathered for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefbook.index.ledger import EditionView, FullView
from briefbook.index.rows import Card
from briefbook.kinds import name_kinds
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.quote import Said, find_teller
from briefbook.kinds.relation import KnownRelation
from briefbook.statements.basis import Proof, find_basis
from briefbook.statements.offices import Tenure, may_be_held
from briefbook.statements.positions import Stance, layer_days, moved, shown_on
from briefbook.statements.words import Sentence
from briefbook.syntax.dates import recency_key


class Standing(NamedTuple):
    """The latest positions of an actor on an issue, for each condition, the newest first.

    Those that no other may follow stand side by side; ``earlier`` holds the others.
    ``inherited_from`` is the body whose positions these are.
    """

    actor: str
    issue: str
    latest: tuple[DatedPosition, ...]
    earlier: tuple[DatedPosition, ...]
    inherited_from: str = ""


def held_key(held: DatedPosition) -> tuple[tuple[str, str], tuple[str, bool, str, str, int]]:
    """Return what orders positions in lists: the newest last, then the place in the file.

    The place counts among lines of one actor on one issue alone: elsewhere it would tell of
    lines between them that an edition does not see.
    """
    days = recency_key(held.date) if held.date else ("", "")
    return days, (held.article, held.is_line, held.actor, held.issue, held.order)


def stand(
    actor: str, issue: str, positions: Iterable[DatedPosition], inherited_from: str = ""
) -> Standing:
    """Return where an actor stands: for each condition the positions that may be the latest."""
    ordered = sorted(positions, key=held_key, reverse=True)
    conditions: dict[str, list[DatedPosition]] = defaultdict(list)
    for held in ordered:
        conditions[held.condition].append(held)
    first = {id(held) for alike in conditions.values() for held in next(layer(alike), ())}
    latest = tuple(held for held in ordered if id(held) in first)
    earlier = tuple(held for held in ordered if id(held) not in first)
    return Standing(actor, issue, latest, earlier, inherited_from)


def layer(positions: list[DatedPosition]) -> Iterator[list[DatedPosition]]:
    """Yield positions in layers, the latest first: within one, none surely came before."""
    for places in layer_days([held.date for held in positions]):
        yield [positions[place] for place in places]


def join_alike(latest: Iterable[DatedPosition]) -> tuple[DatedPosition, ...]:
    """Return positions that say the same as one, with the evidence of all, for short lists.

    Day and confidence are those of the newest.
    """
    joined: dict[tuple[object, ...], DatedPosition] = {}
    for held in latest:
        same = (held.actor, held.issue, held.stance, held.condition)
        first = joined.setdefault(same, held)
        evidence = tuple(dict.fromkeys((*first.evidence, *held.evidence)))
        joined[same] = first._replace(evidence=evidence)
    return tuple(joined.values())


def find_run(
    standing: Standing, held: DatedPosition
) -> tuple[list[DatedPosition], list[DatedPosition]]:
    """Return the layers of positions that say the same as a latest one, and the one before.

    The first list holds all that stand side by side with ``held``, and every earlier layer
    that gives the same answer; the second the first layer that does not.
    """
    run = [one for one in standing.latest if one.condition == held.condition]
    earlier = [one for one in standing.earlier if one.condition == held.condition]
    for before in layer(earlier):
        if {one.stance for one in (*run, *before)} != {held.stance}:
            return run, before
        run += before
    return run, []


def say_move(standing: Standing, held: DatedPosition, view: EditionView) -> Sentence | None:
    """Return from where an actor moved to one of the latest positions, if the facts show it."""
    if not is_latest(standing, held):
        return None
    run, before = find_run(standing, held)
    sides = [[see_stance(standing, one, view) for one in side] for side in (before, run)]
    return moved(*sides)


def is_latest(standing: Standing, held: DatedPosition) -> bool:
    """Tell whether a position is one of the latest, alone or joined with others."""
    return held.ref in [one.ref for one in standing.latest]


def see_stance(standing: Standing, held: DatedPosition, view: EditionView) -> Stance:
    """Return a position as statements see it."""
    is_theirs = not standing.inherited_from and is_first_hand(held, view)
    return Stance(held.date, held.stance, held.condition, is_theirs)


def say_shown(standing: Standing, held: DatedPosition) -> Sentence | None:
    """Return on which day a position is shown, and on which earlier one the same was."""
    if not is_latest(standing, held):
        return shown_on(held.date)
    run, _ = find_run(standing, held)
    alike = [one for one in run if one.stance == held.stance]
    return shown_on(held.date, alike[-1].date)


def standings_of(actor: str, view: EditionView) -> dict[str, Standing]:
    """Return where an actor stands on each issue; a spokesperson inherits what they lack."""
    own = group_by_issue(view.all("positions-of", actor))
    stands = {issue: stand(actor, issue, held) for issue, held in own.items()}
    for body in bodies_of(actor, view):
        for issue, held in group_by_issue(view.all("positions-of", body)).items():
            stands.setdefault(issue, stand(actor, issue, held, inherited_from=body))
    return stands


def bodies_of(actor: str, view: EditionView | FullView) -> list[str]:
    """Return the bodies that an actor has spoken for, in a stable order."""
    quotes = (view.one("quote", ref) for ref in view.all("speaks-for", actor))
    return sorted({quote.on_behalf_of for quote in quotes if quote})


def group_by_issue(positions: Iterable[DatedPosition]) -> dict[str, list[DatedPosition]]:
    """Return positions by issue."""
    grouped: dict[str, list[DatedPosition]] = defaultdict(list)
    for held in positions:
        grouped[held.issue].append(held)
    return dict(grouped)


def group_by_actor(positions: Iterable[DatedPosition]) -> dict[str, list[DatedPosition]]:
    """Return positions by actor."""
    grouped: dict[str, list[DatedPosition]] = defaultdict(list)
    for held in positions:
        grouped[held.actor].append(held)
    return dict(grouped)


def basis_of(held: DatedPosition, view: EditionView) -> str:
    """Return how a position is known: by what is given, and by its evidence."""
    return find_basis(held.basis, list_proofs(held, view))


def list_proofs(held: DatedPosition, view: EditionView) -> Iterator[Proof]:
    """Yield what a position rests on, each with its basis."""
    for ref in held.evidence:
        quote: Said | None = view.one("quote", ref)
        event = None if quote else view.one("event", ref)
        if quote:
            yield Proof(quote.basis, is_of_side(quote, held.actor, view))
        elif event and event.votes:
            sides = (*event.actors, *(one for some in event.votes.by.values() for one in some))
            yield Proof("voted", held.actor in sides)


def list_quotes(held: DatedPosition, view: EditionView | FullView) -> list[Said]:
    """Return the quotes that a position rests on, those that can be seen."""
    return [quote for ref in held.evidence if (quote := view.one("quote", ref))]


def list_sides(held: DatedPosition, view: EditionView | FullView) -> list[bool]:
    """Tell of each quote behind a position whether it is from its actor's side."""
    return [is_of_side(quote, held.actor, view) for quote in list_quotes(held, view)]


def is_first_hand(held: DatedPosition, view: EditionView) -> bool:
    """Tell whether no quote, or some quote behind a position may be from its actor's side."""
    sides = list_sides(held, view)
    return any(sides) or not sides


def is_of_side(quote: Said, actor: str, view: EditionView | FullView) -> bool:
    """Tell whether the words of a quote may be those of an actor's side.

    They are the actor's own, or said on their behalf; or those of a body within it, or of
    somebody who may have held an office, on that day, of that body or one within it. Words
    that describe somebody are nobody's but the reporter's.
    """
    if quote.basis == "described":
        return False
    voices = [one for one in (quote.speaker, quote.on_behalf_of) if one]
    if actor in voices:
        return True
    card: Card | None = view.one("card", quote.speaker) if quote.speaker else None
    offices = (
        role.organization
        for role in (card.roles if card else ())
        if role.organization
        and may_be_held(Tenure(role.start, role.end, role.as_of), quote.date)
    )
    return any(actor in list_above(one, view) for one in (*voices, *offices))


def list_above(actor: str, view: EditionView | FullView) -> list[str]:
    """Return a body and all that it is part of, from below upwards."""
    found = [actor]
    while True:
        card: Card | None = view.one("card", found[-1])
        if card is None or not card.part_of or card.part_of in found:
            return found
        found.append(card.part_of)


def trace_teller(said: Said, view: EditionView) -> str:
    """Return through whom words are known: their reporter, or who prints their source.

    Of a source that was seen through another, that is the actor who publishes the other one,
    else the other one itself.
    """
    teller = find_teller(said)
    source = None if teller or not said.source else view.one("source", said.source)
    via = view.one("source", source.via) if source and source.via else None
    if source is None or via is None:
        return teller
    named = view.all("name", via.publisher)
    found: set[str] = {ref for ref, kind, _ in named if kind == "actor"}
    return found.pop() if len(found) == 1 else str(source.via)


def find_reporters(held: DatedPosition, view: EditionView) -> list[str]:
    """Return who describes a position: who tells of it, and whose words about it are there."""
    told = (
        ref
        for quote in list_quotes(held, view)
        for ref in (quote.speaker if quote.basis != "described" else "", find_teller(quote))
    )
    return [ref for ref in dict.fromkeys(told) if ref and ref != held.actor]


def name_tellers(held: DatedPosition, basis: str, view: EditionView) -> list[str]:
    """Return who is named for a position that is known from others, by its basis.

    It is who describes it, or through whom the words are known that are reported; else nobody.
    """
    if basis == "described":
        return find_reporters(held, view)
    reported = (one for one in list_quotes(held, view) if one.basis == basis == "reported")
    told = dict.fromkeys(trace_teller(one, view) for one in reported)
    return [ref for ref in told if ref and ref != held.actor]


def stance_place(stance: tuple[str, ...], scale: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the span of a stance on its scale (positions from 0), or None if it is off it."""
    places = [scale.index(label) for label in stance if label in scale]
    return (min(places), max(places)) if places else None


def date_of_relation(tie: KnownRelation, view: EditionView) -> str:
    """Return the date of a relation in EDTF: its own, else that of its evidence.

    Of its evidence counts the first event that has a date, else the first such quote, else
    the first such claim. Without any it is the date of the article, or "".
    """
    place = view.one("place", tie.article)
    return tie.date or date_of_evidence(tie.evidence, view) or (place.date if place else "")


def date_tie(tie: KnownRelation, view: EditionView) -> KnownRelation:
    """Return a relation with its date, and whether the year of that is inferred."""
    events = (one for ref in tie.evidence if (one := view.one("event", ref)) and one.date)
    dating = None if tie.date else next(events, None)
    date = date_of_relation(tie, view)
    return tie._replace(date=date, is_year_inferred=bool(dating and dating.year_inferred))


def date_of_evidence(refs: Sequence[str], view: EditionView) -> str:
    """Return the first date of evidence that an edition sees, "" if there is none.

    The kinds are asked in their order: an event tells most of when something was.
    """
    kinds = name_kinds("is_evidence")
    found = (one for kind in kinds for ref in refs if (one := view.one(kind, ref)))
    return next(filter(None, (getattr(one, "date", "") for one in found)), "")
