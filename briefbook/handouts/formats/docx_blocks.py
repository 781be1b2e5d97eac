"""Blocks of a document as pandoc's: lists, tables, quotations and pictures in native styles."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from briefbook.handouts.document import (
    Beside,
    Figure,
    Group,
    Line,
    Listing,
    Paragraph,
    Quotation,
    Table,
)
from briefbook.handouts.formats.docx_lines import Scribe
from briefbook.handouts.formats.ooxml import clean
from briefbook.handouts.formats.pandoc import (
    Grid,
    Node,
    Nodes,
    attributes,
    node,
    style_block,
    tabulate,
)
from briefbook.handouts.formats.pictures import draw_on_paper, find_width
from briefbook.handouts.formats.rasters import Raster, rasterize
from briefbook.handouts.formats.styles import identify, tone_style

PARAGRAPHS = {"": "Body Text", "lead": "Lead", "heading": "Heading 2"}
DECIMAL = [{"t": "Decimal"}, {"t": "Period"}]


class BlockPlace(NamedTuple):
    """Where a block stands: in a section of which tone, and with how much room (points)."""

    tone: str
    width: float
    height: float


Writer = Callable[[Scribe, Any, BlockPlace], Nodes]


def write_blocks(scribe: Scribe, blocks: Sequence[Any], place: BlockPlace) -> Nodes:
    """Return blocks, in their order."""
    return [one for block in blocks for one in WRITERS[type(block)](scribe, block, place)]


def write_paragraph(scribe: Scribe, block: Paragraph, place: BlockPlace) -> Nodes:
    """Return a paragraph or a heading."""
    if block.style == "heading":
        return [write_heading(2, scribe.write(block.line), place.tone)]
    if block.number:
        return [number_paragraph(scribe, block, place)]
    return [write_text(PARAGRAPHS[block.style], scribe.write(block.line), place.tone)]


def write_heading(rank: int, words: Nodes, tone: str) -> Node:
    """Return a heading of the first rank (a section) or the second."""
    if tone:
        return write_text(f"Heading {rank}", words, tone)
    return node("Header", rank, attributes(), words)


def write_text(style: str, words: Nodes, tone: str) -> Node:
    """Return a paragraph in a style."""
    return style_block(tone_style(style, tone), node("Para", words))


def number_paragraph(scribe: Scribe, block: Paragraph, place: BlockPlace) -> Node:
    """Return a paragraph that Word numbers; one out of the count is a list of its own."""
    words = write_text("Numbered Paragraph", scribe.write(block.line), place.tone)
    if block.number == scribe.count + 1:
        scribe.count += 1
        return words
    return node("OrderedList", [block.number, *DECIMAL], [[words]])


def write_listing(scribe: Scribe, block: Listing, place: BlockPlace) -> Nodes:
    """Return a list."""
    style = "List Number" if block.ordered else "List Bullet"
    items = [
        [write_text(style, stack(scribe, lines, [node("LineBreak")]), place.tone)]
        for lines in block.items
    ]
    if not items:
        return []
    return [
        node("OrderedList", [1, *DECIMAL], items)
        if block.ordered
        else node("BulletList", items)
    ]


def stack(scribe: Scribe, lines: Sequence[Line], between: Nodes) -> Nodes:
    """Return lines one below the other."""
    written = [scribe.write(line) for line in lines]
    return [one for n, line in enumerate(written) for one in (*(between if n else ()), *line)]


def write_quotation(scribe: Scribe, block: Quotation, place: BlockPlace) -> Nodes:
    """Return somebody's words, and below them whose they are."""
    words = write_text("Block Text", scribe.write(block.words), place.tone)
    source = scribe.write(block.source)
    return [words, *([write_text("Quotation Source", source, place.tone)] if source else [])]


def write_table(scribe: Scribe, block: Table, place: BlockPlace) -> Nodes:
    """Return a table with its caption and head."""
    head = [write_cell("Table Head", [[node("Str", clean(one))]]) for one in block.head]
    rows = [
        [write_cell("Table Text", [scribe.write(line) for line in cell]) for cell in row]
        for row in block.rows
    ]
    caption = [node("Str", clean(block.caption))] if block.caption else []
    title = [write_text("Table Caption", caption, place.tone)] if caption else []
    style = identify(tone_style("Table", place.tone))
    return [
        *title,
        tabulate(Grid(style, [], share(block.widths), head, rows)),
        write_gap(place),
    ]


def share(widths: Sequence[int]) -> list[float]:
    """Return widths as shares of the whole."""
    return [width / sum(widths) for width in widths]


def write_cell(style: str, lines: Sequence[Nodes]) -> Nodes:
    """Return the lines of a cell, each a paragraph."""
    return [style_block(style, node("Para", line)) for line in lines]


def write_gap(place: BlockPlace) -> Node:
    """Return the little room below a table, without which Word joins it to the next."""
    style = identify(tone_style("Gap", place.tone))
    return node("RawBlock", "openxml", f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')


def write_figure(scribe: Scribe, block: Figure, place: BlockPlace) -> Nodes:
    """Return a picture with what it shows in words."""
    svg = draw_on_paper(block.picture, scribe.document.accent)
    if not svg:
        return []
    raster = rasterize(svg, min(find_width(svg), place.width), scribe.fonts)
    image = show_picture(fit(raster, place), block.words)
    return [write_text("Figure", [image], place.tone)]


def fit(raster: Raster, place: BlockPlace) -> Raster:
    """Return a picture no higher than a page."""
    part = min(1.0, place.height / raster.height)
    return raster._replace(width=raster.width * part, height=raster.height * part)


def show_picture(raster: Raster, words: str) -> Node:
    """Return a picture within a line."""
    address = f"data:image/png;base64,{b64encode(raster.png).decode()}"
    size = attributes(width=f"{raster.width:.1f}pt", height=f"{raster.height:.1f}pt")
    return node("Image", size, [node("Str", clean(words))], [address, ""])


def write_group(scribe: Scribe, block: Group, place: BlockPlace) -> Nodes:
    """Return a title, what stands in small print, and what belongs to them."""
    title = write_heading(2, scribe.write(block.title), place.tone)
    aside = scribe.write(block.aside)
    small = [write_text("Aside", aside, place.tone)] if aside else []
    return [title, *small, *write_blocks(scribe, block.blocks, place)]


def write_beside(scribe: Scribe, block: Beside, place: BlockPlace) -> Nodes:
    """Return two sides next to each other."""
    half = BlockPlace("", place.width / 2 - 15, place.height / 2)
    sides = [write_blocks(scribe, side, half) for side in (block.left, block.right)]
    style = identify(tone_style("Beside", place.tone))
    return [tabulate(Grid(style, [], [0.5, 0.5], [], [sides])), write_gap(place)]


WRITERS: dict[type, Writer] = {
    Paragraph: write_paragraph,
    Listing: write_listing,
    Quotation: write_quotation,
    Table: write_table,
    Figure: write_figure,
    Group: write_group,
    Beside: write_beside,
}
