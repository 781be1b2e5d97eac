"""How far a build is: one line of a terminal, once the build has taken a while."""

import os
import sys
import time
from collections.abc import Callable
from typing import TextIO

PATIENCE = 0.25
"""Seconds without a line."""

PAUSE = 0.1
"""Seconds in which the line of a stage is not written anew."""

WIDTH = 24
WORDS = {
    "fonts": "preparing fonts",
    "read": "reading",
    "contribute": "gathering",
    "check": "checking",
    "fragment": "making parts",
    "view": "making pages",
    "publish": "publishing",
}
"""The stages; what is not among them has to do with names in texts."""

Clock = Callable[[], float]


class Progress:
    """Writes to a terminal, if there is one, which stage is at work and how far it is."""

    def __init__(
        self, terminal: TextIO | None, started: float, clock: Clock = time.perf_counter
    ) -> None:
        """Count from ``started``, on the clock."""
        self.terminal, self.clock = terminal, clock
        self.next, self.is_shown = started + PATIENCE, False

    def tell(self, stage: str, done: int, total: int) -> None:
        """Say that so many of a stage's tasks are done, unless something was said just now."""
        now = self.clock()
        if self.terminal is None or now < self.next:
            return
        self.next, self.is_shown = now + PAUSE, True
        bar = "█" * (WIDTH * done // max(total, 1))
        words = WORDS.get(stage, "finding names")
        self._write(f"{words:<15} {bar:░<{WIDTH}} {done:,} of {total:,}")

    def close(self) -> None:
        """Take the line away."""
        if self.is_shown:
            self._write("")
        self.is_shown = False

    def _write(self, line: str) -> None:
        assert self.terminal
        self.terminal.write(f"\r{line}\x1b[K")
        self.terminal.flush()


def show_progress(wanted: bool, started: float) -> Progress:
    """Return what says how far a build is, where there is a terminal for it."""
    can_draw = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    return Progress(sys.stderr if wanted and can_draw else None, started)
