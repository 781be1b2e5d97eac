"""``data/book.json``: the whole edition as data, joined of records that the units made."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from json import loads
from operator import itemgetter
from typing import Any

from briefbook.exports.records import (
    INDEX,
    Masks,
    Record,
    join_record,
    mask_record,
    match_masks,
    write_json,
)
from briefbook.exports.schema import read_fields
from briefbook.index.ledger import EditionView
from briefbook.kinds import LISTS
from briefbook.kinds.actor import ACTORS, MASK, STAND_INS
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.relation import KnownRelation
from briefbook.kinds.standing import basis_of, date_of_evidence, date_of_relation

VERSION = 1
"""Raised when a field is taken away, or means something else: new ones may come at any time."""

ADDRESS = "data/book.json"
SCHEMA = "book.schema.json"


def write_book(view: EditionView) -> str:
    """Return the JSON of the book as an edition sees it: one record on a line."""
    parts = [f"{write_json(name)}: {write_json(value)}" for name, value in _describe_book(view)]
    for name in LISTS:
        lines = ",\n".join(_list_records(name, view))
        parts.append(f'"{name}": [\n{lines}\n]' if lines else f'"{name}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def read_own(view: EditionView) -> dict[str, Any]:
    """Return the book as ``compare`` takes it, as an edition sees it."""
    lists = {name: read_records(name, view) for name in LISTS}
    return {"version": VERSION, "edition": view.edition.name, **lists}


def read_records(name: str, view: EditionView) -> list[dict[str, Any]]:
    """Return the records of one list as plain values."""
    return [loads(text) for text in _list_records(name, view)]


def _describe_book(view: EditionView) -> Iterator[tuple[str, object]]:
    yield "$schema", SCHEMA
    yield "version", VERSION
    yield "title", view.one("config", "title")
    yield "edition", view.edition.name
    yield "language", view.one("config", "language")
    yield from ((("base_url", base),) if (base := find_base(view)) else ())


def find_base(view: EditionView) -> str:
    """Return where the site is found, with a slash behind it, or ""."""
    base = view.one("config", "base_url")
    return f"{base}/" if base else ""


def _list_records(name: str, view: EditionView) -> list[str]:
    return _rank_records(sorted(_gather_records(name, view), key=itemgetter(0)))


def read_in_order(name: str, view: EditionView) -> list[dict[str, Any]]:
    """Return the records of one list as plain values, in the order of files and in them."""
    return [loads(text) for text in _rank_records(_gather_records(name, view))]


def _gather_records(name: str, view: EditionView) -> Iterable[Record]:
    """Return the complete records of one list, no id among them that is masked.

    Who goes by another name is among the actors only where a record or a text names them.
    Two descriptions alike are one.
    """
    records = _complete_records(name, _read_rows(name, view), view)
    masks = read_masks(view)
    if not masks:
        return records
    stand_ins = _read_rows(STAND_INS, view) if name == ACTORS else []
    named = _find_named(view, masks) if stand_ins else set()
    shown = (*records, *(one for one in stand_ins if one[0] in named))
    hits = match_masks(masks)
    return dict.fromkeys(
        mask_record(name, one, masks) if hits.search(one[0] + one[1]) else one for one in shown
    )


def _read_rows(name: str, view: EditionView) -> list[Record]:
    return [record for rows in view.all(INDEX, name) for record in rows]


def _find_named(view: EditionView, masks: Masks) -> set[str]:
    """Return those masked ids that something visible refers to: a record, or a text."""
    hits = match_masks(masks)
    named = {ref for ref in masks if view.all("mentioned", ref)}
    for name in LISTS:
        for one in _read_rows(name, view):
            found = set(hits.findall(one[0] + one[1])) - named
            named |= {ref for ref in found if mask_record(name, one, {ref: masks[ref]}) != one}
    return named


def read_masks(view: EditionView) -> Masks:
    """Return what stands for the ids that an edition may not show."""
    return dict(view.all(MASK))


def _rank_records(records: Iterable[Record]) -> list[str]:
    """Return the JSON of records; those of one identity are numbered as they come."""
    ranks: Counter[str] = Counter()
    found = []
    for identity, rest in records:
        ranks[identity] += 1
        found.append(join_record(identity, rest, ranks[identity]))
    return found


def read_names(view: EditionView) -> dict[str, str]:
    """Return the names of actors and issues by their ids."""
    lists = (read_records(name, view) for name in ("actors", "issues"))
    return {one["id"]: one["name"] for records in lists for one in records}


def hold_record(one: Mapping[str, Any]) -> DatedPosition:
    """Return a record of a position as the pages know it."""
    return DatedPosition(
        ref=one.get("id", ""),
        actor=one["actor"],
        issue=one["issue"],
        stance=tuple(one["stance"]),
        date=one.get("date", ""),
        article=one["article"],
        order=0,
        evidence=tuple(one.get("evidence", ())),
        address=one.get("address", ""),
        condition=one.get("condition", ""),
    )


def _date_relation(one: dict[str, Any], view: EditionView) -> str:
    ends = (one["from"], one["type"], one["to"], tuple(one.get("evidence", ())))
    return date_of_relation(KnownRelation(*ends, "", one["article"]), view)


def _date_claim(one: dict[str, Any], view: EditionView) -> str:
    return date_of_evidence(tuple(one.get("evidence", ())), view)


GAPS: dict[str, tuple[str, Callable[[dict[str, Any], EditionView], str]]] = {
    "claims": ("date", _date_claim),
    "positions": ("basis", lambda one, view: basis_of(hold_record(one), view)),
    "relations": ("date", _date_relation),
}
"""The field that a record of a list may lack, and what finds its value."""


def _complete_records(
    name: str, records: Sequence[Record], view: EditionView
) -> Sequence[Record]:
    """Return records with the value of a field that one may lack, their fields in order."""
    if name not in GAPS:
        return records
    (field, find), order = GAPS[name], tuple(read_fields(name))
    sign = f'"{field}": '

    def fill(rest: str) -> str:
        one = loads(f"{{{rest}")
        values = {**one, field: find(one, view)}
        return write_json({at: values[at] for at in order if values.get(at)})[1:]

    return [(identity, rest if sign in rest else fill(rest)) for identity, rest in records]
