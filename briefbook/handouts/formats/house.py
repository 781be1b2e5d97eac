"""The template for Word of a workspace: its styles, paper, head, foot and logo, for pandoc.

What papers need and the template lacks is added in its fonts and sizes: styles of frames and
tables, numbers of paragraphs, the marking at head and foot. Its texts, settings and ties to
other files stay behind.
"""

import re
import zlib
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile

from briefbook.handouts.formats import ooxml
from briefbook.handouts.formats.ooxml import NAMES, Parts, make, name, read_xml, write_xml
from briefbook.handouts.formats.reference import ReferenceSettings, make_reference
from briefbook.handouts.formats.styles import NUMBERED, StyleSettings, write_styles

BODY, STYLES, NUMBERS = "word/document.xml", "word/styles.xml", "word/numbering.xml"
LINKS = "word/_rels/document.xml.rels"
SETTINGS = ("word/settings.xml", "word/fontTable.xml")
"""Parts that papers have from us: in a template they tie it to other files, or lock it."""
LEFT = re.compile(r"word/_rels/(settings|fontTable)\.xml\.rels|docProps/.*|customXml/.*")
LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
END = b"</Relationships>"
FACE = re.compile(r"<w:rFonts[^>]*/>")
USUAL = 22
"""The size of words, in half-points, in a template that says none."""


UNREADABLE = (BadZipFile, KeyError, NotImplementedError, ParseError, RuntimeError, zlib.error)
"""What files raise that are no archives, damaged, locked, or without the parts of Word's."""


class NotWord(ValueError):  # noqa: N818 (it is an answer, not a fault)
    """A template that no paper can be written in; the words say why."""


class HouseTemplate(NamedTuple):
    """A template made ready.

    ``names`` are the ids of its styles by ours, where they differ; ``room`` is the width and
    height of what may be printed on, in points.
    """

    reference: bytes
    names: dict[str, str]
    room: tuple[float, float]


@lru_cache(maxsize=8)
def take_template(template: bytes, sheet: ReferenceSettings) -> HouseTemplate:
    """Return the template of a workspace as papers are written in it.

    Raises:
        NotWord: it is none.
    """
    try:
        parts = ooxml.read_parts(template)
        return _make_ready({part: parts[part] for part in parts if not LEFT.match(part)}, sheet)
    except UNREADABLE as fault:
        raise NotWord(f"it is no Word file ({fault})") from None


def _make_ready(parts: Parts, sheet: ReferenceSettings) -> HouseTemplate:
    ours = ooxml.read_parts(make_reference(sheet))
    body, styles = read_xml(parts[BODY]), read_xml(parts[STYLES])
    numbers = read_xml(parts.get(NUMBERS, b"<none/>"))
    section = _find_section(body)
    names = _add_styles(styles, sheet, _add_numbering(numbers, read_xml(ours[NUMBERS])))
    margins = _mark_margins(parts, ours, section)
    body[:] = [make("w:body")]
    body[0].extend((make("w:p"), section))
    made = {BODY: body, STYLES: styles} | ({NUMBERS: numbers} if NUMBERS in parts else {})
    kept = {**parts, **margins, **{part: ours[part] for part in (*SETTINGS, NUMBERS)}}
    packed = ooxml.pack(kept | {part: write_xml(root) for part, root in made.items()})
    return HouseTemplate(packed, names, _measure(section))


def _find_section(body: Element) -> Element:
    """Return the last section of a document, which says what its pages are like."""
    found = [*body.iter(name("w:sectPr"))]
    if not found:
        raise NotWord("it does not say how large its pages are")
    return found[-1]


def _measure(section: Element) -> tuple[float, float]:
    size, margins = section.find("w:pgSz", NAMES), section.find("w:pgMar", NAMES)
    wide, tall = (_read_number(size, key) for key in ("w", "h"))
    left, right, top, bottom = (
        _read_number(margins, key) for key in ("left", "right", "top", "bottom")
    )
    room = (wide - left - right) / 20, (tall - top - bottom) / 20
    if min(room) < 72:
        raise NotWord("its pages leave no room")
    return room


def _read_number(element: Element | None, key: str) -> int:
    said = element.get(name(f"w:{key}"), "") if element is not None else ""
    return abs(int(said)) if re.fullmatch(r"-?[0-9]{1,6}", said) else 0


