"""Handouts as DOCX, written by pandoc: a colleague can go on editing them.

Headings, lists, tables and footnotes are Word's own, their looks are styles, and the same
document gives the same bytes.
"""

from collections.abc import Sequence

from briefbook.handouts.document import HandoutDocument, HandoutSection, Line
from briefbook.handouts.formats.docx_blocks import (
    BlockPlace,
    Scribe,
    show_picture,
    write_blocks,
    write_cell,
    write_heading,
    write_text,
)
from briefbook.handouts.formats.docx_parts import finish
from briefbook.handouts.formats.ooxml import clean, find_script
from briefbook.handouts.formats.pandoc import Grid, Nodes, convert, node, tabulate
from briefbook.handouts.formats.pdf import load_fonts
from briefbook.handouts.formats.pictures import draw_code
from briefbook.handouts.formats.press import PaperFile, PaperSettings
from briefbook.handouts.formats.rasters import rasterize
from briefbook.handouts.formats.reference import lay_sheet, make_reference, measure
from briefbook.handouts.writing import say_address

NOTES = "Further notes"
CODE = 18 / 25.4 * 72
"""Width of the QR code in points: 18 mm."""
FACTS = (0.11, 0.34, 0.11, 0.44)
FACTS_BY_CODE = (0.11, 0.31, 0.11, 0.34, 0.13)


def make_docx(document: HandoutDocument, press: PaperSettings) -> PaperFile:
    """Return a document as DOCX; there is nothing to be said of it."""
    return PaperFile(write_docx(document, press))


def write_docx(document: HandoutDocument, press: PaperSettings) -> bytes:
    """Return a document as DOCX: the same bytes for the same document.

    The fonts of the workspace are used in pictures; for words Word takes those it has.

    Raises:
        subprocess.CalledProcessError: pandoc refuses what it is handed.
        typst.TypstError: a picture cannot be drawn.
    """
    sheet = lay_sheet(document)
    scribe = Scribe(document, load_fonts(press.fonts, document.fonts))
    reference = make_reference(sheet)
    blocks = write_all(scribe, BlockPlace("", *measure(sheet)))
    script = find_script(document.language)
    is_leftward = bool(script and script.is_leftward)
    made = convert(blocks, document.language, reference, is_leftward=is_leftward)
    return finish(made, reference, document)


def write_all(scribe: Scribe, place: BlockPlace) -> Nodes:
    """Return the blocks of a document: its title, its sections, and notes without a place."""
    title, sections = write_title(scribe), scribe.document.sections
    body = [one for section in sections for one in write_section(scribe, section, place)]
    return [*title, *body, *write_notes(scribe)]


def write_section(scribe: Scribe, section: HandoutSection, place: BlockPlace) -> Nodes:
    """Return a section under its heading."""
    title = write_heading(1, [node("Str", clean(section.title))], section.tone)
    within = place._replace(tone=section.tone)
    return [title, *write_blocks(scribe, section.blocks, within)]


def write_title(scribe: Scribe) -> Nodes:
    """Return the title block: the kind of handout, its title, the facts and the QR code."""
    document = scribe.document
    kind = write_text("Subtitle", [node("Str", clean(document.subtitle))], "")
    title = write_text("Title", [node("Str", clean(document.title))], "")
    rows = pair([write_fact(scribe, fact) for fact in document.facts])
    code = write_code(scribe) if document.base else None
    if not rows and code is None:
        return [kind, title]
    widths = FACTS if code is None else FACTS_BY_CODE
    return [kind, title, tabulate(Grid("Facts", [], widths, [], rows or [[[]] * 4], code))]


def write_fact(scribe: Scribe, fact: tuple[str, Line]) -> list[Nodes]:
    """Return the two cells of a fact."""
    label, line = fact
    return [
        write_cell("Fact Label", [[node("Str", clean(label))]]),
        write_cell("Fact", [scribe.write(line)]),
    ]


def pair(facts: Sequence[list[Nodes]]) -> list[list[Nodes]]:
    """Return rows of two facts; the last is filled up."""
    return [
        [*facts[n], *(facts[n + 1] if n + 1 < len(facts) else [[], []])]
        for n in range(0, len(facts), 2)
    ]


def write_code(scribe: Scribe) -> Nodes:
    """Return the QR code that leads to the handout's page."""
    address = say_address(scribe.document, scribe.document.address)
    raster = rasterize(draw_code(address), CODE, scribe.fonts)
    return write_cell("Fact", [[show_picture(raster, f"QR code of {address}")]])


def write_notes(scribe: Scribe) -> Nodes:
    """Return the numbers of notes that nothing has cited: else Word would not hold them."""
    uncited = [number for number in scribe.notes if number not in scribe.ranks]
    if not uncited:
        return []
    cited = [one for number in uncited for one in scribe.cite(number)]
    return [write_heading(1, [node("Str", NOTES)], ""), write_text("Body Text", cited, "")]
