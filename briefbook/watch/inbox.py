"""Where threads that see events leave hints, and one thread waits for them to settle."""

import threading
import time
from collections.abc import Callable
from math import inf
from typing import NamedTuple

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

MOST_PATHS = 1_000
"""How many paths are worth naming; a full look is cheaper than looking at more one by one."""


class Hint(NamedTuple):
    """What may have changed: files by their paths in the workspace, or everything.

    ``paths`` have ``/`` and may name what is gone again. With ``everything`` they are merely
    what is known to be worth looking at first.
    """

    paths: frozenset[str] = frozenset()
    everything: bool = False


NOTHING = Hint()

EVERYTHING = Hint(everything=True)


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


def doze(condition: threading.Condition, seconds: float) -> None:
    """Wait for a condition, but never so long that Ctrl-C would go unheard."""
    condition.wait(min(seconds, NAP))


CLOCK = Clock(time.monotonic, doze)


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


def merge(one: Hint, other: Hint) -> Hint:
    """Return one hint for two."""
    paths = one.paths | other.paths
    if len(paths) > MOST_PATHS:
        return EVERYTHING
    return Hint(paths, one.everything or other.everything)


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
