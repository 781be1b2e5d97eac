"""Handouts as pages that print as well as they read: a document → what its template shows."""

from typing import Any

from briefbook.drawing.pictures import Picture
from briefbook.handouts.document import Document, Figure, Line, Note, Span
from briefbook.handouts.linking import link_beside, say_address

Data = dict[str, Any]


def show_document(document: Document, here: str) -> Data:
    """Return the values of the template of handouts; ``pictures`` are drawn with the page."""
    pictures: list[Picture] = []
    sections = [
        {
            "title": section.title,
            "tone": section.tone,
            "blocks": [show_block(block, here, pictures) for block in section.blocks],
        }
        for section in document.sections
    ]
    return {
        "handout": {
            "kind": document.kind,
            "title": document.title,
            "subtitle": document.subtitle,
            "facts": [
                {"label": label, "line": show_line(line, here)}
                for label, line in document.facts
            ],
            "sections": sections,
            "notes": [show_note(document, note, here) for note in document.notes],
            "paper": document.paper,
        },
        "pictures": tuple(pictures),
    }


def show_note(document: Document, note: Note, here: str) -> Data:
    """Return an endnote with its address, whole where the site's own is known."""
    return {
        "number": note.number,
        "line": show_line(note.line, here),
        "address": say_address(document, note.address),
        "href": link_beside(here, note.address),
    }


def show_block(block: Any, here: str, pictures: list[Picture]) -> Data:
    """Return a block with its kind; a picture goes on the list, and is known by its place."""
    kind = type(block).__name__.lower()
    if isinstance(block, Figure):
        prefix = f"{block.picture.prefix}-{len(pictures)}"
        pictures.append(block.picture._replace(prefix=prefix))
        return {"kind": kind, "place": len(pictures) - 1, "words": block.words}
    values = block._asdict().items()
    return {"kind": kind, **{name: show_value(one, here, pictures) for name, one in values}}


def show_value(value: Any, here: str, pictures: list[Picture]) -> Any:
    """Return a field of a block: words and numbers as they are."""
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], Span):
        return show_line(value, here)
    if hasattr(value, "_fields"):
        return show_block(value, here, pictures)
    return [show_value(one, here, pictures) for one in value]


def show_line(line: Line, here: str) -> list[Data]:
    """Return the spans of a line."""
    return [
        {
            "words": span.words,
            "style": span.style,
            "href": link_beside(here, span.href),
            "note": span.note,
        }
        for span in line
    ]
