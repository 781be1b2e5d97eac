"""The bytes of a picture → its size, so that a page keeps room for it before it is there."""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from briefbook.units.unit import Unit

_LARGEST = 100_000
"""Pixels that a picture may be wide or high; damaged ones say four thousand million."""

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

_PNG_PARTS = frozenset(
    b"tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT cICP mDCV cLLI acTL fcTL fdAT".split()
)
"""The parts of a PNG that it can do without, and that a reader sees."""

_WEBP_PARTS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})

WEBP_EXIF, WEBP_XMP = 0x08, 0x04
"""The flags of a WebP that say what parts it has."""

JPEG_START, JPEG_END, JPEG_SCAN = 0xD8, 0xD9, 0xDA
_RESTARTS = range(0xD0, 0xD8)
_APPLICATIONS = range(0xE0, 0xF0)
_COMMENT = 0xFE
_EXIF = b"Exif\0\0"

_KEPT_APPLICATIONS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""The parts of a JPEG for single programs that tell how it is to be drawn."""

_ORIENTATION = 0x0112

_TURNED = range(2, 9)
"""The orientations of Exif but for the first, which is the upright one."""


def read_picture(path: str, data: bytes) -> Unit:
    """Return the unit of a picture; its size is (0, 0) where it cannot be told.

    ``bare`` is the hash of what is published of it.
    """
    import imagesize

    width, height = imagesize.get(BytesIO(data))
    is_told = 0 < width <= _LARGEST and 0 < height <= _LARGEST
    bare = hashlib.sha256(bare_photo(data)).hexdigest()
    return Unit(path, "picture", size=(width, height) if is_told else (0, 0), bare=bare)


def bare_photo(data: bytes) -> bytes:
    """Return a picture without what was noted in it; other files as they are."""
    if data.startswith(b"\xff\xd8\xff"):
        return b"".join(_strip_jpeg(data))
    if data.startswith(_PNG_SIGNATURE):
        return b"".join(_strip_png(data))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _strip_webp(data)
    return data


# JPEG


def _strip_jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    turned = b""
    for marker, part in _split_jpeg(data):
        if marker not in _APPLICATIONS and turned:
            yield turned
            turned = b""
        if marker == 0xE1 and part.startswith(_EXIF, 4):
            turned = turned or _write_jpeg_exif(_read_orientation(part[10:]))
        elif _is_kept_jpeg(marker, part):
            yield part


def _is_kept_jpeg(marker: int, part: bytes) -> bool:
    if marker in _APPLICATIONS:
        sign = _KEPT_APPLICATIONS.get(marker)
        return sign is not None and part.startswith(sign, 4)
    return marker != _COMMENT


def _split_jpeg(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, bytes) of the parts of a JPEG up to its end, or to where it is damaged.

    What is damaged comes last, with the marker 0. A scan is a part with all its data.
    """
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF:
            end = data[at : at + 2] == bytes((0xFF, JPEG_END))
            yield (JPEG_END, data[at : at + 2]) if end else (0, data[at:])
            return
        marker = data[at + 1]
        if marker == JPEG_END:
            yield marker, data[at : at + 2]
            return
        stop = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == JPEG_SCAN:
            stop = _find_marker(data, stop)
        yield marker, data[at:stop]
        at = stop


def _find_marker(data: bytes, at: int) -> int:
    """Return where the next marker is that is no part of a scan, the end if there is none."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] not in (0x00, 0xFF, *_RESTARTS):
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def _write_jpeg_exif(orientation: int) -> bytes:
    """Return the part of a JPEG that tells how it is to be turned, "" if it is upright."""
    if orientation not in _TURNED:
        return b""
    body = _EXIF + write_orientation(orientation)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


# PNG


def _strip_png(data: bytes) -> Iterator[bytes]:
    yield _PNG_SIGNATURE
    at = len(_PNG_SIGNATURE)
    while at + 12 <= len(data):
        stop = at + 12 + int.from_bytes(data[at : at + 4])
        kind = data[at + 4 : at + 8]
        if kind == b"eXIf":
            yield _write_png_exif(_read_orientation(data[at + 8 : stop - 4]))
        elif kind in _PNG_PARTS or kind[:1].isupper():
            yield data[at:stop]
        at = stop
        if kind == b"IEND":
            return
    yield data[at:]


def _write_png_exif(orientation: int) -> bytes:
    """Return the part of a PNG that tells how it is to be turned, "" if it is upright."""
    if orientation not in _TURNED:
        return b""
    part = b"eXIf" + write_orientation(orientation)
    return struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))


# WebP


def _strip_webp(data: bytes) -> bytes:
    parts = list(_split_webp(data))
    turned = (_read_orientation(part[8:]) for kind, part in parts if kind == b"EXIF")
    orientation = next((one for one in turned if one in _TURNED), 0)
    kept = [_flag_webp(part, orientation) for kind, part in parts if kind in _WEBP_PARTS]
    if orientation and parts[0][0] == b"VP8X":
        body = write_orientation(orientation)
        kept.append(b"EXIF" + struct.pack("<I", len(body)) + body)
    whole = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _split_webp(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield (kind, bytes) of the parts of a WebP; one that is cut short is the last."""
    at, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        stop = at + 8 + size + size % 2
        yield data[at : at + 4], data[at : min(stop, end)]
        at = stop


def _flag_webp(part: bytes, orientation: int) -> bytes:
    """Return a part of a WebP; its head says whether there are notes."""
    if not part.startswith(b"VP8X") or len(part) < 9:
        return part
    flags = part[8] & ~(WEBP_EXIF | WEBP_XMP) | (WEBP_EXIF if orientation else 0)
    return part[:8] + bytes((flags,)) + part[9:]


# Exif


def _read_orientation(exif: bytes) -> int:
    """Return the orientation that some Exif tells, 0 if it tells none."""
    exif = exif.removeprefix(_EXIF)
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return 0
    (start,) = struct.unpack_from(f"{order}I", exif, 4)
    if start + 2 > len(exif):
        return 0
    (count,) = struct.unpack_from(f"{order}H", exif, start)
    for at in range(start + 2, min(start + 2 + 12 * count, len(exif) - 11), 12):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, at)
        if (tag, kind) == (_ORIENTATION, 3):
            return int(value)
    return 0


def write_orientation(orientation: int) -> bytes:
    """Return Exif that tells the orientation alone."""
    head = b"MM\0*" + struct.pack(">I", 8)
    return head + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, orientation, 0, 0)
