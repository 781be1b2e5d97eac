"""Which folders to watch, and what an event in one of them is worth."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from briefbook.workspace.scan import CONFIG, is_left_out

MOST_FOLDERS = 32
"""Folders watched one by one, as each may take a thread; more are watched from the top."""

MOST_PATHS = 1_000
"""How many paths are worth naming; a full look is cheaper than looking at more one by one."""

COUNTED = frozenset({"created", "modified", "deleted", "moved", "closed"})
"""Kinds of event that may mean another content. ``closed`` is said of files that were open
for writing. Opening, reading and closing again must never count: builds do that."""

STRUCTURAL = frozenset({"created", "deleted", "moved"})
"""Those that count for a folder. It is also ``modified`` by whatever happens in it."""

Identity = tuple[int, int]
"""The numbers of a device and of a folder on it."""


class Hint(NamedTuple):
    """What may have changed: files by their paths in the workspace, or everything.

    ``paths`` have ``/`` and may name what is gone again. With ``everything`` they are merely
    what is known to be worth looking at first.
    """

    paths: frozenset[str] = frozenset()
    everything: bool = False


NOTHING = Hint()
EVERYTHING = Hint(everything=True)


class WatchPlace(NamedTuple):
    """A folder to watch: where it really stands, and its name in the workspace.

    The workspace itself is named ``""``; what is outside of it, or behind a link, has no name:
    one looks at everything for it. ``deep`` says that folders in it count, and what is in
    them; ``whole``, that every file does, not only what is known to lead on.
    """

    real: str
    name: str | None
    deep: bool = True
    whole: bool = True


class WatchPlan(NamedTuple):
    """What to watch: ``places``, with all below if they are deep, or every one of ``folders``.

    ``ways`` are the real paths at which something may turn into a folder to watch.
    """

    places: tuple[WatchPlace, ...]
    folders: tuple[WatchPlace, ...]
    ways: frozenset[str]


class SeenEvent(NamedTuple):
    """What was seen: the kind by watchdog's name for it, and all paths concerned, absolute.

    ``folder`` is true of folders, and of links that may lead to one.
    """

    kind: str
    folder: bool
    paths: tuple[str, ...]


Report = Callable[[SeenEvent, WatchPlace], None]
"""Is told of every event, and of the place where it was seen."""


def plan_places(root: Path, folders: Iterable[Path]) -> WatchPlan:
    """Return what to watch in order to see every change below ``folders``, and of the config.

    ``folders`` are absolute, or relative to ``root``, which is absolute; the root among them
    stands for the files directly in it. The root and the folders on the way are watched
    flat, so that a virtual environment or the published site costs nothing. Links to folders
    are followed within the workspace, as the scan does.
    """
    top = os.path.realpath(root)
    wanted = {_locate(root, top, folder) for folder in folders}
    named = _condense(wanted - {top}, top)
    roots = [real for one in named if (real := _find_fit(top, one))]
    deep = _walk(top, roots)
    ways = frozenset(way for one in (*named, *roots) for way in _list_ways(top, one))
    plain = [one for one in named if os.path.realpath(one) == one]

    def place(real: str, *, is_deep: bool) -> WatchPlace:
        is_named = not is_deep or any(_relative(real, one) is not None for one in plain)
        name = _relative(real, top) if is_named else None
        return WatchPlace(real, name, is_deep, is_deep or real in wanted)

    around = {top, *(os.path.realpath(Path(way).parent) for way in ways)} - {*deep}
    flat = [place(one, is_deep=False) for one in sorted(around) if _is_within(one, top)]
    trees = (place(one, is_deep=True) for one in _condense(filter(_is_folder, roots), top))
    return WatchPlan(
        (*flat, *trees), (*flat, *(place(one, is_deep=True) for one in deep)), ways
    )


def _condense(paths: Iterable[str], top: str) -> list[str]:
    """Return the folders that others do not contain, or if they are many the tops of all."""
    found = set(paths)
    if len(found) > MOST_FOLDERS:
        inner = {path: _relative(path, top) for path in found}
        found = {
            f"{top}/{name.split('/')[0]}" if name else path for path, name in inner.items()
        }
    return sorted(one for one in found if found.isdisjoint(map(str, Path(one).parents)))


def _walk(top: str, roots: list[str]) -> list[str]:
    """Return all folders below ``roots``, to which is added where links to folders there lead.

    All are real paths; hidden ones and scratch are left out. None is visited twice, so that
    circles end.
    """
    pending, found = [*roots], set[str]()
    while pending:
        here = pending.pop()
        entries = [] if here in found else _list_entries(here)
        found.add(here)
        pending += [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
        links = (_find_fit(top, entry.path) for entry in entries if leads_on(entry.path))
        linked = [real for real in links if real]
        pending += linked
        roots += linked
    return sorted(filter(_is_folder, found))


def _list_entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what is to be looked at in a folder; of one that cannot be listed, nothing."""
    try:
        with os.scandir(folder) as listing:
            return [entry for entry in listing if not is_left_out(entry.name)]
    except OSError:
        return []


