"""The system's lock of an open file: ``flock``, or what Windows has in its place.

Either is let go of by the system when the process that holds it ends, however it ends.
"""

import os
from importlib import import_module
from typing import Any

FAR = 1 << 30
"""The byte that is locked on Windows: others cannot read what is locked there, and shall read
who holds the lock. A lock may lie beyond the end of a file; SQLite locks the same byte."""


class Held(Exception):  # noqa: N818 (it is an answer, not a fault)
    """Somebody else has locked the file."""


def lock_file(handle: int) -> None:
    """Lock an open file for this process alone, without waiting.

    Raises:
        Held: it is locked already, by another process or through another handle.
        OSError: its file system knows no locks.
    """
    try:
        _set_lock(handle, locked=True)
    except (BlockingIOError, PermissionError):  # by ``flock``, and by Windows
        raise Held from None


def unlock_file(handle: int) -> None:
    """Let go of a lock: left to the system, that may take a while on Windows."""
    _set_lock(handle, locked=False)


def _set_lock(handle: int, locked: bool) -> None:
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
