"""Events on Linux: watchdog's reader of inotify, and a watch of ours on every single folder.

Watchdog can watch a whole tree by itself, but not here, as of 7.1: where folders come and go
quickly, its thread ends with a ``KeyError`` and nothing is heard any more; a folder for which
no watch is left goes unwatched without a word; an overflow of the queue is told to its log
alone; what leaves the tree is told half a second late. Its reader does none of that.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import NamedTuple

from watchdog.observers.inotify_c import (
    CallbackId,
    InotifyConstants,
    InotifyEvent,
    InotifyFD,
    Mask,
    WatchDescriptor,
)

from briefbook.watch.places import (
    STRUCTURAL,
    Identity,
    Report,
    SeenEvent,
    WatchPlace,
    WatchPlan,
    identify,
    leads_on,
)

# What it warns of is mended here: it would tell the terminal.
logging.getLogger("watchdog").addHandler(logging.NullHandler())

KINDS = {
    InotifyConstants.IN_CREATE: "created",
    InotifyConstants.IN_MODIFY: "modified",
    InotifyConstants.IN_CLOSE_WRITE: "closed",
    InotifyConstants.IN_DELETE: "deleted",
    InotifyConstants.IN_DELETE_SELF: "deleted",
    InotifyConstants.IN_MOVED_FROM: "moved",
    InotifyConstants.IN_MOVED_TO: "moved",
    InotifyConstants.IN_MOVE_SELF: "moved",
}
"""The system is asked for these alone, so that reading costs nothing."""

MASK = Mask(sum(KINDS) | InotifyConstants.IN_ONLYDIR)


class WatchedFolder(NamedTuple):
    """A folder being watched: which one it was, and by which number it can be let go."""

    place: WatchPlace
    identity: Identity
    number: CallbackId


class Inotify:
    """The folders that are watched at present.

    ``follow`` and ``close`` are for one thread; the methods called ``on_…`` are for that of
    watchdog (its ``WatchCallback``), and end in one of the two functions given.
    """

    def __init__(self, report: Report, complain: Callable[[], None]) -> None:
        """Watch nothing yet.

        Raises:
            OSError: EMFILE when too many programs watch already.
        """
        self._report = report
        self._complain = complain
        self._folders: dict[WatchDescriptor, WatchedFolder] = {}
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._reader = InotifyFD()
        self._reader.start()

    def follow(self, plan: WatchPlan) -> bool:
        """Watch what is planned and no more; tell whether any of it was not watched before.

        A folder made again is another folder, and watched anew.

        Raises:
            OSError: ENOSPC when the system has no watches left, or another refusal.
        """
        wanted = {one: found for one in plan.folders if (found := identify(one.real))}
        with self._lock:
            self._drop([wd for wd, one in self._folders.items() if not _is_wanted(one, wanted)])
            known = {folder.place for folder in self._folders.values()}
            new = [place for place in wanted if place not in known]
            for place in new:
                self._add(place, wanted[place])
        return bool(new)

    def close(self) -> None:
        """End all watching, and wait until the thread has ended."""
        with self._lock:
            self._folders.clear()
        self._reader.stop()
        self._reader.join()

    def on_event(self, event: InotifyEvent) -> None:
        """Pass on an event in a folder."""
        with self._lock:
            folder = self._folders.get(event.wd)
        if folder:
            self._report(_describe_event(event, folder.place.real), folder.place)

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:
        """Pass on that a folder is gone, for whatever reason."""
        with self._lock:
            folder = self._folders.pop(wd, None)
        if folder:
            self._report(SeenEvent("deleted", True, (folder.place.real,)), folder.place)

    def on_queue_overflow(self) -> None:
        """Pass on that events were lost."""
        self._complain()

    def _add(self, place: WatchPlace, identity: Identity) -> None:
        number = CallbackId(next(self._numbers))
        try:
            wd = self._reader.add_callback(bytes(Path(place.real)), MASK, self, number)
        except (FileNotFoundError, NotADirectoryError):
            return  # gone again: the folder above it will tell when it is back
        # The system knows a folder only once, though it was moved meanwhile.
        self._drop([wd] if wd in self._folders else [])
        self._folders[wd] = WatchedFolder(place, identity, number)

    def _drop(self, wds: Iterable[WatchDescriptor]) -> None:
        self._reader.remove_callbacks([(wd, self._folders.pop(wd).number) for wd in wds])


def _is_wanted(folder: WatchedFolder, wanted: dict[WatchPlace, Identity]) -> bool:
    return wanted.get(folder.place) == folder.identity


def _describe_event(event: InotifyEvent, folder: str) -> SeenEvent:
    path = f"{folder}/{os.fsdecode(event.name)}" if event.name else folder
    kind = next((KINDS[bit] for bit in KINDS if event.mask & bit), "")
    return SeenEvent(
        kind, event.is_directory or (kind in STRUCTURAL and leads_on(path)), (path,)
    )
