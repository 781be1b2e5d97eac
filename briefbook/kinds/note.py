"""Notes: an analyst's remark in the margin of some words."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from briefbook.index.rows import Card, Row
from briefbook.kinds.fields import (
    SELECTOR_FIELDS,
    Explained,
    Markdown,
    Nth,
    Prefix,
    Published,
    Suffix,
    Texts,
)
from briefbook.kinds.kind import BookList, BookRecord, Context, Entry, Kind


class Note(NamedTuple):
    """``body`` is Markdown."""

    exact: Annotated[Texts, Explained("the words", "Wang Yi")]
    body: Annotated[
        Markdown,
        Published("The remark"),
        Explained("the remark, in Markdown", "Check his title on this date."),
    ]
    prefix: Prefix = ""
    suffix: Suffix = ""
    nth: Nth = ""


def note_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a note tells the site."""
    address = f"{context.address}#{entry.id}"
    words = entry.words if entry.passage else entry.id
    yield from entry.list_faces(Card("note", entry.ref, words, address), entry.fact.body)


def publish_note(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield a note."""
    yield entry.make_record("notes", context, f"{context.address}#{entry.id}")


NOTE = Kind(
    "note",
    "notes",
    Note,
    note_rows,
    in_sidecar=True,
    publish=publish_note,
    about_words=lambda entry, _: ("", entry.fact.body),
    lists={
        "notes": BookList(
            Note,
            "An analyst's remark in the margin of some words.",
            required=("body",),
            added=("exact", "article", "address", "was"),
            known_by=(("exact", "body"),),
        )
    },
    is_local=True,
    is_attributed=True,
    noted=SELECTOR_FIELDS,
)
