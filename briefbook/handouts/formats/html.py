"""Handouts as pages that print as well as they read: a document → what its template shows."""

from typing import Any, NamedTuple

from briefbook.drawing.pictures import Picture
from briefbook.handouts.document import Document, Figure, Line, Note, Span
from briefbook.handouts.linking import link_beside, say_address

Data = dict[str, Any]


class Sheet(NamedTuple):
    """A page in the making: where it is, its pictures, and the notes that were cited."""

    here: str
    pictures: list[Picture]
    cited: set[int]


def show_document(document: Document, here: str) -> Data:
    """Return the values of the template of handouts; ``pictures`` are drawn with the page."""
    sheet = Sheet(here, [], set())
    sections = [
        {
            "title": section.title,
            "tone": section.tone,
            "blocks": [show_block(block, sheet) for block in section.blocks],
        }
        for section in document.sections
    ]
    return {
        "handout": {
            "kind": document.kind,
            "title": document.title,
            "subtitle": document.subtitle,
            "facts": [
                {"label": label, "line": show_line(line, sheet)}
                for label, line in document.facts
            ],
            "sections": sections,
            "notes": [show_note(document, note, sheet) for note in document.notes],
            "paper": document.paper,
        },
        "pictures": tuple(sheet.pictures),
    }


def show_note(document: Document, note: Note, sheet: Sheet) -> Data:
    """Return an endnote with its address, whole where the site's own is known."""
    return {
        "number": note.number,
        "line": show_line(note.line, sheet),
        "address": say_address(document, note.address),
        "href": link_beside(sheet.here, note.address),
    }


def show_block(block: Any, sheet: Sheet) -> Data:
    """Return a block with its kind; a picture goes on the list, and is known by its place."""
    kind = type(block).__name__.lower()
    if isinstance(block, Figure):
        prefix = f"{block.picture.prefix}-{len(sheet.pictures)}"
        sheet.pictures.append(block.picture._replace(prefix=prefix))
        return {"kind": kind, "place": len(sheet.pictures) - 1, "words": block.words}
    values = block._asdict().items()
    return {"kind": kind, **{name: show_value(one, sheet) for name, one in values}}


def show_value(value: Any, sheet: Sheet) -> Any:
    """Return a field of a block: words and numbers as they are."""
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], Span):
        return show_line(value, sheet)
    if hasattr(value, "_fields"):
        return show_block(value, sheet)
    return [show_value(one, sheet) for one in value]


def show_line(line: Line, sheet: Sheet) -> list[Data]:
    """Return the spans of a line; the first number of a note is where the note leads back."""
    return [show_span(span, sheet) for span in line]


def show_span(span: Span, sheet: Sheet) -> Data:
    """Return a span."""
    is_first = span.note not in sheet.cited
    sheet.cited.add(span.note)
    return {
        "words": span.words,
        "style": span.style,
        "href": link_beside(sheet.here, span.href),
        "note": span.note,
        "first": is_first,
    }
