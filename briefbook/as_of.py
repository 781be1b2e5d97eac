"""The book as it stood on a day: what is dated later has not come about.

Only a build as of a day asks this. What is too late gets a gate, and goes through the same
door as all that is withheld; everything else keeps the gate that it has.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from briefbook.kinds.fields import is_id
from briefbook.kinds.kind import Context, Entry
from briefbook.ledger import Overview
from briefbook.reading.dates import parse_date
from briefbook.reading.document import Address, Citation, Document, Piece, Reference
from briefbook.reading.unit import Mark, Settled, Unit
from briefbook.resolving import resolve_name
from briefbook.rows import OPEN, Gate, Row, join_gates
from briefbook.targets import resolve_path, split_target
from briefbook.units import article_key, folder_of, folders_above

AHEAD = ("planned", "promised", "cancelled")
"""The states of an event that are known before its day."""


def say_day(entry: Entry) -> str:
    """Return the date of an entry itself, "" where it may be known before.

    A meeting is prepared ahead, and so is what is planned or promised; persons, issues and
    terms have no date.
    """
    fact: Any = entry.fact
    if entry.kind == "source":
        return str(fact.issued)
    if entry.kind == "meeting" or getattr(fact, "status", "") in AHEAD:
        return ""
    return str(getattr(fact, "date", ""))


def late_gate(days: Iterable[str], as_of: str) -> Gate:
    """Return the gate of what is not there before all of some dates have begun."""
    since = max((parse_date(day).earliest for day in days if day), default="")
    return Gate(since=since) if since > as_of else OPEN


def hold_back(entry: Entry, context: Context, as_of: str) -> Entry:
    """Return an entry behind the gate of its day and of its article's."""
    days = (say_day(entry), context.date if context.article else "")
    held = entry._replace(gate=join_gates(entry.gate, late_gate(days, as_of)))
    if entry.kind != "actor" or not entry.fact.roles:
        return held
    roles = (role for role in entry.fact.roles if not is_late(role.start or role.as_of, as_of))
    return held._replace(fact=entry.fact._replace(roles=tuple(roles)))


def is_late(day: str, as_of: str) -> bool:
    """Tell whether a date begins after a day."""
    return late_gate((day,), as_of) != OPEN


def hold_unit(unit: Unit, context: Context, as_of: str) -> Unit:
    """Return a unit whose text, and whose marks in it, are behind the gates of their days."""
    own = late_gate((context.date,) if unit.article else (), as_of)
    days = {entry.id: late_gate((say_day(entry),), as_of) for entry in unit.entries}
    marks = (hold_mark(mark, join_gates(own, days.get(mark.id, OPEN))) for mark in unit.marks)
    return unit._replace(
        gate=join_gates(unit.gate, own),
        marks=tuple(marks),
        settled=tuple(hold_settled(one, own) for one in unit.settled),
    )


def hold_mark(mark: Mark, gate: Gate) -> Mark:
    """Return a marked passage behind one more gate."""
    return mark._replace(gate=join_gates(mark.gate, gate))


def hold_settled(settled: Settled, gate: Gate) -> Settled:
    """Return a settled mention behind one more gate."""
    return settled._replace(gate=join_gates(settled.gate, gate))


# What refers to later things


class Dated(NamedTuple):
    """When an entry came about: its own day, and its article's or that of the article's source.

    ``source`` is the word for it; it ``is_local`` where the sidecar itself has it. It was
    published on the ISO day ``publish``, and not before the folders of ``path``.
    """

    path: str
    publish: str
    day: str
    article_day: str
    source: str
    article: str
    is_local: bool


IsLate = Callable[[str], bool]
"""Tells whether an entry, by its site-wide reference, came about later."""

ELSEWHERE = "…"
"""Stands for the name of what has not come about."""

REFERENCE = re.compile(
    r"\[\[([^\[\]|\\\n]{1,200})(?:\|([^\[\]\n]*))?\]\]|\[\^([^\s\[\]^]{1,200})\]"
)


def dated_rows(unit: Unit) -> Iterator[Row]:
    """Yield when each entry of a unit came about, for those that refer to it."""
    is_local = unit.source in unit.local_ids
    for entry in unit.entries:
        if entry.kind != "event" or entry.fact.name:
            own = (unit.path, unit.gate.publish, say_day(entry))
            dated = Dated(*own, unit.date, unit.source, unit.article, is_local)
            yield Row("dated", entry.ref, dated)


def late_finder(look: Overview, as_of: str) -> IsLate:
    """Return what tells later entries from others."""

    def is_late_ref(ref: str) -> bool:
        dated: tuple[Dated, ...] = look.all("dated", ref)
        return any(
            late_gate(list_days(one, look), as_of) != OPEN or say_publish(one, look) > as_of
            for one in dated
        )

    return is_late_ref


def say_publish(dated: Dated, look: Overview) -> str:
    """Return the day on which an entry was published, "" if it always was."""
    folders = folders_above(folder_of(dated.path))
    gates: list[Gate] = [gate for folder in folders for gate in look.all("folder", folder)]
    return max((dated.publish, *(gate.publish for gate in gates)))


def list_days(dated: Dated, look: Overview) -> Iterator[str]:
    """Yield the days on which an entry rests."""
    yield dated.day
    if dated.article and dated.article_day:
        yield dated.article_day
    elif dated.article and dated.source:
        word = dated.source if is_id(dated.source) else resolve_name(dated.source, look)
        ref = f"{dated.article}#{word}" if dated.is_local else word
        yield look.one("issued", ref) or ""


def prune_text(text: str, is_late_ref: IsLate) -> str:
    """Return Markdown with site-wide references to later entries undone, their words kept."""

    def write(found: re.Match[str]) -> str:
        target, words, cited = found.groups()
        if not is_late_ref(target or cited):
            return found[0]
        return "" if cited else f"[[-|{words or ELSEWHERE}]]"

    return REFERENCE.sub(write, text) if "[" in text else text


def prune_document(document: Document, path: str, is_late_ref: IsLate) -> Document:
    """Return the text of the file at ``path`` with what leads to later entries undone."""
    pieces = (prune_piece(piece, path, is_late_ref) for piece in document.pieces)
    return document._replace(pieces=tuple(piece for piece in pieces if piece is not None))


def prune_piece(piece: Piece, path: str, is_late_ref: IsLate) -> Piece | None:
    """Return a piece of a text; a link to something later leads to its own page instead."""
    if isinstance(piece, Citation):
        return None if is_late_ref(piece.target) else piece
    if isinstance(piece, Reference) and is_late_ref(piece.target):
        return piece._replace(target=ELSEWHERE, linked=False)
    if isinstance(piece, Address) and any(map(is_late_ref, list_targets(piece, path))):
        return piece._replace(address="")
    return piece


def list_targets(piece: Address, path: str) -> Iterator[str]:
    """Yield the references of what a relative link leads to: an article, a place in it."""
    target, fragment = split_target(piece.address)
    key = article_key(resolve_path(path, target)).removesuffix("/index")
    yield from (key, f"{key}#{fragment}")
