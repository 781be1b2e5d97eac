"""Which folders to watch, and what they are called in the workspace."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefbook.workspace.scan import is_left_out

MOST_LINKS = 64
"""Links to folders that are watched; what is behind more of them waits for the heartbeat."""

MOST_FOLDERS = 32
"""Folders watched one by one, as each may take a thread; more are watched from the top."""


Identity = tuple[int, int]
"""The numbers of a device and of a folder on it."""


class WatchPlace(NamedTuple):
    """A folder to watch: where it really stands, and its names in the workspace.

    The workspace itself is named ``""``; a folder outside of it has no name. ``deep`` says
    that folders in it count, and what is in them; ``whole``, that every file does, not only
    what is known to lead on.
    """

    real: str
    names: tuple[str, ...]
    deep: bool
    whole: bool


class Tree(NamedTuple):
    """The folders below a folder, and the links that lead on, each with the folder it is in.

    All are real paths; hidden ones and scratch are left out, links not followed.
    """

    folders: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


class WatchPlan(NamedTuple):
    """What to watch, and the ``knots``: paths at which that may become something else.

    ``below`` gives the folders in a deep place, for systems that watch them one by one.
    """

    places: tuple[WatchPlace, ...]
    knots: frozenset[str]
    below: Mapping[str, tuple[str, ...]]


class WholeFolder(NamedTuple):
    """A folder to be taken in whole, under one name, and the real folders that led to it."""

    real: str
    name: str | None
    chain: tuple[str, ...] = ()


def plan_places(root: Path, folders: Iterable[Path]) -> WatchPlan:
    """Return what to watch in order to see every change below ``folders``, and of the config.

    ``folders`` are absolute, or relative to ``root``, which is absolute; the root among them
    stands for the files directly in it. The root and the folders on the way are watched
    flat, so that a virtual environment or the published site costs nothing. Links to folders
    are followed within the workspace, as the scan does.
    """
    top = os.path.realpath(root)
    wanted = {_name(root, top, folder) for folder in folders}
    stretches = [_stretch(top, name) for name in condense(wanted - {""})]
    trees = explore(top, [each for each in stretches if _is_fit(top, each)])
    deep = [each for each in trees if is_folder(each.real)]
    knots = frozenset(_knots(top, (*stretches, *trees)))
    ways = {name: os.path.realpath(f"{top}/{name}") for name in _ways(knots)}
    flat = [WholeFolder(real, name) for name, real in ways.items() if _is_bare(real, deep)]
    home = WatchPlace(top, ("",), False, "" in wanted)
    below = {each.real: tree.folders for each, tree in trees.items()}
    return WatchPlan((home, *_merge(flat, deep=False), *_merge(deep, deep=True)), knots, below)


def spread(plan: WatchPlan) -> Iterable[WatchPlace]:
    """Return every folder that is to be watched as a place of its own."""
    found: dict[str, WatchPlace] = {}
    for place in plan.places:
        inside = plan.below[place.real] if place.deep else ()
        for one in (place, *(_inside(place, folder) for folder in inside)):
            other = found.get(one.real, one)
            found[one.real] = one._replace(names=tuple(sorted({*one.names, *other.names})))
    return found.values()


def _inside(place: WatchPlace, folder: str) -> WatchPlace:
    within = relative(folder, place.real)
    return place._replace(real=folder, names=tuple(f"{each}/{within}" for each in place.names))


def identify(path: str) -> Identity | None:
    """Return what tells a folder from another of its name, or None if it cannot be watched."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if os.access(path, os.R_OK) else None


def condense(names: Iterable[str]) -> list[str]:
    """Return the names that others do not contain, or if they are many the tops of all."""
    found = set(names)
    if len(found) > MOST_FOLDERS:
        found = {name if is_outside(name) else name.split("/")[0] for name in found}
    return sorted(name for name in found if not found.intersection(above(name)))


def above(name: str) -> Iterator[str]:
    """Yield the names of the folders on the way to a name."""
    parts = name.split("/")
    yield from ("/".join(parts[:end]) for end in range(1, len(parts)))


