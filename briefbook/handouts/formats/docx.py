"""Handouts as DOCX, written by pandoc: a colleague can go on editing them.

Headings, lists, tables and footnotes are Word's own, their looks are styles, and the same
document gives the same bytes.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from briefbook.base.problems import Locus, problem
from briefbook.charts.alone import draw_alone
from briefbook.handouts.document import (
    HOUSE,
    Beside,
    Endnote,
    Figure,
    Group,
    HandoutDocument,
    HandoutSpan,
    Line,
    Listing,
    Paragraph,
    Quotation,
    Section,
    Table,
)
from briefbook.handouts.formats import PaperFile, PaperSettings
from briefbook.handouts.formats.encoding import encode_span, find_href
from briefbook.handouts.formats.house import NotWord, take_template
from briefbook.handouts.formats.ooxml import clean, finish, runs_leftward
from briefbook.handouts.formats.pandoc import (
    Grid,
    Node,
    Nodes,
    attributes,
    convert,
    node,
    put_raw,
    style_block,
    style_words,
    tabulate,
)
from briefbook.handouts.formats.pdf import Fonts, load_fonts
from briefbook.handouts.formats.pictures import Raster, draw_code, find_width, rasterize
from briefbook.handouts.formats.reference import lay_sheet, make_reference, measure
from briefbook.handouts.formats.styles import identify, tone_style
from briefbook.handouts.writing import say_address

NOTES = "Further notes"
CODE = 18 / 25.4 * 72
"""Width of the QR code in points: 18 mm."""
FACTS = (0.13, 0.34, 0.13, 0.4)
FACTS_BY_CODE = (0.13, 0.3, 0.13, 0.31, 0.13)
PARAGRAPHS = {"": "Body Text", "lead": "Lead", "heading": "Heading 2"}
DECIMAL = [{"t": "Decimal"}, {"t": "Period"}]
RAISED = "Footnote Reference"
WEB = re.compile(r"(?:https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#]|$)|mailto:[^@\s]+@)")
"""Addresses that Word can follow; it refuses to open a document with one that is broken."""

KEPT = ":/?#@!$&'()*+,;=%-._~"
DAY = re.compile("[0-9]+[^A-Za-z]*[A-Za-z]")
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
            yield from _write_span(self.document, span)
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
        words = node("Para", _write_note(self.document, self.notes[number]))
        return [start, node("Note", [words]), put_raw(f"<w:bookmarkEnd {mark}/>")]


class BlockPlace(NamedTuple):
    """Where a block stands: in a section of which tone, and with how much room (points)."""

    tone: str
    width: float
    height: float


Writer = Callable[[Scribe, Any, BlockPlace], Nodes]


def make_docx(document: HandoutDocument, press: PaperSettings) -> PaperFile:
    """Return a document as DOCX, or the problem of the workspace's template."""
    try:
        return PaperFile(write_docx(document, press))
    except NotWord as reason:
        return PaperFile(b"", (problem("bad-word-template", Locus(HOUSE), reason=str(reason)),))


def write_docx(document: HandoutDocument, press: PaperSettings) -> bytes:
    """Return a document as DOCX: the same bytes for the same document.

    The fonts of the workspace are used in pictures; for words Word takes those it has.

    Raises:
        subprocess.CalledProcessError: pandoc refuses what it is handed.
        typst.TypstError: a picture cannot be drawn.
        NotWord: the workspace's template is none.
    """
    sheet = lay_sheet(document)
    house = take_template(press.house, sheet) if press.house else None
    scribe = Scribe(document, load_fonts(press.fonts, document.fonts))
    reference = house.reference if house else make_reference(sheet)
    blocks = _write_all(scribe, BlockPlace("", *(house.room if house else measure(sheet))))
    is_leftward = runs_leftward(document.language)
    made = convert(blocks, document.language, reference, is_leftward=is_leftward)
    return finish(made, reference, document, house.names if house else {})


def _write_all(scribe: Scribe, place: BlockPlace) -> Nodes:
    title, sections = _write_title(scribe), scribe.document.sections
    body = [one for section in sections for one in _write_section(scribe, section, place)]
    return [*title, *body, *_write_notes(scribe)]


def _write_section(scribe: Scribe, section: Section, place: BlockPlace) -> Nodes:
    title = _write_heading(1, [node("Str", clean(section.title))], section.tone)
    within = place._replace(tone=section.tone)
    return [title, *_write_blocks(scribe, section.blocks, within)]


