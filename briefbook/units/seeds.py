"""Units → seeds: the rows that need nothing but the unit, by which others find it."""

from collections.abc import Iterator

from briefbook.base.problems import Locus
from briefbook.index.rows import Row
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Entry
from briefbook.units.resolving import article_names
from briefbook.units.unit import Unit


def seed_rows(unit: Unit) -> Iterator[Row]:
    """Yield the rows that need nothing but the unit: how others find what is in it."""
    yield from file_seeds(unit)
    if any(not BY_NAME[entry.kind].section for entry in unit.broken):
        yield Row("headless", unit.article, unit.path)
    if unit.unreadable:
        yield Row("unreadable", "", unit.path)
    for entry in (*unit.entries, *unit.broken):
        yield from entry_seeds(entry)


def file_seeds(unit: Unit) -> Iterator[Row]:
    """Yield what a unit is by its file: a briefing's folder, an article's name, a picture."""
    if unit.kind == "briefing":
        yield Row("folder", unit.article, unit.gate)
    if unit.kind == "article":
        yield from (
            Row("article-name", name, unit.article) for name in article_names(unit.path)
        )
    if unit.kind == "picture":
        yield Row("picture", unit.path, True)


def entry_seeds(entry: Entry) -> Iterator[Row]:
    """Yield the identity of an entry, its names, and what quotes take from their source."""
    if not BY_NAME[entry.kind].is_named:
        return
    defines = entry.kind != "event" or entry.fact is None or bool(entry.fact.name)
    if defines:
        yield Row("id", entry.ref, (entry.kind, Locus(entry.path, entry.pointer)))
        yield Row("known", entry.kind, entry.ref)
    if entry.kind == "source" and entry.fact:
        yield Row("issued", entry.ref, entry.fact.issued)
        yield from [Row("transcript", entry.ref, True)] if entry.fact.transcript else ()
    for name in called(entry) if defines else ():
        yield Row("called", name, entry.ref)


def called(entry: Entry) -> tuple[str, ...]:
    """Return the names by which an entry of a registry may be referred to."""
    fact = entry.fact
    first = getattr(fact, "name", "") or getattr(fact, "term", "")
    return tuple(dict.fromkeys(name for name in (first, *getattr(fact, "aliases", ())) if name))
