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


def plain(field: str) -> Cell:
    """Return what takes a field as it is."""
    return lambda one, _: one.get(field, "")


def named(field: str) -> Cell:
    """Return what takes the names of the entries that a field names."""
    return lambda one, names: call_ids(one.get(field, ""), names)


def call_ids(value: Any, names: Names) -> object:
    """Return names for ids."""
    if isinstance(value, (list, dict)):
        return [names.get(ref, ref) for ref in value]
    return names.get(value, value)


def prose(field: str) -> Cell:
    """Return what takes the words of a text."""
    return lambda one, names: say_text(one.get(field, ""), names)


def part(field: str, name: str) -> Cell:
    """Return what takes a part of a field."""
    return lambda one, _: (one.get(field) or {}).get(name, "")


def of_role(name: str) -> Cell:
    """Return what takes a part of the role that is named on cards."""
    return lambda one, _: pick_role(one).get(name, "")


def pick_role(one: Record) -> Record:
    """Return the role of an actor that is named where there is no day, {} for none."""
    roles: list[Record] = one.get("roles") or [{}]
    return roles[pick_office([Tenure(*list_days(role)) for role in roles], "")]


def list_days(role: Record) -> tuple[str, str, str]:
    """Return when a role was held: start, end, and when it is attested."""
    return role.get("start", ""), role.get("end", ""), role.get("as_of", "")


def say_office(one: Record, names: Names) -> str:
    """Return the office of an actor in the words of the pages: with its days."""
    role = pick_role(one)
    named = (role.get("role", ""), names.get(role.get("organization", ""), ""))
    return say_sentence(office(", ".join(filter(None, named)), *list_days(role), day=""))


def day(end: str) -> Cell:
    """Return what takes the first or last day that a date may mean, in ISO form, or ""."""
    return lambda one, _: known_day(one["date"], end) if one.get("date") else ""


def known_day(edtf: str, end: str) -> str:
    """Return the first or last day of a date, "" where it is open."""
    found = str(getattr(parse_date(edtf), end))
    return "" if found in (FIRST_DAY, LAST_DAY) else found


def fields(*names: str) -> dict[str, Cell]:
    """Return columns that take fields as they are."""
    return {name: plain(name) for name in names}


DATES: dict[str, Cell] = {
    "date": plain("date"),
    "earliest": day("earliest"),
    "latest": day("latest"),
}

TABLES: dict[str, dict[str, Cell]] = {
    "actors": {
        **fields("id", "name", "type", "aliases"),
        "role": of_role("role"),
        "role_at": lambda one, names: call_ids(of_role("organization")(one, names), names),
        "office": say_office,
        "part_of": named("part_of"),
        "summary": prose("summary"),
        **fields("wikidata", "address"),
    },
    "positions": {
        **fields("id", "actor"),
        "actor_name": named("actor"),
        "issue": plain("issue"),
        "issue_name": named("issue"),
        **fields("stance", "condition"),
        **DATES,
        **fields("basis", "confidence"),
        "summary": prose("summary"),
        **fields("evidence", "article", "address"),
    },
    "quotes": {
        **fields("id", "exact", "speaker"),
        "speaker_name": named("speaker"),
        "on_behalf_of": named("on_behalf_of"),
        "according_to": named("according_to"),
        "addressee": lambda one, names: (
            one.get("addressee_text") or call_ids(one.get("addressee", ""), names)
        ),
        **DATES,
        **fields("place", "source", "locator", "basis", "confidence"),
        "translation": part("translation", "text"),
        "issues": named("issues"),
        **fields("article", "address"),
    },
    "events": {
        **fields("id", "name"),
        **DATES,
        "year_inferred": lambda one, _: "yes" if one.get("year_inferred") else "",
        **fields("due", "type", "status", "place"),
        "actors": named("actors"),
        "targets": named("targets"),
        "summary": prose("summary"),
        **fields("exact", "evidence", "article", "address"),
    },
    "claims": {
        **fields("id", "text"),
        "asserted_by": named("asserted_by"),
        "disputed_by": named("disputed_by"),
        **fields("status", "evidence"),
        **DATES,
        **fields("article", "address"),
    },
}
"""The columns of each table: how they are headed, and what they take of a record."""


def write_table(name: str, look: EditionView) -> str:
    """Return the table of one list of the book."""
    columns, names = TABLES[name], read_names(look)
    rows = ([take(one, names) for take in columns.values()] for one in read_records(name, look))
    return MARK + "".join(write_rows([list(columns), *rows]))


def write_rows(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield lines."""
    return (",".join(map(write_cell, row)) + "\r\n" for row in rows)


def write_cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value)
    inert = f"'{text}" if RISKY.match(text) else text
    return '"' + inert.replace('"', '""') + '"' if LOUD.search(inert) else inert
