"""Office files: names of XML, texts fit for it, and archives without time.

What pandoc has written is finished here: notes, languages, lists and tables.
"""

import re
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from typing import Literal, NamedTuple
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefbook.handouts.document import HandoutDocument
from briefbook.handouts.formats.styles import FRAME, HANG, SANS, TONES

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": f"{OFFICE}/math",
    "r": f"{OFFICE}/relationships",
    "a": f"{DRAWING}/main",
    "pic": f"{DRAWING}/picture",
    "wp": f"{DRAWING}/wordprocessingDrawing",
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "w10": "urn:schemas-microsoft-com:office:word",
    "cp": f"{PACKAGE}/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "ep": f"{OFFICE}/extended-properties",
}
"""The namespaces of office files (ECMA-376), by the prefixes that they go by."""

for _prefix, _name in NAMES.items():
    ET.register_namespace(_prefix, _name)

UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 file may hold, however they are written."""
NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that an archive can name."""
Parts = Mapping[str, bytes]
"""The files of an archive by their names in it."""

NO_TIME = "1970-01-01T00:00:00Z"
"""When the document says that it was made: it depends on nothing else."""

BODY, NOTES, NUMBERS = "word/document.xml", "word/footnotes.xml", "word/numbering.xml"
KEPT = ("word/settings.xml", "word/fontTable.xml", "word/styles.xml")
"""Parts of the reference document that pandoc would cut, or add what nobody needs to."""

NAMING = ("w:basedOn", "w:next", "w:pStyle", "w:rStyle", "w:tblStyle")
"""Elements that name a style."""

WITHIN = "4940"
"""How wide a table in a frame is, in fiftieths of a per cent."""

PANDOCS = 990
"""The number of the first of the lists that pandoc defines."""


class Script(NamedTuple):
    """How words of a language are marked: the attribute of ``w:lang``, its value, and a font.

    The font is one of Word's; where it is lacking, office suites choose another that has
    the characters.
    """

    field: Literal["eastAsia", "bidi"]
    language: str
    font: str
    is_leftward: bool = False


CHINESE = Script("eastAsia", "zh-CN", "SimSun")
ARABIC = Script("bidi", "ar-SA", "Times New Roman", is_leftward=True)
SCRIPTS = {
    "zh": CHINESE,
    "ja": Script("eastAsia", "ja-JP", "MS Mincho"),
    "ko": Script("eastAsia", "ko-KR", "Batang"),
    "bo": Script("bidi", "bo-CN", "Microsoft Himalaya"),
    "ar": ARABIC,
    "fa": Script("bidi", "fa-IR", "Times New Roman", is_leftward=True),
    "ug": Script("bidi", "ug-CN", "Microsoft Uighur", is_leftward=True),
    "ur": Script("bidi", "ur-PK", "Times New Roman", is_leftward=True),
    "he": Script("bidi", "he-IL", "Times New Roman", is_leftward=True),
}
"""The languages that are not simply Western, by the first part of their tags (BCP 47)."""


def clean(text: str) -> str:
    """Return a text without characters that XML cannot hold, every white space as a space."""
    return re.sub(r"[\t\n\r]", " ", UNFIT.sub("", text))


def escape_words(text: str) -> str:
    """Return a text as it is written between the tags of XML."""
    return escape(clean(text), quote=False)


def name(written: str) -> str:
    """Return the full name of an element or attribute (``w:p`` → ``{…}p``)."""
    prefix, _, local = written.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def make(written: str, **attributes: str) -> Element:
    """Return an element of Word's; its attributes are Word's as well."""
    return Element(
        name(written), {name(f"w:{key}"): value for key, value in attributes.items()}
    )


