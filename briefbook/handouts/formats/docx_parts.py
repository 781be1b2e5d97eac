"""What pandoc has written, finished: notes, languages, lists, tables, and no time at all."""

from collections.abc import Callable
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from briefbook.handouts.document import HandoutDocument
from briefbook.handouts.formats.ooxml import (
    clean,
    find_script,
    make,
    name,
    pack,
    path,
    read_parts,
    read_piece,
    read_xml,
    write_xml,
)
from briefbook.handouts.formats.styles import FRAME, HANG, SANS, TONES

NO_TIME = "1970-01-01T00:00:00Z"
"""When the document says that it was made: it depends on nothing else."""
BODY, NOTES, NUMBERS = "word/document.xml", "word/footnotes.xml", "word/numbering.xml"
KEPT = ("word/settings.xml", "word/fontTable.xml", "word/styles.xml")
"""Parts of the reference document that pandoc would cut, or add what nobody needs to."""
WITHIN = "4940"
"""How wide a table in a frame is, in fiftieths of a per cent."""
PANDOCS = 990
"""The number of the first of the lists that pandoc defines."""


def finish(written: bytes, reference: bytes, document: HandoutDocument) -> bytes:
    """Return a DOCX of pandoc's as it is handed out."""
    ours = read_parts(reference)
    parts = read_parts(written) | {part: ours[part] for part in KEPT}
    roots = {part: read_xml(parts[part]) for part in (BODY, NOTES, NUMBERS)}
    for part in (BODY, NOTES):
        _say_languages(roots[part])
    _settle_body(roots[BODY])
    for note in roots[NOTES]:
        _line_up(note)
    _shape_lists(roots[NUMBERS], document.accent.removeprefix("#").upper())
    properties = {
        "docProps/core.xml": _write_properties(document),
        "docProps/app.xml": _write_program(),
    }
    return pack(parts | {part: write_xml(root) for part, root in roots.items()} | properties)


def _say_languages(root: Element) -> None:
    """Say of foreign words which script they are in, so that fonts and spelling follow."""
    for run in root.iter(name("w:rPr")):
        spoken = run.find(path("w:lang"))
        script = find_script(spoken.get(name("w:val"), "")) if spoken is not None else None
        if script and spoken is not None:
            spoken.attrib = {name(f"w:{script.field}"): script.language}
            _choose_font(run, script.field, script.font)


def _choose_font(run: Element, field: str, font: str) -> None:
    for found in run.findall(path("w:rFonts")):
        run.remove(found)
    eastern = {"eastAsia": font, "hint": "eastAsia"}
    fonts = make("w:rFonts", **(eastern if field == "eastAsia" else {"cs": font, "hint": "cs"}))
    run.insert(1 if run.find(path("w:rStyle")) is not None else 0, fonts)


def _settle_body(root: Element) -> None:
    for written, settle in SETTLERS.items():
        for element in root.iter(name(written)):
            settle(element)
    for number, picture in enumerate(root.iter(name("wp:docPr")), 1):
        picture.set("name", f"Picture {number}")


def _indent_item(paragraph: Element) -> None:
    """Set in an item of a list: else Word takes the numbers that it knows lists by."""
    style = paragraph.find(path("w:pStyle"))
    named = style.get(name("w:val"), "") if style is not None else ""
    if paragraph.find(path("w:numPr")) is None:
        return
    frame = FRAME if _is_framed(style) else 0
    hang = 420 if named.startswith("NumberedParagraph") else HANG
    paragraph.append(make("w:ind", left=str(frame + hang), hanging=str(hang)))


def _keep_whole(row: Element) -> None:
    """Let a row of a table stand on one page."""
    found = row.find(path("w:trPr"))
    if found is None:
        found = make("w:trPr")
        row.insert(0, found)
    found.insert(0, make("w:cantSplit"))


def _narrow_table(table: Element) -> None:
    """Keep a table in a section with a frame within that."""
    style, width = table.find(path("w:tblStyle")), table.find(path("w:tblW"))
    if style is not None and width is not None and _is_framed(style):
        width.set(name("w:w"), WITHIN)


def _is_framed(style: Element | None) -> bool:
    named = style.get(name("w:val"), "") if style is not None else ""
    return named.endswith(tuple(tone.capitalize() for tone in TONES))


def _count_on(section: Element) -> None:
    """Have the notes numbered through, where pandoc has them begin again in every section."""
    for found in section.findall(path("w:footnotePr")):
        section.remove(found)


def _forget_source(picture: Element) -> None:
    """Take away where a picture came from: pandoc repeats all of it."""
    picture.attrib.pop("descr", None)


SETTLERS: dict[str, Callable[[Element], None]] = {
    "w:pPr": _indent_item,
    "w:tr": _keep_whole,
    "w:tblPr": _narrow_table,
    "pic:cNvPr": _forget_source,
    "w:sectPr": _count_on,
}


def _line_up(note: Element) -> None:
    """Let the words of a note begin where its other lines do, its number stand on the line."""
    for look in note.findall(path("w:p/w:r[w:footnoteRef]/w:rPr/w:rStyle")):
        look.set(name("w:val"), "NoteNumber")
    for space in note.findall(path("w:p/w:r/w:t"))[:1]:
        if space.text == " ":
            space.tag, space.text = name("w:tab"), None
            space.attrib.clear()


def _shape_lists(root: Element, accent: str) -> None:
    for numbering in root.iter(name("w:abstractNum")):
        if int(numbering.get(name("w:abstractNumId"), "0")) > PANDOCS:
            for level in numbering.iter(name("w:lvl")):
                _shape_level(level, accent)


def _shape_level(level: Element, accent: str) -> None:
    """Give a level of a list its mark: a dash, or a figure, in the accent's colour."""
    rank = int(level.get(name("w:ilvl"), "0"))
    way, text = level.find(path("w:numFmt")), level.find(path("w:lvlText"))
    is_bullet = way is not None and way.get(name("w:val")) == "bullet"
    if text is not None:
        text.set(name("w:val"), "–" if is_bullet else f"%{rank + 1}")
    for found in (*level.findall(path("w:pPr")), *level.findall(path("w:rPr"))):
        level.remove(found)
    level.extend(read_piece(_draw_mark(rank, accent)))


def _draw_mark(rank: int, accent: str) -> str:
    return (
        f'<w:pPr><w:ind w:left="{HANG * (rank + 1)}" w:hanging="{HANG}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}"/><w:b/>'
        f'<w:color w:val="{accent}"/></w:rPr>'
    )


def _write_properties(document: HandoutDocument) -> bytes:
    """Return what the document says of itself: nothing of who made it where and when."""
    given = (
        ("dc:title", f"{document.subtitle}: {document.title}"),
        ("dc:subject", document.mark),
        ("dc:creator", document.organization),
        ("dc:description", document.mark),
        ("dc:language", document.language),
        ("cp:category", document.subtitle),
    )
    said = "".join(f"<{key}>{escape(clean(value))}</{key}>" for key, value in given)
    times = "".join(
        f'<dcterms:{key} xsi:type="dcterms:W3CDTF">{NO_TIME}</dcterms:{key}>'
        for key in ("created", "modified")
    )
    properties = read_piece(f"<cp:coreProperties>{said}{times}</cp:coreProperties>")
    return write_xml(properties[0])


def _write_program() -> bytes:
    """Return which program made the document, without its version or statistics."""
    piece = "<ep:Properties><ep:Application>Briefbook</ep:Application></ep:Properties>"
    return write_xml(read_piece(piece)[0])
