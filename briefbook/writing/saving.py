"""The edge of writing: changes of files on their way to the disk, all of them or none."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from errno import EACCES
from pathlib import Path

from briefbook.disk.files import DISK, Disk
from briefbook.disk.replacing import end_put, put_files
from briefbook.publish.lock import SOURCES_LOCK, STATE_FOLDER, Locked, hold_lock
from briefbook.writing.edits import CannotWrite, FileChange

JOURNAL = "writes.json"
"""The file of the state that tells what sources a run was about to write."""


def save_changes(root: Path, changes: Iterable[FileChange], disk: Disk = DISK) -> None:
    """Write changes of the files of the workspace ``root``, all of them or none.

    A folder that is empty afterwards is removed. What a run that was killed left half done is
    ended first.

    Raises:
        CannotWrite: a file is not as it was read, or lies outside of the workspace.
        Locked: somebody else is writing.
        OSError: what the system said; all is as it was.
    """
    made = [change for change in changes if change.new != change.old]
    if not made:
        return
    with hold_lock(root, SOURCES_LOCK):
        end_put(_name_journal(root), disk)
        for change in made:
            _check_place(root, change)
        put_files(
            {root / change.path: change.new for change in made},
            disk,
            lambda: _check_unchanged(root, made),
            _name_journal(root),
        )
        _remove_empty(root, made, disk)


def end_changes(root: Path, disk: Disk = DISK) -> None:
    """End what a run that was killed left half done; whoever is writing now does it alone.

    Raises:
        OSError: what the system said.
    """
    if any(map(os.path.lexists, _list_journals(root))):
        with suppress(Locked), hold_lock(root, SOURCES_LOCK):
            end_put(_name_journal(root), disk)


def _name_journal(root: Path) -> Path:
    return root / STATE_FOLDER / JOURNAL


def _list_journals(root: Path) -> tuple[Path, Path]:
    return _name_journal(root), _name_journal(root).with_suffix(".back")


def _check_place(root: Path, change: FileChange) -> None:
    place = (root / change.path).resolve()
    if not place.is_relative_to(root.resolve()):
        raise CannotWrite(f"{change.path} lies outside of the workspace")
    if change.new is None and place != (root.resolve() / change.path):
        raise CannotWrite(f"{change.path} is a link, or lies behind one: rename it by hand")
    if place.exists() and not place.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP):
        raise PermissionError(EACCES, os.strerror(EACCES), change.path)


def _check_unchanged(root: Path, changes: Iterable[FileChange]) -> None:
    """Refuse to write where a file is another than that which the change was made for."""
    for change in changes:
        place = root / change.path
        found = place.read_bytes() if place.is_file() else None
        if found != change.old:
            raise CannotWrite(
                f"{change.path} has changed since it was read, and was left as it is: try again"
            )


def _remove_empty(root: Path, changes: Iterable[FileChange], disk: Disk) -> None:
    """Remove the folders of files that are gone, if nothing else is in them."""
    gone = {root / change.path for change in changes if change.new is None}
    folders = {folder for path in gone for folder in path.parents if root in folder.parents}
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            disk.rmdir(os.fspath(folder))
