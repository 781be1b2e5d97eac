"""The size of a picture, and the room that pages keep for it."""

import struct
import zlib

import pytest

from briefbook.units.picture import read_picture
from tests.books import publish_cleanly, read_page, write_book


def make_png(width: int, height: int) -> bytes:
    """Return a white picture."""
    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def test_is_read_from_its_bytes() -> None:
    assert read_picture("briefings/quay.png", make_png(30, 20)).size == (30, 20)


@pytest.mark.parametrize("data", [b"", b"no picture", make_png(3, 2)[:20]])
def test_of_bytes_that_are_no_picture_is_not_known(data: bytes) -> None:
    assert read_picture("briefings/quay.png", data).size == (0, 0)


def test_keeps_room_on_pages_before_the_picture_is_there() -> None:
    head = "---\ndate: 2023-08-30\npicture: {file: quay.png, alt: The quay}\n---\n"
    book = write_book(
        f"{head}The quay: ![a sketch](quay.png)",
        others={"briefings/quay.png": make_png(30, 20)},
    )
    page = read_page(publish_cleanly(book), "articles/talks.html")
    shown = [(one.get("width"), one.get("height")) for one in page.iter("img")]
    assert shown == [("30", "20"), ("30", "20")]


def test_of_another_picture_in_its_place_is_another() -> None:
    files = {"briefings/quay.png": make_png(30, 20)}
    first = publish_cleanly(write_book("![a sketch](quay.png)", others=files))
    files = {"briefings/quay.png": make_png(40, 20)}
    second = publish_cleanly(write_book("![a sketch](quay.png)", others=files))
    assert b'width="30"' in first.files["articles/talks.html"]
    assert b'width="40"' in second.files["articles/talks.html"]


@pytest.mark.parametrize(("width", "height"), [(0, 9), (9, 0), (2**32 - 1, 9), (9, 100_001)])
def test_a_damaged_picture_has_no_size(width: int, height: int) -> None:
    data = (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
        + width.to_bytes(4)
        + height.to_bytes(4)
        + b"\x08\0\0\0\0"
    )
    assert read_picture("a.png", data).size == (0, 0)
