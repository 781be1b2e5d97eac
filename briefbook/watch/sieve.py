"""What an event means: which paths are worth a look, if any."""

from collections.abc import Callable
from typing import NamedTuple

from briefbook.watch.inbox import EVERYTHING, NOTHING, Hint
from briefbook.watch.places import WatchPlace, is_scratch, relative
from briefbook.workspace.scan import CONFIG

COUNTED = frozenset({"created", "modified", "deleted", "moved", "closed"})
"""Kinds of event that may mean another content. ``closed`` is said of files that were open
for writing. Opening, reading and closing again must never count: builds do that."""

STRUCTURAL = frozenset({"created", "deleted", "moved"})
"""Those that count for a folder. It is also ``modified`` by whatever happens in it."""


class SeenEvent(NamedTuple):
    """What was seen: the kind by watchdog's name for it, and all paths concerned, absolute.

    ``folder`` is true of folders, and of links that may lead to one.
    """

    kind: str
    folder: bool
    paths: tuple[str, ...]


Report = Callable[[SeenEvent, WatchPlace], None]
"""Is told of every event, and of the place where it was seen."""


def sift(event: SeenEvent, place: WatchPlace, knots: frozenset[str]) -> Hint:
    """Return what an event seen in a place is worth, which is often nothing."""
    if event.kind not in (STRUCTURAL if event.folder else COUNTED):
        return NOTHING
    inner = (relative(path, place.real) for path in event.paths)
    within = [path for path in inner if path is not None and not is_scratch(path)]
    if not within:
        return NOTHING
    if not place.names or (place.deep and event.folder):
        return EVERYTHING
    names = frozenset(_join(name, path) for name in place.names for path in within)
    return _sift_names(names, place, event.folder, knots)


def _sift_names(
    names: frozenset[str], place: WatchPlace, folder: bool, knots: frozenset[str]
) -> Hint:
    if "" in names or names & knots:
        return EVERYTHING
    if folder:
        return NOTHING
    return Hint(names if place.whole else names & {CONFIG})


def _join(name: str, path: str) -> str:
    return "/".join(part for part in (name, path) if part)
