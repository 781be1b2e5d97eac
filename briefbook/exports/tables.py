"""Tables for spreadsheets (RFC 4180), made of the records of the book.

A spreadsheet takes a cell that begins with ``=`` for a formula, and may run it: such a cell
gets an apostrophe before it. The byte order mark tells it that the file is UTF-8.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from briefbook.exports.book import read_names, read_records
from briefbook.exports.records import say_text
from briefbook.index.ledger import EditionView
from briefbook.statements.offices import Tenure, office, pick_office
from briefbook.statements.words import say_sentence
from briefbook.syntax.dates import parse_date
from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY

MARK = "\ufeff"
RISKY = re.compile(r"[=+\-@\t\r\n]|\s+[=+\-@]")
"""How cells begin that are taken for formulas, by some after spaces."""

LOUD = re.compile(r'[",\r\n]|^\s|\s$')
BETWEEN = "; "

Record = Mapping[str, Any]
Names = Mapping[str, str]
Cell = Callable[[Record, Names], object]


def _name(field: str) -> Cell:
    """Return what takes the names of the entries that a field names."""
    return lambda one, names: _call_ids(one.get(field, ""), names)


def _call_ids(value: Any, names: Names) -> object:
    if isinstance(value, (list, dict)):
        return [names.get(ref, ref) for ref in value]
    return names.get(value, value)


def _pick_role(one: Record) -> Record:
    """Return the role of an actor that is named where there is no day, {} for none."""
    roles: list[Record] = one.get("roles") or [{}]
    return roles[pick_office([Tenure(*_list_days(role)) for role in roles], "")]


def _list_days(role: Record) -> tuple[str, str, str]:
    return role.get("start", ""), role.get("end", ""), role.get("as_of", "")


def _say_office(one: Record, names: Names) -> str:
    role = _pick_role(one)
    named = (role.get("role", ""), names.get(role.get("organization", ""), ""))
    return say_sentence(office(", ".join(filter(None, named)), *_list_days(role), day=""))


def _find_day(end: str) -> Cell:
    """Return what takes the first or last day of a date in ISO form, "" where it is open."""

    def find(one: Record, _: Names) -> str:
        found = str(getattr(parse_date(one["date"]), end)) if one.get("date") else ""
        return "" if found in (FIRST_DAY, LAST_DAY) else found

    return find


CELLS: dict[str, Cell] = {
    **{name: _name(name) for name in ("part_of", "on_behalf_of", "according_to", "issues")},
    **{name: _name(name) for name in ("actors", "targets", "asserted_by", "disputed_by")},
    **{f"{name}_name": _name(name) for name in ("actor", "issue", "speaker")},
    "addressee": lambda one, names: one.get("addressee_text") or _name("addressee")(one, names),
    "role": lambda one, _: _pick_role(one).get("role", ""),
    "role_at": lambda one, names: _call_ids(_pick_role(one).get("organization", ""), names),
    "office": _say_office,
    "earliest": _find_day("earliest"),
    "latest": _find_day("latest"),
    "year_inferred": lambda one, _: "yes" if one.get("year_inferred") else "",
    "summary": lambda one, names: say_text(one.get("summary", ""), names),
    "translation": lambda one, _: (one.get("translation") or {}).get("text", ""),
}
"""What a column takes of a record; any other takes the field of its name as it is."""

TABLES = {
    "actors": "id name type aliases role role_at office part_of summary wikidata address",
    "positions": "id actor actor_name issue issue_name stance condition date earliest latest "
    "basis confidence summary evidence article address",
    "quotes": "id exact speaker speaker_name on_behalf_of according_to addressee date earliest "
    "latest place source locator basis confidence translation issues article address",
    "events": "id name date earliest latest year_inferred due type status place actors targets "
    "summary exact evidence article address",
    "claims": "id text asserted_by disputed_by status evidence date earliest latest article "
    "address",
}
"""The columns of each table."""


def write_table(name: str, view: EditionView) -> str:
    """Return the table of one list of the book."""
    columns, names = TABLES[name].split(), read_names(view)
    rows = (
        [CELLS[at](one, names) if at in CELLS else one.get(at, "") for at in columns]
        for one in read_records(name, view)
    )
    return MARK + "".join(write_rows([columns, *rows]))


def write_rows(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield lines."""
    return (",".join(map(write_cell, row)) + "\r\n" for row in rows)


def write_cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value)
    inert = f"'{text}" if RISKY.match(text) else text
    return '"' + inert.replace('"', '""') + '"' if LOUD.search(inert) else inert
