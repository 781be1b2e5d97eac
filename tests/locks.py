"""Locks of files as other systems have them, made of those that this one has.

For tests of what asks for a lock: in this process, or in one that is to be killed.
"""

import errno
import fcntl
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from briefbook.publish.lock import LOCK_NAME, STATE_FOLDER

SYSTEMS = ("posix", "windows", "no locks here")
LK_UNLCK, LK_NBLCK = 0, 2
READ = 1000
"""Bytes that others read of a locked file. Windows would not let them read what is locked."""

flock = fcntl.flock


def become(system: str, root: Path) -> None:
    """Lock as a system does; ``no locks here`` has none where the workspace ``root`` lies."""
    if system == "windows":
        module = ModuleType("msvcrt")
        vars(module).update(LK_UNLCK=LK_UNLCK, LK_NBLCK=LK_NBLCK, locking=locking)
        sys.modules["msvcrt"] = module
        sys.modules["fcntl"] = None  # type: ignore[assignment]  # so that it is not found
    elif system == "no locks here":
        vars(fcntl)["flock"] = refuse_in(root)


def locking(handle: int, mode: int, size: int) -> None:
    """Lock or unlock bytes from the place where the file stands, as ``msvcrt.locking`` does."""
    assert size == 1
    assert os.lseek(handle, 0, os.SEEK_CUR) >= READ
    how = {LK_NBLCK: fcntl.LOCK_EX | fcntl.LOCK_NB, LK_UNLCK: fcntl.LOCK_UN}[mode]
    try:
        flock(handle, how)
    except BlockingIOError:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None


def refuse_in(root: Path) -> Callable[[int, int], None]:
    """Return a lock that cannot be had for the file of a workspace."""

    def lock(handle: int, how: int) -> None:
        own = root / STATE_FOLDER / LOCK_NAME
        if own.exists() and os.path.samestat(os.fstat(handle), own.stat()):
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
        flock(handle, how)

    return lock
