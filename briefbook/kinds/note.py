"""Notes: an analyst's remark in the margin of some words."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.index.cards import Card
from briefbook.index.rows import Row
from briefbook.kinds.fields import ArticleId, Markdown, Occurrence, Texts
from briefbook.kinds.kind import BookList, Context, Entry, Kind, Published
from briefbook.kinds.publishing import EntryInContext


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


class NoteData(NamedTuple):
    """An analyst's remark in the margin of some words."""

    id: str
    body: Markdown
    exact: str = ""
    article: ArticleId = ""
    address: str = ""
    was: Texts = ()


def publish_note(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a note."""
    note: Note = entry.fact
    side = EntryInContext(entry, context)
    shown = NoteData(
        entry.ref, note.body, side.words(), context.article, side.local(), entry.was
    )
    yield "notes", shown, entry.gate


NOTE = Kind(
    "note",
    "notes",
    Note,
    note_rows,
    in_sidecar=True,
    publish=publish_note,
    lists={"notes": BookList(NoteData, (("exact", "body"),))},
    is_local=True,
    is_attributed=True,
)
