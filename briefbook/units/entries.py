"""Plain YAML values → entries, with every problem of their fields."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from briefbook.base.problems import Locus, Problem, problem
from briefbook.index.rows import Gate, join_gates
from briefbook.kinds.fields import is_id
from briefbook.kinds.kind import Entry, Kind
from briefbook.units.shaping import shape_fact

FIELD_LIMIT = 20_000
"""Characters that a value may have: a name of a megabyte takes a paper half a minute."""

COMMON_FIELDS = ("access", "comment", "was")


class EntryGroup(NamedTuple):
    """Where a group of entries stands: ``article`` is "" for a registry."""

    path: str
    pointer: tuple[str, ...]
    article: str = ""
    gate: Gate = Gate()


Read = tuple[tuple[Entry, ...], tuple[Problem, ...]]


def read_entries(kind: Kind, raw: object, place: EntryGroup) -> Read:
    """Return the entries of one section (``raw`` as YAML gives it) and their problems."""
    if raw is None:
        return (), ()
    shape: type = dict if kind.shape == "mapping" else list
    if not isinstance(raw, shape):
        return (), (wrong_shape(kind, place),)
    items = raw.items() if isinstance(raw, dict) else enumerate_list(raw)  # type: ignore[arg-type]
    results = [read_entry(kind, str(key), value, place) for key, value in items]
    return (
        tuple(entry for entry, _ in results if entry),
        tuple(found for _, problems in results for found in problems),
    )


def enumerate_list(raw: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield (position, value) with the position as pointers spell it."""
    return ((str(position), value) for position, value in enumerate(raw))


def wrong_shape(kind: Kind, place: EntryGroup) -> Problem:
    """Return the problem of a section that is a list instead of a mapping, or otherwise."""
    wanted = (
        "a mapping of ids" if kind.shape == "mapping" else "a list (lines that begin with -)"
    )
    hint = "give each an id: a line `some-id: {…}` instead of `- {…}`"
    locus = Locus(place.path, place.pointer, "key")
    return problem(
        "wrong-shape",
        locus,
        hint if kind.shape == "mapping" else "begin each with - instead of an id",
        where=kind.section,
        wanted=wanted,
    )


