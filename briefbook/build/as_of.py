"""The book as it could have been written on a day: what came later makes no difference to it.

Only a build as of a day asks this. What is too late (``since.py``) gets a gate, and tells the
site nothing; what came about by then is rewritten as it was known: it names nothing that is
too late, and no end that was still to come.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from briefbook.base.addresses import resolve_path, split_target
from briefbook.build.since import (
    AHEAD,
    ALWAYS,
    Wait,
    first_day,
    list_evidence,
    list_needs,
    say_day,
    since_finder,
    since_of,
)
from briefbook.index.ledger import FullView
from briefbook.index.rows import Gate, join_gates
from briefbook.kinds.fields import MARKDOWN
from briefbook.kinds.kind import Context, Entry, Passage
from briefbook.kinds.references import Pointer, replace_references
from briefbook.statements.days import find_ends
from briefbook.syntax.markdown.document import Address, Citation, Document, Piece, TextReference
from briefbook.units.files import article_key
from briefbook.units.unit import Unit

LATE = "\0"
"""Stands for a reference to what is too late, until it is taken out."""

IsLate = Callable[[str], bool]
"""Tells whether an entry, by its site-wide reference, came about later."""


def late_finder(look: FullView, as_of: str) -> IsLate:
    """Return what tells later entries from others."""
    since = since_finder(look)
    return lambda ref: since(ref) > as_of


def hold_back(entry: Entry, context: Context, look: FullView, as_of: str) -> Entry:
    """Return a settled entry; one that is too late behind the gate of its day."""
    article_day = first_day(context.date) if context.article else ALWAYS
    own_day = max(first_day(say_day(entry)), article_day)
    needs, since = list_needs(entry), since_finder(look)
    attested = (entry.ref,) if entry.kind == "event" and not entry.fact.name else ()
    day = since_of(Wait(own_day, (*needs, *attested), list_evidence(entry)), since)
    return entry._replace(gate=hold_gate(entry.gate, day, as_of))


def hold_text(unit: Unit, context: Context, as_of: str) -> Unit:
    """Return a unit; a text that is too late behind the gate of its day."""
    day = first_day(context.date) if unit.article else ALWAYS
    return unit._replace(gate=hold_gate(unit.gate, day, as_of))


def hold_gate(gate: Gate, day: str, as_of: str) -> Gate:
    """Return a gate with a day in it that is too late."""
    return join_gates(gate, Gate(since=day)) if day > as_of else gate


def hold_marks(unit: Unit, entries: Iterable[Entry]) -> Unit:
    """Return a unit without the marks of those of its entries that are held back."""
    late = {entry.id for entry in entries if entry.gate.since}
    return unit._replace(marks=tuple(mark for mark in unit.marks if mark.id not in late))


def see_entries(entries: Iterable[Entry], as_of: str, is_late: IsLate) -> tuple[Entry, ...]:
    """Return entries as they were known on a day, and then those that are held back.

    Nobody sees these; they come last, so that they are not counted among the others.
    """
    seen = [one if one.gate.since else see_entry(one, as_of, is_late) for one in entries]
    return tuple(sorted(seen, key=lambda entry: bool(entry.gate.since)))


def see_entry(entry: Entry, as_of: str, is_late: IsLate) -> Entry:
    """Return an entry that is not too late as it was known on a day."""

    def see(word: str, to: str, _: Pointer) -> str:
        if to == MARKDOWN:
            return prune_text(word, is_late)
        return LATE if is_late(word) else word

    fact = take_out(replace_references(entry.fact, see))
    return entry._replace(
        fact=SEE.get(entry.kind, see_dates)(fact, as_of),
        passage=see_passage(entry.passage, as_of),
    )


def see_passage(passage: Passage | None, as_of: str) -> Passage | None:
    """Return a passage as if nobody had verified it later."""
    is_late = passage is not None and passage.verified > as_of
    return passage._replace(verified="") if passage and is_late else passage


def take_out(value: Any) -> Any:
    """Return a value without references to what is too late, and what rests on them alone."""
    if hasattr(value, "_fields"):
        return value._make(map(take_out, value))
    if isinstance(value, tuple):
        kept = (
            one for one in value if one != LATE and not is_gone(getattr(one, "evidence", ()))
        )
        return tuple(map(take_out, kept))
    if isinstance(value, dict):
        kept = ((key, one) for key, one in value.items() if key != LATE and not is_gone(one))
        return type(value)((key, take_out(one)) for key, one in kept)
    return "" if value == LATE else value


def is_gone(value: object) -> bool:
    """Tell whether all that a list names is too late."""
    return isinstance(value, tuple) and bool(value) and all(one == LATE for one in value)


# What was still to come


def see_dates(fact: Any, as_of: str) -> Any:
    """Return a fact whose own time was still going on, if its end was to come."""
    date = getattr(fact, "date", "")
    return fact._replace(date=open_end(date, as_of)) if date else fact


def see_event(fact: Any, as_of: str) -> Any:
    """Return an event: the days of what is planned are known ahead."""
    return fact if fact.status in AHEAD else see_dates(fact, as_of)


def see_actor(fact: Any, as_of: str) -> Any:
    """Return an actor with the offices that they had by then."""
    roles = (see_role(role, as_of) for role in fact.roles if not is_late_role(role, as_of))
    return fact._replace(roles=tuple(roles))


def is_late_role(role: Any, as_of: str) -> bool:
    """Tell whether nothing shows by a day that somebody had an office."""
    return first_day(role.start or role.as_of or role.end) > as_of


def see_role(role: Any, as_of: str) -> Any:
    """Return an office of which no later day is known."""
    days = {name: getattr(role, name) for name in ("as_of", "end")}
    late = (name for name, day in days.items() if first_day(day) > as_of)
    return role._replace(**dict.fromkeys(late, ""))


def see_source(fact: Any, as_of: str) -> Any:
    """Return a source as if nobody had looked at it later."""
    return fact if first_day(fact.accessed) <= as_of else fact._replace(accessed="")


def see_meeting(fact: Any, as_of: str) -> Any:
    """Return a meeting as it was prepared: of one to come there is no outcome."""
    return fact if first_day(fact.date) <= as_of else fact._replace(outcome="")


SEE: dict[str, Callable[[Any, str], Any]] = {
    "actor": see_actor,
    "event": see_event,
    "meeting": see_meeting,
    "source": see_source,
}
"""What the kinds hold that was not known before its day, besides a date of their own."""


def open_end(edtf: str, as_of: str) -> str:
    """Return an interval whose end was still to come without it."""
    first, last = find_ends(edtf) or ("", "")
    is_to_come = first and last and "/" in edtf and first_day(last) > as_of
    return f"{first}/.." if is_to_come else edtf


# Texts


ELSEWHERE = "…"
"""Stands for the name of what has not come about."""

REFERENCE = re.compile(
    r"\[\[([^\[\]|\\\n]{1,200})(?:\|([^\[\]\n]*))?\]\]|\[\^([^\s\[\]^]{1,200})\]"
)


FIELD_LINK = re.compile(r"\]\(/([^()\s]*)")
"""A link in a field, from the top of the workspace."""


def prune_text(text: str, is_late: IsLate) -> str:
    """Return Markdown with site-wide references to later entries undone, their words kept."""

    def write(found: re.Match[str]) -> str:
        target, words, cited = found.groups()
        if not is_late(target or cited):
            return found[0]
        return "" if cited else f"[[-|{words or ELSEWHERE}]]"

    def lead(found: re.Match[str]) -> str:
        return "](" if any(map(is_late, name_targets(found[1], ""))) else found[0]

    return FIELD_LINK.sub(lead, REFERENCE.sub(write, text)) if "[" in text else text


def prune_document(document: Document, path: str, is_late: IsLate) -> Document:
    """Return the text of the file at ``path`` with what leads to later entries undone."""
    pieces = (prune_piece(piece, path, is_late) for piece in document.pieces)
    return document._replace(pieces=tuple(piece for piece in pieces if piece is not None))


def prune_piece(piece: Piece, path: str, is_late: IsLate) -> Piece | None:
    """Return a piece of a text; a link to something later leads to its own page instead."""
    if isinstance(piece, Citation):
        return None if is_late(piece.target) else piece
    if isinstance(piece, TextReference) and is_late(piece.target):
        return piece._replace(target=ELSEWHERE, linked=False)
    if isinstance(piece, Address) and any(map(is_late, name_targets(piece.address, path))):
        return piece._replace(address="")
    return piece


def name_targets(address: str, path: str) -> Iterator[str]:
    """Yield the references of what a relative link leads to: an article, a place in it."""
    target, fragment = split_target(address)
    key = article_key(resolve_path(path, target)).removesuffix("/index")
    yield from (key, f"{key}#{fragment}")
