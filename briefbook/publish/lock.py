"""The build lock: one writer at a time in a workspace.

The system holds the lock, so that a build that is killed leaves none behind, and nobody has to
guess whether a process is still alive. Where the workspace's file system knows no locks, a file
in the folder for temporary files is locked in place of the workspace's own.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from briefbook.disk.files import PublishFailed, describe_failure

STATE_FOLDER = ".briefbook"
LOCK_NAME = "lock"
SOURCES_LOCK = "lock.sources"
"""What is locked while sources are written: ``serve`` builds all day, and only reads them."""

# Others may not lead us elsewhere by a link in the folder for temporary files.
OPENING = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
NO_LOCKS = (
    "neither the workspace nor the folder for temporary files lies on a file system that knows "
    "locks; nothing was touched"
)

# Locks live as long as any process has the file open: a forked worker must close it, or it
# would keep the lock of a build that was killed.
_held: set[int] = set()
FAR = 1 << 30
"""The byte that is locked on Windows: others cannot read what is locked there, and shall read
who holds the lock. A lock may lie beyond the end of a file; SQLite locks the same byte."""


def _let_go() -> None:
    for handle in _held:
        os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


class LockHolder(NamedTuple):
    """Who holds the lock: process id, and since when (ISO 8601); 0 and "" if unknown."""

    pid: int = 0
    since: str = ""


class Locked(Exception):  # noqa: N818 (named for what is the case)
    """Another build is at work in this workspace, or another verb that writes its sources."""

    exit_code = 4

    def __init__(self, holder: LockHolder, what: str = "build") -> None:
        """Keep the holder and name it."""
        named = f" (process {holder.pid}, since {holder.since})" if holder.pid else ""
        super().__init__(f"another {what} is at work in this workspace{named}")
        self.holder = holder


@contextmanager
def hold_lock(folder: Path, name: str = LOCK_NAME) -> Iterator[None]:
    """Hold a lock of the workspace ``folder`` while the block runs.

    Raises:
        Locked: somebody else holds it.
        PublishFailed: the workspace cannot be written to, or nothing can be locked.
    """
    handle = _take_lock(folder, name)
    _held.add(handle)
    try:
        _sign(handle)
        yield
    finally:
        _held.discard(handle)
        # Left to the system, that may take a while on Windows.
        _set_lock(handle, locked=False)
        os.close(handle)


def _take_lock(folder: Path, name: str) -> int:
    """Return the open file that is locked: the workspace's own, or the one in its place."""
    try:
        for find in (_own_file, stand_in):
            handle = _open_locked(find(folder, name))
            if handle is not None:
                return handle
    except OSError as error:
        raise PublishFailed(f"{describe_failure(error)}; nothing was touched") from error
    raise PublishFailed(NO_LOCKS)


def _own_file(folder: Path, name: str) -> Path:
    path = folder / STATE_FOLDER / name
    path.parent.mkdir(exist_ok=True)
    return path


def stand_in(folder: Path, name: str = LOCK_NAME) -> Path:
    """Return the file that is locked where the file system of a workspace knows no locks.

    Each user has their own: in a folder for all, nobody may open the files of others.
    """
    named = f"{folder.resolve()} {getattr(os, 'getuid', int)()}"
    digest = hashlib.sha256(named.encode(errors="surrogateescape")).hexdigest()
    return Path(tempfile.gettempdir()) / f"briefbook-{digest[:32]}.{name}"


def _open_locked(path: Path) -> int | None:
    """Open and lock a file; return None where its file system knows no locks."""
    handle = os.open(path, OPENING, 0o666)
    try:
        _set_lock(handle, locked=True)
    except (BlockingIOError, PermissionError):  # by ``flock``, and by Windows
        os.close(handle)
        is_build = path.name.endswith(LOCK_NAME)
        raise Locked(_read_holder(path), "build" if is_build else "writer") from None
    except OSError:
        os.close(handle)
        return None
    return handle


def _sign(handle: int) -> None:
    """Write who holds the lock, for whoever is turned away."""
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    os.ftruncate(handle, 0)
    os.write(handle, json.dumps({"pid": os.getpid(), "since": since}).encode())


def _read_holder(path: Path) -> LockHolder:
    try:
        found = json.loads(path.read_bytes()[:1000])
        return LockHolder(int(found["pid"]), str(found["since"])[:40])
    except (OSError, ValueError, KeyError, TypeError):
        return LockHolder()


def _set_lock(handle: int, locked: bool) -> None:
    """Lock an open file for this process alone, or let go of it; never wait.

    Raises:
        BlockingIOError, PermissionError: it is locked already, through whatever handle.
        OSError: its file system knows no locks.
    """
    try:
        import fcntl
    except ImportError:
        _set_lock_on_windows(handle, locked)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB if locked else fcntl.LOCK_UN)


def _set_lock_on_windows(handle: int, locked: bool) -> None:
    msvcrt: Any = import_module("msvcrt")  # its types are known on Windows alone
    os.lseek(handle, FAR, os.SEEK_SET)
    msvcrt.locking(handle, msvcrt.LK_NBLCK if locked else msvcrt.LK_UNLCK, 1)
    os.lseek(handle, 0, os.SEEK_SET)
