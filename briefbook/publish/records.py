"""What is known of an output folder: the manifest in it, and what the state keeps of it.

The manifest says which files are ours, and the hash of each. It lies in the output folder
itself, so that losing the state loses nothing. Others can write there too: nothing in it is
believed that is not an address and a hash.

The state keeps what the system said of the folder when we had left it, so that publishing
costs what has changed: of every folder in ``Left``, which is little and quickly asked for
again, and of every page, which is much and asked for only where a folder has changed.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, cast

from briefbook.base.addresses import Address, address_fault
from briefbook.disk import files
from briefbook.disk.files import Disk, FileStat

MANIFEST_NAME = ".briefbook-manifest.json"
JOURNAL_NAME = ".briefbook-journal.json"
VERSION = 1
SIZE_LIMIT = 256 * 1024 * 1024

# More than the longest step of a clock, in nanoseconds.
YOUNG_NS = 3_000_000_000
# By how much a time is set back: the shortest that every file system can tell or rounds down.
BACK_NS = 1_000
# A time for a folder of ours that no clock shows any more: in 2001, which FAT knows too.
LONG_AGO_NS = 1_000_000_000_000_000_000
_SHA256 = re.compile("[0-9a-f]{64}")
FolderStates = Mapping[str, FileStat | None]
"""Folders by their addresses, ``""`` being the output folder; None stands for one behind
whose stat a later change could hide."""


class Left(NamedTuple):
    """An output folder as we left it, in so far as a look at the folders in it tells.

    ``folders`` are all that hold pages, and those around them. ``boot`` names the time since
    the system was started (``find_boot``).
    """

    manifest: FileStat | None = None
    folders: Mapping[str, FileStat | None] = {}
    boot: str = ""


class Recorded(NamedTuple):
    """An output folder as we left it, and each page in it."""

    left: Left = Left()
    pages: Mapping[Address, FileStat] = {}


NOTHING = Recorded()


def is_as_left(output: Path, left: Left) -> bool:
    """Tell whether the output folder has the manifest and the names that we left.

    One look at the manifest and at each folder, none at pages: what a run does first that
    has found nothing changed. False where it cannot be told.
    """
    base = files.base_of(output)
    if files.stat_path(base + JOURNAL_NAME) is not None or not has_manifest(base, left):
        return False
    return is_same_boot(left) and all(
        stat is not None and files.find_stat(base + folder) == stat
        for folder, stat in left.folders.items()
    )


def has_manifest(base: str, left: Left) -> bool:
    """Tell whether the manifest in the folder is the file that we left."""
    return left.manifest is not None and files.find_stat(base + MANIFEST_NAME) == left.manifest


def is_same_boot(left: Left) -> bool:
    """Tell whether the system was not started anew: then no written bytes can be lost."""
    return files.find_boot() == left.boot


def find_sure(
    found: Mapping[str, os.stat_result | None], left: Left, now_ns: int
) -> dict[str, FileStat | None]:
    """Return the stat of each folder that was found, or None where a change could hide.

    It cannot where the folder is as we left it, nor where its last change was longer before
    ``now_ns``, when they were looked at, than any step of a clock.
    """
    stats = {folder: at and files.file_stat(at) for folder, at in found.items()}
    return {
        folder: stat if stat == left.folders.get(folder) or _is_old(stat, now_ns) else None
        for folder, stat in stats.items()
    }


def _is_old(stat: FileStat | None, now_ns: int) -> bool:
    return stat is not None and max(stat.mtime_ns, stat.ctime_ns) + YOUNG_NS < now_ns


def find_same(base: str, folders: Iterable[str], sure: FolderStates) -> set[str]:
    """Return those of ``folders`` that are still as they were when we were sure of them."""
    return {f for f in folders if (stat := sure.get(f)) and files.find_stat(base + f) == stat}


def start_clock(folder: str, disk: Disk) -> None:
    """Give a folder of ours a time of long ago, to see whether it gets a new one."""
    with suppress(OSError):
        disk.date(folder, LONG_AGO_NS)


def is_ticking(folder: str) -> bool:
    """Tell whether the file system gave that folder a new time when a file was put there.

    Some that come over a network do not: there no folder is worth a look.
    """
    found = files.stat_path(folder)
    return found is not None and found.st_mtime_ns > LONG_AGO_NS + YOUNG_NS


def leave_folder(path: str, disk: Disk) -> FileStat | None:
    """Set the time of a folder back, and return its stat; None if that cannot be done."""
    try:
        changed = os.lstat(path).st_mtime_ns
        disk.date(path, changed - BACK_NS)
        found = files.file_stat(os.lstat(path))
    except OSError:
        return None
    return found if found.mtime_ns < changed else None


def read_manifest(base: str) -> dict[Address, str]:
    """Return the SHA-256 of each of our files in the folder ``base`` (ending with ``/``).

    Empty where there is no manifest, or none that this version understands.
    """
    return parse_manifest(files.read_file(base + MANIFEST_NAME, SIZE_LIMIT) or b"")


def load_pages(data: bytes) -> dict[Address, str]:
    """Return the pages of a manifest that is the file which we left."""
    return cast("dict[Address, str]", load_mapping(data, VERSION).get("pages", {}))


def parse_manifest(data: bytes) -> dict[Address, str]:
    """Return the entries that are an address and a hash; whatever else is there is ignored."""
    pages = load_mapping(data, VERSION).get("pages")
    return dict(_list_pages(pages)) if isinstance(pages, dict) else {}


def _list_pages(pages: dict[str, object]) -> Iterator[tuple[Address, str]]:
    for text, sha256 in pages.items():
        if is_hash(sha256) and not address_fault(text):
            yield Address(text), str(sha256)


def encode_manifest(pages: Mapping[Address, str]) -> bytes:
    """Return the manifest of ``pages``: a line for each, sorted, always the same bytes."""
    return dump_mapping({"pages": pages, "version": VERSION})


def load_mapping(data: bytes, version: int) -> dict[str, object]:
    """Return the JSON mapping ``data`` of this ``version``; empty if it is anything else."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and found.get("version") == version else {}


def dump_mapping(mapping: Mapping[str, object]) -> bytes:
    """Return ``mapping`` as JSON, keys sorted, one entry a line."""
    text = json.dumps(mapping, ensure_ascii=False, sort_keys=True, separators=(",\n", ": "))
    return (text + "\n").encode()


def is_hash(text: object) -> bool:
    """Tell whether ``text`` is a SHA-256 in hex."""
    return isinstance(text, str) and _SHA256.fullmatch(text) is not None
