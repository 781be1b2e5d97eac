"""Notes in the book."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published, Side
from briefbook.kinds.fields import ArticleId, Markdown, Texts
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.note import Note


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
    side = Side(entry, context)
    shown = NoteData(
        entry.ref, note.body, side.words(), context.article, side.local(), entry.was
    )
    yield "notes", shown, entry.gate
