"""The addendum: what changed since an earlier issue of the book, on one side."""

from collections.abc import Iterator, Mapping
from typing import Any

from briefbook.exports.changes import (
    MAIN,
    ChangedRecord,
    Changes,
    compare,
    tell_counts,
    tell_entry,
    tell_field,
)
from briefbook.handouts.document import (
    Block,
    HandoutDocument,
    Line,
    Paragraph,
    Section,
    list_items,
    words,
)
from briefbook.handouts.parts import cite_event
from briefbook.handouts.writing import Content, HandoutWriter, compose

NAME = "addendum"

Book = Mapping[str, Any]
Record = Mapping[str, Any]


def make_addendum(
    before: Book, now: Book, since: str, writer: HandoutWriter
) -> HandoutDocument:
    """Return what changed from the book ``before``, which is called ``since``, to ``now``."""
    changes = compare(before, now)
    sections = [
        Section(name.capitalize(), tuple(_tell_list(writer, name, changes))) for name in MAIN
    ]
    others = "; ".join(tell_counts(name, one) for name, one in changes.others().items())
    besides = Section("Besides", (Paragraph(words(f"{others}.")),) if others else ())
    nothing = Section("Nothing changed", (Paragraph(words("The two say the same.")),), "box")
    title = writer.one("config", "title")
    dates = [str(one.get("date", "")) for name in MAIN for one in changes.lists[name].new]
    facts = (("Since", words(since)),)
    said = [nothing] if changes.is_empty() else [*sections, besides]
    content = Content(title, said, facts, dates)
    return compose(writer, NAME, "Addendum", "changes", content)._replace(sides=1)


def _tell_list(writer: HandoutWriter, name: str, changes: Changes) -> Iterator[Block]:
    found = changes.lists[name]
    new = ((_say_new(writer, name, one, changes),) for one in found.new)
    changed = (_say_change(writer, name, one, changes) for one in found.changed)
    gone = ((words(tell_entry(name, one, changes.names)),) for one in found.withdrawn)
    for label, items in (("New", new), ("Changed", changed), ("Withdrawn", gone)):
        for listed in list_items(items):
            yield Paragraph(words(label), style="heading")
            yield listed


def _say_new(writer: HandoutWriter, name: str, one: Record, changes: Changes) -> Line:
    return (*words(tell_entry(name, one, changes.names)), *_cite(writer, name, one))


def _say_change(
    writer: HandoutWriter, name: str, change: ChangedRecord, changes: Changes
) -> tuple[Line, ...]:
    """Return an entry that says something else, and below it what it said and says."""
    fields = (words(tell_field(field, changes.names), "quiet") for field in change.fields)
    return (_say_new(writer, name, change.now, changes), *fields)


def _cite(writer: HandoutWriter, name: str, one: Record) -> Line:
    if name == "positions":
        return writer.cite_all(one.get("evidence", ()))
    ref = str(one["id"])
    return cite_event(writer, ref) if name == "events" else writer.cite(ref)