def _write_title(scribe: Scribe) -> Nodes:
    document = scribe.document
    kind = _write_text("Subtitle", [node("Str", clean(document.subtitle))], "")
    title = _write_text("Title", [node("Str", clean(document.title))], "")
    rows = _pair([_write_fact(scribe, fact) for fact in document.facts])
    code = _write_code(scribe) if document.base else None
    if not rows and code is None:
        return [kind, title]
    widths = FACTS if code is None else FACTS_BY_CODE
    return [kind, title, tabulate(Grid("Facts", widths, [], rows or [[[]] * 4], code))]


def _write_fact(scribe: Scribe, fact: tuple[str, Line]) -> list[Nodes]:
    label, line = fact
    return [
        _write_cell("Fact Label", [[node("Str", clean(label))]]),
        _write_cell("Fact", [scribe.write(line)]),
    ]


def _pair(facts: Sequence[list[Nodes]]) -> list[list[Nodes]]:
    """Return rows of two facts; the last is filled up."""
    return [
        [*facts[n], *(facts[n + 1] if n + 1 < len(facts) else [[], []])]
        for n in range(0, len(facts), 2)
    ]


def _write_code(scribe: Scribe) -> Nodes:
    address = say_address(scribe.document, scribe.document.address)
    raster = rasterize(draw_code(address), CODE, scribe.fonts.known)
    return _write_cell("Fact", [[_show_picture(raster, f"QR code of {address}")]])


def _write_notes(scribe: Scribe) -> Nodes:
    """Return the numbers of notes that nothing has cited: else Word would not hold them."""
    uncited = [number for number in scribe.notes if number not in scribe.ranks]
    if not uncited:
        return []
    cited = [one for number in uncited for one in scribe.cite(number)]
    return [_write_heading(1, [node("Str", NOTES)], ""), _write_text("Body Text", cited, "")]


def _write_blocks(scribe: Scribe, blocks: Sequence[Any], place: BlockPlace) -> Nodes:
    return [one for block in blocks for one in WRITERS[type(block)](scribe, block, place)]


def _write_paragraph(scribe: Scribe, block: Paragraph, place: BlockPlace) -> Nodes:
    if block.style == "heading":
        return [_write_heading(2, scribe.write(block.line), place.tone)]
    if block.number:
        return [_number_paragraph(scribe, block, place)]
    return [_write_text(PARAGRAPHS[block.style], scribe.write(block.line), place.tone)]


def _write_heading(rank: int, words: Nodes, tone: str) -> Node:
    if tone:
        return _write_text(f"Heading {rank}", words, tone)
    return node("Header", rank, attributes(), words)


def _write_text(style: str, words: Nodes, tone: str) -> Node:
    return style_block(tone_style(style, tone), node("Para", words))


def _number_paragraph(scribe: Scribe, block: Paragraph, place: BlockPlace) -> Node:
    """Return a paragraph that Word numbers; one out of the count is a list of its own."""
    words = _write_text("Numbered Paragraph", scribe.write(block.line), place.tone)
    if block.number == scribe.count + 1:
        scribe.count += 1
        return words
    return node("OrderedList", [block.number, *DECIMAL], [[words]])


def _write_listing(scribe: Scribe, block: Listing, place: BlockPlace) -> Nodes:
    style = "List Number" if block.ordered else "List Bullet"
    items = [
        [_write_text(style, _stack(scribe, lines, [node("LineBreak")]), place.tone)]
        for lines in block.items
    ]
    if not items:
        return []
    return [
        node("OrderedList", [1, *DECIMAL], items)
        if block.ordered
        else node("BulletList", items)
    ]


def _stack(scribe: Scribe, lines: Sequence[Line], between: Nodes) -> Nodes:
    written = [scribe.write(line) for line in lines]
    return [one for n, line in enumerate(written) for one in (*(between if n else ()), *line)]


def _write_quotation(scribe: Scribe, block: Quotation, place: BlockPlace) -> Nodes:
    words = _write_text("Block Text", scribe.write(block.words), place.tone)
    source = scribe.write(block.source)
    return [words, *([_write_text("Quotation Source", source, place.tone)] if source else [])]


def _write_table(scribe: Scribe, block: Table, place: BlockPlace) -> Nodes:
    head = [_write_cell("Table Head", [[node("Str", clean(one))]]) for one in block.head]
    rows = [
        [_write_cell("Table Text", [scribe.write(line) for line in cell]) for cell in row]
        for row in block.rows
    ]
    caption = [node("Str", clean(block.caption))] if block.caption else []
    title = [_write_text("Table Caption", caption, place.tone)] if caption else []
    style = identify(tone_style("Table", place.tone))
    shares = [width / sum(block.widths) for width in block.widths]
    return [*title, tabulate(Grid(style, shares, head, rows)), _write_gap(place)]


