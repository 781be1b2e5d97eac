"""Two books → what is new, what changed and from what to what, and what was withdrawn."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from briefbook.exports.pairing import (
    DERIVED,
    UNORDERED,
    Record,
    RecordPairs,
    Renamed,
    move_all,
    pair_records,
    write,
)
from briefbook.exports.shapes import publish_name
from briefbook.kinds import LISTS

MAIN = ("positions", "quotes", "events", "claims")
"""The lists whose changes are told one by one; of the others it is told how many there are."""

NAMES = ("name", "title", "term")


class FieldChange(NamedTuple):
    """A field that says something else; None where it said, or says, nothing."""

    field: str
    before: Any
    now: Any


class ChangedRecord(NamedTuple):
    """An entry of both books that differs, as it was and as it is."""

    before: Record
    now: Record
    fields: tuple[FieldChange, ...]


class Difference(NamedTuple):
    """What differs in one list; entries in the order of their ids."""

    new: tuple[Record, ...] = ()
    changed: tuple[ChangedRecord, ...] = ()
    withdrawn: tuple[Record, ...] = ()

    def size(self) -> int:
        """Return how many entries differ."""
        return len(self.new) + len(self.changed) + len(self.withdrawn)


class Changes(NamedTuple):
    """What differs between two books, by list: all lists are there.

    ``names`` are those of actors, issues, articles and other entries by their ids, as they
    are now, or were.
    """

    lists: Mapping[str, Difference]
    names: Mapping[str, str]

    def is_empty(self) -> bool:
        """Tell whether the books say the same."""
        return not any(one.size() for one in self.lists.values())

    def others(self) -> dict[str, Difference]:
        """Return what differs in the lists that are only counted."""
        found = ((name, one) for name, one in self.lists.items() if name not in MAIN)
        return {name: one for name, one in found if one.size()}


def compare(before: Mapping[str, Any], now: Mapping[str, Any]) -> Changes:
    """Return what changed from one book to another; both are values of ``data/book.json``.

    A list that one of them lacks, being made by a program that did not know it, is left out.
    """
    names = [name for name in LISTS if name in before and name in now]
    moved = rename(pair_lists("articles", before, now, {})) if "articles" in names else {}
    pairs = {name: pair_lists(name, before, now, moved) for name in names}
    renamed = {old: new for one in pairs.values() for old, new in rename(one).items()}
    lists = {
        name: find_difference(name, pairs[name], renamed) if name in pairs else Difference()
        for name in LISTS
    }
    return Changes(lists, {**list_names(before), **list_names(now)})


def pair_lists(
    name: str, before: Mapping[str, Any], now: Mapping[str, Any], moved: Renamed
) -> RecordPairs:
    """Return which entries of a list are which."""
    return pair_records(name, list_records(before, name), list_records(now, name), moved)


def list_records(book: Mapping[str, Any], name: str) -> list[Record]:
    """Return the entries of a list; what is none is left out."""
    found = book.get(name)
    items = found if isinstance(found, list) else ()
    return [one for one in items if isinstance(one, dict) and isinstance(one.get("id"), str)]


def rename(pairs: RecordPairs) -> dict[str, str]:
    """Return the ids that are others now, by what they were."""
    return {one["id"]: other["id"] for one, other in pairs.both if one["id"] != other["id"]}


def find_difference(name: str, pairs: RecordPairs, renamed: Renamed) -> Difference:
    """Return what differs in a list."""
    changes = (
        ChangedRecord(one, other, fields)
        for one, other in pairs.both
        if (fields := tuple(find_fields(name, one, other, renamed)))
    )
    return Difference(
        in_order(pairs.now),
        tuple(sorted(changes, key=lambda one: (one.now["id"], one.before["id"]))),
        in_order(pairs.before),
    )


def in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return entries in the order of their ids."""
    return tuple(sorted(records, key=lambda one: str(one["id"])))


def find_fields(
    name: str, before: Record, now: Record, renamed: Renamed
) -> Iterator[FieldChange]:
    """Yield the fields that differ, in the order in which they are published."""
    known = map(publish_name, LISTS[name].shape._fields)
    for field in dict.fromkeys(chain(known, sorted({*before, *now}))):
        if field not in DERIVED and settle(field, before, renamed) != settle(field, now, {}):
            yield FieldChange(field, before.get(field), now.get(field))


def settle(field: str, one: Record, renamed: Renamed) -> str:
    """Return what a field says, in ids of now, as a text; order is kept where it matters."""
    value = move_all(one.get(field), renamed)
    if field in UNORDERED and isinstance(value, list):
        value = sorted(value, key=lambda each: write(each, {}))
    return write(value, {})


def list_names(book: Mapping[str, Any]) -> dict[str, str]:
    """Return what entries are called, by their ids."""
    return {
        one["id"]: str(one[at])
        for name in LISTS
        for one in list_records(book, name)
        for at in NAMES
        if at in one
    }
