"""Whose turn it is with what a session holds: whoever asks goes before a build.

A build of a large book takes seconds, and whoever writes notes asks many times a minute. So a
build gives way: it is given up, and made once nobody has asked for a while, or when it has
given way for long. What it had understood is kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import Condition, RLock
from time import monotonic

REST = 0.5
"""Seconds after the last question until a build begins."""

PATIENCE = 20.0
"""Seconds for which a build gives way: then it is made, however many questions there are."""


class GaveWay(Exception):  # noqa: N818 (it is an answer, not a fault)
    """A build was given up for somebody who asks; it is to be made again."""


class Turns:
    """Lets one at a time look into the memory of a session; may be called from any thread."""

    def __init__(self, rest: float = REST, patience: float = PATIENCE) -> None:
        """Begin with nobody there."""
        self._rest, self._patience = rest, patience
        self._latest = inf
        self._lock = RLock()
        self._change = Condition()
        self._asking = 0
        self._asked = -inf
        self._is_building = False

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Hold the session to ask it something: a build gives way."""
        with self._change:
            self._asking += 1
        try:
            with self._lock:
                yield
        finally:
            with self._change:
                self._asking -= 1
                self._asked = monotonic()
                self._change.notify_all()

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the session to build, once nobody asks or it has waited for long."""
        self._latest = min(self._latest, monotonic() + self._patience)
        with self._change:
            while (seconds := self._find_wait()) > 0:
                self._change.wait(seconds)
        with self._lock:
            self._is_building = True
            try:
                yield
                self._latest = inf
            finally:
                self._is_building = False

    def _find_wait(self) -> float:
        rest = self._rest if self._asking else self._asked + self._rest - monotonic()
        return min(rest, self._latest - monotonic())

    def give_way(self) -> None:
        """Go on with what is done, unless it is a build and somebody asks.

        Raises:
            GaveWay: somebody does.
        """
        if self._is_building and self._asking and monotonic() < self._latest:
            raise GaveWay
