"""Which entry of one book is which of another: by identity, by former ids, by what it says.

Each way is the same whichever of the books is the earlier one.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from briefbook.kinds import LISTS

Record = Mapping[str, Any]
Key = Callable[[Record], str]
"""Returns what a record is known by, "" where it cannot be known so."""

Renamed = Mapping[str, str]
"""The ids that entries of the earlier book have now, by those that they had."""

DERIVED = ("id", "address", "words_at", "was", "verified")
"""Fields that follow from where an entry stands, or when it was looked at."""

UNORDERED = ("evidence", "issues", "aliases", "actors", "targets", "members", "asserted_by")
"""Lists whose order says nothing."""

IMPLIED = re.compile(r"(.+#[^.]+\.[^.]+)\.[0-9]+")
"""The id of a quote that a position brought, with its rank among equals."""


class RecordPairs(NamedTuple):
    """The entries that are in both books, and those that are in one alone."""

    both: tuple[tuple[Record, Record], ...]
    before: tuple[Record, ...]
    now: tuple[Record, ...]


def pair_records(
    name: str, before: Sequence[Record], now: Sequence[Record], renamed: Renamed
) -> RecordPairs:
    """Return which records of a list are which; ``renamed`` are the articles that moved."""
    pairs = RecordPairs((), tuple(before), tuple(now))
    for was, is_ in identity_keys(name, renamed):
        pairs = pair_by(pairs, was, is_)
    pairs = pair_former(pairs)
    for fields in LISTS[name].known_by:
        pairs = pair_alone(pairs, says(fields, renamed), says(fields, {}))
    return pairs


def identity_keys(name: str, renamed: Renamed) -> Iterator[tuple[Key, Key]]:
    """Yield the ways to know an entry by its identity, for either book.

    Of those that are told apart by rank, first those are paired that say the same: so one
    that was put in before them takes no other's place.
    """

    def key(moved: Renamed, is_whole: bool) -> Key:
        return lambda one: f"{find_stem(name, one, moved)} {say_all(one, moved) * is_whole}"

    yield key(renamed, True), key({}, True)
    yield lambda one: move(one["id"], renamed), lambda one: str(one["id"])
    yield key(renamed, False), key({}, False)


def find_stem(name: str, one: Record, renamed: Renamed) -> str:
    """Return the identity of a record without its rank."""
    article, identity = one.get("article", ""), str(one["id"])
    if fields := LISTS[name].identity:
        local = ".".join(str(one.get(field, "")) for field in fields)
        if identity.startswith(f"{article}#{local}"):
            return move(f"{article}#{local}", renamed)
    found = IMPLIED.fullmatch(identity) if name == "quotes" else None
    return move(found[1] if found else identity, renamed)


def move(identity: str, renamed: Renamed) -> str:
    """Return the id that an entry of the earlier book has now, by that of its article."""
    if identity in renamed:
        return renamed[identity]
    article, mark, local = identity.partition("#")
    return f"{renamed.get(article, article)}{mark}{local}"


def move_all(value: Any, renamed: Renamed) -> Any:
    """Return a value of the earlier book with the ids that its entries have now."""
    if not renamed:
        return value
    if isinstance(value, str):
        return move(value, renamed)
    if isinstance(value, list):
        return [move_all(one, renamed) for one in value]
    if isinstance(value, dict):
        return {move_all(at, renamed): move_all(one, renamed) for at, one in value.items()}
    return value


def say_all(one: Record, renamed: Renamed) -> str:
    """Return everything that a record says, as a text."""
    return write({at: value for at, value in one.items() if at not in DERIVED}, renamed)


def says(fields: tuple[str, ...], renamed: Renamed) -> Key:
    """Return what knows a record by some of its fields, if the first of them says anything."""

    def key(one: Record) -> str:
        return write([one.get(at) for at in fields], renamed) if one.get(fields[0]) else ""

    return key


def write(value: Any, renamed: Renamed) -> str:
    """Return a value as a text that is the same for equal values."""
    return json.dumps(move_all(value, renamed), sort_keys=True, ensure_ascii=False)


def pair_by(pairs: RecordPairs, was: Key, is_: Key) -> RecordPairs:
    """Return the pairs with those that have the same key, in their order where several have."""
    waiting = group(pairs.now, is_)
    found = []
    for one in pairs.before:
        others = waiting.get(was(one))
        if others:
            found.append((one, others.pop(0)))
    return take(pairs, found)


def pair_alone(pairs: RecordPairs, was: Key, is_: Key) -> RecordPairs:
    """Return the pairs with those that alone in either book have the same key."""
    before, now = group(pairs.before, was), group(pairs.now, is_)
    return take(
        pairs,
        [
            (ones[0], now[key][0])
            for key, ones in before.items()
            if key and len(ones) == len(now.get(key, ())) == 1
        ],
    )


def pair_former(pairs: RecordPairs) -> RecordPairs:
    """Return the pairs with those of which one alone goes by a former id of the other."""
    before, now = index(pairs.before), index(pairs.now)
    later = ((old, one["id"]) for one in pairs.now for old in former_ids(one))
    earlier = ((one["id"], old) for one in pairs.before for old in former_ids(one))
    found = {(a, b) for a, b in chain(later, earlier) if a in before and b in now}
    times = Counter(chain((("before", a) for a, _ in found), (("now", b) for _, b in found)))
    return take(
        pairs,
        [
            (before[a], now[b])
            for a, b in sorted(found)
            if times["before", a] == times["now", b] == 1
        ],
    )


def former_ids(one: Record) -> Iterator[str]:
    """Yield the whole ids that an entry had."""
    head = re.split(r"[^#/]*$", str(one["id"]))[0]
    yield from (f"{head}{old}" for old in one.get("was") or ())


def index(records: Iterable[Record]) -> dict[str, Record]:
    """Return records by their ids."""
    return {str(one["id"]): one for one in records}


def group(records: Iterable[Record], key: Key) -> dict[str, list[Record]]:
    """Return records by a key."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for one in records:
        found[key(one)].append(one)
    return dict(found)


def take(pairs: RecordPairs, found: Iterable[tuple[Record, Record]]) -> RecordPairs:
    """Return the pairs with some more; who has one already gets no other."""
    taken: set[int] = set()
    fresh = []
    for one, other in found:
        if not {id(one), id(other)} & taken:
            taken |= {id(one), id(other)}
            fresh.append((one, other))
    return RecordPairs(
        (*pairs.both, *fresh),
        tuple(one for one in pairs.before if id(one) not in taken),
        tuple(one for one in pairs.now if id(one) not in taken),
    )
