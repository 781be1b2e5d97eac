"""A progress bar, for work that takes longer than one likes to wait for nothing.

On a terminal only, from a quarter of a second on; ``rich`` is loaded no sooner.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefbook.index.ledger import Tell, tell_nobody

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 0.25
"""Seconds without a bar."""

WORDS = {
    "read": "reading",
    "contribute": "gathering",
    "check": "checking",
    "find-all": "finding names",
    "link-all": "linking",
    "view": "making pages",
}
"""The stages of which something is said."""


class Bar:
    """How far a build is; it shows nothing until it has taken a while."""

    def __init__(self, started: float) -> None:
        """Count from ``started``, on the clock of ``time.perf_counter``."""
        self.started = started
        self.progress: Progress | None = None
        self.task: TaskID | None = None

    def tell(self, stage: str, done: int, total: int) -> None:
        """Show that so many of a stage's tasks are done."""
        if self.progress is None and time.perf_counter() - self.started < PATIENCE:
            return
        progress = self.progress or self.start()
        if self.task is None:
            self.task = progress.add_task("")
        words = WORDS.get(stage, stage)
        progress.update(self.task, description=words, completed=done, total=total)

    def start(self) -> "Progress":
        """Begin to show a bar."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self.progress.start()
        return self.progress

    def stop(self) -> None:
        """Take the bar away."""
        if self.progress:
            self.progress.stop()


@contextmanager
def show_progress(wanted: bool, started: float) -> Iterator[Tell]:
    """Give what shows a bar, where there is a terminal for it; take it away in the end."""
    bar = Bar(started)
    try:
        yield bar.tell if wanted and has_terminal() else tell_nobody
    finally:
        bar.stop()


def has_terminal() -> bool:
    """Tell whether standard error is a terminal that can draw."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
