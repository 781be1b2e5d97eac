"""What is kept of an edition between runs, under ``.briefbook/``: a database and its stamp.

The stamp says by which program the database was written, and which size, times and inode it
had when it was left: anything else, and it is not used. So what lies there may be deleted,
damaged, copied or of another version: that costs time and nothing else. A process that is
killed leaves the log of SQLite, from which the next one goes on.

Beside the tables of the ledger (``index/store.py``) the database has one of what the edge
remembers: files as last seen, output folders and their pages as left, and the last run, if
it can be repeated by saying the same. A run that finds nothing changed reads the last two,
looks at names and stats, of the workspace, of the theme and of the folders that were
published, and loads nothing else.
"""

import marshal
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from briefbook.disk.files import NO_STAT, FileStat, find_stat
from briefbook.publish.records import Left, is_as_left
from briefbook.session.choices import Choices
from briefbook.workspace.scan import FolderStats, look_around, look_elsewhere

Name = TypeVar("Name", bound=str)
Value = TypeVar("Value")
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

SCHEMA = """
CREATE TABLE IF NOT EXISTS kept
    (part BLOB, key BLOB, data BLOB, PRIMARY KEY (part, key)) WITHOUT ROWID
"""

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

LAST_RUN = "last run"
LEFT = "output folders"
LOWEST = "lowest"
"""The file that names the edition which is built where none is named."""

EVER = "9999-12-31"
EVERY_TIME_THE_SAME = 2
"""The format of marshal that writes equal values alike, whichever of them are one object."""


class StatePlace(NamedTuple):
    """Where the state of one edition lies."""

    database: Path
    stamp: Path
    full_text: Path


class RepeatableRun(NamedTuple):
    """A run that can be repeated by saying the same: its circumstances, and what was said.

    It holds from the day ``since`` until the day before ``until``. Stats are there as their
    digests.
    """

    choices: str
    since: str
    until: str
    static: str
    files: bytes
    elsewhere: bytes
    named: tuple[str, ...]
    trouble: str
    output: str
    report: str
    pages: int


class FirstLook(NamedTuple):
    """What a first look gave: the run that can be repeated, or what lay around.

    ``moment`` is when the look began, in nanoseconds since 1970.
    """

    moment: int
    run: RepeatableRun | None = None
    around: FolderStats | None = None


def place_of(folder: Path, edition: str, drafts: bool, as_of: str = "") -> StatePlace:
    """Return where the state of an edition lies; drafts and former days have their own."""
    name = f"{edition}+drafts" if drafts else edition
    name = f"{name}+as-of-{as_of}" if as_of else name
    return StatePlace(*(folder / f"{name}.{end}" for end in ("sqlite", "stamp", "full-text")))


def describe_program(root: Path) -> str:
    """Return what tells this program from others: its files, its libraries, its Python."""
    own = sorted(_list_stats(Path(__file__).parents[1]))
    text = repr((sys.version, str(root), own, list_libraries()))
    return sha256(text.encode()).hexdigest()


def _list_stats(folder: Path) -> list[tuple[str, int, int]]:
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
    names = [name for folder in dict.fromkeys(sys.path) for name in _list_names(folder or ".")]
    return sorted(
        name
        for name in names
        if name.endswith((".dist-info", ".egg-info"))
        and name.partition("-")[0].casefold().replace("-", "_") in LIBRARIES
    )


def _list_names(folder: str) -> list[str]:
    with suppress(OSError):
        return os.listdir(folder)  # noqa: PTH208 (as above)
    return []


def is_trusted(place: StatePlace, program: str) -> bool:
    """Tell whether the database is as this very program left it."""
    found = stat_of(place.database)
    try:
        said = place.stamp.read_text("utf-8")
    except (OSError, ValueError):
        return False
    return found != NO_STAT and said == _describe_state(program, found)


def write_stamp(place: StatePlace, program: str, database: FileStat) -> None:
    """Write the stamp; a reader finds the old one or the new one."""
    staged = place.stamp.with_suffix(".stamp-new")
    staged.write_text(_describe_state(program, database), "utf-8")
    staged.replace(place.stamp)


def _describe_state(program: str, database: FileStat) -> str:
    return " ".join(map(str, (program, *database)))


