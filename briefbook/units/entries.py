"""Plain YAML values → entries, with every problem of their fields.

One mistake is one problem: what only follows from another mistake is not reported as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from briefbook.base.problems import Locus, Problem, problem
from briefbook.index.rows import Access, join_access
from briefbook.kinds import REGISTRIES
from briefbook.kinds.fields import CommonFields, is_id
from briefbook.kinds.kind import Entry, Kind
from briefbook.syntax.text import REGISTRY_LIMIT, decode
from briefbook.syntax.yaml.reader import (
    FATAL,
    Plain,
    Pointer,
    ValuePlace,
    locate_values,
    read_yaml,
)
from briefbook.units.shaping import shape_fact
from briefbook.units.unit import Unit

FIELD_LIMIT = 20_000
"""Characters that a value may have: a name of a megabyte takes a paper half a minute."""

COMMON_FIELDS = CommonFields._fields

_FOLLOWING = frozenset(("missing-field", "not-text", "wrong-shape"))
"""Problems of fields that may come of YAML in which something could not be read."""


class EntryGroup(NamedTuple):
    """Where a group of entries stands: ``article`` is "" for a registry."""

    path: str
    pointer: tuple[str, ...]
    article: str = ""
    access: Access = Access()


Read = tuple[tuple[Entry, ...], tuple[Problem, ...]]


def read_entries(kind: Kind, raw: object, place: EntryGroup) -> Read:
    """Return the entries of one section (``raw`` as YAML gives it) and their problems."""
    if raw is None:
        return (), ()
    shape: type = dict if kind.shape == "mapping" else list
    if not isinstance(raw, shape):
        return (), (_refuse_shape(kind, place),)
    items = raw.items() if isinstance(raw, dict) else _enumerate_list(raw)  # type: ignore[arg-type]
    results = [read_entry(kind, str(key), value, place) for key, value in items]
    return (
        tuple(entry for entry, _ in results if entry),
        tuple(found for _, problems in results for found in problems),
    )


def _enumerate_list(raw: list[Any]) -> Iterator[tuple[str, Any]]:
    return ((str(position), value) for position, value in enumerate(raw))


def _refuse_shape(kind: Kind, place: EntryGroup) -> Problem:
    """Return the problem of a section that is a list instead of a mapping, or otherwise."""
    wanted, hint = "a list (lines that begin with -)", "begin each with - instead of an id"
    if kind.shape == "mapping":
        wanted = "a mapping of ids"
        hint = "give each an id: a line `some-id: {…}` instead of `- {…}`"
    locus = Locus(place.path, place.pointer, "key")
    return problem("wrong-shape", locus, hint, where=kind.section, wanted=wanted)


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
    spelled, short = _spell_out(kind, value)
    if spelled is None:
        wrong = problem("wrong-shape", locus, where=f"this {kind.name}", wanted="a mapping")
        return None, (wrong,)
    common = {name: spelled.pop(name) for name in COMMON_FIELDS if name in spelled}
    has_key = kind.shape == "mapping" or kind.name == "mention"
    own = {"id": spelled.pop("id")} if not has_key and "id" in spelled else {}
    problems = (*_check_id(kind, key, locus), *_check_common({**common, **own}, locus))
    entry_id = key if has_key else str(own.get("id", ""))
    given = kind.tidy(kind.name_fields(spelled))
    fact, rest, found = _make_fact(kind, given, locus, short)
    entry = Entry(
        kind=kind.name,
        id=entry_id,
        ref=f"{place.article}#{entry_id}" if place.article and kind.is_local else entry_id,
        fact=fact,
        rest=rest,
        path=place.path,
        pointer=locus.pointer,
        access=_make_access(kind, common, place.access),
        was=tuple(old for old in _list_former(common) if isinstance(old, str) and is_id(old)),
        short=short,
    )
    return entry, (*problems, *found)


def _spell_out(kind: Kind, value: object) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """Return an entry as a mapping, and the names of its items if it was written as a list.

    Empty values are left out: ``summary:`` with nothing behind it says nothing.
    """
    if isinstance(value, dict):
        return _drop_empty(kind, value.items()), ()
    if isinstance(value, list) and kind.short and len(value) <= len(kind.short):
        return _drop_empty(kind, zip(kind.short, value, strict=False)), kind.short
    if isinstance(value, str) and kind.scalar:
        return {kind.scalar: value}, (kind.scalar,)
    return ({}, ()) if value is None else (None, ())


def _drop_empty(kind: Kind, items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return the fields that are not left empty, and all of a name that no field has."""
    fields = dict(items)
    void = {name for name, item in fields.items() if item in (None, "")}
    if void:
        void &= {*kind.model._fields, *kind.names.values(), *kind.also, *COMMON_FIELDS, "id"}  # type: ignore[attr-defined]  # models are NamedTuples
    return {name: item for name, item in fields.items() if name not in void} if void else fields


def _find_long(value: Any, locus: Locus) -> Iterator[Problem]:
    """Yield the values with more text than any page, paper or search can do with."""
    if isinstance(value, str):
        if len(value) > FIELD_LIMIT:
            length, limit = f"{len(value):,}", f"{FIELD_LIMIT:,}"
            yield problem("too-long-field", locus, length=length, limit=limit)
        return
    items = value.items() if isinstance(value, dict) else ()
    for name, one in _enumerate_list(value) if isinstance(value, list) else items:
        place = _place_inside(locus, name)
        yield from _find_long(name, place._replace(part="key"))
        yield from _find_long(one, place)


