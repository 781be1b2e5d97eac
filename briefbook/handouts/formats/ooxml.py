"""What office files are made of: names of XML, texts fit for it, and archives without time."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Literal, NamedTuple
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

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
WRITTEN = re.compile("([a-z0-9]+):")

Parts = Mapping[str, bytes]
"""The files of an archive by their names in it."""


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


def name(written: str) -> str:
    """Return the full name of an element or attribute (``w:p`` → ``{…}p``)."""
    prefix, _, local = written.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def path(written: str) -> str:
    """Return a path of elements with their full names (``w:pPr/w:ind``)."""
    return WRITTEN.sub(lambda found: f"{{{NAMES[found[1]]}}}", written)


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
