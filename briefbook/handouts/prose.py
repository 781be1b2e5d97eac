"""Markdown texts → blocks of a handout: lines, lists and tables, citations as endnotes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import groupby
from typing import Literal, NamedTuple
from urllib.parse import unquote

from briefbook.base.addresses import leads_out
from briefbook.handouts.document import (
    Block,
    HandoutSpan,
    Line,
    Listing,
    Paragraph,
    Style,
    Table,
    join_lines,
    list_items,
)
from briefbook.handouts.writing import HandoutWriter
from briefbook.pages.context import link_references
from briefbook.render.marking import CitationNote, mark_up
from briefbook.syntax.markdown.document import (
    Citation,
    Document,
    FootnoteReference,
    FootnoteStart,
)
from briefbook.syntax.markdown.parser import read_text

STYLES: dict[str, Style] = {"strong": "strong", "em": "emphasis", "code": "code"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LINES = frozenset({"p", "li", "tr", "td", "th", "pre"}) | HEADINGS
"""Elements that hold words."""
HOLDERS = frozenset({"ul", "ol", "table"})
NOTE = "note:"
"""What the link of a note's number begins with, on the way from one form to the other."""


class OpenBlock(NamedTuple):
    """A list or table while it is being read: its items or rows, each of lines."""

    name: str
    parts: list[list[Line]]


