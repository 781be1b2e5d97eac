"""Watching a workspace: what the commands that build again and again hold in their hands."""

import errno
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from briefbook.watch.inbox import EVERYTHING, HEARTBEAT, POLL, Hint, Inbox
from briefbook.watch.places import WatchPlace, WatchPlan, plan_places
from briefbook.watch.sieve import Report, SeenEvent, sift

EXHAUSTED = {
    errno.ENOSPC: "the system has no watches left (fs.inotify.max_user_watches)",
    errno.EMFILE: "too many programs watch files (fs.inotify.max_user_instances)",
}

ROUNDS = 5
"""How often to look for folders that appeared before the one above them was watched: until
there are none, though not for ever in a storm, as later ones are hinted."""


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
        self._eyes: EventSource | None = None
        self._knots: frozenset[str] = frozenset()
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
        self._inbox.put(sift(event, place, self._knots))

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
            self._eyes = self._observe(self._report, self._complain) if self._observe else None
        except OSError as error:
            self._give_up(error)

    def _arm(self) -> bool:
        """Watch what is to be watched; tell whether any of it was not before."""
        if self._eyes is None:
            return False
        try:
            rounds = takewhile(bool, (self._follow(self._eyes) for _ in range(ROUNDS)))
            return bool([*rounds])
        except OSError as error:
            self._give_up(error)
            return False

    def _follow(self, eyes: EventSource) -> bool:
        plan = plan_places(self._root, self._folders)
        self._knots = plan.knots
        return eyes.follow(plan)

    def _give_up(self, error: OSError) -> None:
        """Go on without events, and say so once."""
        reason = EXHAUSTED.get(error.errno or 0, f"folders cannot be watched ({error})")
        self._tell(f"{reason}: looking for changes every {POLL:g} s instead")
        self._observe = None
        self._inbox.beat_every(POLL)
        self._close()

    def _close(self) -> None:
        if self._eyes is not None:
            self._eyes.close()
            self._eyes = None


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
    from the start, all is looked at every ``settling.POLL`` seconds. Otherwise that is done
    after ``heartbeat`` seconds of waiting.
    """
    inbox = Inbox(POLL if poll else heartbeat)
    return Watcher(root, folders, tell, inbox, None if poll else observe)
