"""Two books → what is new, changed, and withdrawn; in plain words, and as JSON."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from briefbook.exports.schema import read_fields
from briefbook.kinds import LISTS
from briefbook.statements.date_words import say_date
from briefbook.statements.events import HAPPENED, status
from briefbook.statements.positions import say_labels
from briefbook.statements.words import say_sentence

MAIN = tuple(
    sorted((name for name in LISTS if LISTS[name].told), key=lambda name: LISTS[name].told)
)
"""The lists whose changes are told one by one; of the others it is told how many there are."""

NAMES = ("name", "title", "term")

Record = Mapping[str, Any]

Key = Callable[[Record], str]
"""Returns what a record is known by, "" where it cannot be known so."""

Names = Mapping[str, str]
Renamed = Mapping[str, str]
"""The ids that entries of the earlier book have now, by those that they had."""

DERIVED = ("id", "address", "words_at", "was", "verified")
"""Fields that follow from where an entry stands, or when it was looked at."""

UNORDERED = ("evidence", "issues", "aliases", "actors", "targets", "members", "asserted_by")
"""Lists whose order says nothing."""

IMPLIED = re.compile(r"(.+#[^.]+\.[^.]+)\.[0-9]+")
"""The id of a quote that a position brought, with its rank among equals."""

NOTHING = "Nothing changed."
FIELDS = {"addressee_text": "addressee", "exact": "words", "is_source": "words of a source"}
"""What fields are called in words, where that is not their name."""

LONGEST = 200
"""Characters of a value that are told."""


class RecordPairs(NamedTuple):
    """The entries that are in both books, and those that are in one alone."""

    both: tuple[tuple[Record, Record], ...]
    before: tuple[Record, ...]
    now: tuple[Record, ...]


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
        return sum(map(len, self))


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
    moved = _rename(_pair_records("articles", before, now, {})) if "articles" in names else {}
    pairs = {name: _pair_records(name, before, now, moved) for name in names}
    renamed = {old: new for one in pairs.values() for old, new in _rename(one).items()}
    lists = {
        name: _find_difference(name, pairs[name], renamed) if name in pairs else Difference()
        for name in LISTS
    }
    return Changes(lists, {**list_names(before), **list_names(now)})


def _list_records(book: Mapping[str, Any], name: str) -> list[Record]:
    """Return the entries of a list; what is none is left out."""
    found = book.get(name)
    items = found if isinstance(found, list) else ()
    return [one for one in items if isinstance(one, dict) and isinstance(one.get("id"), str)]


def _rename(pairs: RecordPairs) -> dict[str, str]:
    """Return the ids that are others now, by what they were."""
    return {one["id"]: other["id"] for one, other in pairs.both if one["id"] != other["id"]}


def _find_difference(name: str, pairs: RecordPairs, renamed: Renamed) -> Difference:
    changes = (
        ChangedRecord(one, other, fields)
        for one, other in pairs.both
        if (fields := tuple(_find_fields(name, one, other, renamed)))
    )
    return Difference(
        _in_order(pairs.now),
        tuple(sorted(changes, key=lambda one: (one.now["id"], one.before["id"]))),
        _in_order(pairs.before),
    )


def _in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda one: str(one["id"])))


def _find_fields(
    name: str, before: Record, now: Record, renamed: Renamed
) -> Iterator[FieldChange]:
    """Yield the fields that differ, in the order in which they are published."""
    for field in dict.fromkeys(chain(read_fields(name), sorted({*before, *now}))):
        was, is_ = _settle_value(field, before, renamed), _settle_value(field, now, {})
        if field not in DERIVED and was != is_:
            yield FieldChange(field, before.get(field), now.get(field))


def _settle_value(field: str, one: Record, renamed: Renamed) -> str:
    """Return what a field says, in ids of now, as a text; order is kept where it matters."""
    value = _move_all(one.get(field), renamed)
    if field in UNORDERED and isinstance(value, list):
        value = sorted(value, key=lambda each: _write_value(each, {}))
    return _write_value(value, {})


def list_names(book: Mapping[str, Any]) -> dict[str, str]:
    """Return what entries are called, by their ids."""
    return {
        one["id"]: str(one[at])
        for name in LISTS
        for one in _list_records(book, name)
        for at in NAMES
        if at in one
    }


def _pair_records(
    name: str, before: Mapping[str, Any], now: Mapping[str, Any], moved: Renamed
) -> RecordPairs:
    """Return which entries of a list are which; ``moved`` are the articles that moved."""
    old, new = (tuple(_list_records(book, name)) for book in (before, now))
    pairs = RecordPairs((), old, new)
    for was, is_ in _identity_keys(name, moved):
        pairs = _pair_by(pairs, was, is_)
    pairs = _pair_former(pairs)
    for fields in LISTS[name].known_by:
        pairs = _pair_alone(pairs, _says(fields, moved), _says(fields, {}))
    return pairs


def _identity_keys(name: str, renamed: Renamed) -> Iterator[tuple[Key, Key]]:
    """Yield the ways to know an entry by its identity, for either book.

    Of those that are told apart by rank, first those are paired that say the same: so one
    that was put in before them takes no other's place.
    """

    def key(moved: Renamed, is_whole: bool) -> Key:
        return lambda one: f"{_find_stem(name, one, moved)} {_say_all(one, moved) * is_whole}"

    yield key(renamed, True), key({}, True)
    yield lambda one: _move(one["id"], renamed), lambda one: str(one["id"])
    yield key(renamed, False), key({}, False)


def _find_stem(name: str, one: Record, renamed: Renamed) -> str:
    """Return the identity of a record without its rank."""
    article, identity = one.get("article", ""), str(one["id"])
    if fields := LISTS[name].identity:
        local = ".".join(str(one.get(field, "")) for field in fields)
        if identity.startswith(f"{article}#{local}"):
            return _move(f"{article}#{local}", renamed)
    found = IMPLIED.fullmatch(identity) if name == "quotes" else None
    return _move(found[1] if found else identity, renamed)


def _move(identity: str, renamed: Renamed) -> str:
    """Return the id that an entry of the earlier book has now, by that of its article."""
    if identity in renamed:
        return renamed[identity]
    article, mark, local = identity.partition("#")
    return f"{renamed.get(article, article)}{mark}{local}"


def _move_all(value: Any, renamed: Renamed) -> Any:
    if not renamed:
        return value
    if isinstance(value, str):
        return _move(value, renamed)
    if isinstance(value, list):
        return [_move_all(one, renamed) for one in value]
    if isinstance(value, dict):
        return {_move_all(at, renamed): _move_all(one, renamed) for at, one in value.items()}
    return value


def _say_all(one: Record, renamed: Renamed) -> str:
    return _write_value({at: value for at, value in one.items() if at not in DERIVED}, renamed)


def _says(fields: tuple[str, ...], renamed: Renamed) -> Key:
    """Return what knows a record by some of its fields, if the first of them says anything."""

    def key(one: Record) -> str:
        said = [one.get(at) for at in fields]
        return _write_value(said, renamed) if said[0] else ""

    return key


def _write_value(value: Any, renamed: Renamed) -> str:
    """Return a value as a text that is the same for equal values."""
    return json.dumps(_move_all(value, renamed), sort_keys=True, ensure_ascii=False)


def _pair_by(pairs: RecordPairs, was: Key, is_: Key) -> RecordPairs:
    """Return the pairs with those that have the same key, in their order where several have."""
    waiting = _group(pairs.now, is_)
    found = [(one, others.pop(0)) for one in pairs.before if (others := waiting.get(was(one)))]
    return _take_pairs(pairs, found)


def _pair_alone(pairs: RecordPairs, was: Key, is_: Key) -> RecordPairs:
    """Return the pairs with those that alone in either book have the same key."""
    before, now = _group(pairs.before, was), _group(pairs.now, is_)
    alone = [
        (ones[0], now[key][0])
        for key, ones in before.items()
        if key and len(ones) == len(now.get(key, ())) == 1
    ]
    return _take_pairs(pairs, alone)


def _pair_former(pairs: RecordPairs) -> RecordPairs:
    """Return the pairs with those of which one alone goes by a former id of the other."""
    before, now = ({str(one["id"]): one for one in some} for some in (pairs.before, pairs.now))
    later = ((old, one["id"]) for one in pairs.now for old in _former_ids(one))
    earlier = ((one["id"], old) for one in pairs.before for old in _former_ids(one))
    found = {(a, b) for a, b in chain(later, earlier) if a in before and b in now}
    olds, news = Counter(a for a, _ in found), Counter(b for _, b in found)
    alone = [(before[a], now[b]) for a, b in sorted(found) if olds[a] == news[b] == 1]
    return _take_pairs(pairs, alone)


def _former_ids(one: Record) -> Iterator[str]:
    """Yield the whole ids that an entry had."""
    head = re.split(r"[^#/]*$", str(one["id"]))[0]
    yield from (f"{head}{old}" for old in one.get("was") or ())


def _group(records: Iterable[Record], key: Key) -> dict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for one in records:
        found[key(one)].append(one)
    return found


def _take_pairs(pairs: RecordPairs, found: Iterable[tuple[Record, Record]]) -> RecordPairs:
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


def tell_changes(changes: Changes) -> str:
    """Return the changes as text, without a line end after the last line."""
    if changes.is_empty():
        return NOTHING
    parts = [
        "\n".join(_tell_list(name, changes)) for name in MAIN if changes.lists[name].size()
    ]
    if others := "; ".join(tell_counts(name, one) for name, one in changes.others().items()):
        parts.append(f"{'Besides: ' if parts else ''}{others}.")
    return "\n\n".join(parts)


def _tell_list(name: str, changes: Changes) -> Iterator[str]:
    found, names = changes.lists[name], changes.names
    yield name.capitalize()
    yield from (f"  new: {tell_entry(name, one, names)}" for one in found.new)
    for change in found.changed:
        yield f"  changed: {tell_entry(name, change.now, names)}"
        yield from (f"    {tell_field(field, names)}" for field in change.fields)
    yield from (f"  withdrawn: {tell_entry(name, one, names)}" for one in found.withdrawn)


def tell_counts(name: str, found: Difference) -> str:
    """Return how many entries of a list differ."""
    counts = zip(found._fields, map(len, found), strict=True)
    return f"{name}: " + ", ".join(f"{count} {label}" for label, count in counts if count)


def tell_entry(name: str, one: Record, names: Names) -> str:
    """Return an entry in one line."""
    when = f" ({_tell_date(one['date'])})" if one.get("date") else ""
    return f"{TELL[name](one, names)}{when}"


def _tell_position(one: Record, names: Names) -> str:
    condition = f", {one['condition']}" if one.get("condition") else ""
    stance = say_labels(one["stance"])
    actor, issue = (_call_entry(one[field], names) for field in ("actor", "issue"))
    return f"{actor} on {issue}: {stance}{condition}"


def _tell_quote(one: Record, names: Names) -> str:
    """Return a quote with whose words they are: of those that describe, the reporter's."""
    speaker = one.get("speaker") or one.get("on_behalf_of") or one.get("source") or ""
    if one.get("basis") == "described":
        speaker = one.get("according_to") or one.get("source") or speaker
    who = f"{_call_entry(speaker, names)}: " if speaker else ""
    return f"{who}“{_clip_line(one['exact'])}”"


