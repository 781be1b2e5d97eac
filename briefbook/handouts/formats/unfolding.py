"""A document as dicts, lists and words, for templates and programs that set type.

What a line and a picture become is the format's own; all else is the same for every format.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from briefbook.handouts.document import Document, Figure, Line, Note, Span
from briefbook.handouts.linking import say_address

Data = dict[str, Any]


class Hand(NamedTuple):
    """How a format writes what each writes in its own way; ``link`` is given an address."""

    write_line: Callable[[Line], list[Data]]
    draw: Callable[[Figure], Data]
    link: Callable[[str], str]


def unfold(document: Document, hand: Hand) -> Data:
    """Return a document as plain data; each block tells its ``kind``."""
    return {
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle,
        "facts": [
            {"label": label, "line": hand.write_line(line)} for label, line in document.facts
        ],
        "sections": [
            {
                "title": section.title,
                "tone": section.tone,
                "blocks": [unfold_block(block, hand) for block in section.blocks],
            }
            for section in document.sections
        ],
        "notes": [unfold_note(document, note, hand) for note in document.notes],
        "paper": document.paper,
    }


def unfold_note(document: Document, note: Note, hand: Hand) -> Data:
    """Return an endnote with its address, whole where the site's own is known."""
    return {
        "number": note.number,
        "line": hand.write_line(note.line),
        "address": say_address(document, note.address),
        "href": hand.link(note.address),
    }


def unfold_block(block: Any, hand: Hand) -> Data:
    """Return a block with its fields by name."""
    values = (
        hand.draw(block)
        if isinstance(block, Figure)
        else {name: unfold_value(value, hand) for name, value in block._asdict().items()}
    )
    return {"kind": type(block).__name__.lower(), **values}


def unfold_value(value: Any, hand: Hand) -> Any:
    """Return a field of a block: words and numbers as they are."""
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], Span):
        return hand.write_line(value)
    if hasattr(value, "_fields"):
        return unfold_block(value, hand)
    return [unfold_value(one, hand) for one in value]
