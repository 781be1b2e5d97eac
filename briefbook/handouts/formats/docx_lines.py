"""Lines of a document as pandoc's inlines: styles, languages, links, and native notes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from briefbook.handouts.document import Endnote, HandoutDocument, Line
from briefbook.handouts.formats.encoding import encode_span, find_href
from briefbook.handouts.formats.ooxml import clean
from briefbook.handouts.formats.pandoc import (
    Node,
    Nodes,
    attributes,
    node,
    put_raw,
    style_words,
)
from briefbook.handouts.formats.pdf import Fonts
from briefbook.handouts.formats.scripts import find_script
from briefbook.handouts.writing import say_address

RAISED = "Footnote Reference"
WEB = re.compile(r"(?:https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#]|$)|mailto:[^@\s]+@)")
"""Addresses that Word can follow; it refuses to open a document with one that is broken."""
KEPT = ":/?#@!$&'()*+,;=%-._~"
CUSTOM = {"label": "Label", "quiet": "Quiet"}
NATIVE = {"strong": "Strong", "emphasis": "Emph"}
FIELD = (
    '<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r>{look}<w:instrText xml:space="preserve"> NOTEREF _Note{rank} \\h </w:instrText></w:r>'
    '<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
    "<w:r>{look}<w:t>{rank}</w:t></w:r>"
    '<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
)
LOOK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


class Scribe:
    """Writes the lines of one document; it knows which of its notes have been cited.

    Lines must be written in the order in which they are read: Word counts the notes itself.
    """

    def __init__(self, document: HandoutDocument, fonts: Fonts) -> None:
        """Begin with no note cited."""
        self.document = document
        self.fonts = fonts
        self.notes = {note.number: note for note in document.notes}
        self.ranks: dict[int, int] = {}
        self.count = 0

    def write(self, line: Line) -> Nodes:
        """Return a line as inlines."""
        return [inline for place in range(len(line)) for inline in self.write_span(line, place)]

    def write_span(self, line: Line, place: int) -> Iterator[Node]:
        """Yield a span of a line; a comma stands between the numbers of two notes."""
        span = line[place]
        if not span.note:
            yield from (write_piece(piece) for piece in encode_span(self.document, span))
            return
        if place and line[place - 1].note:
            yield style_words(RAISED, node("Str", ", "))
        yield from self.cite(span.note)

    def cite(self, number: int) -> Nodes:
        """Return a note where it is cited first, and a reference to it from there on."""
        if number in self.ranks:
            return [put_raw(FIELD.format(look=LOOK, rank=self.ranks[number]))]
        rank = self.ranks[number] = len(self.ranks) + 1
        mark = f'w:id="{1000 + rank}"'
        start = put_raw(f'<w:bookmarkStart {mark} w:name="_Note{rank}"/>')
        words = node("Para", write_note(self.document, self.notes[number]))
        return [start, node("Note", [words]), put_raw(f"<w:bookmarkEnd {mark}/>")]


def write_note(document: HandoutDocument, note: Endnote) -> Nodes:
    """Return what a note says, and the address at which it is read."""
    spans = (span for span in note.line if not span.note)
    said = [write_piece(piece) for span in spans for piece in encode_span(document, span)]
    shown = node("Str", clean(say_address(document, note.address)))
    link = find_link(find_href(document, note.address))
    address = follow(style_words("Address", shown), link)
    return [*said, node("Str", " "), address] if note.address else said


def write_piece(piece: Mapping[str, Any]) -> Node:
    """Return words in one style and one language."""
    words, style = clean(piece["words"]), piece["style"]
    inline = node("Code", attributes(), words) if style == "code" else node("Str", words)
    spoken = mark_language(inline, piece["language"])
    if style in CUSTOM:
        return follow(style_words(CUSTOM[style], spoken), find_link(piece["href"]))
    styled = node(NATIVE[style], [spoken]) if style in NATIVE else spoken
    return follow(styled, find_link(piece["href"]))


def mark_language(inline: Node, language: str) -> Node:
    """Return words with the language that they are in, and the way that it runs."""
    if not language:
        return inline
    script = find_script(language)
    way = "rtl" if script and script.is_leftward else ""
    return node("Span", attributes(lang=language, dir=way), [inline])


def follow(inline: Node, address: str) -> Node:
    """Return words that lead to an address, if there is one."""
    return node("Link", attributes(), [inline], [address, ""]) if address else inline


def find_link(address: str) -> str:
    """Return an address of the web with all that is odd in it escaped, "" for a broken one."""
    return quote(address, safe=KEPT) if WEB.match(address) else ""
