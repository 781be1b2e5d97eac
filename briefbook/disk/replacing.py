"""Several files replaced or removed together: all of them, or none.

New bytes wait beside their places until all are there, so that a full disk spoils nothing, and
whoever looks on finds an old file or a new one, each of them whole. Where a run may be killed
between two of them, a journal says what was begun: the next run ends it, or takes it back.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from briefbook.disk.files import DISK, Disk, hash_file

_JOURNAL_LIMIT = 64 << 20


class Swap(NamedTuple):
    """A file, and beside it the names of what it is to hold and of what it held.

    ``before`` and ``after`` are the hashes of what it held and is to hold, "" for no file.
    """

    path: str
    new: str
    old: str
    before: str
    after: str


def _do_nothing() -> None:
    """Find nothing to object to."""


def put_files(
    files: Mapping[Path, bytes | None],
    disk: Disk = DISK,
    object_: Callable[[], None] = _do_nothing,
    journal: Path | None = None,
) -> None:
    """Put bytes in their places, making folders where there are none; remove those for None.

    A file keeps its permissions, and one that a link leads to is replaced where it lies.
    ``object_`` is asked when all is ready, and may raise what keeps it from being done.
    With a ``journal``, a file for this alone, ``end_put`` can end what is killed; all files are
    below the folder that holds the journal's folder then.

    Raises:
        OSError: what the system said; all is as it was.
    """
    places = {path.resolve(): data for path, data in files.items()}
    made = _find_missing({path.parent for path, data in places.items() if data is not None})
    swaps = [_name_swap(path, data) for path, data in places.items()]
    try:
        for folder in made:
            disk.mkdir(os.fspath(folder))
        for swap, data in zip(swaps, places.values(), strict=True):
            _stage_swap(swap, data, disk)
        for swap in swaps[:-1]:  # once the last is in its place there is no way back
            _keep_old(swap, disk)
        object_()
        if journal:
            _write_journal(journal, swaps, disk)
        _swap_all(swaps, disk, journal)
    except (Exception, KeyboardInterrupt):
        _clear_away(swaps, made, disk)
        _drop(disk, *_name_journals(journal))
        raise
    _drop(disk, *_name_journals(journal)[:1])
    _clear_away(swaps, [], disk)


def end_put(journal: Path, disk: Disk = DISK) -> None:
    """End what a killed run of ``put_files`` began, or take it back; else do nothing.

    It is ended if nobody has touched the files since. What somebody has is left as it is.

    Raises:
        OSError: what the system said; the journal is still there.
    """
    found = next((path for path in _name_journals(journal)[:2] if path.is_file()), None)
    if found is None:
        return
    swaps = _read_journal(found, journal.parent.parent)
    (_go_on if found == journal and all(map(_can_go_on, swaps)) else _go_back)(swaps, disk)
    disk.unlink(os.fspath(found))
    _clear_away(swaps, [], disk)


def _go_on(swaps: list[Swap], disk: Disk) -> None:
    for swap in swaps:
        if not _is_done(swap):
            _swap(swap, disk)


def _go_back(swaps: list[Swap], disk: Disk) -> None:
    """Put back what was done, unless all was."""
    done = [swap for swap in swaps if _is_done(swap)]
    for swap in done if swaps[-1:] != done[-1:] else ():
        _put_back(swap, disk)


def _name_journals(journal: Path | None) -> list[Path]:
    """Return the names of a journal: of what goes on, is taken back, and is being noted."""
    return [journal, *map(journal.with_suffix, (".back", ".new"))] if journal else []


def _write_journal(journal: Path, swaps: list[Swap], disk: Disk) -> None:
    root = f"{journal.parent.parent.resolve()}{os.sep}"
    listed = [(swap.path.removeprefix(root), swap.before, swap.after) for swap in swaps]
    _drop(disk, *_name_journals(journal))
    waiting = os.fspath(journal.with_suffix(".new"))
    disk.write(waiting, json.dumps(listed).encode())
    disk.fsync(waiting)
    disk.replace(waiting, os.fspath(journal))
    disk.fsync(os.fspath(journal.parent))


def _read_journal(journal: Path, root: Path) -> list[Swap]:
    """Return the swaps of a journal, none if it is not one of ours."""
    try:
        listed = json.loads(journal.read_bytes()[:_JOURNAL_LIMIT])
        return [
            _name_beside(root.resolve() / path, str(before), str(after))
            for path, before, after in listed
            if ".." not in Path(path).parts
        ]
    except (ValueError, TypeError):
        return []


def _is_done(swap: Swap) -> bool:
    return hash_file(swap.path) == swap.after


def _can_go_on(swap: Swap) -> bool:
    """Tell whether a file is as it was before, and what it is to hold waits; or it is done."""
    waits = not swap.after or hash_file(swap.new) == swap.after
    return _is_done(swap) or (hash_file(swap.path) == swap.before and waits)


def _swap_all(swaps: list[Swap], disk: Disk, journal: Path | None) -> None:
    """Put what waits in its place; after an error everything is where it was."""
    try:
        for swap in swaps:
            _swap(swap, disk)
    except (Exception, KeyboardInterrupt):
        if journal:  # whoever ends this takes it back, too
            with suppress(OSError):
                disk.replace(*map(os.fspath, _name_journals(journal)[:2]))
        for swap in swaps:
            _put_back(swap, disk)
        raise


def _swap(swap: Swap, disk: Disk) -> None:
    if swap.after:
        disk.replace(swap.new, swap.path)
    else:
        disk.unlink(swap.path)


def _find_missing(folders: set[Path]) -> list[Path]:
    """Return the folders that are not there, outer ones first."""
    wanted = {folder for inner in folders for folder in (inner, *inner.parents)}
    return sorted(folder for folder in wanted if not folder.is_dir())


def _name_swap(path: Path, data: bytes | None) -> Swap:
    after = "" if data is None else sha256(data).hexdigest()
    return _name_beside(path, hash_file(os.fspath(path)), after)


def _name_beside(path: Path, before: str, after: str) -> Swap:
    """Return a swap with the names under which the new and the old bytes of a file wait."""
    new, old = (str(path.with_name(f".{path.name}.{end}")) for end in ("new", "old"))
    return Swap(str(path), new, old, before, after)


def _stage_swap(swap: Swap, data: bytes | None, disk: Disk) -> None:
    """Write new bytes beside their place, with the permissions of the old ones."""
    for left in (swap.new, swap.old):
        if os.path.lexists(left):
            disk.unlink(left)
    if data is None:
        return
    disk.write(swap.new, data)
    disk.fsync(swap.new)
    if Path(swap.path).exists():
        shutil.copymode(swap.path, swap.new)


def _keep_old(swap: Swap, disk: Disk) -> None:
    """Give the old bytes a second name."""
    if Path(swap.path).exists():
        disk.link(swap.path, swap.old)


def _put_back(swap: Swap, disk: Disk) -> None:
    """Put the old bytes back if the new ones, which waited, have come to their place."""
    waits = os.path.lexists(swap.new if swap.after else swap.path)
    if waits:
        return
    if Path(swap.old).exists():
        disk.replace(swap.old, swap.path)
    elif swap.after:
        disk.unlink(swap.path)


def _clear_away(swaps: list[Swap], made: list[Path], disk: Disk) -> None:
    """Remove what waited, and the folders that were made for nothing."""
    _drop(disk, *(Path(name) for swap in swaps for name in (swap.new, swap.old)))
    for folder in reversed(made):
        with suppress(OSError):
            disk.rmdir(os.fspath(folder))


def _drop(disk: Disk, *files: Path) -> None:
    for file in filter(os.path.lexists, files):
        with suppress(OSError):
            disk.unlink(os.fspath(file))