def _write_cell(style: str, lines: Sequence[Nodes]) -> Nodes:
    return [style_block(style, node("Para", line)) for line in lines]


def _write_gap(place: BlockPlace) -> Node:
    """Return the little room below a table, without which Word joins it to the next."""
    style = identify(tone_style("Gap", place.tone))
    return node("RawBlock", "openxml", f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')


def _write_figure(scribe: Scribe, block: Figure, place: BlockPlace) -> Nodes:
    svg = draw_alone(block.picture, scribe.document.accent)
    if not svg:
        return []
    raster = rasterize(svg, min(find_width(svg), place.width), scribe.fonts.known)
    image = _show_picture(_fit(raster, place), block.words)
    return [_write_text("Figure", [image], place.tone)]


def _fit(raster: Raster, place: BlockPlace) -> Raster:
    """Return a picture no higher than a page."""
    part = min(1.0, place.height / raster.height)
    return raster._replace(width=raster.width * part, height=raster.height * part)


def _show_picture(raster: Raster, words: str) -> Node:
    address = f"data:image/png;base64,{b64encode(raster.png).decode()}"
    size = attributes(width=f"{raster.width:.1f}pt", height=f"{raster.height:.1f}pt")
    return node("Image", size, [node("Str", clean(words))], [address, ""])


def _write_group(scribe: Scribe, block: Group, place: BlockPlace) -> Nodes:
    title, aside = scribe.write(block.title), scribe.write(block.aside)
    beside = [node("Space"), *(style_words("Aside", one) for one in aside)] if aside else []
    heading = _write_heading(2, [*title, *beside], place.tone)
    return [heading, *_write_blocks(scribe, block.blocks, place)]


def _write_beside(scribe: Scribe, block: Beside, place: BlockPlace) -> Nodes:
    half = BlockPlace("", place.width / 2 - 15, place.height / 2)
    sides = [_write_blocks(scribe, side, half) for side in (block.left, block.right)]
    style = identify(tone_style("Beside", place.tone))
    return [tabulate(Grid(style, [0.5, 0.5], [], [sides])), _write_gap(place)]


WRITERS: dict[type, Writer] = {
    Paragraph: _write_paragraph,
    Listing: _write_listing,
    Quotation: _write_quotation,
    Table: _write_table,
    Figure: _write_figure,
    Group: _write_group,
    Beside: _write_beside,
}


def _write_note(document: HandoutDocument, note: Endnote) -> Nodes:
    spans = (span for span in note.line if not span.note)
    said = [piece for span in spans for piece in _write_span(document, span)]
    address = find_href(document, note.address)
    shown = style_words("Address", node("Str", clean(address)))
    return (
        [*said, node("Str", " "), _link_words(shown, _find_link(address))] if address else said
    )


def _write_span(document: HandoutDocument, span: HandoutSpan) -> Iterator[Node]:
    """Yield the pieces of a span; a day keeps its order among words that run leftwards."""
    is_leftward = runs_leftward(document.language)
    for piece in encode_span(document, span):
        is_day = is_leftward and not piece["language"] and DAY.match(piece["words"])
        yield _write_piece(piece | {"words": f"\u200e{piece['words']}"} if is_day else piece)


def _write_piece(piece: Mapping[str, Any]) -> Node:
    words, style = clean(piece["words"]), piece["style"]
    inline = node("Code", attributes(), words) if style == "code" else node("Str", words)
    spoken = _mark_language(inline, piece["language"])
    if style in CUSTOM:
        return _link_words(style_words(CUSTOM[style], spoken), _find_link(piece["href"]))
    styled = node(NATIVE[style], [spoken]) if style in NATIVE else spoken
    return _link_words(styled, _find_link(piece["href"]))


def _mark_language(inline: Node, language: str) -> Node:
    if not language:
        return inline
    way = "rtl" if runs_leftward(language) else ""
    return node("Span", attributes(lang=language, dir=way), [inline])


def _link_words(inline: Node, address: str) -> Node:
    return node("Link", attributes(), [inline], [address, ""]) if address else inline


def _find_link(address: str) -> str:
    """Return an address of the web with all that is odd in it escaped, "" for a broken one."""
    return quote(address, safe=KEPT) if WEB.match(address) else ""
