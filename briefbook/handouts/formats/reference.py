"""The reference document of a handout: paper, styles, head and foot, for pandoc to write in."""

from functools import lru_cache
from typing import NamedTuple

from briefbook.handouts.document import HandoutDocument
from briefbook.handouts.formats import ooxml
from briefbook.handouts.formats.pandoc import fetch_reference
from briefbook.handouts.formats.styles import (
    NUMBERED,
    SANS,
    SERIF,
    SOFT,
    StyleSettings,
    write_styles,
)

PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Sheets, in twentieths of a point."""
MILLIMETRE = 56.6929
TOP, FOOT = round(20 * MILLIMETRE), round(19 * MILLIMETRE)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FALLBACKS = {
    SERIF: ("Cambria", "02040603050405020204", "roman"),
    SANS: ("Calibri", "020B0503030403020204", "swiss"),
}
"""What Word takes where a font is lacking: another's name, its PANOSE numbers, its family."""


class ReferenceSettings(NamedTuple):
    """What a reference document depends on."""

    mark: str
    organization: str
    language: str
    paper: str
    size: int
    side: int
    accent: str


def lay_sheet(document: HandoutDocument) -> ReferenceSettings:
    """Return the sheet of a document: the sizes and margins of its PDF."""
    is_paper = document.kind == "briefing-paper"
    return ReferenceSettings(
        mark=ooxml.escape_words(document.mark),
        organization=ooxml.escape_words(document.organization),
        language=document.language,
        paper=document.paper,
        size=21 if is_paper else 19,
        side=round((25 if is_paper else 19) * MILLIMETRE),
        accent=document.accent.removeprefix("#").upper(),
    )


def measure(sheet: ReferenceSettings) -> tuple[float, float]:
    """Return width and height of what may be printed on, in points."""
    wide, tall = PAPERS[sheet.paper]
    return (wide - 2 * sheet.side) / 20, (tall - TOP - FOOT) / 20


@lru_cache(maxsize=64)
def make_reference(sheet: ReferenceSettings) -> bytes:
    """Return a reference document as DOCX."""
    parts = ooxml.read_parts(fetch_reference())
    types, links = parts["[Content_Types].xml"], parts["word/_rels/document.xml.rels"]
    return ooxml.pack(
        parts
        | {
            "word/document.xml": _write_body(parts, sheet),
            "word/styles.xml": _fill(parts, "word/styles.xml", _style_sheet(sheet)),
            "word/numbering.xml": _fill(parts, "word/numbering.xml", _number_paragraphs()),
            "word/fontTable.xml": _fill(parts, "word/fontTable.xml", _list_fonts()),
            "word/settings.xml": _fill(parts, "word/settings.xml", _write_settings(sheet)),
            "word/header1.xml": _write_margin("hdr", _write_head(sheet)),
            "word/footer1.xml": _write_margin("ftr", _write_foot(sheet)),
            "[Content_Types].xml": _extend(types, "</Types>", _declare_margins()),
            "word/_rels/document.xml.rels": _extend(links, "</Relationships>", _link_margins()),
        }
    )


def _fill(parts: ooxml.Parts, part: str, piece: str) -> bytes:
    """Return a part of the document with this in it, and nothing else."""
    root = ooxml.read_xml(parts[part])
    root[:] = ooxml.read_piece(piece)
    return ooxml.write_xml(root)


def _extend(data: bytes, end: str, piece: str) -> bytes:
    return data.replace(end.encode(), f"{piece}{end}".encode())


def _write_body(parts: ooxml.Parts, sheet: ReferenceSettings) -> bytes:
    wide, tall = PAPERS[sheet.paper]
    return _fill(
        parts,
        "word/document.xml",
        '<w:body><w:p/><w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/>'
        '<w:footerReference w:type="default" r:id="rIdFoot"/>'
        f'<w:pgSz w:w="{wide}" w:h="{tall}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{sheet.side}" w:bottom="{FOOT}" '
        f'w:left="{sheet.side}" w:header="567" w:footer="567" w:gutter="0"/>'
        "</w:sectPr></w:body>",
    )