def _name(root: Path, top: str, folder: Path) -> str:
    """Return a folder's path in the workspace, or its real path if it is outside."""
    inside = relative(os.path.normpath(root / folder), os.path.normpath(root))
    if inside is not None:
        return inside
    real = os.path.realpath(root / folder)
    within = relative(real, top)
    return real if within is None else within


def is_outside(name: str) -> bool:
    """Tell whether a name is none of the workspace, but a path of the system."""
    return Path(name).is_absolute()


def is_folder(path: str) -> bool:
    """Tell whether a folder stands at a path, or can be reached by a link there."""
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


def relative(path: str, folder: str) -> str | None:
    """Return a path as seen from a folder, with ``/`` and ``""`` for itself, or None."""
    if path == folder:
        return ""
    start = folder.rstrip(os.sep) + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else None


def _stretch(top: str, name: str) -> WholeFolder:
    if is_outside(name):
        return WholeFolder(name, None)
    return WholeFolder(os.path.realpath(f"{top}/{name}"), name)


def explore(top: str, stretches: Iterable[WholeFolder]) -> dict[WholeFolder, Tree]:
    """Return what is below, also of what links there lead to, circles left out."""
    pending, found = [*stretches], dict[WholeFolder, Tree]()
    most = len(pending) + MOST_LINKS
    while pending and len(found) < most:
        here = pending.pop()
        found[here] = walk(here.real)
        pending += [each for each in _links(here, found[here]) if _is_fit(top, each)]
    return found


def _links(here: WholeFolder, tree: Tree) -> Iterator[WholeFolder]:
    """Yield what the links in a folder of the workspace lead to."""
    for folder, link in () if here.name is None else tree.links:
        name = f"{here.name}/{relative(link, here.real)}"
        yield WholeFolder(os.path.realpath(link), name, (*here.chain, folder))


def walk(real: str) -> Tree:
    """Return what is below a folder; of what cannot be listed, nothing."""
    folders, links = [real], list[tuple[str, str]]()
    for folder in folders:
        entries = _entries(folder)
        folders += [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
        found = [entry.path for entry in entries if entry.is_symlink()]
        links += [(folder, link) for link in found if leads_on(link)]
    return Tree(tuple(folders[1:]), tuple(links))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as listing:
            return [entry for entry in listing if not is_left_out(entry.name)]
    except OSError:
        return []


def _is_fit(top: str, found: WholeFolder) -> bool:
    """Tell whether a named folder stays in the workspace, and does not hold what led to it."""
    inside = relative(found.real, top)
    loops = any(relative(real, found.real) is not None for real in found.chain)
    return found.name is None or (bool(inside) and not is_scratch(inside or "") and not loops)


def is_scratch(path: str) -> bool:
    """Tell whether a path within a folder is hidden, or an editor's, by any part of it."""
    return any(is_left_out(part) for part in path.split("/") if part)


def _knots(top: str, stretches: Iterable[WholeFolder]) -> Iterator[str]:
    for each in stretches:
        for name in (each.name, relative(each.real, top)):
            if name:
                yield name
                yield from above(name)


def _ways(knots: frozenset[str]) -> set[str]:
    """Return the folders that others lie in."""
    return {name for knot in knots for name in above(knot)}


def _is_bare(real: str, deep: Iterable[WholeFolder]) -> bool:
    """Tell whether a folder stands there that is not watched with all around it."""
    return is_folder(real) and all(relative(real, each.real) is None for each in deep)


def _merge(stretches: Iterable[WholeFolder], deep: bool) -> list[WatchPlace]:
    """Return one place for each real folder, with all of its names."""
    names: dict[str, set[str]] = {}
    for each in stretches:
        own = names.setdefault(each.real, set())
        own |= set() if each.name is None else {each.name}
    return [
        WatchPlace(real, tuple(sorted(own)), deep, deep) for real, own in sorted(names.items())
    ]
