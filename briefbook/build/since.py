"""Since when an entry could stand in the book: asked by builds as of a day alone.

Each entry has a day of its own, and that of its text. Besides it waits for what it cannot do
without, and for the first piece of its evidence:

    The claim "they talk" rests on two quotes, of May and of September. It could stand in the
    book since May; a relation that rests on the claim, since May as well.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from briefbook.index.ledger import FullView
from briefbook.index.rows import Gate, Row
from briefbook.kinds.kind import Entry
from briefbook.statements.days import find_ends
from briefbook.syntax.dates import parse_date
from briefbook.units.files import folder_of, folders_above
from briefbook.units.resolving import Scope, resolve
from briefbook.units.unit import Unit

INDEX = "dated"

AHEAD = ("planned", "promised", "cancelled")
"""The states of an event that are known before its day."""

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


def dated_rows(unit: Unit) -> Iterator[Row]:
    """Yield what tells since when each entry of a unit could be there."""
    scope = Scope(unit.article, frozenset(unit.local_ids))
    date, source = (unit.date, unit.source) if unit.article else ("", "")
    for entry in unit.entries:
        if entry.kind != "event" or entry.fact.name:
            own = (unit.path, unit.gate.publish, say_day(entry), date, source, scope)
            yield Row(
                INDEX, entry.ref, DatedEntry(*own, list_needs(entry), list_evidence(entry))
            )


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


def list_needs(entry: Entry) -> tuple[str, ...]:
    """Return what an entry cannot do without: the source of a quote."""
    source = entry.fact.source if entry.kind == "quote" else ""
    return (source,) if source else ()


def list_evidence(entry: Entry) -> tuple[str, ...]:
    """Return what an entry rests on, of which one piece is enough."""
    return tuple(getattr(entry.fact, "evidence", ()))


def first_day(edtf: str) -> str:
    """Return the ISO day since which something of this date could be told.

    It is the first day of the date. What happened "by August", or "on some day in August",
    was told so in August, or after it.
    """
    if not edtf:
        return ALWAYS
    first, last = find_ends(edtf) or ("", "")
    is_told_late = last and (not first or edtf.startswith("["))
    return parse_date(last if is_told_late else edtf).earliest


def since_finder(look: FullView) -> Since:
    """Return what finds since when an entry could stand in the book.

    Entries may rest on each other in circles. So all that one waits for is gathered, and each
    takes the day that follows from those of the others until no day changes. Days only grow
    later, and all are among those gathered: this ends.
    """

    def find_since(ref: str) -> str:
        waits = gather_waits(ref, look)
        days = dict.fromkeys(waits, ALWAYS)
        while (next_days := {one: latest_of(waits[one], days) for one in waits}) != days:
            days = next_days
        return days[ref]

    return find_since


def gather_waits(ref: str, look: FullView) -> dict[str, list[Wait]]:
    """Return what an entry waits for, and what that waits for in turn."""
    waits: dict[str, list[Wait]] = {}
    pending = [ref]
    while pending:
        one = pending.pop()
        if one not in waits:
            waits[one] = [read_wait(dated, look) for dated in look.all(INDEX, one)]
            pending += (other for wait in waits[one] for other in (*wait.needs, *wait.evidence))
    return waits


def latest_of(waits: list[Wait], days: Mapping[str, str]) -> str:
    """Return since when an entry could be there, if others could since ``days``."""
    return max((since_of(wait, days.__getitem__) for wait in waits), default=ALWAYS)


def since_of(wait: Wait, since: Since) -> str:
    """Return the last of the days for which something waits."""
    first = min(map(since, wait.evidence), default=ALWAYS)
    return max((wait.day, first, *map(since, wait.needs)))


def read_wait(dated: DatedEntry, look: FullView) -> Wait:
    """Return what an entry waits for, its words resolved."""
    days = (first_day(dated.day), first_day(day_of_article(dated, look)))
    return Wait(
        max(*days, say_publish(dated, look)),
        tuple(resolve(word, "source", dated.scope, look) for word in dated.needs),
        tuple(resolve(word, "evidence", dated.scope, look) for word in dated.evidence),
    )


def day_of_article(dated: DatedEntry, look: FullView) -> str:
    """Return the date of the article that an entry stands beside: its own, or its source's."""
    if dated.article_day or not dated.source:
        return dated.article_day
    return look.one("issued", resolve(dated.source, "source", dated.scope, look)) or ""


def say_publish(dated: DatedEntry, look: FullView) -> str:
    """Return the day on which an entry was published, "" if it always was."""
    folders = folders_above(folder_of(dated.path))
    gates: list[Gate] = [gate for folder in folders for gate in look.all("folder", folder)]
    return max((dated.publish, *(gate.publish for gate in gates)))
