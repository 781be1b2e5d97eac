"""A document as plain data for Typst: what is handed over is never markup."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from briefbook.base.addresses import leads_out
from briefbook.base.html import split_languages
from briefbook.charts.alone import draw_alone
from briefbook.handouts.document import (
    Endnote,
    Figure,
    HandoutDocument,
    HandoutSpan,
    Line,
    Table,
)
from briefbook.handouts.formats.pictures import find_width
from briefbook.handouts.writing import say_address

Data = dict[str, Any]


class Hand(NamedTuple):
    """How a format writes what each writes in its own way; ``link`` is given an address."""

    write_line: Callable[[Line], list[Data]]
    draw: Callable[[Figure], Data]
    link: Callable[[str], str]


def encode(document: HandoutDocument, redraw: Callable[[str], str]) -> dict[str, Any]:
    """Return a document as dicts, lists and words; each block tells its ``kind``.

    ``redraw`` is given each picture as SVG, and returns that which is set.
    """
    hand = Hand(
        partial(_encode_line, document),
        partial(_encode_figure, document, redraw),
        partial(find_href, document),
    )
    return {
        **unfold(document, hand),
        "mark": document.mark,
        "organization": document.organization,
        "language": document.language,
        "accent": document.accent,
        "url": say_address(document, document.address),
    }


def _encode_figure(
    document: HandoutDocument, redraw: Callable[[str], str], figure: Figure
) -> dict[str, Any]:
    svg = draw_alone(figure.picture, document.accent)
    return {"svg": redraw(svg), "words": figure.words, "width": find_width(svg)}


def _encode_line(document: HandoutDocument, line: Line) -> list[dict[str, Any]]:
    return [piece for span in line for piece in encode_span(document, span)]


def encode_span(document: HandoutDocument, span: HandoutSpan) -> list[dict[str, Any]]:
    """Return a span cut where its language changes."""
    look = {"style": span.style, "href": find_href(document, span.href), "note": span.note}
    pieces = list(split_languages(span.words)) or [("", None)]
    return [
        {"words": words, "language": tongue.language if tongue else "", **look}
        for words, tongue in pieces
    ]


def find_href(document: HandoutDocument, address: str) -> str:
    """Return where a link leads from paper, "" where the site has no address of its own."""
    shown = say_address(document, address)
    return shown if leads_out(shown) else ""


def unfold(document: HandoutDocument, hand: Hand) -> Data:
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
                "opens_side": section.opens_side,
                "blocks": [_unfold_block(block, hand) for block in section.blocks],
            }
            for section in document.sections
        ],
        "notes": [_unfold_note(document, note, hand) for note in document.notes],
        "paper": document.paper,
    }


def _unfold_note(document: HandoutDocument, note: Endnote, hand: Hand) -> Data:
    return {
        "number": note.number,
        "line": hand.write_line(note.line),
        "address": say_address(document, note.address),
        "href": hand.link(note.address),
    }


def _unfold_block(block: Any, hand: Hand) -> Data:
    values = (
        hand.draw(block)
        if isinstance(block, Figure)
        else {name: _unfold_value(value, hand) for name, value in block._asdict().items()}
    )
    if isinstance(block, Table):
        values["shares"] = _share_width(block.widths)
    return {"kind": type(block).__name__.lower(), **values}


def _share_width(widths: tuple[int, ...]) -> list[int]:
    """Return widths of columns in per cent, in steps of five, of which a style sheet knows."""
    return [5 * round(20 * width / sum(widths)) for width in widths]


def _unfold_value(value: Any, hand: Hand) -> Any:
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], HandoutSpan):
        return hand.write_line(value)
    if hasattr(value, "_fields"):
        return _unfold_block(value, hand)
    return [_unfold_value(one, hand) for one in value]
