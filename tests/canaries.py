"""Secrets planted in a book, and a search for them in everything that is published of it.

A secret is a short word that no text holds by chance. It is looked for in every wrapping
that a program might give it: each file is unwrapped by what its name ends in, or by how it
begins, and what comes out is searched in all the ways of ``VIEWS``, and unwrapped in turn.
"""

import base64
import gzip
import re
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import suppress
from html import unescape
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

DEEPEST = 3
"""Wrappings within wrappings that are undone."""

BETWEEN = re.compile(r"(?<=[^\W\d_])[\W_]+(?=[^\W\d_])|(?<=\d)[,'’\u00a0\u202f](?=\d{3})")
RUN = re.compile(rb"[A-Za-z0-9+/_\-]{8,}")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")


class Hit(NamedTuple):
    """A secret that was found: where, and behind which wrappings."""

    secret: str
    address: str
    view: str


class Mint:
    """Makes secrets, no two of them alike, and remembers what each was made for."""

    def __init__(self) -> None:
        """Begin with none."""
        self.made: dict[str, tuple[str, ...]] = {}

    def word(self, *purpose: str) -> str:
        """Return a new word of eight letters."""
        number, letters = len(self.made), "zq"
        for _ in range(3):
            number, rest = divmod(number, 100)
            letters += CONSONANTS[rest // 5] + VOWELS[rest % 5]
        return self.keep(letters, purpose)

    def number(self, *purpose: str) -> str:
        """Return a new number of nine digits."""
        return self.keep(f"7000{len(self.made):05}", purpose)

    def day(self, *purpose: str) -> str:
        """Return a day in a new year to come; it may be written in several ways."""
        year = 3100 + sum(one.endswith(".html") for one in self.made)
        for written in (f"{year}-04", f"april {year}", f"{year}.html"):
            self.keep(written, purpose)
        return f"{year}-04-17"

    def keep(self, secret: str, purpose: tuple[str, ...]) -> str:
        """Remember a secret."""
        self.made[secret] = purpose
        return secret


CONSONANTS, VOWELS = "bcdfghjklmnprstvwxyz", "aeiou"
SECRET = re.compile(r"zq[a-z]{6}|7000\d{5}|3[1-9]\d\d-04|april 3[1-9]\d\d|3[1-9]\d\d\.html")
"""How secrets of a ``Mint`` look: one pattern, so that a large site is searched in seconds."""


def find_secrets(files: Mapping[str, bytes], secrets: Container[str]) -> list[Hit]:
    """Return every secret of a mint that is found in files or in their names."""
    found = dict.fromkeys(
        Hit(secret, address, view)
        for address, data in files.items()
        for view, text in look_at_file(address, data)
        for secret in SECRET.findall(text)
        if secret in secrets
    )
    return list(found)


def look_at_file(address: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield every view of a file: of its name, of its bytes, and of what is wrapped in it."""
    yield from look_at_bytes("name", address.encode())
    for wrapping, inner in unwrap(address, data, DEEPEST):
        yield from look_at_bytes(wrapping, inner)


def unwrap(address: str, data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
    """Yield (wrapping, bytes) of a file as it is, and of all that is packed within it."""
    yield "bytes", data
    ending = PurePosixPath(address).suffix.casefold()
    decoders = {*DECODERS.get(ending, ()), *(d for head, d in HEADS if data.startswith(head))}
    for decode in sorted(decoders, key=lambda one: one.__name__) if depth else ():
        for name, inner in decode(data):
            for wrapping, bare in unwrap(name, inner, depth - 1):
                yield f"{decode.__name__} {name} {wrapping}", bare


# What is packed


def open_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the members of an archive (DOCX, EPUB …), their names, and all comments."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        yield "comment", archive.comment
        for member in archive.infolist():
            yield "name", member.filename.encode()
            yield "comment", member.comment + member.extra
            yield member.filename, archive.read(member)


def open_gzip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what is packed by gzip: Pagefind's index is."""
    with suppress(OSError, EOFError, zlib.error):
        yield "content", gzip.decompress(data)


def open_png(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the texts of a picture, unpacked (the PNG specification, 11.3.3)."""
    at = 8
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + size]
        at += size + 12
        for start in range(min(len(chunk), 100)) if kind in (b"zTXt", b"iTXt") else ():
            with suppress(zlib.error):
                yield kind.decode(), zlib.decompress(chunk[start:])


def open_pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield all strings and names of a PDF, its streams unpacked, and the text of its pages."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        things = [*pdf.objects, pdf.trailer]
        yield "strings", b"\n".join(text for one in things for text in list_strings(one))
        for number, one in enumerate(things):
            if isinstance(one, pikepdf.Stream):
                with suppress(pikepdf.PdfError):
                    yield f"stream-{number}", one.read_bytes()
        for number, page in enumerate(pdf.pages):
            yield f"text-{number}", read_glyphs(page).encode()


def list_strings(thing: Any) -> Iterator[bytes]:
    """Yield the strings and names in an object; those it refers to are objects themselves."""
    import pikepdf

    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, value in thing.items():
            yield key.encode()
            yield from () if value_is_elsewhere(value) else list_strings(value)
    elif isinstance(thing, pikepdf.Array):
        inner: Any = thing
        for value in inner:
            yield from () if value_is_elsewhere(value) else list_strings(value)
    elif isinstance(thing, (pikepdf.String, pikepdf.Name)):
        yield bytes(thing) if isinstance(thing, pikepdf.String) else str(thing).encode()
        yield str(thing).encode(errors="replace")


def value_is_elsewhere(value: Any) -> bool:
    """Tell whether a value is a reference to another object."""
    return bool(getattr(value, "is_indirect", False))


def read_glyphs(page: Any) -> str:
    """Return the text of a page: its glyphs by the tables of their fonts (``ToUnicode``)."""
    import pikepdf

    fonts = page.obj.get("/Resources", {}).get("/Font", {})
    tables = {name: read_table(font) for name, font in fonts.items()}
    table: dict[bytes, str] = {}
    shown: list[str] = []
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        if str(operator) == "Tf":
            table = tables.get(str(operands[0]), {})
        texts = (one for one in flatten(operands) if isinstance(one, pikepdf.String))
        shown.extend(spell(bytes(text), table) for text in texts)
    return "".join(shown)


def flatten(operands: Any) -> Iterator[Any]:
    """Yield operands, those in arrays one by one."""
    import pikepdf

    for one in operands:
        if isinstance(one, pikepdf.Array):
            yield from one
        else:
            yield one


def spell(text: bytes, table: Mapping[bytes, str]) -> str:
    """Return the letters of a string of glyphs; as it is where its font has no table."""
    if not table:
        return text.decode("latin-1")
    width = len(next(iter(table)))
    codes = (text[at : at + width] for at in range(0, len(text), width))
    return "".join(table.get(code, "\ufffd") for code in codes)


HEX = rb"<([0-9A-Fa-f\s]+)>"
CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
PAIR = re.compile(HEX + rb"\s*" + HEX)
RANGE = re.compile(HEX + rb"\s*" + HEX + rb"\s*(?:" + HEX + rb"|\[(.*?)\])", re.DOTALL)


def read_table(font: Any) -> dict[bytes, str]:
    """Return the letters of a font's codes (PDF 32000-1, 9.10.3)."""
    if "/ToUnicode" not in font:
        return {}
    cmap = font["/ToUnicode"].read_bytes()
    table = {
        bytes.fromhex(code.decode()): letters(text)
        for part in CHARACTERS.findall(cmap)
        for code, text in PAIR.findall(part)
    }
    for part in RANGES.findall(cmap):
        for first, last, start, listed in RANGE.findall(part):
            table |= spread(first, last, start, listed)
    return table


def spread(first: bytes, last: bytes, start: bytes, listed: bytes) -> dict[bytes, str]:
    """Return the letters of a range of codes."""
    size = len(bytes.fromhex(first.decode()))
    codes = range(int(first, 16), int(last, 16) + 1)
    given = [letters(text) for text in re.findall(HEX, listed)]
    texts = given or [chr(int(start, 16) + step) for step in range(len(codes))]
    return {code.to_bytes(size, "big"): text for code, text in zip(codes, texts, strict=False)}


def letters(code: bytes) -> str:
    """Return the letters that a table gives in UTF-16."""
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


Decoder = Callable[[bytes], Iterator[tuple[str, bytes]]]

DECODERS: dict[str, tuple[Decoder, ...]] = {
    **dict.fromkeys((".docx", ".odt", ".epub", ".xlsx", ".zip"), (open_zip,)),
    ".pdf": (open_pdf,),
    ".png": (open_png,),
    ".gz": (open_gzip,),
}
"""How files are unwrapped, by what their names end in."""

HEADS: tuple[tuple[bytes, Decoder], ...] = (
    (b"PK\x03\x04", open_zip),
    (b"%PDF-", open_pdf),
    (b"\x1f\x8b", open_gzip),
    (b"\x89PNG", open_png),
)
"""How they are, by how they begin, whatever they are called."""


# How bytes are looked at


def look_at_bytes(wrapping: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield every view of some bytes, as texts in lower case."""
    text = data.decode("utf-8", "ignore")
    for name, view in VIEWS.items():
        yield f"{wrapping}: {name}", view(text).casefold()
    for name, decoded in decode_otherwise(data):
        yield f"{wrapping}: {name}", decoded.casefold()
        yield f"{wrapping}: {name}, escaped", unescape(unquote(decoded)).casefold()


def decode_otherwise(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the texts that bytes may hold in other encodings."""
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            yield f"{encoding} from {start}", data[start:].decode(encoding, "ignore")
    runs = RUN.findall(data)
    for start in range(4):
        yield f"base64 from {start}", "\n".join(decode_base64(run[start:]) for run in runs)


def decode_base64(run: bytes) -> str:
    """Return what a run of letters may stand for, in either alphabet."""
    whole = run[: len(run) // 4 * 4].translate(bytes.maketrans(b"-_", b"+/"))
    decoded = base64.b64decode(whole)
    return decoded.decode("utf-8", "ignore") + decoded.replace(b"\0", b"").decode("latin-1")


def undo_json(text: str) -> str:
    """Return a text with the escapes of JSON, JavaScript and PDF undone."""
    return ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text).replace(
        "\\/", "/"
    )


def undo_all(text: str) -> str:
    """Return a text with all escapes undone, one within the other."""
    for _ in range(DEEPEST):
        text = undo_json(unescape(unquote(text)))
    return text


def make_slug(text: str) -> str:
    """Return a text without what parts the letters of addresses and hyphenated words.

    Digits stay apart: the coordinates of a drawing would make any number there is.
    """
    return BETWEEN.sub("", undo_all(text))


def strip_tags(text: str) -> str:
    """Return a text without tags: a mark may begin within a word."""
    return unescape(re.sub(r"<[^<>]*>", "", text))


VIEWS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "HTML": unescape,
    "percent": unquote,
    "JSON": undo_json,
    "everything": undo_all,
    "slug": make_slug,
    "without tags": strip_tags,
}
