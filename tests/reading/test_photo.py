"""Photos are published without what was noted in them, and look as they did."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from briefbook.units.picture import bare_photo, write_orientation
from tests.books import publish_cleanly, write_book

SECRET = b"Ann's garden"
FORMATS = ("JPEG", "PNG", "WEBP")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def take_photo(kind: str, orientation: int = 1, *, progressive: bool = False) -> bytes:
    """Return a photo with notes of every sort."""
    image = Image.new("RGB", (40, 20))
    image.putdata([(x * 6, y * 12, x ^ y) for y in range(20) for x in range(40)])
    exif = image.getexif()
    exif[0x0112] = orientation
    exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    more: dict[str, Any] = {"pnginfo": write_texts()} if kind == "PNG" else {"xmp": xmp}
    more |= {"comment": SECRET, "progressive": progressive} if kind == "JPEG" else {}
    more |= {"lossless": True} if kind == "WEBP" else {}
    packed = BytesIO()
    image.save(packed, kind, exif=exif, icc_profile=PROFILE, **more)
    return packed.getvalue()


def write_texts() -> PngImagePlugin.PngInfo:
    """Return the notes of a PNG."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_text("Comment", SECRET.decode(), zip=True)
    texts.add_itxt("Place", SECRET.decode())
    return texts


def look_at(data: bytes) -> Image.Image:
    """Return a picture as a viewer shows it."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("orientation", [1, 3, 6])
@pytest.mark.parametrize("kind", FORMATS)
def test_keeps_the_picture_its_colours_and_how_it_is_turned(
    kind: str, orientation: int
) -> None:
    data = take_photo(kind, orientation)
    before, after = look_at(data), look_at(bare_photo(data))
    assert after.tobytes() == before.tobytes()
    assert after.info["icc_profile"] == PROFILE
    assert after.getexif().get(0x0112, 1) == orientation


@pytest.mark.parametrize("kind", FORMATS)
def test_takes_out_all_that_was_noted(kind: str) -> None:
    data = take_photo(kind, 6)
    assert look_at(data).getexif()[0x013B] == SECRET.decode()
    bare = bare_photo(data)
    assert SECRET not in bare
    assert dict(look_at(bare).getexif()) == {0x0112: 6}
    assert look_at(bare).info.keys() <= {"icc_profile", "exif", "jfif", "jfif_version"} | {
        *("jfif_unit", "jfif_density", "dpi", "loop", "background", "timestamp", "duration")
    }


@pytest.mark.parametrize("kind", FORMATS)
def test_cuts_off_what_lies_behind_the_picture(kind: str) -> None:
    data = take_photo(kind)
    assert bare_photo(data + take_photo("JPEG") + SECRET) == bare_photo(data)


def test_reads_all_scans_of_a_photo() -> None:
    data = take_photo("JPEG", progressive=True)
    assert look_at(bare_photo(data)).tobytes() == look_at(data).tobytes()
    assert SECRET not in bare_photo(data)


@pytest.mark.parametrize("kind", FORMATS)
def test_finds_nothing_more_in_what_is_bare(kind: str) -> None:
    bare = bare_photo(take_photo(kind, 6))
    assert bare_photo(bare) == bare


@given(st.sampled_from(FORMATS), st.integers(0, 4_000), st.binary(max_size=4), st.booleans())
def test_stands_any_damage(kind: str, place: int, put: bytes, is_cut: bool) -> None:
    data = take_photo(kind, 6)
    damaged = data[:place] + put + (b"" if is_cut else data[place + len(put) :])
    assert len(bare_photo(damaged)) <= len(damaged) + len(write_orientation(1)) + 20


def test_leaves_other_files_alone() -> None:
    assert bare_photo(b"picture") == b"picture"


@pytest.mark.parametrize(("setting", "is_told"), [("", False), ("photo_metadata: keep", True)])
def test_is_done_when_a_picture_is_published(setting: str, is_told: bool) -> None:
    files = write_book("![The garden](garden.jpg)\n", config=setting)
    built = publish_cleanly({**files, "briefings/garden.jpg": take_photo("JPEG")})
    assert (SECRET in built.files["articles/garden.jpg"]) == is_told
