"""Records of the book → the same with what only their evidence can tell, in whatever unit.

When a relation was, and how a position is known: the book says the same as the pages.
"""

from collections.abc import Callable, Sequence
from json import loads
from typing import Any, NamedTuple

from briefbook.exports.kinds import SECTIONS
from briefbook.exports.records import Record, write
from briefbook.exports.shapes import read_fields
from briefbook.index.ledger import Look
from briefbook.kinds.dating import date_of_evidence, date_of_relation
from briefbook.kinds.position import Held
from briefbook.kinds.relation import Tie
from briefbook.kinds.standing import basis_of


class Gap(NamedTuple):
    """A field that a record may lack, and what finds its value."""

    field: str
    find: Callable[[dict[str, Any], Look], str]


def date_relation(one: dict[str, Any], look: Look) -> str:
    """Return the date of a relation that has none of its own."""
    refs = tuple(one.get("evidence", ()))
    return date_of_relation(
        Tie(one["from"], one["type"], one["to"], refs, "", one["article"]), look
    )


def judge_position(one: dict[str, Any], look: Look) -> str:
    """Return the basis of a position that has none of its own."""
    refs, stance = tuple(one.get("evidence", ())), tuple(one["stance"])
    held = Held("", one["actor"], one["issue"], stance, "", one["article"], 0, refs, "")
    return basis_of(held, look)


def date_claim(one: dict[str, Any], look: Look) -> str:
    """Return the date of what a claim rests on."""
    return date_of_evidence(tuple(one.get("evidence", ())), look)


GAPS = {
    "claims": Gap("date", date_claim),
    "positions": Gap("basis", judge_position),
    "relations": Gap("date", date_relation),
}


def complete_records(name: str, records: Sequence[Record], look: Look) -> Sequence[Record]:
    """Return the records of one list, each complete."""
    gap = GAPS.get(name)
    if gap is None:
        return records
    sign, order = f'"{gap.field}": ', tuple(read_fields(SECTIONS[name]))
    return [
        (identity, rest if sign in rest else fill(rest, gap, order, look))
        for identity, rest in records
    ]


def fill(rest: str, gap: Gap, order: Sequence[str], look: Look) -> str:
    """Return a record with the value of a field that it lacks, in the order of its fields."""
    one = loads(f"{{{rest}")
    values = {**one, gap.field: gap.find(one, look)}
    return write({field: values[field] for field in order if values.get(field)})[1:]
