"""The build lock: one writer at a time in a workspace.

The system holds the lock, so that a build that is killed leaves none behind. Where a file
system knows no locks, a file made exclusively stands for one, and names its process.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from briefbook.disk import PublishFailed, describe

STATE_FOLDER = ".briefbook"
LOCK_NAME = "lock"
# Where the system's locks do not work, this file is the lock.
STAND_IN_NAME = "lock.held"
OPENING = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
MAKING = OPENING | os.O_EXCL

# Locks live as long as any process has the file open: a forked worker must close it, or it
# would keep the lock of a build that was killed.
_held: set[int] = set()


def _let_go() -> None:
    for handle in _held:
        os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


class Holder(NamedTuple):
    """Who holds the lock: process id, and since when (ISO 8601); 0 and "" if unknown."""

    pid: int = 0
    since: str = ""


class Locked(Exception):  # noqa: N818 (named for what is the case)
    """Another build is at work in this workspace."""

    exit_code = 4

    def __init__(self, holder: Holder) -> None:
        """Keep the holder and name it."""
        named = f" (process {holder.pid}, since {holder.since})" if holder.pid else ""
        super().__init__(f"another build is at work in this workspace{named}")
        self.holder = holder


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of the workspace ``folder`` while the block runs.

    Raises:
        Locked: another build holds it.
        PublishFailed: the workspace cannot be written to.
    """
    path = folder / STATE_FOLDER / LOCK_NAME
    handle = _open_lock(path)
    try:
        with _locked(handle, path):
            yield
    finally:
        os.close(handle)


def _open_lock(path: Path) -> int:
    try:
        path.parent.mkdir(exist_ok=True)
        return os.open(path, OPENING, 0o666)
    except OSError as error:
        raise PublishFailed(f"{describe(error)}; nothing was touched") from error


@contextmanager
def _locked(handle: int, path: Path) -> Iterator[None]:
    if not _try_lock(handle, path):
        with _standing_in(path.with_name(STAND_IN_NAME)):
            yield
        return
    _held.add(handle)
    _sign(handle)
    try:
        yield
    finally:
        _held.discard(handle)


def _try_lock(handle: int, path: Path) -> bool:
    """Take the system's lock; return False where there are none."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Locked(_read_holder(path)) from None
    except OSError:
        return False
    return True


@contextmanager
def _standing_in(path: Path) -> Iterator[None]:
    handle = _make_stand_in(path)
    try:
        _sign(handle)
        os.close(handle)
        yield
    finally:
        path.unlink(missing_ok=True)


def _make_stand_in(path: Path) -> int:
    """Make the file that stands for the lock; one whose process is gone does not count."""
    if path.exists() and not _is_alive(_read_holder(path).pid):
        path.unlink(missing_ok=True)
    try:
        return os.open(path, MAKING, 0o666)
    except FileExistsError:
        raise Locked(_read_holder(path)) from None


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32" or pid <= 0:
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _sign(handle: int) -> None:
    """Write who holds the lock, for whoever is turned away."""
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    os.ftruncate(handle, 0)
    os.write(handle, json.dumps({"pid": os.getpid(), "since": since}).encode())


def _read_holder(path: Path) -> Holder:
    try:
        found = json.loads(path.read_bytes()[:1000])
        return Holder(int(found["pid"]), str(found["since"])[:40])
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()
