"""What the state keeps of an output folder, so that publishing costs what has changed.

The manifest says what should be there; this says what the system said of it when we had
left it: of every folder in ``Left``, which is little and quickly asked for again, and of
every page in ``stamps``, which is much and asked for only where a folder has changed.

As bytes it is a line with the sizes of the parts and a check sum, then the parts: folders as
JSON, names and hashes of pages as lines, stamps as they are. That is read as quickly as
``marshal`` would be, and unlike it does no harm, whatever the bytes.
"""

import json
import os
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from itertools import accumulate, pairwise
from os import stat_result
from pathlib import Path
from struct import Struct
from typing import NamedTuple, cast
from zlib import crc32

from briefbook.base.addresses import Address
from briefbook.disk.files import Disk, FileStat, base_of, file_stat, find_boot, stat_path
from briefbook.publish.journal import JOURNAL_NAME
from briefbook.publish.manifest import MANIFEST_NAME, Cut, splice

_STAMP = Struct("<4q")
STAMP_BYTES = _STAMP.size
NO_STAMP = bytes(STAMP_BYTES)
_LARGEST = 2**63 - 1
_MARK = b"briefbook-recorded-1"


Folders = Mapping[str, FileStat | None]

Found = Mapping[str, os.stat_result | None]

# More than the longest step of a clock, in nanoseconds.
YOUNG_NS = 3_000_000_000

# By how much a time is set back: the shortest that every file system can tell or rounds down.
BACK_NS = 1_000

# A time for a folder of ours that no clock shows any more: in 2001, which FAT knows too.
LONG_AGO_NS = 1_000_000_000_000_000_000


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
    recorded: Recorded, gone: Iterable[Address], changed: Mapping[Address, bytes]
) -> bytes:
    """Return the stamps that belong to what ``revise_hashes`` makes of the same pages."""
    names, cuts = list(recorded.hashes), list[Cut]()
    for address in sorted({*gone, *changed}):
        start = STAMP_BYTES * bisect_left(names, address)
        end = start + STAMP_BYTES if address in recorded.hashes else start
        cuts.append((start, end, changed.get(address, b"")))
    return splice(recorded.stamps, cuts) if cuts else recorded.stamps


def encode_left(left: Left) -> bytes:
    """Return ``left`` as bytes, about 100 for each folder."""
    return _seal(_dump_left(left))


def decode_left(data: bytes) -> Left:
    """Return what ``encode_left`` was given; of any other bytes, what no folder is like."""
    try:
        (left,) = _unseal(data)
        return _parse_left(left)
    except (ValueError, TypeError, AttributeError):
        return NOTHING.left


def encode_recorded(recorded: Recorded) -> bytes:
    """Return ``recorded`` as bytes, about 140 for each page."""
    names = "\n".join(recorded.hashes).encode()
    hashes = "\n".join(recorded.hashes.values()).encode()
    return _seal(_dump_left(recorded.left), names, hashes, recorded.stamps)


def decode_recorded(data: bytes) -> Recorded:
    """Return what ``encode_recorded`` was given; of any other bytes, ``NOTHING``."""
    try:
        left, names, hashes, stamps = _unseal(data)
        pages = dict(zip(_split(names), _split(hashes), strict=True))
        if len(stamps) != len(pages) * STAMP_BYTES:
            return NOTHING
        return Recorded(_parse_left(left), pages, bytes(stamps))
    except (ValueError, TypeError, AttributeError):
        return NOTHING


def _split(lines: memoryview) -> list[Address]:
    return cast(list[Address], str(lines, "utf-8").split("\n")) if lines else []


def _dump_left(left: Left) -> bytes:
    return json.dumps(left, ensure_ascii=False).encode()


def _parse_left(data: memoryview) -> Left:
    manifest, folders, boot = json.loads(str(data, "utf-8"))
    found = {folder: stat and FileStat(*stat) for folder, stat in folders.items()}
    return Left(manifest and FileStat(*manifest), found, boot)