def _add_numbering(theirs: Element, ours: Element) -> int:
    """Add the numbering of paragraphs to the lists of a template; return its number."""
    kinds = theirs.findall("w:abstractNum", NAMES)
    listed = theirs.findall("w:num", NAMES)
    if not (kinds or listed):
        return NUMBERED
    kind = 1 + max(_read_number(one, "abstractNumId") for one in (*kinds, *listed))
    number = 1 + max((_read_number(one, "numId") for one in listed), default=0)
    for one, key, value in (
        (ours.find("w:abstractNum", NAMES), "abstractNumId", kind),
        (ours.find("w:num", NAMES), "numId", number),
        (ours.find("w:num/w:abstractNumId", NAMES), "val", kind),
    ):
        assert one is not None
        one.set(name(f"w:{key}"), str(value))
    theirs[:] = [*kinds, ours[0], *(one for one in theirs if one not in kinds), ours[1]]
    return number


def _add_styles(root: Element, sheet: ReferenceSettings, number: int) -> dict[str, str]:
    """Add the styles that a template lacks; return the ids of its own by ours, that differ."""
    theirs = {_name_of(style): _identify(style) for style in root.findall("w:style", NAMES)}
    written = FACE.sub("", write_styles(StyleSettings(_find_size(root), sheet.accent)))
    ours = ooxml.read_piece(
        written.replace(f'<w:numId w:val="{NUMBERED}"/>', f'<w:numId w:val="{number}"/>')
    )
    known = {_identify(style): theirs.get(_name_of(style), "") for style in ours}
    names = {one: other for one, other in known.items() if other not in ("", one)}
    for style in ours:
        if not known[_identify(style)] and _identify(style) not in theirs.values():
            ooxml.rename_styles(style, names)
            root.append(style)
    return names


def _name_of(style: Element) -> str:
    """Return the name of a style, which is English whatever language a template is in."""
    found = style.find("w:name", NAMES)
    return found.get(name("w:val"), "").lower() if found is not None else ""


def _identify(style: Element) -> str:
    return style.get(name("w:styleId"), "")


def _find_size(root: Element) -> int:
    """Return the size of words in half-points: of plain paragraphs, else that of all."""
    plain = [one for one in root.findall("w:style", NAMES) if _name_of(one) == "normal"]
    places = (*plain, *root.findall("w:docDefaults/w:rPrDefault", NAMES))
    sizes = [_read_number(one.find("w:rPr/w:sz", NAMES), "val") for one in places]
    return next(filter(None, sizes), USUAL)


def _mark_margins(parts: Parts, ours: Parts, section: Element) -> dict[str, bytes]:
    """Return the heads and feet of a template with the marking; ours where it has none."""
    changed: dict[str, bytes] = {}
    links = read_xml(parts[LINKS]).iter(LINK)
    targets = {one.get("Id"): one.get("Target", "") for one in links}
    marking = read_xml(ours["word/header1.xml"])[0]
    for kind in ("header", "footer"):
        found = section.findall(f"w:{kind}Reference", NAMES)
        for one in found:
            part = f"word/{targets.get(one.get(name('r:id')), '').removeprefix('/word/')}"
            if part in parts:
                root = read_xml(parts[part])
                root.insert(len(root) if kind == "header" else 0, marking)
                changed[part] = write_xml(root)
        if not found:
            links_so_far = changed.get(LINKS, parts[LINKS])
            changed |= _give_margin(ours, section, links_so_far, kind)
    _show_on_first_page(section)
    return changed


def _give_margin(ours: Parts, section: Element, links: bytes, kind: str) -> dict[str, bytes]:
    """Give a template our head or foot; return its part, and the links with that to it."""
    target, link = f"briefbook-{kind}.xml", f"rIdBriefbook{kind.capitalize()}"
    given = f'Id="{link}" Type="{ooxml.OFFICE}/relationships/{kind}" Target="{target}"'
    reference = make(f"w:{kind}Reference", type="default")
    reference.set(name("r:id"), link)
    section.insert(0, reference)
    # As text: pandoc takes over each of these as it is written, and knows no prefix.
    added = links.replace(END, f"<Relationship {given}/>".encode() + END)
    return {LINKS: added, f"word/{target}": ours[f"word/{kind}1.xml"]}


def _show_on_first_page(section: Element) -> None:
    """Let the first page have the head of all where a template has none for it."""
    kinds = {one.get(name("w:type")) for one in section.findall("w:headerReference", NAMES)}
    for found in section.findall("w:titlePg", NAMES) if "first" not in kinds else ():
        section.remove(found)
