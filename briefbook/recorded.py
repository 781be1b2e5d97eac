"""What the state keeps of an output folder, so that publishing costs what has changed.

The manifest says what should be there; this says what the system said of it when we had
left it: of every folder in ``Left``, which is little and quickly asked for again, and of
every page in ``stamps``, which is much and asked for only where a folder has changed.
"""

import json
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from os import stat_result
from struct import Struct, iter_unpack
from typing import NamedTuple
from zlib import crc32

from briefbook.addresses import Address
from briefbook.disk import FileStat, file_stat
from briefbook.manifest import overwrite

_STAMP = Struct("<4q")
STAMP_BYTES = _STAMP.size
NO_STAMP = bytes(STAMP_BYTES)
_LARGEST = 2**63 - 1
_MARK = b"briefbook recorded 1 %08x\n"
_MARK_BYTES = len(_MARK % 0)
_SEPARATOR = b"\n\n"


Folders = Mapping[str, FileStat | None]


class Left(NamedTuple):
    """An output folder as we left it, in so far as a look at the folders in it tells.

    ``folders`` are all that hold pages, and those around them, ``""`` being the output
    folder itself; None stands for one behind whose stat a later change could hide. ``boot``
    names the time since the system was started (``disk.find_boot``).
    """

    manifest: FileStat | None = None
    folders: Mapping[str, FileStat | None] = {}
    boot: str = ""


class Record(NamedTuple):
    """A page as we left it: the SHA-256 of its bytes in hex, and the stamp of its file."""

    sha256: str
    stamp: bytes


class Recorded(NamedTuple):
    """An output folder as we left it: the SHA-256 of each page in hex, and their stamps.

    ``hashes`` are sorted; ``stamps``, each of ``STAMP_BYTES``, stand in the same order, one
    behind the other.
    """

    left: Left = Left()
    hashes: Mapping[Address, str] = {}
    stamps: bytes = b""


NOTHING = Recorded()


def stamp_file(found: stat_result) -> bytes:
    """Return a file's stat as bytes: equal for a file that is the same."""
    size, mtime_ns, inode, ctime_ns = file_stat(found)
    return _STAMP.pack(size, mtime_ns, inode & _LARGEST, ctime_ns)


def find_records(recorded: Recorded, addresses: Iterable[Address]) -> dict[Address, Record]:
    """Return those of the pages at ``addresses`` that were recorded."""
    hashes, stamps, names = recorded.hashes, recorded.stamps, list(recorded.hashes)
    places = {a: STAMP_BYTES * bisect_left(names, a) for a in addresses if a in hashes}
    return {a: Record(hashes[a], stamps[at : at + STAMP_BYTES]) for a, at in places.items()}


def revise_hashes(
    hashes: Mapping[Address, str], gone: Collection[Address], changed: Mapping[Address, str]
) -> Mapping[Address, str]:
    """Return ``hashes`` without those ``gone``, and with those ``changed``, sorted."""
    if not (gone or changed):
        return hashes
    revised = {**hashes, **changed}
    if len(revised) == len(hashes) and not gone:
        return revised
    for address in gone:
        del revised[address]
    names = sorted(revised)
    return dict(zip(names, map(revised.__getitem__, names), strict=True))


def revise_stamps(
    recorded: Recorded, hashes: Mapping[Address, str], changed: Mapping[Address, bytes]
) -> bytes:
    """Return the stamps that belong to ``hashes``: those ``changed``, and the recorded ones."""
    names = list(hashes)
    if names == list(recorded.hashes):
        places = (STAMP_BYTES * bisect_left(names, address) for address in changed)
        return overwrite(recorded.stamps, dict(zip(places, changed.values(), strict=True)))
    stamps = {**dict(zip(recorded.hashes, _part(recorded.stamps), strict=True)), **changed}
    return b"".join(map(stamps.__getitem__, hashes))


def _part(stamps: bytes) -> list[bytes]:
    return [stamp for (stamp,) in iter_unpack(f"{STAMP_BYTES}s", stamps)]


def encode_left(left: Left) -> bytes:
    """Return ``left`` as bytes, about 100 for each folder."""
    return _seal(_dump_left(left))


def decode_left(data: bytes) -> Left:
    """Return what ``encode_left`` was given; of any other bytes, what fits no folder."""
    try:
        return _parse_left(_unseal(data))
    except (ValueError, TypeError, AttributeError):
        return Left()


def encode_recorded(recorded: Recorded) -> bytes:
    """Return ``recorded`` as bytes, about 140 for each page."""
    names = "\n".join(recorded.hashes).encode()
    hashes = "\n".join(recorded.hashes.values()).encode()
    left = _dump_left(recorded.left)
    return _seal(_SEPARATOR.join((left, names, hashes, recorded.stamps)))


def decode_recorded(data: bytes) -> Recorded:
    """Return what ``encode_recorded`` was given; of any other bytes, ``NOTHING``."""
    try:
        return _parse(_unseal(data))
    except (ValueError, TypeError, AttributeError):
        return NOTHING


def _parse(data: bytes) -> Recorded:
    left, names, hashes, stamps = data.split(_SEPARATOR, 3)
    pages = dict(zip(_split(names), _split(hashes), strict=True))
    if len(stamps) != len(pages) * STAMP_BYTES:
        raise ValueError("not a stamp for every page")
    return Recorded(_parse_left(left), pages, stamps)


def _split(data: bytes) -> list[Address]:
    return data.decode().split("\n") if data else []  # type: ignore[return-value]


def _dump_left(left: Left) -> bytes:
    return json.dumps(left, ensure_ascii=False).encode()


def _parse_left(data: bytes) -> Left:
    manifest, folders, boot = json.loads(data)
    found = {folder: stat and FileStat(*stat) for folder, stat in folders.items()}
    return Left(manifest and FileStat(*manifest), found, boot)


def _seal(data: bytes) -> bytes:
    """Return ``data`` behind a mark by which damage is noticed."""
    return _MARK % crc32(data) + data


def _unseal(data: bytes) -> bytes:
    """Return what was sealed.

    Raises:
        ValueError: it is damaged, or was written by a version that did it otherwise.
    """
    rest = data[_MARK_BYTES:]
    if data[:_MARK_BYTES] != _MARK % crc32(rest):
        raise ValueError("damaged")
    return rest