def _seal(*parts: bytes) -> bytes:
    """Return ``parts`` behind a line by which they are found, and damage is noticed."""
    sizes, body = b" ".join(b"%d" % len(part) for part in parts), b"".join(parts)
    return b"%b %08x %b\n%b" % (_MARK, crc32(body, crc32(sizes)), sizes, body)


def _unseal(data: bytes) -> list[memoryview]:
    """Return the parts that were sealed.

    Raises:
        ValueError: they are damaged, or were written by a version that did it otherwise.
    """
    start = data.index(b"\n") + 1
    sizes = data[:start].split()[2:]
    body, listed = memoryview(data)[start:], b" ".join(sizes)
    if data[:start] != b"%b %08x %b\n" % (_MARK, crc32(body, crc32(listed)), listed):
        raise ValueError("damaged")
    ends = accumulate(map(int, sizes), initial=0)
    return [body[begin:end] for begin, end in pairwise(ends)]


def is_as_left(output: Path, left: Left) -> bool:
    """Tell whether the output folder has the manifest and the names that we left.

    One look at the manifest and at each folder, none at pages: what a run does first that
    has found nothing changed. False where it cannot be told.
    """
    base = base_of(output)
    if stat_path(base + JOURNAL_NAME) is not None or not has_manifest(base, left):
        return False
    return is_same_boot(left) and all(
        stat is not None and find_stat(base + folder) == stat
        for folder, stat in left.folders.items()
    )


def has_manifest(base: str, left: Left) -> bool:
    """Tell whether the manifest in the folder is the file that we left."""
    return left.manifest is not None and find_stat(base + MANIFEST_NAME) == left.manifest


def is_same_boot(left: Left) -> bool:
    """Tell whether the system was not started anew: then no written bytes can be lost."""
    return find_boot() == left.boot


def find_stat(path: str) -> FileStat | None:
    """Return the stat of what stands at ``path``, or None if nothing does."""
    found = stat_path(path)
    return file_stat(found) if found is not None else None


def find_sure(found: Found, left: Left, now_ns: int) -> dict[str, FileStat | None]:
    """Return the stat of each folder that was found, or None where a change could hide.

    It cannot where the folder is as we left it, nor where its last change was longer before
    ``now_ns``, when they were looked at, than any step of a clock.
    """
    stats = {folder: at and file_stat(at) for folder, at in found.items()}
    return {
        folder: stat if stat == left.folders.get(folder) or _is_old(stat, now_ns) else None
        for folder, stat in stats.items()
    }


def _is_old(stat: FileStat | None, now_ns: int) -> bool:
    return stat is not None and max(stat.mtime_ns, stat.ctime_ns) + YOUNG_NS < now_ns


def find_same(base: str, folders: Iterable[str], sure: Folders) -> set[str]:
    """Return those of ``folders`` that are still as they were when we were sure of them."""
    return {f for f in folders if (stat := sure.get(f)) and find_stat(base + f) == stat}


def start_clock(folder: str, disk: Disk) -> None:
    """Give a folder of ours a time of long ago, to see whether it gets a new one."""
    with suppress(OSError):
        disk.date(folder, LONG_AGO_NS)


def is_ticking(folder: str) -> bool:
    """Tell whether the file system gave that folder a new time when a file was put there.

    Some that come over a network do not: there no folder is worth a look.
    """
    found = stat_path(folder)
    return found is not None and found.st_mtime_ns > LONG_AGO_NS + YOUNG_NS


def leave_folder(path: str, disk: Disk) -> FileStat | None:
    """Set the time of a folder back, and return its stat; None if that cannot be done."""
    try:
        changed = os.lstat(path).st_mtime_ns
        disk.date(path, changed - BACK_NS)
        found = file_stat(os.lstat(path))
    except OSError:
        return None
    return found if found.mtime_ns < changed else None
