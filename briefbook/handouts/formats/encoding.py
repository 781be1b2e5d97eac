"""A document as plain data for Typst: what is handed over is never markup."""

from functools import partial
from typing import Any

from briefbook.base.addresses import leads_out
from briefbook.base.languages import split_tongues
from briefbook.handouts.document import Document, Figure, Line, Span
from briefbook.handouts.formats.pictures import draw_on_paper, find_width
from briefbook.handouts.formats.unfolding import Hand, unfold
from briefbook.handouts.linking import say_address


def encode(document: Document) -> dict[str, Any]:
    """Return a document as dicts, lists and words; each block tells its ``kind``."""
    hand = Hand(
        partial(encode_line, document),
        partial(encode_figure, document),
        partial(find_href, document),
    )
    return {
        **unfold(document, hand),
        "mark": document.mark,
        "organization": document.organization,
        "language": document.language,
        "accent": document.accent,
        "url": say_address(document, document.address) if document.base else "",
    }


def encode_figure(document: Document, figure: Figure) -> dict[str, Any]:
    """Return a picture as SVG, and how wide it stands on paper."""
    svg = draw_on_paper(figure.picture, document.accent)
    return {"svg": svg, "words": figure.words, "width": find_width(svg)}


def encode_line(document: Document, line: Line) -> list[dict[str, Any]]:
    """Return the spans of a line, each in one language."""
    return [piece for span in line for piece in encode_span(document, span)]


def encode_span(document: Document, span: Span) -> list[dict[str, Any]]:
    """Return a span cut where its language changes."""
    look = {"style": span.style, "href": find_href(document, span.href), "note": span.note}
    pieces = list(split_tongues(span.words)) or [("", None)]
    return [
        {"words": words, "language": tongue.language if tongue else "", **look}
        for words, tongue in pieces
    ]


def find_href(document: Document, address: str) -> str:
    """Return where a link leads from paper, "" where the site has no address of its own."""
    shown = say_address(document, address)
    return shown if leads_out(shown) else ""
