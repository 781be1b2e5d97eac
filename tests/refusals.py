"""A disk that refuses: every change that this process makes of files can be made to fail.

``tests.disks`` has disks for publishing alone, which is given its disk. Here the system itself
refuses, whoever asks: so the state, the caches, SQLite and the files of verbs are met too.
Python tells of every file that is opened for writing, renamed or removed (audit events); what
it does not tell of, bytes that are written and statements of SQLite, is watched for here.
"""

import builtins
import errno
import inspect
import io
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
NAMES = {
    "os.remove": "unlink",
    "os.rename": "rename",
    "os.mkdir": "mkdir",
    "os.rmdir": "rmdir",
    "os.link": "link",
    "os.utime": "date",
    "os.truncate": "truncate",
    "os.chmod": "mode",
}
"""The audit events of changes other than opening, and what these are called here."""

GROWING = frozenset({"open", "write", "mkdir", "link", "sqlite"})
"""The changes for which a disk needs room."""

PLAIN = str.maketrans("", "", "bt")
"""What takes from the mode of a file whether it is text."""

SQLITE = {
    errno.ENOSPC: "database or disk is full",
    errno.EACCES: "attempt to write a readonly database",
    errno.EIO: "disk I/O error",
}


class Luck(NamedTuple):
    """What happens at one of the changes: an error, once or from then on, or folders vanish.

    ``vanishing`` are folders under the one that is watched.
    """

    name: str
    code: int = 0
    lasting: bool = False
    vanishing: tuple[str, ...] = ()


FULL = Luck("disk full", errno.ENOSPC, lasting=True)
DENIED = Luck("no permission", errno.EACCES)
BROKEN = Luck("input/output error", errno.EIO)
OUTPUT_GONE = Luck("output vanished", vanishing=("site", "out"))
STATE_GONE = Luck("state vanished", vanishing=(".briefbook",))
LUCKS = (FULL, DENIED, BROKEN, OUTPUT_GONE, STATE_GONE)


class Watch:
    """Counts the changes under a folder, and lets ``luck`` strike at number ``index``."""

    def __init__(self, root: Path, index: int, luck: Luck) -> None:
        self.root, self.index, self.luck = f"{root}/", index, luck
        self.count = 0
        self.struck = ""

    def meet(self, name: str) -> OSError | None:
        """Count a change that is about to happen; return the error that it meets, if any."""
        self.count += 1
        if self.count == self.index:
            self.struck = name
            self.remove()
        return self.find_error(name)

    def find_error(self, name: str) -> OSError | None:
        """Return what the system says to a change."""
        due = self.count == self.index or (self.luck.lasting and self.count > self.index)
        if not due or not self.luck.code or (self.luck.lasting and name not in GROWING):
            return None
        return OSError(self.luck.code, os.strerror(self.luck.code))

    def remove(self) -> None:
        """Let the folders vanish that are to vanish."""
        with paused():
            for folder in self.luck.vanishing:
                shutil.rmtree(self.root + folder, ignore_errors=True)

    def covers(self, path: Any, folder: object = -1) -> bool:
        """Tell whether a path is one that is watched; one within an open folder always is."""
        if isinstance(path, int):
            return False
        with suppress(TypeError, ValueError):
            return folder not in (-1, None) or f"{os.fsdecode(path)}/".startswith(self.root)
        return False


_watching: list[Watch] = []
_hooked: list[bool] = []


@contextmanager
def paused() -> Iterator[None]:
    """Watch nothing while the block runs."""
    held = _watching[:]
    _watching.clear()
    try:
        yield
    finally:
        _watching.extend(held)


def _hear(event: str, args: tuple[Any, ...]) -> None:
    """Hear of an event; an error that is raised here is what the caller gets."""
    if _watching and (name := _name_change(event, args, _watching[0])):
        _refuse(name)


def _refuse(name: str) -> None:
    if _watching and (error := _watching[0].meet(name)):
        raise error


def _name_change(event: str, args: tuple[Any, ...], watch: Watch) -> str:
    """Return what kind of change an event is, "" if it is none that is watched."""
    if event == "open":
        path, _, flags = args
        writes = isinstance(flags, int) and flags & WRITING
        return "open" if writes and watch.covers(path) else ""
    if event == "sqlite3.connect":
        return "open" if watch.covers(args[0]) else ""
    name = NAMES.get(event, "")
    return name if name and watch.covers(args[0], _folder_of(name, args)) else ""


