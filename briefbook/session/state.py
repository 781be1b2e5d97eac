"""What is kept of an edition between runs, under ``.briefbook/``: a database and a stamp.

The stamp says by which program the database was written, and which size, times and inode it
had when it was left: anything else, and it is not used. So what lies there may be deleted,
damaged, copied or of another version: that costs time and nothing else. A process that is
killed leaves the log of SQLite, from which the next one goes on.
"""

import marshal
import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from briefbook.disk.files import file_stat

LIBRARIES = (
    "ahocorasick_rs",
    "brotli",
    "font_source_sans_pro",
    "font_source_serif_pro",
    "fonttools",
    "imagesize",
    "jinja2",
    "markdown_it_py",
    "markupsafe",
    "mdurl",
    "pydantic",
    "pydantic_core",
    "pypandoc_binary",
    "pyyaml",
    "rapidfuzz",
    "segno",
    "typst",
)
"""The libraries that have a say in what is published."""

MISSING = (-1, -1, -1, -1)
SEAL_BYTES = 4
"""What stands before the stamp: the CRC-32 of its bytes, by which damage is noticed."""


class StatePlace(NamedTuple):
    """Where the state of one edition lies."""

    database: Path
    stamp: Path
    full_text: Path


class Stamp(NamedTuple):
    """What stands beside the database, in plain values.

    ``known`` are the files as last seen (see ``session.pack_known``), and ``recorded`` is what
    publishing remembers of each output folder, by its path: as bytes, since a run that finds
    nothing changed does without. ``quiet`` is what a run must find again to know that.
    """

    program: str = ""
    database: tuple[int, ...] = MISSING
    known: bytes = b""
    recorded: Mapping[str, tuple[bytes, bytes]] = {}
    quiet: Mapping[str, Any] = {}


NO_STAMP = Stamp()


def place_of(folder: Path, edition: str, drafts: bool, as_of: str = "") -> StatePlace:
    """Return where the state of an edition lies; drafts and former days have their own."""
    name = f"{edition}+drafts" if drafts else edition
    name = f"{name}+as-of-{as_of}" if as_of else name
    return StatePlace(*(folder / f"{name}.{end}" for end in ("sqlite", "stamp", "full-text")))


def describe_program(root: Path) -> str:
    """Return what tells this program from others: its files, its libraries, its Python."""
    own = sorted(list_stats(Path(__file__).parents[1]))
    text = repr((sys.version, str(root), own, list_libraries()))
    return sha256(text.encode()).hexdigest()


def list_stats(folder: Path) -> list[tuple[str, int, int]]:
    """Return path, size and time of all modules in a folder and below."""
    found = []
    for base, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in files:
            if name.endswith(".py"):
                stat = os.stat(f"{base}/{name}")  # noqa: PTH116 (hundreds of them, at each start)
                found.append((f"{base}/{name}", stat.st_size, stat.st_mtime_ns))
    return found


def list_libraries() -> list[str]:
    """Return the libraries that have a say, with their versions."""
    names = [name for folder in dict.fromkeys(sys.path) for name in list_names(folder or ".")]
    return sorted(
        name
        for name in names
        if name.endswith((".dist-info", ".egg-info"))
        and name.partition("-")[0].casefold().replace("-", "_") in LIBRARIES
    )


def list_names(folder: str) -> list[str]:
    """Return the names in a folder, none if it is none."""
    with suppress(OSError):
        return os.listdir(folder)  # noqa: PTH208 (as above)
    return []


def read_stamp(place: StatePlace, program: str) -> Stamp:
    """Return the stamp, an empty one if it is missing, damaged, or another program's."""
    try:
        stamp = Stamp(*marshal.loads(unseal(place.stamp.read_bytes())))
    except (OSError, ValueError, EOFError, TypeError):
        return NO_STAMP
    return stamp if stamp.program == program else NO_STAMP


def write_stamp(place: StatePlace, stamp: Stamp) -> None:
    """Write the stamp; a reader finds the old one or the new one."""
    staged = place.stamp.with_suffix(".stamp-new")
    staged.write_bytes(seal(marshal.dumps(list(stamp))))
    staged.replace(place.stamp)


def seal(data: bytes) -> bytes:
    """Return bytes behind a mark by which damage is noticed."""
    return crc32(data).to_bytes(SEAL_BYTES, "big") + data


def unseal(data: bytes) -> memoryview:
    """Return what was sealed.

    Raises:
        ValueError: it is damaged.
    """
    sealed = memoryview(data)[SEAL_BYTES:]
    if data[:SEAL_BYTES] != crc32(sealed).to_bytes(SEAL_BYTES, "big"):
        raise ValueError("damaged")
    return sealed


def open_database(place: StatePlace, stamp: Stamp) -> sqlite3.Connection:
    """Return the database, an empty one if it is not as it was left."""
    if stamp.database == MISSING or stat_of(place.database) != stamp.database:
        remove_database(place)
    connection = sqlite3.connect(place.database, isolation_level=None, check_same_thread=False)
    try:
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


SETTINGS = (
    "locking_mode = EXCLUSIVE",
    "journal_mode = WAL",
    # A power cut may cost the state: its stamp is older then, and it is not used.
    "synchronous = OFF",
    # The log alone is written to until the end, so that the stamp goes on being true.
    "wal_autocheckpoint = 0",
    "cache_size = -65536",
    "temp_store = MEMORY",
)


def close_database(place: StatePlace, connection: sqlite3.Connection) -> tuple[int, ...]:
    """Put everything into the database's own file; return the stat it is left with.

    That is the stat of none where the disk has no room for it.
    """
    with suppress(sqlite3.OperationalError):
        connection.execute("ROLLBACK")
    is_whole = move_log(connection)
    connection.close()
    return stat_of(place.database) if is_whole else MISSING


def move_log(connection: sqlite3.Connection) -> bool:
    """Move what the log holds into the database's own file; tell whether that was possible."""
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return False
    return True


def stat_of(path: Path) -> tuple[int, ...]:
    """Return the stat of a file, that of none if it is not there."""
    try:
        return tuple(file_stat(path.stat()))
    except OSError:
        return MISSING


def remove_database(place: StatePlace) -> None:
    """Remove the database with its log."""
    for end in ("", "-wal", "-shm", "-journal"):
        place.database.with_name(place.database.name + end).unlink(missing_ok=True)
