"""Tables for spreadsheets (RFC 4180), made of the records of the book.

A spreadsheet takes a cell that begins with ``=`` for a formula, and may run it: such a cell
gets an apostrophe before it. The byte order mark tells it that the file is UTF-8.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefbook.exports.book import read_names, read_records
from briefbook.exports.records import say_text
from briefbook.exports.schema import read_fields, read_form
from briefbook.index.ledger import EditionView
from briefbook.kinds import LISTS
from briefbook.kinds.fields import MARKDOWN
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


TABLES = tuple(name for name, listed in LISTS.items() if listed.columns)

SPECIAL: dict[str, Cell] = {
    "role": lambda one, _: _pick_role(one).get("role", ""),
    "role_at": lambda one, names: _call_ids(_pick_role(one).get("organization", ""), names),
    "office": _say_office,
    "addressee": lambda one, names: (
        one.get("addressee_text") or _call_ids(one.get("addressee", ""), names)
    ),
    "translation": lambda one, _: one.get("translation", {}).get("text", ""),
    "earliest": _find_day("earliest"),
    "latest": _find_day("latest"),
}
"""Columns that take more of a record than a field as it is."""

NAMED = ("actor", "issue")
"""The kinds whose entries stand in a table by their names."""


def _list_columns(name: str) -> dict[str, Cell]:
    """Return the columns of the table of a list: how they are headed, and what they take.

    Beside a date stand its first and its last day. Ids of actors and issues become names,
    unless these have a column of their own (``actor_name`` beside ``actor``).
    """
    columns, types = LISTS[name].columns.split(), read_fields(name)
    at = columns.index("date") + 1 if "date" in columns else 0
    listed = [*columns[:at], *(("earliest", "latest") if at else ()), *columns[at:]]
    return {
        column: SPECIAL[column] if column in SPECIAL else _make_cell(column, types, listed)
        for column in listed
    }


def _make_cell(column: str, types: Mapping[str, Any], listed: Sequence[str]) -> Cell:
    """Return what takes a field as its type asks."""
    field = column.removesuffix("_name")
    refers = _find_referred(types[field])
    if refers == MARKDOWN:
        return lambda one, names: say_text(one.get(field, ""), names)
    if refers in NAMED and f"{column}_name" not in listed:
        return lambda one, names: _call_ids(one.get(field, ""), names)
    return lambda one, _: "yes" if one.get(field) is True else one.get(field, "")


def _find_referred(hint: Any) -> str:
    """Return what a value refers to, or each of several; of a mapping, its keys."""
    form = read_form(hint)
    is_outer = form.name in ("marked", "list", "mapping")
    return form.refers or (_find_referred(form.inner[0]) if is_outer else "")


def write_table(name: str, view: EditionView) -> str:
    """Return the table of one list of the book."""
    columns, names = _list_columns(name), read_names(view)
    rows = ([take(one, names) for take in columns.values()] for one in read_records(name, view))
    return MARK + "".join(write_rows([list(columns), *rows]))


def write_rows(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield lines."""
    return (",".join(map(write_cell, row)) + "\r\n" for row in rows)


def write_cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value)
    inert = f"'{text}" if RISKY.match(text) else text
    return '"' + inert.replace('"', '""') + '"' if LOUD.search(inert) else inert