def open_database(place: StatePlace, program: str) -> sqlite3.Connection:
    """Return the database, an empty one if it is not as it was left."""
    if not is_trusted(place, program):
        remove_database(place)
    connection = sqlite3.connect(place.database, isolation_level=None, check_same_thread=False)
    try:
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        connection.execute(SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def read_only(database: Path) -> str:
    """Return the URI by which a database's own file is read, without its log or locks."""
    return f"{database.as_uri()}?immutable=1"


def close_database(place: StatePlace, connection: sqlite3.Connection) -> FileStat:
    """Put everything into the database's own file; return the stat it is left with.

    That is the stat of none where the disk has no room for it.
    """
    with suppress(sqlite3.OperationalError):
        connection.execute("ROLLBACK")
    is_whole = _move_log(connection)
    connection.close()
    return stat_of(place.database) if is_whole else NO_STAT


def _move_log(connection: sqlite3.Connection) -> bool:
    """Move what the log holds into the database's own file; tell whether that was possible."""
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return False
    return True


def stat_of(path: Path) -> FileStat:
    """Return the stat of a file, that of none if it is not there."""
    with suppress(OSError):
        return find_stat(str(path)) or NO_STAT
    return NO_STAT


def remove_database(place: StatePlace) -> None:
    """Remove the database with its log."""
    for end in ("", "-wal", "-shm", "-journal"):
        place.database.with_name(place.database.name + end).unlink(missing_ok=True)


def read_part(
    connection: sqlite3.Connection, part: str, unpack: Callable[[Any], Value]
) -> dict[str, Value]:
    """Return what is kept in a part by key, made of plain values by ``unpack``."""
    found = connection.execute(
        "SELECT key, data FROM kept WHERE part = ?", (_encode_name(part),)
    )
    return {_decode_name(key): unpack(marshal.loads(data)) for key, data in found}


def write_part(
    connection: sqlite3.Connection,
    part: str,
    before: Mapping[Name, Value],
    now: Mapping[Name, Value],
    pack: Callable[[Value], Any],
) -> None:
    """Write what is another than before; ``pack`` makes plain values of it."""
    many, name = connection.executemany, _encode_name(part)
    gone = ((name, _encode_name(key)) for key in before.keys() - now.keys())
    many("DELETE FROM kept WHERE part = ? AND key = ?", gone)
    changed = (
        (name, _encode_name(key), marshal.dumps(pack(one)))
        for key, one in now.items()
        if before.get(key) != one
    )
    many("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", changed)


def _encode_name(name: str) -> bytes:
    """Return a path as SQLite can hold it, though it be no text."""
    return name.encode("utf-8", "surrogatepass")


def _decode_name(name: bytes) -> str:
    """Return what ``_encode_name`` was given."""
    return name.decode("utf-8", "surrogatepass")


def pack_left(left: Left) -> Any:
    """Return an output folder as it was left in plain values."""
    folders = {folder: stat and tuple(stat) for folder, stat in left.folders.items()}
    return left.manifest and tuple(left.manifest), folders, left.boot


def unpack_left(plain: Any) -> Left:
    """Return what ``pack_left`` was given."""
    manifest, folders, boot = plain
    stats = {folder: stat and FileStat(*stat) for folder, stat in folders.items()}
    return Left(manifest and FileStat(*manifest), stats, boot)


def find_unchanged(root: Path, state: Path, choices: Choices) -> FirstLook:
    """Return the last run if it would say and do the same again, else what was seen."""
    place = place_of(state, _name_edition(state, choices), choices.drafts, choices.as_of)
    run, lefts = _read_last(place, describe_program(root))
    moment = time.time_ns()
    if run is None or not _is_asked_again(run, choices):
        return FirstLook(moment)
    around = look_around(root, run.static)
    left = lefts.get(run.output, Left())
    if _is_same_workspace(root, run, around) and is_as_left(Path(run.output), left):
        return FirstLook(moment, run)
    return FirstLook(moment, None, around)


def _read_last(
    place: StatePlace, program: str
) -> tuple[RepeatableRun | None, Mapping[str, Left]]:
    """Return the last run, if it can be repeated, and the output folders as they were left.

    The database is read as its own file has it, without its log, and nothing is written.
    """
    if not is_trusted(place, program):
        return None, {}
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(read_only(place.database), uri=True)) as connection,
    ):
        runs = read_part(connection, LAST_RUN, lambda said: RepeatableRun(**said))
        return runs.get(""), read_part(connection, LEFT, unpack_left)
    return None, {}


def _name_edition(state: Path, choices: Choices) -> str:
    try:
        return choices.edition or (state / LOWEST).read_text("utf-8")
    except (OSError, ValueError):
        return ""


def _is_asked_again(run: RepeatableRun, choices: Choices) -> bool:
    """Tell whether the same was asked for in that run, on a day that makes no difference."""
    is_same_day = run.since <= choices.today < run.until
    return is_same_day and run.choices == _describe_choices(choices)


def _is_same_workspace(root: Path, run: RepeatableRun, around: FolderStats) -> bool:
    return (
        repr(around.problems) == run.trouble
        and _digest_stats(around.files) == run.files
        and _digest_stats(look_elsewhere(root, run.named)) == run.elsewhere
    )


def _digest_stats(stats: Mapping[str, FileStat]) -> bytes:
    """Return what tells paths with their stats from others: sooner read than all of them."""
    plain = [*stats, *map(tuple, stats.values())]
    return blake2b(marshal.dumps(plain, EVERY_TIME_THE_SAME), digest_size=16).digest()


def _describe_choices(choices: Choices) -> str:
    """Return the choices that have a say in what is published; the day has its own."""
    return repr(choices._replace(today="", jobs=""))


def describe_run(
    choices: Choices,
    around: FolderStats,
    named: tuple[str, ...],
    elsewhere: Mapping[str, FileStat],
    said: dict[str, Any],
) -> dict[str, Any]:
    """Return a run as it is kept."""
    return {
        "choices": _describe_choices(choices),
        "files": _digest_stats(around.files),
        "elsewhere": _digest_stats(elsewhere),
        "named": named,
        "trouble": repr(around.problems),
        **said,
    }


def find_span(days: list[str], today: str) -> tuple[str, str]:
    """Return from which day until before which other the embargoes give the same as today."""
    since = max((day for day in days if day <= today), default="")
    return since, min((day for day in days if day > today), default=EVER)