def read_parts(archive: bytes) -> dict[str, bytes]:
    """Return the files of an archive by name."""
    with ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def pack(parts: Parts) -> bytes:
    """Return an archive of files: the same bytes for the same files, whenever it is made."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as opened:
        for part in sorted(parts, key=lambda one: (one != "[Content_Types].xml", one)):
            entry = ZipInfo(part, NO_DAY)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            opened.writestr(entry, parts[part])
    return archive.getvalue()


def read_xml(data: bytes) -> Element:
    """Return the root of an XML file that pandoc or we have written."""
    return ET.fromstring(data)


def read_piece(text: str) -> list[Element]:
    """Return the elements of a piece of XML that uses the prefixes of ``NAMES``."""
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMES.items())
    return list(ET.fromstring(f"<all {spaces}>{text}</all>"))


def write_xml(root: Element) -> bytes:
    """Return an XML file."""
    written: str = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{written}'.encode()


def find_script(language: str) -> Script | None:
    """Return the script of a language, None if it is Western."""
    return SCRIPTS.get(language.partition("-")[0].lower())


def runs_leftward(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    script = find_script(language)
    return bool(script and script.is_leftward)


def finish(
    written: bytes, reference: bytes, document: HandoutDocument, styles: Mapping[str, str]
) -> bytes:
    """Return a DOCX of pandoc's as it is handed out.

    ``styles`` are the ids of styles in the template of a workspace by ours, where they differ.
    """
    ours = read_parts(reference)
    parts = read_parts(written) | {part: ours[part] for part in KEPT}
    roots = {part: read_xml(parts[part]) for part in (BODY, NOTES, NUMBERS)}
    for part in (BODY, NOTES):
        _say_languages(roots[part])
        rename_styles(roots[part], styles)
    _settle_body(roots[BODY])
    if runs_leftward(document.language):
        _turn_tables(roots[BODY])
    for note in roots[NOTES]:
        _line_up(note)
    _shape_lists(roots[NUMBERS], document.accent.removeprefix("#").upper())
    properties = {
        "docProps/core.xml": _write_properties(document),
        "docProps/app.xml": _write_program(),
    }
    return pack(parts | {part: write_xml(root) for part, root in roots.items()} | properties)


def rename_styles(root: Element, names: Mapping[str, str]) -> None:
    """Have elements name styles by other ids."""
    for written in NAMING if names else ():
        for one in root.iter(name(written)):
            said = one.get(name("w:val"), "")
            one.set(name("w:val"), names.get(said, said))


def _say_languages(root: Element) -> None:
    """Say of foreign words which script they are in, so that fonts and spelling follow."""
    for run in root.iter(name("w:rPr")):
        spoken = run.find("w:lang", NAMES)
        script = find_script(spoken.get(name("w:val"), "")) if spoken is not None else None
        if script and spoken is not None:
            spoken.attrib = {name(f"w:{script.field}"): script.language}
            _choose_font(run, script.field, script.font)


def _choose_font(run: Element, field: str, font: str) -> None:
    for found in run.findall("w:rFonts", NAMES):
        run.remove(found)
    eastern = {"eastAsia": font, "hint": "eastAsia"}
    fonts = make("w:rFonts", **(eastern if field == "eastAsia" else {"cs": font, "hint": "cs"}))
    run.insert(1 if run.find("w:rStyle", NAMES) is not None else 0, fonts)


def _settle_body(root: Element) -> None:
    for written, settle in SETTLERS.items():
        for element in root.iter(name(written)):
            settle(element)
    for number, picture in enumerate(root.iter(name("wp:docPr")), 1):
        picture.set("name", f"Picture {number}")


def _turn_tables(root: Element) -> None:
    """Let the first column of tables stand at the right."""
    for table in root.iter(name("w:tblPr")):
        table.insert(int(table.find("w:tblStyle", NAMES) is not None), make("w:bidiVisual"))


def _indent_item(paragraph: Element) -> None:
    """Set in an item of a list: else Word takes the numbers that it knows lists by."""
    style = paragraph.find("w:pStyle", NAMES)
    named = style.get(name("w:val"), "") if style is not None else ""
    if paragraph.find("w:numPr", NAMES) is None:
        return
    frame = FRAME if _is_framed(style) else 0
    hang = 420 if named.startswith("NumberedParagraph") else HANG
    paragraph.append(make("w:ind", left=str(frame + hang), hanging=str(hang)))


def _keep_whole(row: Element) -> None:
    found = row.find("w:trPr", NAMES)
    if found is None:
        found = make("w:trPr")
        row.insert(0, found)
    found.insert(0, make("w:cantSplit"))


def _narrow_table(table: Element) -> None:
    style, width = table.find("w:tblStyle", NAMES), table.find("w:tblW", NAMES)
    if style is not None and width is not None and _is_framed(style):
        width.set(name("w:w"), WITHIN)


def _is_framed(style: Element | None) -> bool:
    named = style.get(name("w:val"), "") if style is not None else ""
    return named.endswith(tuple(tone.capitalize() for tone in TONES))


def _count_on(section: Element) -> None:
    """Have the notes numbered through, where pandoc has them begin again in every section."""
    for found in section.findall("w:footnotePr", NAMES):
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
    for look in note.findall("w:p/w:r[w:footnoteRef]/w:rPr/w:rStyle", NAMES):
        look.set(name("w:val"), "NoteNumber")
    for space in note.findall("w:p/w:r/w:t", NAMES)[:1]:
        if space.text == " ":
            space.tag, space.text = name("w:tab"), None
            space.attrib.clear()


def _shape_lists(root: Element, accent: str) -> None:
    for numbering in root.iter(name("w:abstractNum")):
        if int(numbering.get(name("w:abstractNumId"), "0")) > PANDOCS:
            for level in numbering.iter(name("w:lvl")):
                _shape_level(level, accent)


def _shape_level(level: Element, accent: str) -> None:
    rank = int(level.get(name("w:ilvl"), "0"))
    way, text = level.find("w:numFmt", NAMES), level.find("w:lvlText", NAMES)
    is_bullet = way is not None and way.get(name("w:val")) == "bullet"
    if text is not None:
        text.set(name("w:val"), "–" if is_bullet else f"%{rank + 1}")
    for found in (*level.findall("w:pPr", NAMES), *level.findall("w:rPr", NAMES)):
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
    said = "".join(f"<{key}>{escape_words(value)}</{key}>" for key, value in given)
    times = "".join(
        f'<dcterms:{key} xsi:type="dcterms:W3CDTF">{NO_TIME}</dcterms:{key}>'
        for key in ("created", "modified")
    )
    properties = read_piece(f"<cp:coreProperties>{said}{times}</cp:coreProperties>")
    return write_xml(properties[0])


def _write_program() -> bytes:
    piece = "<ep:Properties><ep:Application>Briefbook</ep:Application></ep:Properties>"
    return write_xml(read_piece(piece)[0])
