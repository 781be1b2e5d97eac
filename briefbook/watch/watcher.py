"""Watching a workspace: what the commands that build again and again hold in their hands."""

import errno
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import takewhile
from math import inf
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from briefbook.watch.places import (
    EVERYTHING,
    NOTHING,
    Hint,
    Report,
    SeenEvent,
    WatchPlace,
    WatchPlan,
    merge,
    plan_places,
    sift,
)

EXHAUSTED = {
    errno.ENOSPC: "the system has no watches left (fs.inotify.max_user_watches)",
    errno.EMFILE: "too many programs watch files (fs.inotify.max_user_instances)",
}

ROUNDS = 5
"""How often to look for folders that appeared before the one above them was watched: until
there are none, though not for ever in a storm, as later ones are hinted."""

QUIET = 0.02
"""Seconds without an event after which a save is taken to be over: editors write, rename
and close within a few milliseconds."""

LATEST = 0.2
"""Seconds after the first event at which a look is due, however busy the disk still is."""

HEARTBEAT = 5.0
"""Seconds after which one looks at everything though no event came: what an overflow, a
network drive or a link to a file kept silent about is seen by then."""

POLL = 1.0
"""The same where there are no events at all."""


class Waiting(NamedTuple):
    """Hints that nobody has taken yet, with the moments of the first and the last of them."""

    hint: Hint = NOTHING
    first: float = inf
    last: float = inf


class Clock(NamedTuple):
    """The time, and how to let it pass: tests give their own.

    ``now()`` gives seconds; ``wait(condition, seconds)`` returns when the condition is
    notified or the seconds are over, and may return too early.
    """

    now: Callable[[], float]
    wait: Callable[[threading.Condition, float], object]


NAP = 0.25
"""Seconds after which a waiting thread looks about. On Windows no signal wakes it, and
elsewhere none that comes in the very instant before it falls asleep."""


def _doze(condition: threading.Condition, seconds: float) -> None:
    """Wait for a condition, but never so long that Ctrl-C would go unheard."""
    condition.wait(min(seconds, NAP))


CLOCK = Clock(time.monotonic, _doze)


class Inbox:
    """Hints on their way from the threads that see events to the one that builds.

    At most one answer ever waits: what is put in while nobody waits is merged into it.
    """

    def __init__(self, heartbeat: float, clock: Clock = CLOCK) -> None:
        """Ask for a full look ``heartbeat`` seconds after waiting began, if not before."""
        # Reentrant, as a signal handler may call ``stop`` in the very thread that waits.
        self._condition = threading.Condition(threading.RLock())
        self._clock = clock
        self._heartbeat = heartbeat
        self._asked: float | None = None
        self._waiting = Waiting()
        self._stopped = False

    def put(self, hint: Hint) -> None:
        """Leave a hint; an empty one wakes nobody."""
        if hint == NOTHING:
            return
        with self._condition:
            first = self._waiting.hint == NOTHING
            self._waiting = add(self._waiting, hint, self._clock.now())
            # Later hints only move the moment on, which the waiting thread sees by itself.
            if first:
                self._condition.notify_all()

    def wait(self) -> Hint | None:
        """Return the next hint once it has settled, or None when stopped."""
        with self._condition:
            self._asked = self._clock.now() if self._asked is None else self._asked
            hint = self._take()
            while hint is None and not self._stopped:
                self._clock.wait(self._condition, self._left())
                hint = self._take()
            return None if self._stopped else hint

    def stop(self) -> None:
        """End the waiting, now and for good; may be called from anywhere, more than once."""
        with self._condition:
            self._stopped = True
            self._condition.notify_all()

    def beat_every(self, heartbeat: float) -> None:
        """Ask for a full look every so many seconds from now on."""
        with self._condition:
            self._heartbeat = heartbeat

    def _beat(self) -> float:
        """Return when a full look is due: counted from the first waiting since the last one.

        Not from that look itself, so that builds slower than the heartbeat leave room for
        rest; not from the last hint, so that a busy file does not put it off for ever.
        """
        return (self._asked or 0.0) + self._heartbeat

    def _left(self) -> float:
        return max(0.0, due(self._waiting, self._beat()) - self._clock.now())

    def _take(self) -> Hint | None:
        hint = settle_hints(self._waiting, self._beat(), self._clock.now())
        if hint is None:
            return None
        self._waiting = Waiting()
        self._asked = None if hint.everything else self._asked
        return hint


def add(waiting: Waiting, hint: Hint, now: float) -> Waiting:
    """Return what waits after one more hint, which came at the moment ``now``."""
    return Waiting(merge(waiting.hint, hint), min(waiting.first, now), now)


def due(waiting: Waiting, beat: float) -> float:
    """Return the moment at which to look: all is quiet, or was not for long, or ``beat``."""
    return min(waiting.last + QUIET, waiting.first + LATEST, beat)