def _style_sheet(sheet: ReferenceSettings) -> str:
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:eastAsia="{ooxml.CHINESE.font}" '
        f'w:cs="{ooxml.ARABIC.font}"/>'
        f'<w:sz w:val="{sheet.size}"/><w:szCs w:val="{sheet.size}"/>'
        f"{_say_language(sheet)}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    ) + write_styles(StyleSettings(sheet.size, sheet.accent))


def _say_language(sheet: ReferenceSettings, element: str = "lang") -> str:
    """Return the language of all words, under the script that it is written in."""
    script = ooxml.find_script(sheet.language)
    given = {"val": "en-GB", "eastAsia": ooxml.CHINESE.language, "bidi": ooxml.ARABIC.language}
    given[script.field if script else "val"] = sheet.language
    said = " ".join(f'w:{key}="{ooxml.escape_words(value)}"' for key, value in given.items())
    return f"<w:{element} {said}/>"


def _number_paragraphs() -> str:
    return (
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:pStyle w:val="NumberedParagraph"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="420" w:hanging="420"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}"/><w:color w:val="{SOFT}"/>'
        '<w:sz w:val="17"/></w:rPr></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{NUMBERED}"><w:abstractNumId w:val="1"/></w:num>'
    )


def _list_fonts() -> str:
    return "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="00"/><w:family w:val="{family}"/><w:pitch w:val="variable"/>'
        "</w:font>"
        for font, (other, panose, family) in FALLBACKS.items()
    )


def _write_settings(sheet: ReferenceSettings) -> str:
    """Return the settings: the lines above notes, and Word as it is since 2013."""
    return (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f"{_say_language(sheet, 'themeFontLang')}"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )


def _write_margin(element: str, piece: str) -> bytes:
    """Return the head (``hdr``) or foot (``ftr``) of every page."""
    return ooxml.write_xml(ooxml.read_piece(f"<w:{element}>{piece}</w:{element}>")[0])


def _write_head(sheet: ReferenceSettings) -> str:
    return (
        '<w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="center"/></w:pPr>'
        f"{_write_bold(sheet.mark)}</w:p>"
    )


def _write_foot(sheet: ReferenceSettings) -> str:
    """Return organisation, marking and page, in three columns so that long ones wrap."""
    wide = PAPERS[sheet.paper][0] - 2 * sheet.side
    side = wide // 4
    page = f"{_write_words('page ')}{_write_field('PAGE')}{_write_words(' of ')}"
    cells = (
        (side, "left", _write_words(sheet.organization)),
        (wide - 2 * side, "center", _write_bold(sheet.mark)),
        (side, "right", page + _write_field("NUMPAGES")),
    )
    grid = "".join(f'<w:gridCol w:w="{one[0]}"/>' for one in cells)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{wide}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr>{''.join(_write_cell(*one) for one in cells)}</w:tr></w:tbl>"
        '<w:p><w:pPr><w:pStyle w:val="Footer"/><w:spacing w:line="20" w:lineRule="exact"/>'
        "</w:pPr></w:p>"
    )


def _write_cell(wide: int, side: str, words: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="Footer"/><w:jc w:val="{side}"/></w:pPr>{words}</w:p></w:tc>'
    )


def _write_words(words: str, look: str = "") -> str:
    """Return words that are escaped."""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""


def _write_bold(words: str) -> str:
    return _write_words(words, "<w:rPr><w:b/><w:bCs/></w:rPr>")


def _write_field(field: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {field} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _declare_margins() -> str:
    return "".join(
        f'<Override PartName="/word/{part}1.xml" ContentType="{MAIN}.{part}+xml"/>'
        for part in ("header", "footer")
    )


def _link_margins() -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return "".join(
        f'<Relationship Id="{one}" Type="{kind}/{part}" Target="{part}1.xml"/>'
        for one, part in (("rIdHead", "header"), ("rIdFoot", "footer"))
    )
