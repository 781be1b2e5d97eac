"""The search for secrets finds them in whatever they are wrapped."""

import base64
import gzip
import json
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from urllib.parse import quote

import pikepdf
import pytest

from tests.canaries import Mint, find_secrets, open_pdf

SECRET = Mint().word()
NUMBER = Mint().number()


def pack_zip(text: str | bytes, name: str = "word/document.xml") -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return packed.getvalue()


def pack_pdf(stream: bytes = b"", title: str = "", xmp: str = "") -> bytes:
    pdf, packed = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(stream)
    if title:
        pdf.docinfo["/Title"] = title
    if xmp:
        with pdf.open_metadata() as metadata:
            metadata["dc:description"] = xmp
    pdf.save(
        packed, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
    )
    return packed.getvalue()


def pack_png(text: str) -> bytes:
    chunk = b"Comment\0\0" + zlib.compress(text.encode())
    return b"\x89PNG\r\n\x1a\n" + len(chunk).to_bytes(4, "big") + b"zTXt" + chunk + b"crc."


WRAPPINGS: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "in capitals": lambda text: text.upper().encode(),
    "as entities": lambda text: "".join(f"&#{ord(one)};" for one in text).encode(),
    "as entities twice": lambda text: "".join(f"&amp;#x{ord(one):x};" for one in text).encode(),
    "in percents": lambda text: "".join(f"%{ord(one):02x}" for one in text).encode(),
    "in percents twice": lambda text: quote("".join(f"%{ord(c):02x}" for c in text)).encode(),
    "in JSON": lambda text: "".join(f"\\u{ord(one):04x}" for one in text).encode(),
    "in base64": lambda text: base64.b64encode(f"a{text}bcd".encode()),
    "in base64, one on": lambda text: base64.b64encode(f"ab{text}cd".encode()),
    "in base64, two on": lambda text: base64.b64encode(f"abc{text}def".encode()),
    "in an address of data": lambda text: (
        b"data:text/plain;base64," + base64.urlsafe_b64encode(f"?>>{text}~~~".encode())
    ),
    "in UTF-16": lambda text: text.encode("utf-16-le"),
    "in UTF-16, one on": lambda text: b"\xfe" + text.encode("utf-16-be"),
    "as a slug": lambda text: "-".join(text).encode(),
    "with marks in it": lambda text: f"{text[:3]}<mark>{text[3:]}</mark>".encode(),
    "with soft hyphens": lambda text: "\u00ad".join(text).encode(),
}


FOR_WORDS = ("as a slug", "with soft hyphens")


def test_finds_a_number_written_in_thousands() -> None:
    assert find_secrets({"page.html": f"{int(NUMBER):,}".encode()}, {NUMBER}) != []


@pytest.mark.parametrize(
    ("secret", "wrapping"),
    [
        *((SECRET, wrapping) for wrapping in WRAPPINGS),
        *((NUMBER, wrapping) for wrapping in WRAPPINGS if wrapping not in FOR_WORDS),
    ],
)
def test_finds_a_secret_in_a_text(wrapping: str, secret: str) -> None:
    data = b"words before it: " + WRAPPINGS[wrapping](secret) + b" and after it"
    assert {hit.secret for hit in find_secrets({"page.html": data}, {secret})} == {secret}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", pack_zip(f"<w:t>{SECRET}</w:t>")),
        ("named-otherwise", pack_zip(SECRET)),
        ("a.docx", pack_zip("", f"media/{SECRET}.png")),
        ("a.docx", pack_zip(f"<w:t>{SECRET[:4]}</w:t><w:t>{SECRET[4:]}</w:t>")),
        ("a.zip", pack_zip(pack_zip(SECRET), "b.docx")),
        ("a.pf_meta", gzip.compress(SECRET.encode())),
        ("a.png", pack_png(SECRET)),
        ("a.pdf", pack_pdf(f"BT /F1 9 Tf ({SECRET}) Tj ET".encode())),
        ("a.pdf", pack_pdf(f"BT [({SECRET[:3]}) -20 ({SECRET[3:]})] TJ ET".encode())),
        ("a.pdf", pack_pdf(title=f"{SECRET} é")),
        ("a.pdf", pack_pdf(xmp=SECRET)),
        (f"actors/{SECRET}.html", b""),
    ],
)
def test_finds_a_secret_in_what_is_packed(name: str, data: bytes) -> None:
    assert {hit.secret for hit in find_secrets({name: data}, {SECRET})} == {SECRET}


def test_reads_the_glyphs_of_a_pdf_by_the_tables_of_its_fonts() -> None:
    pdf, packed = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pairs = "".join(f"<{at:04x}> <{ord(one):04x}>\n" for at, one in enumerate(SECRET[:4]))
    rest = " ".join(f"<{ord(one):04x}>" for one in SECRET[4:])
    cmap = (
        f"4 beginbfchar\n{pairs}endbfchar\n1 beginbfrange\n<0004> <0007> [{rest}]\nendbfrange"
    )
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, ToUnicode=pdf.make_stream(cmap.encode()))
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    glyphs = "".join(f"{at:04x}" for at in range(8))
    pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 9 Tf <{glyphs}> Tj ET".encode())
    pdf.save(packed)
    assert ("text-0", SECRET.encode()) in list(open_pdf(packed.getvalue()))


def test_finds_nothing_in_what_holds_none() -> None:
    others = Mint()
    words = [others.word() for _ in range(3)]
    files = {"a.json": json.dumps(words).encode(), "b.docx": pack_zip(words[1])}
    assert find_secrets(files, {words[0]}) != []
    assert find_secrets({"b.docx": files["b.docx"]}, {words[0], words[2]}) == []


def test_no_two_secrets_are_alike() -> None:
    mint = Mint()
    made = [mint.word() for _ in range(500)] + [mint.number() for _ in range(50)]
    days = [mint.day() for _ in range(50)]
    assert len({*made, *days}) == 600