def settle_hints(waiting: Waiting, beat: float, now: float) -> Hint | None:
    """Return what to look at, or None if it is too early.

    Once the heartbeat at the moment ``beat`` is reached, that is everything.
    """
    if now < due(waiting, beat):
        return None
    return merge(waiting.hint, EVERYTHING) if now >= beat else waiting.hint


class EventSource(Protocol):
    """What sees events: ``Inotify``, ``Observing``, or a test's stand-in for them."""

    def follow(self, plan: WatchPlan) -> bool:
        """Watch what is planned only; tell whether any is new; raise ``OSError`` if refused."""

    def close(self) -> None:
        """Stop seeing."""


Observe = Callable[[Report, Callable[[], None]], EventSource]


def observe(report: Report, complain: Callable[[], None]) -> EventSource:
    """Return what sees events by watchdog, which is loaded here (50 ms).

    Raises:
        OSError: the system gives no watching.
    """
    if sys.platform == "linux":
        # An inner part of watchdog: a version that has it elsewhere serves less well, but does.
        with suppress(ImportError):
            from briefbook.watch.inotify import Inotify

            return Inotify(report, complain)
    from briefbook.watch.observing import Observing

    return Observing(report)


class Watcher:
    """Waits for changes of one workspace, inside a ``with`` block.

    ``wait`` and ``follow`` are for one thread; ``stop`` may be called from anywhere.
    """

    def __init__(
        self,
        root: Path,
        folders: Iterable[Path],
        tell: Callable[[str], None],
        inbox: Inbox,
        observe: Observe | None,
    ) -> None:
        """Watch nothing before ``with``; without ``observe`` there is the heartbeat alone."""
        self._root = root.absolute()
        self._folders = frozenset(folders)
        self._tell = tell
        self._inbox = inbox
        self._observe = observe
        self._source: EventSource | None = None
        self._ways: frozenset[str] = frozenset()
        self._doubtful = False

    def __enter__(self) -> Self:
        """Begin to watch: whatever changes from now on will be hinted."""
        self._open()
        self._arm()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all threads."""
        self.stop()
        self._close()

    def wait(self) -> Hint | None:
        """Return what may have changed, once it has, or None when stopped.

        What changes from then on is hinted again. Ctrl-C ends the waiting as usual.
        """
        hint = self._inbox.wait()
        if hint is not None and hint.everything:
            self._look_again()
        return hint

    def follow(self, folders: Iterable[Path]) -> None:
        """Watch these folders from now on, in place of those before.

        A folder that was not watched yet makes the next hint everything: it may have changed
        after it was read.
        """
        wanted = frozenset(folders)
        if wanted == self._folders:
            return
        self._folders = wanted
        if self._arm():
            self._inbox.put(EVERYTHING)

    def stop(self) -> None:
        """End the waiting, from another thread or a signal handler, now and for good."""
        self._inbox.stop()

    def _report(self, event: SeenEvent, place: WatchPlace) -> None:
        self._inbox.put(sift(event, place, self._ways))

    def _complain(self) -> None:
        self._doubtful = True
        self._inbox.put(EVERYTHING)

    def _look_again(self) -> None:
        """See to it that what there is now is watched; the caller looks at it afterwards."""
        if self._doubtful:
            self._doubtful = False
            self._close()
            self._open()
        self._arm()

    def _open(self) -> None:
        try:
            self._source = (
                self._observe(self._report, self._complain) if self._observe else None
            )
        except OSError as error:
            self._give_up(error)

    def _arm(self) -> bool:
        """Watch what is to be watched; tell whether any of it was not before."""
        if self._source is None:
            return False
        try:
            rounds = takewhile(bool, (self._follow(self._source) for _ in range(ROUNDS)))
            return bool([*rounds])
        except OSError as error:
            self._give_up(error)
            return False

    def _follow(self, source: EventSource) -> bool:
        plan = plan_places(self._root, self._folders)
        self._ways = plan.ways
        return source.follow(plan)

    def _give_up(self, error: OSError) -> None:
        """Go on without events, and say so once."""
        reason = EXHAUSTED.get(error.errno or 0, f"folders cannot be watched ({error})")
        self._tell(f"{reason}: looking for changes every {POLL:g} s instead")
        self._observe = None
        self._inbox.beat_every(POLL)
        self._close()

    def _close(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None


def watch(
    root: Path,
    folders: Iterable[Path],
    *,
    tell: Callable[[str], None],
    poll: bool = False,
    heartbeat: float = HEARTBEAT,
) -> Watcher:
    """Return a watcher of the workspace ``root``, to be used in a ``with`` block.

    Watched are ``config.yaml`` and whatever is in ``folders``: absolute, or relative to the
    workspace, whether or not they are there yet. The root among them stands for the files
    directly in it. Watch first, then build: what changes meanwhile is hinted afterwards.

    ``tell`` is given one sentence if the system has no watches left; then, as with ``poll``
    from the start, all is looked at every ``POLL`` seconds. Otherwise that is done
    after ``heartbeat`` seconds of waiting.
    """
    inbox = Inbox(POLL if poll else heartbeat)
    return Watcher(root, folders, tell, inbox, None if poll else observe)
