"""Events on systems other than Linux: watchdog's observer for the system, as it is."""

import os
from collections.abc import Callable
from typing import NamedTuple

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

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
"""What is passed on at all."""


class Watched(NamedTuple):
    """A place being watched: the folder that stood there, and how to end it."""

    identity: Identity
    watch: ObservedWatch


class EventHandler(events.FileSystemEventHandler):
    """Passes on what happens in one place."""

    def __init__(self, place: WatchPlace, report: Report) -> None:
        """Tell ``report`` of every event, with the place."""
        self._place = place
        self._report = report

    def dispatch(self, event: events.FileSystemEvent) -> None:
        """Pass one event on, in our terms."""
        self._report(_describe_event(event), self._place)


class Observing:
    """The places that are watched at present, trees by the system's own means.

    ``follow`` and ``close`` are for one thread. Reports come from threads of watchdog.
    """

    def __init__(
        self, report: Report, make_observer: Callable[[], BaseObserver] = Observer
    ) -> None:
        """Watch nothing yet.

        Raises:
            OSError: the system gives no watching.
        """
        self._report = report
        self._watched: dict[WatchPlace, Watched] = {}
        self._gone: set[WatchPlace] = set()
        self._observer = make_observer()
        self._observer.start()

    def follow(self, plan: WatchPlan) -> bool:
        """Watch what is planned and no more; tell whether any of it was not watched before.

        A folder made again is another folder, and watched anew.

        Raises:
            OSError: the system refuses.
        """
        wanted = {place: found for place in plan.places if (found := identify(place.real))}
        for place in [*self._watched]:
            if wanted.get(place) != self._watched[place].identity or place in self._gone:
                self._end(place)
        new = [place for place in wanted if place not in self._watched]
        for place in new:
            self._begin(place, wanted[place])
        return bool(new)

    def close(self) -> None:
        """End all watching, and wait until its threads have ended."""
        self._observer.stop()
        self._observer.join()

    def _begin(self, place: WatchPlace, identity: Identity) -> None:
        handler = EventHandler(place, self._note)
        try:
            watch = self._observer.schedule(
                handler, place.real, recursive=place.deep, event_filter=FILTER
            )
        except (FileNotFoundError, NotADirectoryError):
            return  # gone again: the folder above it will tell when it is back
        self._watched[place] = Watched(identity, watch)

    def _end(self, place: WatchPlace) -> None:
        self._observer.unschedule(self._watched.pop(place).watch)
        self._gone.discard(place)

    def _note(self, event: SeenEvent, place: WatchPlace) -> None:
        # A new folder may have the number of the one removed just before.
        if event.kind == "deleted" and place.real in event.paths:
            self._gone.add(place)
        self._report(event, place)


def _describe_event(event: events.FileSystemEvent) -> SeenEvent:
    kind = str(event.event_type)
    paths = tuple(os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
    linked = kind in STRUCTURAL and leads_on(paths[-1])
    return SeenEvent(kind, event.is_directory or linked, paths)
