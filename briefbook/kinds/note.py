"""Notes: an analyst's remark in the margin of some words."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.index.cards import Card
from briefbook.index.rows import Row
from briefbook.kinds.fields import Markdown, Occurrence, Texts
from briefbook.kinds.kind import Context, Entry, Kind


class Note(NamedTuple):
    """``body`` is Markdown."""

    exact: Texts
    body: Markdown
    prefix: str = ""
    suffix: str = ""
    nth: Occurrence = ""


def note_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a note tells the site."""
    address = f"{context.address}#{entry.id}"
    words = entry.passage.words if entry.passage else entry.id
    yield Row("card", entry.ref, Card("note", entry.ref, words, address), entry.gate)
    yield Row("note", entry.ref, entry.fact.body, entry.gate)


NOTE = Kind(
    "note",
    "notes",
    Note,
    note_rows,
    in_sidecar=True,
)
