"""Replacing files outside the site, all of them or none: sources, quote locks, handouts.

New bytes wait beside their places until all are there, so that a full disk spoils nothing,
and whoever looks on finds an old file or a new one, each of them whole.
"""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from briefbook.disk.files import DISK, Disk


class Swap(NamedTuple):
    """A file, and beside it the names of what it is to hold and of what it held."""

    path: str
    new: str
    old: str


def put_files(files: Mapping[Path, bytes], disk: Disk = DISK) -> None:
    """Put bytes in their places, making folders where there are none.

    A file keeps its permissions, and one that a link leads to is replaced where it lies.

    Raises:
        OSError: what the system said; all is as it was.
    """
    places = {path.resolve(): data for path, data in files.items()}
    made = find_missing({path.parent for path in places})
    swaps = [name_swap(path) for path in places]
    try:
        for folder in made:
            disk.mkdir(os.fspath(folder))
        for swap, data in zip(swaps, places.values(), strict=True):
            stage(swap, data, disk)
        for swap in swaps[:-1]:  # once the last is in its place there is no way back
            keep_old(swap, disk)
        swap_all(swaps, disk)
    except (Exception, KeyboardInterrupt):
        clear_away(swaps, made, disk)
        raise
    clear_away(swaps, [], disk)


def swap_all(swaps: list[Swap], disk: Disk) -> None:
    """Put what waits in its place; after an error everything is where it was."""
    try:
        for swap in swaps:
            disk.replace(swap.new, swap.path)
    except (Exception, KeyboardInterrupt):
        for swap in swaps:
            put_back(swap, disk)
        raise


def find_missing(folders: set[Path]) -> list[Path]:
    """Return the folders that are not there, outer ones first."""
    wanted = {folder for inner in folders for folder in (inner, *inner.parents)}
    return sorted(folder for folder in wanted if not folder.is_dir())


def name_swap(path: Path) -> Swap:
    """Return the names under which the new and the old bytes of a file wait."""
    return Swap(
        str(path), *(str(path.with_name(f".{path.name}.{end}")) for end in ("new", "old"))
    )


def stage(swap: Swap, data: bytes, disk: Disk) -> None:
    """Write new bytes beside their place, with the permissions of the old ones."""
    for left in (swap.new, swap.old):
        if os.path.lexists(left):
            disk.unlink(left)
    disk.write(swap.new, data)
    disk.fsync(swap.new)
    if Path(swap.path).exists():
        shutil.copymode(swap.path, swap.new)


def keep_old(swap: Swap, disk: Disk) -> None:
    """Give the old bytes a second name."""
    if Path(swap.path).exists():
        disk.link(swap.path, swap.old)


def put_back(swap: Swap, disk: Disk) -> None:
    """Put the old bytes back if the new ones, which waited, have come to their place."""
    if os.path.lexists(swap.new):
        return
    if Path(swap.old).exists():
        disk.replace(swap.old, swap.path)
    else:
        disk.unlink(swap.path)


def clear_away(swaps: list[Swap], made: list[Path], disk: Disk) -> None:
    """Remove what waited, and the folders that were made for nothing."""
    waiting = [name for swap in swaps for name in (swap.new, swap.old)]
    for name in filter(os.path.lexists, waiting):
        with suppress(OSError):
            disk.unlink(name)
    for folder in reversed(made):
        with suppress(OSError):
            disk.rmdir(os.fspath(folder))
