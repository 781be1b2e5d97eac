"""What has been hinted since the last look, and when it is time to look again.

All of it is pure: moments are seconds of any clock that never goes back.
"""

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


def settle(waiting: Waiting, beat: float, now: float) -> Hint | None:
    """Return what to look at, or None if it is too early.

    Once the heartbeat at the moment ``beat`` is reached, that is everything.
    """
    if now < due(waiting, beat):
        return None
    return merge(waiting.hint, EVERYTHING) if now >= beat else waiting.hint
