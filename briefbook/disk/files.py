"""The disk: every change that is made to it, and what is asked of it before.

All changes go through one ``Disk``, so that tests can make any of them fail. Paths are
strings here, and calls those of ``os``: a ``Path`` costs more than what is done with it,
which for a site of 20,000 pages is a second.

Files outside the site (sources, quote locks, handouts) are replaced by ``replacing.py``, all of
them or none.
"""

import errno
import os
import shutil
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import file_digest
from io import FileIO
from pathlib import Path
from typing import NamedTuple

# Reading must never wait for the other end of a pipe, follow a link or reach a child process.
READING = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
UNLINKED = READING | getattr(os, "O_NOFOLLOW", 0)
WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
BOOT_ID = "/proc/sys/kernel/random/boot_id"
WITHOUT_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


class Refused(Exception):  # noqa: N818 (it is an answer, not a fault)
    """What was asked for would harm files that are not ours; nothing was touched.

    ``code`` is a row of ``codes.CODES``, ``str()`` gives its words.
    """

    exit_code = 2

    def __init__(self, code: str, message: str) -> None:
        """Keep the code and the words."""
        super().__init__(message)
        self.code = code


class PublishFailed(Exception):  # noqa: N818 (named for the outcome)
    """The file system refused; the words say in what state the output folder is."""

    exit_code = 3


def refuse(code: str, **data: str) -> Refused:
    """Return the refusal ``code``, its words filled from ``data``."""
    from briefbook.base.codes import CODES

    return Refused(code, CODES[code].says.format(**data))


def describe_failure(error: OSError) -> str:
    """Return what the system said, and of which file; a page rather than a file of ours."""
    named = [name for name in (error.filename2, error.filename) if isinstance(name, str)]
    shown = next(
        (name for name in named if "/.briefbook-" not in name), named[-1] if named else ""
    )
    return f"{error.strerror or error}: {shown}" if shown else str(error.strerror or error)


class FileStat(NamedTuple):
    """What tells without reading that a file is the same: bytes, nanoseconds, inode.

    ``ctime_ns`` is what shows an edit of the same size whose old time was put back.
    """

    size: int
    mtime_ns: int
    inode: int
    ctime_ns: int


def file_stat(found: os.stat_result) -> FileStat:
    """Return the part of an answer of the system that we compare."""
    return FileStat(found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns)


NO_STAT = FileStat(-1, -1, -1, -1)
"""The stat that no file has."""


class Disk:
    """Every change to the disk, one method for each; all raise ``OSError``."""

    def write(self, path: str, data: bytes) -> None:
        """Make the file ``path``, which must not be there, with ``data`` in it."""
        handle = os.open(path, WRITING, 0o666)
        try:
            _write_all(handle, data)
        finally:
            os.close(handle)

    def link(self, source: str, target: str) -> None:
        """Make ``target`` another name of ``source``, or a copy where files have but one."""
        try:
            os.link(source, target)
        except OSError as error:
            if error.errno not in WITHOUT_LINKS:
                raise
            shutil.copy2(source, target)

    def replace(self, source: str, target: str) -> None:
        """Give ``source`` the name ``target``, in one instant for whoever looks on."""
        os.replace(source, target)  # noqa: PTH105

    def unlink(self, path: str) -> None:
        """Remove a file."""
        os.unlink(path)  # noqa: PTH108

    def mkdir(self, path: str, mode: int = 0o777) -> None:
        """Make a folder."""
        os.mkdir(path, mode)  # noqa: PTH102

    def rmdir(self, path: str) -> None:
        """Remove an empty folder."""
        os.rmdir(path)  # noqa: PTH106

    def date(self, path: str, mtime_ns: int) -> None:
        """Set the time of a file or folder; a system may round it down."""
        os.utime(path, ns=(mtime_ns, mtime_ns))

    def fsync(self, path: str) -> None:
        """Wait until a file or folder is on the medium; some systems cannot for folders."""
        if os.name == "nt" and is_folder(path):
            return
        handle = os.open(path, READING)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    """Write all, though the system may take it in bits."""
    done = os.write(handle, data)
    while done < len(data):
        done += os.write(handle, memoryview(data)[done:])


DISK = Disk()


def base_of(output: Path) -> str:
    """Return the output folder as the beginning of a path."""
    return os.fspath(output) + "/"


def stat_path(path: str) -> os.stat_result | None:
    """Return what stands at ``path`` itself, links not followed, or None."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def find_stat(path: str) -> FileStat | None:
    """Return the stat of what stands at ``path``, or None if nothing does."""
    found = stat_path(path)
    return file_stat(found) if found is not None else None


def is_file(path: str) -> bool:
    """Tell whether a regular file stands at ``path``, no link."""
    found = stat_path(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def is_folder(path: str) -> bool:
    """Tell whether a folder stands at ``path``, no link."""
    found = stat_path(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def is_empty(folder: str) -> bool:
    """Tell whether nothing stands in a folder."""
    with os.scandir(folder) as entries:
        return next(entries, None) is None


def hash_file(path: str) -> str:
    """Return the SHA-256 of a regular file in hex, or "" if there is none at ``path``."""
    if not is_file(path):
        return ""
    with FileIO(os.open(path, UNLINKED)) as file:
        return file_digest(file, "sha256").hexdigest()


def read_file(path: str, limit: int) -> bytes | None:
    """Return the bytes of a regular file, or None if there is none or it is over ``limit``."""
    found = stat_path(path)
    if found is None or not stat.S_ISREG(found.st_mode) or found.st_size > limit:
        return None
    with FileIO(os.open(path, UNLINKED)) as file:
        return file.read()


def find_boot() -> str:
    """Return what names the time since this system was started.

    Linux has a name for it; elsewhere it goes by its beginning, to the minute. Where the
    system's clock stands still in sleep that is another after each, which costs time only.
    """
    with suppress(OSError, ValueError):
        if found := (read_file(BOOT_ID, 100) or b"").decode("ascii").strip():
            return found
    return f"since minute {round((time.time() - time.monotonic()) / 60)}"


def find_link(base: str, folders: Iterable[str]) -> str:
    """Return the first of ``folders`` under ``base`` that is a symbolic link, or ""."""
    return next((folder for folder in sorted(folders) if is_link(base + folder)), "")


def is_link(path: str) -> bool:
    """Tell whether a symbolic link stands at ``path``."""
    found = stat_path(path)
    return found is not None and stat.S_ISLNK(found.st_mode)


def remove_flat(folder: str, disk: Disk) -> None:
    """Remove a folder with its files and empty folders; what resists is left standing."""
    if not is_folder(folder):
        return
    with suppress(OSError):
        for entry in list_folder(folder):
            with suppress(OSError):
                (disk.rmdir if entry.is_dir(follow_symlinks=False) else disk.unlink)(entry.path)
        disk.rmdir(folder)


def list_folder(folder: str) -> list[os.DirEntry[str]]:
    """Return what stands in a folder."""
    with os.scandir(folder) as entries:
        return list(entries)
