"""``data/book.json``: the whole edition as data, joined of records that the units made."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from json import loads
from typing import Any, NamedTuple

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


class Gap(NamedTuple):
    """A field that a record may lack, and what finds its value."""

    field: str
    find: Callable[[dict[str, Any], EditionView], str]


def write_book(look: EditionView) -> str:
    """Return the JSON of the book as an edition sees it: one record on a line."""
    head = ",\n".join(
        f"{write_json(name)}: {write_json(value)}" for name, value in describe_book(look)
    )
    lists = (write_list(name, list_records(name, look)) for name in LISTS)
    return "{\n" + ",\n".join((head, *lists)) + "\n}\n"


def read_own(look: EditionView) -> dict[str, Any]:
    """Return the book as ``compare`` takes it, as an edition sees it."""
    lists = {name: read_records(name, look) for name in LISTS}
    return {"version": VERSION, "edition": look.edition.name, **lists}


def read_records(name: str, look: EditionView) -> list[dict[str, Any]]:
    """Return the records of one list as plain values."""
    return [loads(text) for text in list_records(name, look)]


def describe_book(look: EditionView) -> Iterator[tuple[str, object]]:
    """Yield what the book says of itself."""
    yield "$schema", SCHEMA
    yield "version", VERSION
    yield "title", look.one("config", "title")
    yield "edition", look.edition.name
    yield "language", look.one("config", "language")
    yield from ((("base_url", base),) if (base := find_base(look)) else ())


def find_base(look: EditionView) -> str:
    """Return where the site is found, with a slash behind it, or ""."""
    base = look.one("config", "base_url")
    return f"{base}/" if base else ""


def write_list(name: str, records: Iterable[str]) -> str:
    """Return the JSON of one list."""
    lines = ",\n".join(records)
    return f'"{name}": [\n{lines}\n]' if lines else f'"{name}": []'


def list_records(name: str, look: EditionView) -> list[str]:
    """Return the JSON of the records of one list that an edition sees, by their identities."""
    return rank_records(sorted(gather_records(name, look), key=identity_of))


def read_in_order(name: str, look: EditionView) -> list[dict[str, Any]]:
    """Return the records of one list as plain values, in the order of files and in them."""
    return [loads(text) for text in rank_records(gather_records(name, look))]


def gather_records(name: str, look: EditionView) -> Iterable[Record]:
    """Return the records of one list, no id among them that is masked.

    Who goes by another name is among the actors only where a record or a text names them.
    """
    masks = read_masks(look)
    records = read_masked(name, look, masks)
    if name != ACTORS or not masks:
        return records
    stand_ins = read_rows(STAND_INS, look)
    named = find_named(look, masks) if stand_ins else set()
    shown = mask_all(ACTORS, (one for one in stand_ins if one[0] in named), masks)
    return dict.fromkeys((*records, *shown))


def read_masked(name: str, look: EditionView, masks: Masks) -> Iterable[Record]:
    """Return the records of one list, complete, with other ids for those that are masked."""
    records = complete_records(name, read_rows(name, look), look)
    return mask_all(name, records, masks) if masks else records


def read_rows(name: str, look: EditionView) -> list[Record]:
    """Return the records of one list as the units made them."""
    return [record for rows in look.all(INDEX, name) for record in rows]


def find_named(look: EditionView, masks: Masks) -> set[str]:
    """Return those masked ids that something visible refers to: a record, or a text."""
    hits = match_masks(masks)
    named = {ref for ref in masks if look.all("mentioned", ref)}
    for name in LISTS:
        for one in read_rows(name, look):
            found = set(hits.findall(one[0] + one[1])) - named
            named |= {ref for ref in found if mask_record(name, one, {ref: masks[ref]}) != one}
    return named


def read_masks(look: EditionView) -> Masks:
    """Return what stands for the ids that an edition may not show."""
    return dict(look.all(MASK))


def mask_all(name: str, records: Iterable[Record], masks: Masks) -> Iterable[Record]:
    """Return records without ids that are masked; two descriptions alike are one."""
    hits = match_masks(masks)
    return dict.fromkeys(
        mask_record(name, one, masks) if hits.search(one[0] + one[1]) else one
        for one in records
    )


def rank_records(records: Iterable[Record]) -> list[str]:
    """Return the JSON of records; those of one identity are numbered as they come."""
    ranks: Counter[str] = Counter()
    found = []
    for identity, rest in records:
        ranks[identity] += 1
        found.append(join_record(identity, rest, ranks[identity]))
    return found


def identity_of(record: Record) -> str:
    """Return what a record is sorted by."""
    return record[0]


def read_names(look: EditionView) -> dict[str, str]:
    """Return the names of actors and issues by their ids."""
    lists = (read_records(name, look) for name in ("actors", "issues"))
    return {one["id"]: one["name"] for records in lists for one in records}


def date_relation(one: dict[str, Any], look: EditionView) -> str:
    """Return the date of a relation that has none of its own."""
    refs = tuple(one.get("evidence", ()))
    return date_of_relation(
        KnownRelation(one["from"], one["type"], one["to"], refs, "", one["article"]), look
    )


def judge_position(one: dict[str, Any], look: EditionView) -> str:
    """Return the basis of a position that has none of its own."""
    refs, stance = tuple(one.get("evidence", ())), tuple(one["stance"])
    held = DatedPosition(
        "", one["actor"], one["issue"], stance, "", one["article"], 0, refs, ""
    )
    return basis_of(held, look)


def date_claim(one: dict[str, Any], look: EditionView) -> str:
    """Return the date of what a claim rests on."""
    return date_of_evidence(tuple(one.get("evidence", ())), look)


GAPS = {
    "claims": Gap("date", date_claim),
    "positions": Gap("basis", judge_position),
    "relations": Gap("date", date_relation),
}


def complete_records(
    name: str, records: Sequence[Record], look: EditionView
) -> Sequence[Record]:
    """Return the records of one list, each complete."""
    gap = GAPS.get(name)
    if gap is None:
        return records
    sign, order = f'"{gap.field}": ', tuple(read_fields(LISTS[name].shape))
    return [
        (identity, rest if sign in rest else fill(rest, gap, order, look))
        for identity, rest in records
    ]


def fill(rest: str, gap: Gap, order: Sequence[str], look: EditionView) -> str:
    """Return a record with the value of a field that it lacks, in the order of its fields."""
    one = loads(f"{{{rest}")
    values = {**one, gap.field: gap.find(one, look)}
    return write_json({field: values[field] for field in order if values.get(field)})[1:]
