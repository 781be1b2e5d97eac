"""Leaving: what tells of a folder, without looking into it, that it is as we left it.

Putting a file into a folder, taking one out or renaming one gives the folder a new time.
The clock of a file system moves in steps (4 ms are usual, 2 s the longest), so that a
change right after ours may leave the same time as ours did. Git, which has the same trouble
with its index, does not believe a time as young as the index itself. Nor do we, of a
folder that others have changed; but a folder that we change has its time set back by a
little, to one that no clock will give it again. Then any later change shows, however soon.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from briefbook.disk.files import Disk, FileStat, base_of, file_stat, find_boot, look
from briefbook.publish.journal import JOURNAL_NAME
from briefbook.publish.manifest import MANIFEST_NAME
from briefbook.publish.records import Folders, Left

Found = Mapping[str, os.stat_result | None]

# More than the longest step of a clock, in nanoseconds.
YOUNG_NS = 3_000_000_000
# By how much a time is set back: the shortest that every file system can tell or rounds down.
BACK_NS = 1_000
# A time for a folder of ours that no clock shows any more: in 2001, which FAT knows too.
LONG_AGO_NS = 1_000_000_000_000_000_000


def is_as_left(output: Path, left: Left) -> bool:
    """Tell whether the output folder has the manifest and the names that we left.

    One look at the manifest and at each folder, none at pages: what a run does first that
    has found nothing changed. False where it cannot be told.
    """
    base = base_of(output)
    if look(base + JOURNAL_NAME) is not None or not has_manifest(base, left):
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
    found = look(path)
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
    found = look(folder)
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