def _drop_void(kind: Kind, raw: dict[str, Any]) -> dict[str, Any]:
    """Return the fields, less those that are required and say nothing."""
    void = {name for name in _list_required(kind.model) if _is_empty(raw.get(name, name))}
    return {name: item for name, item in raw.items() if name not in void} if void else raw


@cache
def _list_required(model: Any) -> tuple[str, ...]:
    return tuple(name for name in model._fields if name not in model._field_defaults)


def _is_empty(value: object) -> bool:
    """Tell whether a value is nothing, no words, or a list of such."""
    if isinstance(value, list):
        return all(map(_is_empty, value))
    return value in (None, "", {})


def _check_id(kind: Kind, key: str, locus: Locus) -> Iterator[Problem]:
    if kind.section and kind.shape == "mapping" and not is_id(key):
        yield problem("bad-id", locus._replace(part="key"), id=key)


def _check_common(raw: Mapping[str, object], locus: Locus) -> Iterator[Problem]:
    if not raw:
        return
    for name in ("access", "comment", "id"):
        if not isinstance(raw.get(name, ""), str):
            yield problem("not-text", _place_inside(locus, name), field=name)
    for old in _list_former(raw):
        if not isinstance(old, str) or not is_id(old):
            yield problem("bad-id", _place_inside(locus, "was"), id=str(old))


def _list_former(raw: Mapping[str, object]) -> list[object]:
    former = raw.get("was", [])
    return former if isinstance(former, list) else [former]


def _place_inside(locus: Locus, name: str) -> Locus:
    return locus._replace(pointer=(*locus.pointer, name))


def _make_access(kind: Kind, raw: Mapping[str, object], outer: Access) -> Access:
    """Return the access of an entry: its own access, else its kind's, behind its article's."""
    access = raw.get("access")
    own = Access(editions=(access,)) if isinstance(access, str) and access else kind.access
    return join_access(own, outer)


def _make_fact(
    kind: Kind, raw: dict[str, Any], locus: Locus, short: tuple[str, ...]
) -> tuple[Any, Any, tuple[Problem, ...]]:
    fields = _drop_void(kind, raw)
    if too_long := tuple(_find_long(fields, locus)):
        return None, None, too_long
    try:
        return shape_fact(kind.model, fields), None, ()
    except ValueError:
        # Most runs meet no such entry, and need not wait for this import.
        from briefbook.units.validating import judge_fields

        return judge_fields(kind, fields, locus, short)


def join_problems(
    yaml: tuple[Problem, ...], fields: tuple[Problem, ...], text: str, start: int = 0
) -> tuple[Problem, ...]:
    """Return the problems of a YAML text, and those of its fields that have no part in them.

    ``start`` is the offset of ``text`` in its file.
    """
    if not yaml or not any(found.code in _FOLLOWING for found in fields):
        return (*yaml, *fields)
    places = locate_values(text, start)
    return (*yaml, *(found for found in fields if not _follows_from(found, yaml, places)))


def _follows_from(
    found: Problem, yaml: tuple[Problem, ...], places: dict[Pointer, ValuePlace]
) -> bool:
    """Tell whether a field's problem lies in an entry that YAML could not read as meant."""
    pointer = found.locus.pointer
    if found.code not in _FOLLOWING or pointer not in places:
        return False
    return any(_is_within(pointer, cause, places) for cause in yaml)


def _is_within(pointer: Pointer, cause: Problem, places: dict[Pointer, ValuePlace]) -> bool:
    """Tell whether a cause lies in an entry, or ended the reading while the entry was open."""
    whole, span = places[pointer].value, cause.locus.span
    if span and whole.start <= span.start <= whole.end:
        return True
    at = span.start if span else max(place.value.start for place in places.values())
    return cause.code in FATAL and whole.start == max(_begun_before(at, len(pointer), places))


def _begun_before(at: int, depth: int, places: dict[Pointer, ValuePlace]) -> Iterator[int]:
    """Yield where the entries of a depth begin that begin before a place."""
    yield -1
    for pointer, place in places.items():
        if len(pointer) == depth and place.value.start <= at:
            yield place.value.start


def read_registry(path: str, data: bytes) -> Unit:
    """Return the entries of a registry."""
    text, problems = decode(path, data, REGISTRY_LIMIT)
    raw, found = read_yaml(text, path)
    kind = REGISTRIES[path.rpartition("/")[2].removesuffix(".yaml")]
    entries, more = read_entries(kind, raw, EntryGroup(path, ()))
    whole, broken = part_broken(entries)
    return Unit(
        path,
        "registry",
        entries=whole,
        broken=broken,
        unreadable=is_lost(raw, (*problems, *found)),
        problems=(*problems, *join_problems(found, more, text)),
    )


def is_lost(raw: Plain, problems: tuple[Problem, ...]) -> bool:
    """Tell whether what a file says could not be read, or not to its end.

    One that holds nothing but comments says nothing: nobody has to wait for it.
    """
    is_cut = any(found.code in FATAL for found in problems)
    return is_cut or (raw is None and bool(problems))