def _tell_event(one: Record, _: Names) -> str:
    told = say_sentence(status(one.get("status", HAPPENED)))
    return ", ".join(filter(None, (str(one["name"]), told)))


def _tell_claim(one: Record, names: Names) -> str:
    who = ", ".join(_call_entry(actor, names) for actor in one.get("asserted_by", ()))
    return f"{who + ': ' if who else ''}{_clip_line(one['text'])}"


TELL = {
    "positions": _tell_position,
    "quotes": _tell_quote,
    "events": _tell_event,
    "claims": _tell_claim,
}


def tell_field(field: FieldChange, names: Names) -> str:
    """Return what a field said, and says."""
    label = FIELDS.get(field.field, field.field.replace("_", " "))
    before, now = (
        _tell_value(field.field, value, names) for value in (field.before, field.now)
    )
    return f"{label}: {before} → {now}"


def _tell_value(field: str, value: Any, names: Names) -> str:
    if not value:
        return "nothing"
    if field in WORDS:
        return WORDS[field](value)
    if isinstance(value, list):
        return _clip_line(", ".join(_tell_value("", one, names) for one in value))
    if isinstance(value, dict):
        items = (
            (_call_entry(at, names), _tell_value("", one, names)) for at, one in value.items()
        )
        return _clip_line("; ".join(f"{at}: {one}" for at, one in items))
    return "yes" if value is True else _clip_line(_call_entry(str(value), names))


def _tell_date(edtf: str) -> str:
    """Return a date in words, as it stands where it is none."""
    try:
        return say_date(edtf)
    except ValueError:
        return edtf


WORDS: dict[str, Callable[[Any], str]] = {"stance": say_labels, "date": _tell_date}
"""Fields whose values are told in a way of their own."""


def _call_entry(ref: str, names: Names) -> str:
    return names.get(ref, ref)


def _clip_line(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def write_changes(changes: Changes) -> str:
    """Return the changes as JSON: every list in which there are some."""
    lists = {
        name: {**one._asdict(), "changed": [*map(_pack_change, one.changed)]}
        for name, one in changes.lists.items()
        if one.size()
    }
    return json.dumps({"version": 1, "lists": lists}, indent=1, ensure_ascii=False)


def _pack_change(change: ChangedRecord) -> dict[str, Any]:
    fields = [field._asdict() for field in change.fields]
    was = change.before["id"]
    former = {"former_id": was} if was != change.now["id"] else {}
    return {"id": change.now["id"], **former, "fields": fields}
