"""What stands in published files that would do something: nothing, or the words for it.

Pages are parsed by the rules of HTML 5. What may be in them is read off the same book without
payloads, besides the markup that Markdown gives: any other element or attribute is a fault.
"""

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO, StringIO
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, fromstring

from tests.markup import parse_page

Shape = frozenset[tuple[str, str]]
"""(element, attribute), and (element, "") for the element itself."""

FROM_MARKDOWN = "a[href,title] br blockquote code[class] em strong s h2[id] h3[id] h4[id] hr"
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href")
HARMLESS = re.compile(r"(?is)https?://[^/\\]|mailto:|(?![/\\]{2})[^:/?#\\]*+(?:[/?#]|\Z)")
IGNORED = re.compile(r"[\x00-\x20]+")
"""What browsers drop from an address before they look for its scheme."""

CALL = re.compile(r"(?s)(?:jump(?:s|Titles)?|begin)\((.*)\)\n?")
FORMULA = re.compile(r"[=+@\t\r]|-(?!\d+(?:\.\d+)?\Z)")


def name_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def shape_of(files: Mapping[str, bytes]) -> Shape:
    """Return all elements and attributes of some pages."""
    pages = (parse_page(data) for address, data in files.items() if address.endswith(".html"))
    found = (pair for page in pages for one in page.iter() for pair in pairs_of(one))
    return frozenset(found) | frozenset(markdown_shape())


def pairs_of(element: Element) -> Iterator[tuple[str, str]]:
    if isinstance(element.tag, str):
        yield name_of(element), ""
        yield from ((name_of(element), str(name).rpartition("}")[2]) for name in element.attrib)


def markdown_shape() -> Iterator[tuple[str, str]]:
    for name, attributes in re.findall(r"(\w+)(?:\[([\w,]+)\])?", FROM_MARKDOWN):
        yield from ((name, one) for one in ("", *filter(None, attributes.split(","))))


def find_faults(files: Mapping[str, bytes], shape: Shape) -> Iterator[str]:
    """Yield what is wrong in any published file."""
    for address, data in files.items():
        look = LOOKS.get(PurePosixPath(address).suffix)
        faults = look_at_page(data, shape) if look is None and address.endswith(".html") else ()
        for fault in faults or (look(data) if look else ()):
            yield f"{address}: {fault}"


def look_at_page(data: bytes, shape: Shape) -> Iterator[str]:
    page = parse_page(data)
    for element in page.iter():
        if not isinstance(element.tag, str):
            yield f"a comment or an instruction: {element.text!r}"
            continue
        yield from (f"{pair}" for pair in set(pairs_of(element)) - shape)
        yield from look_at_addresses(element)
        yield from look_at_script(element)


def look_at_addresses(element: Element) -> Iterator[str]:
    for name, value in element.items():
        if str(name).rpartition("}")[2] in ADDRESSES and not is_harmless(value):
            yield f"{name_of(element)} leads to {value!r}"
    refresh = element.get("http-equiv", "").lower() == "refresh"
    target = element.get("content", "").partition("url=")[2]
    if refresh and not is_harmless(target):
        yield f"a page leads on to {target!r}"


def is_harmless(address: str) -> bool:
    return HARMLESS.match(IGNORED.sub("", address)) is not None


def look_at_script(element: Element) -> Iterator[str]:
    if name_of(element) == "script" and element.get("type") == "application/ld+json":
        json.loads(element.text or "")
    elif name_of(element) in ("script", "style") and (element.text or "").strip():
        yield f"{name_of(element)} with words in it: {element.text!r}"


# What is no page


def look_at_json(data: bytes) -> Iterator[str]:
    json.loads(data)
    yield from ()


def look_at_script_file(data: bytes) -> Iterator[str]:
    """A file of the search is one call with JSON in it."""
    text = data.decode()
    if text.startswith(("jump", "begin")):
        found = CALL.fullmatch(text)
        json.loads(f"[{found[1] if found else '!'}]")
        yield from ()


def look_at_table(data: bytes) -> Iterator[str]:
    for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline="")):
        yield from (f"a formula: {cell!r}" for cell in row if FORMULA.match(cell))


def look_at_calendar(data: bytes) -> Iterator[str]:
    import icalendar

    calendar = icalendar.Calendar.from_ical(data)
    names = {one.name for one in calendar.walk()}
    yield from (f"a part {name}" for name in names - {"VCALENDAR", "VEVENT"})
    kept = {"SUMMARY", "DESCRIPTION", "UID", "DTSTAMP", "DTSTART", "DTEND", "URL", "LOCATION"}
    kept |= {"TRANSP", "CATEGORIES", "STATUS"}
    for event in calendar.walk("VEVENT"):
        yield from (f"a field {name}" for name in set(event) - kept)


def look_at_xml(data: bytes) -> Iterator[str]:
    for element in fromstring(data).iter():
        html = element.text or ""
        if element.get("type") in ("html", "xhtml"):
            yield from (
                f"{pair}" for one in parse_page(html.encode()).iter() for pair in active(one)
            )
        yield from look_at_addresses(element)


def active(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what is more than the markup of Markdown."""
    frame = {
        ("html", ""),
        ("head", ""),
        ("body", ""),
        ("p", ""),
        ("ul", ""),
        ("ol", ""),
        ("li", ""),
    }
    yield from set(pairs_of(element)) - set(markdown_shape()) - frame


def look_at_word_file(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                yield from look_at_relations(archive.read(name))
            elif name.endswith(".xml"):
                yield from look_at_fields(archive.read(name))


def look_at_relations(data: bytes) -> Iterator[str]:
    for one in fromstring(data):
        target = one.get("Target", "")
        if one.get("TargetMode") == "External" and not re.match(r"https?://|mailto:", target):
            yield f"a link to {target!r}"


def look_at_fields(data: bytes) -> Iterator[str]:
    """Fields of Word run programs (DDE), or fetch files (INCLUDETEXT)."""
    for element in fromstring(data).iter():
        words = (element.text or "") if name_of(element) == "instrText" else ""
        if re.search(r"(?i)\b(?:DDE|INCLUDE|HYPERLINK|MACRO)", words):
            yield f"a field {words!r}"
        yield from ("an object",) if name_of(element) in ("object", "altChunk") else ()


def look_at_pdf(data: bytes) -> Iterator[str]:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary):
                yield from look_at_object(one)


def look_at_object(one: "pikepdf.Dictionary") -> Iterator[str]:  # type: ignore[name-defined]  # noqa: F821
    for name in ("/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile"):
        if name in one or one.get("/S") == name:
            yield f"an order {name}"
    address = str(one.get("/URI", ""))
    if address and not re.match(r"https?://|mailto:", address):
        yield f"a link to {address!r}"


LOOKS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".js": look_at_script_file,
    ".json": look_at_json,
    ".jsonld": look_at_json,
    ".csv": look_at_table,
    ".ics": look_at_calendar,
    ".xml": look_at_xml,
    ".svg": look_at_xml,
    ".docx": look_at_word_file,
    ".pdf": look_at_pdf,
}
