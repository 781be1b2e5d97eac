"""Entries → records of the book: ready JSON, made once by the unit that an entry stands in.

A record is kept in two halves with its identity between them: two of one identity are told
apart by their rank, which an edition counts among what it may see.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from json import JSONEncoder
from typing import Any

from briefbook.exports.schema import publish_name
from briefbook.index.rows import Gate, Row
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Context, Entry

INDEX = "record"

Record = tuple[str, str]
"""The identity, escaped as JSON wants it, and the rest of the record's JSON after it."""

ENCODER = JSONEncoder(ensure_ascii=False)
LOUD = {ord("<"): "\\u003c", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What might end a script, or a line, wherever a record is put."""


def record_rows(entries: tuple[Entry, ...], context: Context) -> Iterator[Row]:
    """Yield what the entries of a unit are in the book: for each list and gate one row."""
    groups: defaultdict[tuple[str, Gate], list[Record]] = defaultdict(list)
    for entry in entries:
        kind = BY_NAME[entry.kind]
        for name, fields, gate in kind.publish(entry, context):
            groups[name, gate].append(write_record(fields))
        yield from kind.masks(entry)
    for (name, gate), records in groups.items():
        yield Row(INDEX, name, tuple(records), gate)


def write_record(fields: Any) -> Record:
    """Return a record; what is empty is left out."""
    names = list_names(type(fields))  # type: ignore[arg-type]  # classes are hashable
    rest = {name: value for name, value in zip(names, fields[1:], strict=True) if value}
    return write_json(fields[0])[1:-1], write_json(rest)[1:]


@cache
def list_names(shape: Any) -> tuple[str, ...]:
    """Return the published names of the fields after the identity."""
    return tuple(publish_name(name) for name in shape._fields[1:])


def write_json(value: object) -> str:
    """Return JSON in which nothing can end what it is put into."""
    text = ENCODER.encode(value)
    return text if text.isascii() and "<" not in text else text.translate(LOUD)


def join_record(identity: str, rest: str, rank: int = 1) -> str:
    """Return the JSON of a record, on one line."""
    number = f".{rank}" if rank > 1 else ""
    return f'{{"id": "{identity}{number}"' + (f", {rest}" if rest != "}" else rest)
