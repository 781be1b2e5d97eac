"""The book as it could have been written on a day: what came later makes no difference to it.

Only a build as of a day asks this. What is too late nobody sees, and it tells the site nothing;
what came about by then is rewritten as it was known: it names nothing that is too late, and
no end that was still to come.

Each entry has a day of its own, and that of its text, since which it could stand in the book.
Besides it waits for what it cannot do without, and for the first piece of its evidence:

    The claim "they talk" rests on two quotes, of May and of September. It could stand in the
    book since May; a relation that rests on the claim, since May as well.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from briefbook.base.addresses import resolve_path, split_target
from briefbook.index.ledger import FullView
from briefbook.index.rows import Access, Row, join_access
from briefbook.kinds import BY_NAME
from briefbook.kinds.fields import MARKDOWN
from briefbook.kinds.kind import Context, Entry, Passage
from briefbook.kinds.references import Pointer, replace_references
from briefbook.statements.days import first_day
from briefbook.syntax.markdown.document import Address, Citation, Document, Piece, TextReference
from briefbook.units.files import article_key, folder_of, folders_above
from briefbook.units.resolving import Scope, resolve
from briefbook.units.unit import Unit

LATE = "\0"
"""Stands for a reference to what is too late, until it is taken out."""

IsLate = Callable[[str], bool]
"""Tells whether an entry, by its site-wide reference, came about later."""

INDEX = "dated"

ALWAYS = ""
"""The day since which what has no date could stand in the book."""

Since = Callable[[str], str]
"""Returns the ISO day since which an entry could stand in the book, by its reference."""


class DatedEntry(NamedTuple):
    """What tells since when an entry could stand in the book, its words as they are written.

    Its own ``day``, that of its article or of the article's ``source``, and the embargoes of
    its text and of the folders of ``path``. It waits for all of ``needs``, and for the first
    of its ``evidence``.
    """

    path: str
    publish: str
    day: str
    article_day: str
    source: str
    scope: Scope
    needs: tuple[str, ...]
    evidence: tuple[str, ...]


class Wait(NamedTuple):
    """The same with references: ``day``, all that it ``needs``, the first of ``evidence``."""

    day: str
    needs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def late_finder(view: FullView, as_of: str) -> IsLate:
    """Return what tells later entries from others."""
    since = since_finder(view)
    return lambda ref: since(ref) > as_of


def hold_back(entry: Entry, context: Context, view: FullView, as_of: str) -> Entry:
    """Return a settled entry; one that is too late with its day as access."""
    article_day = first_day(context.date) if context.article else ALWAYS
    own_day = max(first_day(BY_NAME[entry.kind].day(entry.fact)), article_day)
    needs, since = list_needs(entry), since_finder(view)
    attested = () if entry.defines else (entry.ref,)
    day = since_of(Wait(own_day, (*needs, *attested), list_evidence(entry)), since)
    return entry._replace(access=hold_access(entry.access, day, as_of))


def hold_text(unit: Unit, context: Context, as_of: str) -> Unit:
    """Return a unit; a text that is too late with its day as access."""
    day = first_day(context.date) if unit.article else ALWAYS
    return unit._replace(access=hold_access(unit.access, day, as_of))


def hold_access(access: Access, day: str, as_of: str) -> Access:
    """Return an access with a day in it that is too late."""
    return join_access(access, Access(since=day)) if day > as_of else access


def hold_marks(unit: Unit, entries: Iterable[Entry]) -> Unit:
    """Return a unit without the marks of those of its entries that are held back."""
    late = {entry.id for entry in entries if entry.access.since}
    return unit._replace(marks=tuple(mark for mark in unit.marks if mark.id not in late))


def see_entries(entries: Iterable[Entry], as_of: str, is_late: IsLate) -> tuple[Entry, ...]:
    """Return entries as they were known on a day, and then those that are held back.

    Nobody sees these; they come last, so that they are not counted among the others.
    """
    seen = [one if one.access.since else see_entry(one, as_of, is_late) for one in entries]
    return tuple(sorted(seen, key=lambda entry: bool(entry.access.since)))


def see_entry(entry: Entry, as_of: str, is_late: IsLate) -> Entry:
    """Return an entry that is not too late as it was known on a day."""

    def see(word: str, to: str, _: Pointer) -> str:
        if to == MARKDOWN:
            return prune_text(word, is_late)
        return LATE if is_late(word) else word

    fact = take_out(replace_references(entry.fact, see))
    return entry._replace(
        fact=BY_NAME[entry.kind].as_known(fact, as_of),
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


# Since when


def dated_rows(unit: Unit) -> Iterator[Row]:
    """Yield what tells since when each entry of a unit could be there."""
    scope = Scope(unit.article, frozenset(unit.local_ids))
    date, source = (unit.date, unit.source) if unit.article else ("", "")
    for entry in unit.entries:
        if entry.defines:
            day = BY_NAME[entry.kind].day(entry.fact)
            own = (unit.path, unit.access.publish, day, date, source, scope)
            yield Row(
                INDEX, entry.ref, DatedEntry(*own, list_needs(entry), list_evidence(entry))
            )


def list_needs(entry: Entry) -> tuple[str, ...]:
    """Return what an entry cannot do without: the source of a quote."""
    source = entry.fact.source if entry.kind == "quote" else ""
    return (source,) if source else ()


def list_evidence(entry: Entry) -> tuple[str, ...]:
    """Return what an entry rests on, of which one piece is enough."""
    return tuple(getattr(entry.fact, "evidence", ()))


def since_finder(view: FullView) -> Since:
    """Return what finds since when an entry could stand in the book.

    Entries may rest on each other in circles. So all that one waits for is gathered, and each
    takes the day that follows from those of the others until no day changes. Days only grow
    later, and all are among those gathered: this ends.
    """

    def find_since(ref: str) -> str:
        waits = gather_waits(ref, view)
        days = dict.fromkeys(waits, ALWAYS)
        while (next_days := {one: latest_of(waits[one], days) for one in waits}) != days:
            days = next_days
        return days[ref]

    return find_since


def gather_waits(ref: str, view: FullView) -> dict[str, list[Wait]]:
    """Return what an entry waits for, and what that waits for in turn."""
    waits: dict[str, list[Wait]] = {}
    pending = [ref]
    while pending:
        one = pending.pop()
        if one not in waits:
            waits[one] = [read_wait(dated, view) for dated in view.all(INDEX, one)]
            pending += (other for wait in waits[one] for other in (*wait.needs, *wait.evidence))
    return waits


def latest_of(waits: list[Wait], days: Mapping[str, str]) -> str:
    """Return since when an entry could be there, if others could since ``days``."""
    return max((since_of(wait, days.__getitem__) for wait in waits), default=ALWAYS)


def since_of(wait: Wait, since: Since) -> str:
    """Return the last of the days for which something waits."""
    first = min(map(since, wait.evidence), default=ALWAYS)
    return max((wait.day, first, *map(since, wait.needs)))


def read_wait(dated: DatedEntry, view: FullView) -> Wait:
    """Return what an entry waits for, its words resolved."""
    days = (first_day(dated.day), first_day(day_of_article(dated, view)))
    return Wait(
        max(*days, say_publish(dated, view)),
        tuple(resolve(word, "source", dated.scope, view) for word in dated.needs),
        tuple(resolve(word, "evidence", dated.scope, view) for word in dated.evidence),
    )


def day_of_article(dated: DatedEntry, view: FullView) -> str:
    """Return the date of the article that an entry stands beside: its own, or its source's."""
    if dated.article_day or not dated.source:
        return dated.article_day
    return view.one("issued", resolve(dated.source, "source", dated.scope, view)) or ""


def say_publish(dated: DatedEntry, view: FullView) -> str:
    """Return the day on which an entry was published, "" if it always was."""
    folders = folders_above(folder_of(dated.path))
    accesses: list[Access] = [
        access for folder in folders for access in view.all("folder", folder)
    ]
    return max((dated.publish, *(access.publish for access in accesses)))
