"""Disks that fail, crash or look on, and folders as values: what tests of publishing share."""

import errno
import os
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from briefbook.base.addresses import Address
from briefbook.disk.files import Disk
from briefbook.publish.publish import PublishResult, publish
from briefbook.publish.records import NOTHING, Recorded

Fails = Callable[[int, str], bool]
Snapshot = dict[str, bytes | None]


class Crash(BaseException):
    """The process ends here: nothing of the program runs any more."""


class CountingDisk(Disk):
    """A disk that counts its changes, and does not wait for the medium."""

    def __init__(self) -> None:
        self.count = 0

    def before(self, name: str) -> None:  # noqa: ARG002 (for disks that pick and choose)
        """Count a change that is about to happen."""
        self.count += 1

    def after(self) -> None:
        """Do nothing once it has happened."""

    def write(self, path: str, data: bytes) -> None:
        self._change("write", lambda: Disk.write(self, path, data))

    def link(self, source: str, target: str) -> None:
        self._change("link", lambda: Disk.link(self, source, target))

    def replace(self, source: str, target: str) -> None:
        self._change("replace", lambda: Disk.replace(self, source, target))

    def unlink(self, path: str) -> None:
        self._change("unlink", lambda: Disk.unlink(self, path))

    def mkdir(self, path: str, mode: int = 0o777) -> None:
        self._change("mkdir", lambda: Disk.mkdir(self, path, mode))

    def rmdir(self, path: str) -> None:
        self._change("rmdir", lambda: Disk.rmdir(self, path))

    def date(self, path: str, mtime_ns: int) -> None:
        self._change("date", lambda: Disk.date(self, path, mtime_ns))

    def fsync(self, path: str) -> None:  # noqa: ARG002 (of whatever it is)
        self._change("fsync", lambda: None)

    def _change(self, name: str, change: Callable[[], None]) -> None:
        self.before(name)
        change()
        self.after()


class FailingDisk(CountingDisk):
    """A disk that refuses the changes, counted from 1, for which ``fails`` says so."""

    def __init__(self, fails: Fails, code: int = errno.EIO) -> None:
        super().__init__()
        self.fails = fails
        self.code = code

    def before(self, name: str) -> None:
        super().before(name)
        if self.fails(self.count, name):
            raise OSError(self.code, os.strerror(self.code))


class FullDisk(FailingDisk):
    """A disk that is full in the middle of a file: half of it is written."""

    def write(self, path: str, data: bytes) -> None:
        try:
            super().write(path, data)
        except OSError:
            Disk.write(self, path, data[: len(data) // 2])
            raise


class CrashingDisk(CountingDisk):
    """A disk at whose change number ``last`` the process ends, before, in or after it."""

    def __init__(self, last: int, when: str) -> None:
        super().__init__()
        self.last = last
        self.when = when

    def before(self, name: str) -> None:
        super().before(name)
        if self.count == self.last and self.when == "before":
            raise Crash

    def after(self) -> None:
        if self.count == self.last:
            raise Crash

    def write(self, path: str, data: bytes) -> None:
        if self.count + 1 == self.last and self.when == "in":
            data = data[: len(data) // 2]
        super().write(path, data)


class WatchedDisk(CountingDisk):
    """A disk that shows itself to ``look_on`` after every change."""

    def __init__(self, look_on: Callable[[], object]) -> None:
        super().__init__()
        self.look_on = look_on

    def after(self) -> None:
        self.look_on()


def count_looks(patch: pytest.MonkeyPatch) -> Counter[str]:
    """Count, from now on, how often each path is asked for its stat."""
    looks, lstat = Counter[str](), os.lstat

    def count(path: str) -> os.stat_result:
        looks[os.fspath(path)] += 1
        return lstat(path)

    patch.setattr(os, "lstat", count)
    return looks


def ignore_case(patch: pytest.MonkeyPatch, root: Path) -> None:
    """Let file names under ``root`` be found whatever the case of their letters."""
    listing = os.listdir

    def find(path: str) -> str:
        if not path.startswith(f"{root}/"):
            return path
        found = os.fspath(root)
        for name in path.removeprefix(f"{root}/").strip("/").split("/"):
            there = listing(found) if isdir(found) else []
            found += "/" + next((n for n in there if n.casefold() == name.casefold()), name)
        return found

    isdir = os.path.isdir
    for name in ("lstat", "open", "unlink", "mkdir", "rmdir", "scandir"):
        real = getattr(os, name)
        patch.setattr(os, name, lambda path, *a, real=real, **b: real(find(path), *a, **b))
    for name in ("replace", "link"):
        real = getattr(os, name)
        patch.setattr(os, name, lambda one, other, real=real: real(find(one), find(other)))


def snapshot(folder: Path) -> Snapshot:
    """Return all that is in a folder: bytes of files, None for folders, targets of links."""
    return {path.relative_to(folder).as_posix(): _content(path) for path in folder.rglob("*")}


def _content(path: Path) -> bytes | None:
    if path.is_symlink():
        return os.fsencode(path.readlink())
    return None if path.is_dir() else path.read_bytes()


def publish_pages(
    output: Path, pages: Mapping[Address, bytes], recorded: Recorded = NOTHING
) -> PublishResult:
    """Publish pages that are in memory; see ``publish``."""
    wanted = {address: sha256(data).hexdigest() for address, data in pages.items()}
    return publish(output, wanted, lambda needed: ((a, pages[a]) for a in needed), recorded)
