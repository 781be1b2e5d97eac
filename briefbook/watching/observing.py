"""The seam over watchdog: the only module that knows it, loaded when there is watching to do.

What it keeps silent about is found out here, as of watchdog 7.1:

- The overflow of inotify's queue is told to its log alone. So the log is listened to.
  Before 7 it was told nowhere, and the heartbeat has to do.
- A folder that appears below a watched one, or stands there from the beginning, goes
  unwatched without a word when the system has no watches left. So one more watch is asked
  for, which fails with the error that was swallowed.
- What leaves a watched folder for an unwatched one is told half a second later.
"""

import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from briefbook.watching.places import Place, leads_on
from briefbook.watching.sieve import Event, Report

FILTER: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileDeletedEvent,
    events.FileMovedEvent,
    events.FileClosedEvent,
    events.DirCreatedEvent,
    events.DirDeletedEvent,
    events.DirMovedEvent,
]
"""The system is asked for these alone, so that reading costs nothing."""

QUIET_LOG = "watchdog"
OVERFLOW_LOG = "watchdog.observers.inotify_c"

Identity = tuple[int, int]


class Watched(NamedTuple):
    """A place being watched: the folder that stood there, and how to end it."""

    identity: Identity
    watch: ObservedWatch


class Handler(events.FileSystemEventHandler):
    """Passes on what happens in one place."""

    def __init__(self, place: Place, report: Report) -> None:
        """Tell ``report`` of every event, with the place."""
        self._place = place
        self._report = report

    def dispatch(self, event: events.FileSystemEvent) -> None:
        """Pass one event on, in our terms."""
        self._report(describe(event), self._place)


class Listener(logging.Handler):
    """Hears what watchdog says of lost events."""

    def __init__(self, complain: Callable[[], None]) -> None:
        """Call ``complain`` at every warning."""
        super().__init__(logging.WARNING)
        self._complain = complain

    def emit(self, record: logging.LogRecord) -> None:
        """Pass a warning on; what it says in words does not matter."""
        del record
        self._complain()


class Observing:
    """The places that are watched at present.

    Every method but the reports is for one thread. Those come from threads of watchdog.
    """

    def __init__(
        self,
        report: Report,
        complain: Callable[[], None],
        make_observer: Callable[[], BaseObserver] = Observer,
    ) -> None:
        """Start with no place.

        Raises:
            OSError: the system gives no watching: EMFILE when too many programs watch.
        """
        self._report = report
        self._watched: dict[Place, Watched] = {}
        self._gone: set[Place] = set()
        self._observer = make_observer()
        self._observer.start()
        self._logs = ((OVERFLOW_LOG, Listener(complain)), (QUIET_LOG, logging.NullHandler()))
        for name, handler in self._logs:
            logging.getLogger(name).addHandler(handler)

    def follow(self, places: Iterable[Place], spare: str) -> bool:
        """Watch these places and no others; tell whether one of them was not watched before.

        A folder made again is another folder, and watched anew. ``spare`` is a folder that
        need not be watched, for trying whether the system has watches left.

        Raises:
            OSError: it has not (ENOSPC), or refuses for another reason.
        """
        wanted = {place: found for place in places if (found := identify(place.real))}
        for place in [*self._watched]:
            if wanted.get(place) != self._watched[place].identity or place in self._gone:
                self._end(place)
        new = [place for place in wanted if place not in self._watched]
        for place in new:
            self._begin(place, wanted[place])
        self._try_another(spare)
        return bool(new)

    def close(self) -> None:
        """End all watching, and wait until its threads have ended."""
        self._observer.stop()
        self._observer.join()
        for name, handler in self._logs:
            logging.getLogger(name).removeHandler(handler)

    def _begin(self, place: Place, identity: Identity) -> None:
        handler = Handler(place, self._note)
        try:
            watch = self._observer.schedule(
                handler, place.real, recursive=place.deep, event_filter=FILTER
            )
        except (FileNotFoundError, NotADirectoryError):
            return  # gone again: the folder above it will tell when it is back
        self._watched[place] = Watched(identity, watch)

    def _end(self, place: Place) -> None:
        self._observer.unschedule(self._watched.pop(place).watch)
        self._gone.discard(place)

    def _note(self, event: Event, place: Place) -> None:
        # A new folder may have the number of the one removed just before.
        if event.kind == "deleted" and place.real in event.paths:
            self._gone.add(place)
        self._report(event, place)

    def _try_another(self, spare: str) -> None:
        if any(place.real == spare for place in self._watched):
            return
        nothing = events.FileSystemEventHandler()
        watch = self._observer.schedule(nothing, spare, event_filter=FILTER)
        self._observer.unschedule(watch)


def describe(event: events.FileSystemEvent) -> Event:
    """Return an event in our terms."""
    paths = tuple(os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
    folder = event.is_directory or (event.event_type != "deleted" and leads_on(paths[-1]))
    return Event(event.event_type, folder, paths)


def identify(path: str) -> Identity | None:
    """Return what tells a folder from another of its name, or None if there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
