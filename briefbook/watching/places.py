"""Which folders to watch, and what they are called in the workspace."""

import os
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from briefbook.scanning import is_left_out

MOST_LINKS = 64
"""Links to folders that are watched; what is behind more of them waits for the heartbeat."""

MOST_FOLDERS = 32
"""Folders watched one by one, each of which takes a thread; more are watched from the top."""


class Place(NamedTuple):
    """A folder to watch: where it really stands, and its names in the workspace.

    The workspace itself is named ``""``; a folder outside of it has no name. ``deep`` takes
    in what is below; ``whole`` says that every file counts, not only those known to lead on.
    """

    real: str
    names: tuple[str, ...]
    deep: bool
    whole: bool


class Plan(NamedTuple):
    """The places, and the ``knots``: paths at which what is to be watched may change."""

    places: tuple[Place, ...]
    knots: frozenset[str]


class Stretch(NamedTuple):
    """A folder to be taken in whole, under one name, and the real folders that led to it."""

    real: str
    name: str | None
    chain: tuple[str, ...] = ()


def plan_places(root: Path, folders: Iterable[Path]) -> Plan:
    """Return what to watch in order to see every change below ``folders``, and of the config.

    ``folders`` are absolute, or relative to ``root``, which is absolute; the root among them
    stands for the files directly in it. The root and the folders on the way are watched
    flat, so that a virtual environment or the published site costs nothing. Links to folders
    are followed within the workspace, as the scan does.
    """
    top = os.path.realpath(root)
    wanted = {_name(root, top, folder) for folder in folders}
    stretches = [_stretch(top, name) for name in condense(wanted - {""})]
    fit = [each for each in stretches if _is_fit(top, each)]
    linked = [*islice(_linked(top, fit), MOST_LINKS)]
    deep = [each for each in (*fit, *linked) if is_folder(each.real)]
    knots = frozenset(_knots(top, (*stretches, *linked)))
    ways = {name: os.path.realpath(f"{top}/{name}") for name in _ways(knots)}
    flat = [Stretch(real, name) for name, real in ways.items() if _is_bare(real, deep)]
    home = Place(top, ("",), False, "" in wanted)
    return Plan((home, *_merge(flat, deep=False), *_merge(deep, deep=True)), knots)


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


def _stretch(top: str, name: str) -> Stretch:
    if is_outside(name):
        return Stretch(name, None)
    return Stretch(os.path.realpath(f"{top}/{name}"), name)


def _linked(top: str, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield what the links to folders below lead to, loops left out."""
    pending = [each for each in stretches if each.name is not None]
    while pending:
        here = pending.pop()
        found = [each for each in _links(here) if _is_fit(top, each)]
        yield from found
        pending += found


def _links(here: Stretch) -> Iterator[Stretch]:
    """Yield the links below a folder, each with what it leads to."""
    for folder, link in _walk(here.real):
        name = f"{here.name}/{relative(link, here.real)}"
        yield Stretch(os.path.realpath(link), name, (*here.chain, folder))


def _walk(real: str) -> Iterator[tuple[str, str]]:
    """Yield the links below a folder that lead on, each after the folder it is in."""
    pending = [real]
    while pending:
        folder = pending.pop()
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            elif leads_on(entry.path):
                yield folder, entry.path


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as listing:
            return [entry for entry in listing if not is_left_out(entry.name)]
    except OSError:
        return []


def _is_fit(top: str, found: Stretch) -> bool:
    """Tell whether a named folder stays in the workspace, and does not hold what led to it."""
    inside = relative(found.real, top)
    loops = any(relative(real, found.real) is not None for real in found.chain)
    return found.name is None or (bool(inside) and not is_scratch(inside or "") and not loops)


def is_scratch(path: str) -> bool:
    """Tell whether a path within a folder is hidden, or an editor's, by any part of it."""
    return any(is_left_out(part) for part in path.split("/") if part)


def _knots(top: str, stretches: Iterable[Stretch]) -> Iterator[str]:
    for each in stretches:
        for name in (each.name, relative(each.real, top)):
            if name:
                yield name
                yield from above(name)


def _ways(knots: frozenset[str]) -> set[str]:
    """Return the folders that others lie in."""
    return {name for knot in knots for name in above(knot)}


def _is_bare(real: str, deep: Iterable[Stretch]) -> bool:
    """Tell whether a folder stands there that is not watched with all around it."""
    return is_folder(real) and all(relative(real, each.real) is None for each in deep)


def _merge(stretches: Collection[Stretch], deep: bool) -> list[Place]:
    """Return one place for each real folder, with all of its names."""
    names: dict[str, set[str]] = {each.real: set() for each in stretches}
    for each in stretches:
        names[each.real] |= set() if each.name is None else {each.name}
    return [Place(real, tuple(sorted(names[real])), deep, deep) for real in sorted(names)]