def part_broken(entries: tuple[Entry, ...]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the entries that have a fact, and those that have none."""
    whole = tuple(entry for entry in entries if entry.fact is not None)
    return whole, tuple(entry for entry in entries if entry.fact is None)


def read_entry(
    kind: Kind, key: str, value: object, place: EntryGroup
) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return one entry with its problems; its fact is None if a field is wrong.

    What is not even a mapping is no entry: None. A kind without a section stands by itself
    in its file, or at the head of it.
    """
    locus = Locus(place.path, (*place.pointer, key) if kind.section else place.pointer)
    spelled, short = spell_out(kind, value)
    if spelled is None:
        return None, (
            problem("wrong-shape", locus, where=f"this {kind.name}", wanted="a mapping"),
        )
    common = {name: spelled.pop(name) for name in COMMON_FIELDS if name in spelled}
    problems = (*check_id(kind, key, locus), *check_common(common, locus))
    entry_id = take_id(kind, key, spelled)
    fact, field_problems = validate(kind, kind.tidy(spelled), locus, short)
    entry = Entry(
        kind=kind.name,
        id=entry_id,
        ref=make_ref(kind, entry_id, place.article),
        fact=fact,
        path=place.path,
        pointer=locus.pointer,
        gate=entry_gate(kind, common, place.gate),
        was=read_was(common),
        short=short,
    )
    return entry, (*problems, *field_problems)


def take_id(kind: Kind, key: str, fields: dict[str, Any]) -> str:
    """Return the id of an entry: its key, in a list the field ``id``, which is taken out."""
    if kind.shape == "mapping" or kind.name == "mention":
        return key
    return str(fields.pop("id", ""))


def spell_out(kind: Kind, value: object) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """Return an entry as a mapping, and the names of its items if it was written as a list.

    Empty values are left out: ``summary:`` with nothing behind it says nothing.
    """
    if isinstance(value, dict):
        return drop_empty(kind, value.items()), ()
    if isinstance(value, list) and kind.short and len(value) <= len(kind.short):
        return drop_empty(kind, zip(kind.short, value, strict=False)), kind.short
    if isinstance(value, str) and kind.scalar:
        return {kind.scalar: value}, (kind.scalar,)
    return ({}, ()) if value is None else (None, ())


def drop_empty(kind: Kind, items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return the fields that are not left empty, and all of a name that no field has."""
    fields = dict(items)
    void = {name for name, item in fields.items() if item in (None, "")}
    if void:
        void &= {*kind.model._fields, *kind.names.values(), *kind.also, *COMMON_FIELDS, "id"}  # type: ignore[attr-defined]  # models are NamedTuples
    return {name: item for name, item in fields.items() if name not in void} if void else fields


def find_long(value: Any, locus: Locus) -> Iterator[Problem]:
    """Yield the values with more text than any page, paper or search can do with."""
    if isinstance(value, str):
        if len(value) > FIELD_LIMIT:
            length, limit = f"{len(value):,}", f"{FIELD_LIMIT:,}"
            yield problem("too-long-field", locus, length=length, limit=limit)
        return
    for name, one in list_inner(value):
        place = inside(locus, name)
        yield from find_long(name, place._replace(part="key"))
        yield from find_long(one, place)


def list_inner(value: Any) -> Iterable[tuple[str, Any]]:
    """Return what a mapping or list holds, with its names or places."""
    if isinstance(value, dict):
        return value.items()
    return enumerate_list(value) if isinstance(value, list) else ()


def drop_void(kind: Kind, raw: dict[str, Any]) -> dict[str, Any]:
    """Return the fields, less those that are required and say nothing."""
    void = {name for name in list_required(kind.model) if is_empty(raw.get(name, name))}
    return {name: item for name, item in raw.items() if name not in void} if void else raw


@cache
def list_required(model: Any) -> tuple[str, ...]:
    """Return the names of the fields that must be there."""
    return tuple(name for name in model._fields if name not in model._field_defaults)


def is_empty(value: object) -> bool:
    """Tell whether a value is nothing, no words, or a list of such."""
    if isinstance(value, list):
        return all(map(is_empty, value))
    return value in (None, "", {})


def make_ref(kind: Kind, entry_id: str, article: str) -> str:
    """Return the site-wide name: local kinds are named through their article."""
    is_local = article and kind.is_local
    return f"{article}#{entry_id}" if is_local else entry_id


def check_id(kind: Kind, key: str, locus: Locus) -> Iterator[Problem]:
    """Yield the problem of a key that has not the form of an id."""
    if kind.section and kind.shape == "mapping" and not is_id(key):
        yield problem("bad-id", locus._replace(part="key"), id=key)


def check_common(raw: Mapping[str, object], locus: Locus) -> Iterator[Problem]:
    """Yield the problems of the fields that every entry may have."""
    if not raw:
        return
    for name in ("access", "comment"):
        if not isinstance(raw.get(name, ""), str):
            yield problem("not-text", inside(locus, name), field=name)
    former = raw.get("was", [])
    for old in former if isinstance(former, list) else [former]:
        if not isinstance(old, str) or not is_id(old):
            yield problem("bad-id", inside(locus, "was"), id=str(old))


def inside(locus: Locus, *names: str) -> Locus:
    """Return the place of a value within the entry at ``locus``."""
    return locus._replace(pointer=(*locus.pointer, *names))


def entry_gate(kind: Kind, raw: Mapping[str, object], outer: Gate) -> Gate:
    """Return the gate of an entry: its own access, else its kind's, behind its article's."""
    access = raw.get("access")
    own = Gate(access=(access,)) if isinstance(access, str) and access else kind.gate
    return join_gates(own, outer)


def read_was(raw: Mapping[str, object]) -> tuple[str, ...]:
    """Return the former ids that are well-formed."""
    former = raw.get("was", [])
    items = former if isinstance(former, list) else [former]
    return tuple(old for old in items if isinstance(old, str) and is_id(old))


def validate(
    kind: Kind, raw: dict[str, Any], locus: Locus, short: tuple[str, ...]
) -> tuple[Any, tuple[Problem, ...]]:
    """Return the fact, or None with one problem for each field that is wrong."""
    fields = drop_void(kind, raw)
    if too_long := tuple(find_long(fields, locus)):
        return None, too_long
    try:
        return shape_fact(kind.model, fields), ()
    except ValueError:
        # Most runs meet no such entry, and need not wait for this import.
        from briefbook.units.validating import judge_fields

        return judge_fields(kind, fields, locus, short)