class Reader(HTMLParser):
    """Takes apart the markup that ``marking`` writes, which is well formed."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.line: list[HandoutSpan] = []
        self.styles: list[Style] = []
        self.href = ""
        self.holders: list[OpenBlock] = []
        self.in_note = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a style, a link, or a list or table around lines."""
        given = {name: value or "" for name, value in attrs}
        if tag in STYLES:
            self.styles.append(STYLES[tag])
        elif tag in HOLDERS | LINES:
            self.end_line()
            self.begin(tag)
        elif tag == "a":
            self.open_link(given.get("href", ""))
        else:
            box = "[x] " if "checked" in given else "[ ] "
            self.add({"br": " ", "img": given.get("alt", ""), "input": box}.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag == "a":
            self.href, self.in_note = "", False
        elif tag in STYLES and self.styles:
            self.styles.pop()
        elif tag in ("td", "th"):
            self.end_cell()
        elif tag in LINES:
            self.end_line("heading" if tag in HEADINGS else "")
        elif tag in HOLDERS and self.holders:
            self.end_line()
            self.end_holder(self.holders.pop())

    def handle_data(self, data: str) -> None:
        """Take words, but not the number of a note, which is known by its link."""
        if not self.in_note:
            self.add(data)

    def open_link(self, href: str) -> None:
        """Begin a link, or put the number of a note."""
        if href.startswith(NOTE):
            self.in_note = True
            self.line.append(HandoutSpan("", note=int(href.removeprefix(NOTE))))
        else:
            self.href = href if leads_out(href) else unquote(href)

    def add(self, text: str) -> None:
        """Put words into the line."""
        style: Style = self.styles[-1] if self.styles else ""
        self.line.append(HandoutSpan(text, style, self.href))

    def begin(self, tag: str) -> None:
        """Begin a list or table, or an item or row of one."""
        if tag in HOLDERS:
            self.holders.append(OpenBlock(tag, []))
        elif tag in ("li", "tr") and self.holders:
            self.holders[-1].parts.append([])

    def end_line(self, style: Literal["", "heading"] = "") -> None:
        """Put the line where it belongs."""
        line, self.line = _tidy(self.line), []
        if line and self.holders and self.holders[-1].parts:
            self.holders[-1].parts[-1].append(line)
        elif line:
            self.blocks.append(Paragraph(line, style=style))

    def end_cell(self) -> None:
        """Put the line into the row, an empty one too."""
        line, self.line = _tidy(self.line), []
        if self.holders and self.holders[-1].parts:
            self.holders[-1].parts[-1].append(line)

    def end_holder(self, holder: OpenBlock) -> None:
        """Put a list or table where it belongs; a list in a list is lines of its item."""
        outer = self.holders[-1] if self.holders else None
        if holder.name == "table":
            self.blocks.extend(_make_table(holder.parts))
        elif outer and outer.parts:
            outer.parts[-1].extend(
                (HandoutSpan("– "), *line) for part in holder.parts for line in part
            )
        elif holder.parts:
            items = tuple(tuple(item) for item in holder.parts if item)
            self.blocks.append(Listing(items, ordered=holder.name == "ol"))


def _make_table(rows: Sequence[Sequence[Line]]) -> Iterator[Table]:
    if rows and rows[0]:
        head = tuple("".join(span.words for span in line) for line in rows[0])
        cells = tuple(tuple((line,) for line in row) for row in rows[1:])
        yield Table("", head, cells, (1,) * len(head))


def _tidy(spans: Sequence[HandoutSpan]) -> Line:
    """Return a line without double spaces, spans that look alike joined."""
    joined: list[HandoutSpan] = []
    for (style, href, note), group in groupby(spans, key=lambda one: one[1:]):
        text = "".join(one.words for one in group)
        joined.append(HandoutSpan(_squeeze(text), style, href, note))
    return _trim(joined)


def _squeeze(text: str) -> str:
    """Return a text with every stretch of white space as one space."""
    head, tail = text[:1].isspace(), text[-1:].isspace()
    inner = " ".join(text.split())
    return f"{' ' * head}{inner}{' ' * tail}" if inner else " " * (head or tail)


def _trim(spans: list[HandoutSpan]) -> Line:
    """Return a line without space at its ends, and before the numbers of notes."""
    for place, span in enumerate(spans[1:]):
        if span.note and not spans[place].note:
            spans[place] = spans[place]._replace(words=spans[place].words.rstrip())
    if spans and not spans[0].note:
        spans[0] = spans[0]._replace(words=spans[0].words.lstrip())
    if spans and not spans[-1].note:
        spans[-1] = spans[-1]._replace(words=spans[-1].words.rstrip())
    return tuple(span for span in spans if span.words or span.note)


def write_text(writer: HandoutWriter, text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text."""
    return write_document(writer, read_text(text)) if text else ()


def write_line(writer: HandoutWriter, text: str) -> Line:
    """Return a Markdown text as one line; paragraphs follow each other in it."""
    spans: list[HandoutSpan] = []
    for block in write_text(writer, text):
        for line in _lines_of(block):
            spans += [HandoutSpan(" "), *line] if spans else line
    return tuple(spans)


def list_texts(
    writer: HandoutWriter, texts: Iterable[str], *, ordered: bool = False
) -> tuple[Listing, ...]:
    """Return Markdown texts as a list, nothing for none."""
    return list_items(((write_line(writer, text),) for text in texts), ordered=ordered)


def _lines_of(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield block.line
    elif isinstance(block, Listing):
        yield from (line for item in block.items for line in item)
    elif isinstance(block, Table):
        yield from (line for row in block.rows for cell in row for line in cell)


def write_document(
    writer: HandoutWriter, document: Document, key: str = ""
) -> tuple[Block, ...]:
    """Return the blocks of a text that has been read; ``key`` is the article that it is."""
    marking = link_references(writer, document, key)
    address = _find_address(writer, key)
    places = {
        piece.slug: (
            f"{key or document.text}#fn.{piece.slug}",
            address and address + piece.slug,
        )
        for piece in document.pieces
        if isinstance(piece, FootnoteStart)
    }
    citations, footnotes = _number_notes(writer, document, places)
    filled = marking._replace(citations=citations, footnotes=footnotes)
    reader = Reader()
    reader.feed(str(mark_up(document, filled)))
    reader.close()
    reader.end_line()
    return tuple(_move_footnotes(writer, reader.blocks, [one for one, _ in places.values()]))


def _find_address(writer: HandoutWriter, key: str) -> str:
    """Return where the footnotes of an article are read, "" of a text in a field."""
    card = writer.one("card", key) if key else None
    return f"{card.address}#fn." if card else ""


def _move_footnotes(
    writer: HandoutWriter, blocks: list[Block], keys: Sequence[str]
) -> list[Block]:
    """Return a text without its footnotes, which stand at its end, as notes of the handout."""
    if not keys or not isinstance(blocks[-1], Listing):
        return blocks
    for key, item in zip(keys, blocks[-1].items, strict=False):
        writer.fill_place(key, join_lines(item, " "))
    return blocks[:-1]


def _number_notes(
    writer: HandoutWriter, document: Document, places: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, CitationNote], dict[str, CitationNote]]:
    """Return the numbers of what is cited, in the order of the text: quotes, and footnotes.

    ``places`` are the keys and addresses of the notes that footnotes become.
    """
    quotes: dict[str, CitationNote] = {}
    footnotes: dict[str, CitationNote] = {}
    for piece in document.pieces:
        if isinstance(piece, Citation):
            for one in writer.cite(piece.target):
                quotes[piece.target] = CitationNote(f"{NOTE}{one.note}", one.note, "")
        elif isinstance(piece, (FootnoteReference, FootnoteStart)):
            number = writer.keep_place(*places[piece.slug])
            footnotes[piece.slug] = CitationNote(f"{NOTE}{number}", number, "")
    return quotes, footnotes