def _locate(root: Path, top: str, folder: Path) -> str:
    """Return a folder's path below the real root, its links left in, or its real path."""
    inside = _relative(os.path.normpath(root / folder), os.path.normpath(root))
    real = os.path.realpath(root / folder)
    return real if inside is None else os.path.normpath(f"{top}/{inside}")


def _find_fit(top: str, path: str) -> str:
    """Return what a path stands for, there or not, or "" if it is not to be watched.

    What is named in the workspace must stay in it, though not be all of it.
    """
    real = os.path.realpath(path)
    inside = _relative(real, top)
    strays = _relative(path, top) is not None and (not inside or _is_scratch(inside))
    return "" if strays else real


def _list_ways(top: str, path: str) -> Iterator[str]:
    """Yield a path in the workspace and the folders on its way, with links and without."""
    for one in {path, os.path.realpath(path)}:
        if _relative(one, top):
            yield one
            yield from (way for way in map(str, Path(one).parents) if _relative(way, top))


def _is_within(folder: str, top: str) -> bool:
    """Tell whether a folder stands there, in the workspace."""
    return _is_folder(folder) and _relative(folder, top) is not None


def identify(path: str) -> Identity | None:
    """Return what tells a folder from another of its name, or None if it cannot be watched."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if os.access(path, os.R_OK) else None


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def leads_on(path: str) -> bool:
    """Tell whether a path is a link to a folder, or to nothing, where one may be some day."""
    try:
        return Path(path).is_symlink() and not Path(path).is_file()
    except OSError:
        return False


def _relative(path: str, folder: str) -> str | None:
    """Return a path as seen from a folder, with ``/`` and ``""`` for itself, or None."""
    if path == folder:
        return ""
    start = folder.rstrip(os.sep) + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else None


def _is_scratch(path: str) -> bool:
    """Tell whether a path within a folder is hidden, or an editor's, by any part of it."""
    return any(is_left_out(part) for part in path.split("/") if part)


def sift(event: SeenEvent, place: WatchPlace, ways: frozenset[str]) -> Hint:
    """Return what an event seen in a place is worth, which is often nothing."""
    if event.kind not in (STRUCTURAL if event.folder else COUNTED):
        return NOTHING
    inner = {path: _relative(path, place.real) for path in event.paths}
    within = {
        p: name for p, name in inner.items() if name is not None and not _is_scratch(name)
    }
    if "" in within.values() or not ways.isdisjoint(within):
        return EVERYTHING
    if event.folder:
        return EVERYTHING if within and place.deep else NOTHING
    if place.name is None:
        return EVERYTHING if within else NOTHING
    names = frozenset(f"{place.name}/{name}".removeprefix("/") for name in within.values())
    return Hint(names if place.whole else names & {CONFIG})


def merge(one: Hint, other: Hint) -> Hint:
    """Return one hint for two."""
    paths = one.paths | other.paths
    if len(paths) > MOST_PATHS:
        return EVERYTHING
    return Hint(paths, one.everything or other.everything)