def _folder_of(name: str, args: tuple[Any, ...]) -> object:
    """Return the open folder that the path of an event is within."""
    at = {"mkdir": 2, "rename": 2, "link": 2, "unlink": 1, "rmdir": 1, "date": 3}.get(name)
    return args[at] if at is not None and len(args) > at else -1


class WatchedFile(io.FileIO):
    """A file whose writing may fail in the middle."""

    def write(self, data: Any) -> int:
        """Write, or write half and fail."""
        return _write(super().write, data, self.name)


def _write(write: Callable[[Any], int | None], data: Any, path: object) -> int:
    """Write what is there, or half of it and fail."""
    watch = _watching[0] if _watching else None
    error = watch.meet("write") if watch and watch.covers(path) else None
    held = memoryview(data).cast("B")
    if error:
        write(held[: len(held) // 2])
        raise error
    return write(held) or 0


def _open(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
    """Open a file as ``open`` does, with a look at what is written to it."""
    if not set(mode) & set("wxa+"):
        return _REAL_OPEN(file, mode, *rest, **named)
    given = inspect.signature(_REAL_OPEN).bind(file, mode, *rest, **named).arguments
    raw = WatchedFile(
        file, mode.translate(PLAIN), given.get("closefd", True), given.get("opener")
    )
    held = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
    if "b" in mode:
        return held if given.get("buffering", -1) else raw
    return io.TextIOWrapper(
        held, given.get("encoding"), given.get("errors"), given.get("newline")
    )


class WatchedConnection(sqlite3.Connection):
    """A database whose changes may fail, if it lies on the disk."""

    def __init__(self, path: Any, *rest: Any, **named: Any) -> None:
        super().__init__(path, *rest, **named)
        self.path = path

    def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
        """Execute a statement."""
        self._meet(sql)
        return super().execute(sql, *rest)

    def executemany(self, sql: str, *rest: Any) -> sqlite3.Cursor:
        """Execute a statement many times."""
        self._meet(sql)
        return super().executemany(sql, *rest)

    def executescript(self, sql: str) -> sqlite3.Cursor:
        """Execute several statements."""
        self._meet(sql)
        return super().executescript(sql)

    def _meet(self, sql: str) -> None:
        is_change = not sql.lstrip().upper().startswith("SELECT")
        watch = _watching[0] if _watching and is_change else None
        error = watch.meet("sqlite") if watch and watch.covers(self.path) else None
        if error:
            raise sqlite3.OperationalError(SQLITE[error.errno or 0])


_REAL_OPEN = io.open
_REAL_WRITE = os.write
_REAL_SYNC = os.fsync
_REAL_CONNECT = sqlite3.connect


def _os_write(handle: int, data: Any) -> int:
    """Write to a file that the system knows by a number; pipes and sockets are not watched."""
    path = f"{_watching[0].root}x" if _watching and is_regular(handle) else 0
    return _write(lambda held: _REAL_WRITE(handle, held), data, path)


def is_regular(handle: int) -> bool:
    """Tell whether a number stands for a file on a disk."""
    return stat.S_ISREG(os.fstat(handle).st_mode)


def _sync(_: int) -> None:
    """Say that it is on the medium, without the wait, or that it cannot be."""
    _refuse("fsync")


def _connect(*args: Any, **named: Any) -> sqlite3.Connection:
    """Open a database that is watched."""
    connection: sqlite3.Connection = _REAL_CONNECT(
        *args, **{"factory": WatchedConnection, **named}
    )
    return connection


@contextmanager
def watching(root: Path, index: int, luck: Luck) -> Iterator[Watch]:
    """Watch all changes under ``root`` while the block runs; ``luck`` strikes at one of them.

    ``index`` is counted from 1. Whether it struck, and what, is told by ``Watch.struck``.
    """
    if not _hooked:
        sys.addaudithook(_hear)
        _hooked.append(True)
    watch = Watch(root, index, luck)
    with (
        patch.object(io, "open", _open),
        patch.object(builtins, "open", _open),
        patch.object(os, "write", _os_write),
        patch.object(os, "fsync", _sync),
        patch.object(sqlite3, "connect", _connect),
    ):
        _watching.append(watch)
        try:
            yield watch
        finally:
            _watching.clear()
