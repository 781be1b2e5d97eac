"""A document as plain data: what is handed to programs that set type, never as markup."""

import re
from typing import Any

from briefbook.handouts.document import Document, Figure, Line, Span
from briefbook.handouts.formats.languages import split_tongues
from briefbook.handouts.formats.pictures import draw_on_paper
from briefbook.handouts.linking import say_address

WIDTH = re.compile(r'<svg[^>]* width="([0-9.]+)"')
POINTS = 0.6
"""Points on paper for a pixel of a drawing: its words are then as large as those of tables."""


def encode(document: Document) -> dict[str, Any]:
    """Return a document as dicts, lists and words; each block tells its ``kind``."""
    return {
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle,
        "facts": [[label, encode_line(document, line)] for label, line in document.facts],
        "sections": [
            {
                "title": section.title,
                "tone": section.tone,
                "blocks": [encode_block(document, block) for block in section.blocks],
            }
            for section in document.sections
        ],
        "notes": [
            {
                "number": note.number,
                "line": encode_line(document, note.line),
                "address": say_address(document, note.address),
                "href": find_href(document, note.address),
            }
            for note in document.notes
        ],
        "mark": document.mark,
        "organization": document.organization,
        "language": document.language,
        "paper": document.paper,
        "accent": document.accent,
        "url": say_address(document, document.address) if document.base else "",
    }


def encode_block(document: Document, block: Any) -> dict[str, Any]:
    """Return a block with its fields by name."""
    kind = type(block).__name__.lower()
    if isinstance(block, Figure):
        svg = draw_on_paper(block.picture, document.accent)
        return {"kind": kind, "svg": svg, "words": block.words, "width": find_width(svg)}
    fields = {name: encode_value(document, value) for name, value in block._asdict().items()}
    return {"kind": kind, **fields}


def find_width(svg: str) -> float:
    """Return the width of a picture in points."""
    found = WIDTH.search(svg)
    return round(float(found[1]) * POINTS, 1) if found else 0.0


def encode_value(document: Document, value: Any) -> Any:
    """Return a field of a block: words and numbers as they are, lines and blocks encoded."""
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], Span):
        return encode_line(document, value)
    if hasattr(value, "_fields"):
        return encode_block(document, value)
    return [encode_value(document, one) for one in value]


def encode_line(document: Document, line: Line) -> list[dict[str, Any]]:
    """Return the spans of a line, each in one language."""
    return [piece for span in line for piece in encode_span(document, span)]


def encode_span(document: Document, span: Span) -> list[dict[str, Any]]:
    """Return a span cut where its language changes."""
    look = {"style": span.style, "href": find_href(document, span.href), "note": span.note}
    pieces = list(split_tongues(span.words)) or [("", "")]
    return [{"words": words, "language": language, **look} for words, language in pieces]


def find_href(document: Document, address: str) -> str:
    """Return where a link leads from paper, "" where the site has no address of its own."""
    shown = say_address(document, address)
    return shown if shown.startswith(("https://", "http://", "mailto:")) else ""
