"""The ledger's tables, in SQLite: more than the memory holds, and there again tomorrow.

What was asked for lately is kept unpacked in memory; what is written waits there, packed,
until ``flush``. A first build asks an empty database for nothing, and writes once, when it is
done, unless it makes more than ``WAITING``. A connection to ``:memory:`` serves where nothing
is to be kept.

Names are told apart by 63 bits of a hash, so that no table of names must be asked first:
among a million names, two are taken for one with a probability of one in ten million.
"""

import marshal
import pickle
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Generic, NamedTuple, TypeVar

from briefbook.base.addresses import Address
from briefbook.index.editions import Edition
from briefbook.index.rows import Access

Task = tuple[str, str]
IndexKey = tuple[str, str]
Guarded = tuple[object, Access]
Rows = tuple[Guarded, ...]
Packed = tuple[bytes, bytes, bytes, str]
"""What is kept of a task, as the columns of its table: value, rows, reads, cause."""


FORMAT = pickle.HIGHEST_PROTOCOL
WAITING = 96 * 2**20
"""Bytes of what waits to be written before some of it is."""

IN_MEMORY = 12 * 2**20
"""Bytes, as packed, of half of what is kept unpacked of a table; unpacked, six times that."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS made
    (id INTEGER UNIQUE, stage TEXT, key TEXT, value BLOB, rows BLOB, reads BLOB, cause TEXT);
CREATE INDEX IF NOT EXISTS made_by_stage ON made (stage, key);
CREATE TABLE IF NOT EXISTS row (posting INTEGER, task INTEGER, data BLOB);
CREATE UNIQUE INDEX IF NOT EXISTS row_by_posting ON row (posting, task);
CREATE TABLE IF NOT EXISTS posting (id INTEGER PRIMARY KEY, name TEXT, key TEXT);
CREATE INDEX IF NOT EXISTS posting_by_name ON posting (name, key);
CREATE TABLE IF NOT EXISTS reader (posting INTEGER PRIMARY KEY, tasks BLOB);
CREATE TABLE IF NOT EXISTS page (address TEXT PRIMARY KEY, hash TEXT, links BLOB, ids BLOB);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, data BLOB);
"""

Key = TypeVar("Key")
Value = TypeVar("Value")


class StoredTask(NamedTuple):
    """What is kept of a task: its value, the keys it has rows under, those it read, and why."""

    value: Any
    rows: tuple[IndexKey, ...] = ()
    reads: frozenset[int] = frozenset()
    cause: str = ""


class PageRecord(NamedTuple):
    """A rendered page: the SHA-256 of its bytes, its links, and its ids.

    Both are numbers, ``name_id(address, fragment)``; a page itself has no fragment.
    """

    hash: str
    links: Sequence[int]
    ids: Sequence[int]


class LoadedKey:
    """A posting list in memory: its rows by task, and what each edition saw of them."""

    __slots__ = ("by_task", "number", "seen")

    def __init__(self, number: int, by_task: dict[Task, Rows]) -> None:
        """Open a posting list; nobody has looked at it yet."""
        self.number = number
        self.by_task = by_task
        self.seen: dict[Edition, tuple[Any, ...]] = {}


class Cache(Generic[Key, Value]):
    """Things used lately, by weight: the older half goes when there is too much."""

    def __init__(self, limit: int) -> None:
        """Hold no more than twice ``limit``."""
        self.limit = limit
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.young: dict[Key, Value] = {}
        self.old: dict[Key, Value] = {}
        self.weight = 0

    def get(self, key: Key) -> Value | None:
        """Return what is known under a key, which makes it young again."""
        found = self.young.get(key)
        if found is None and key in self.old:
            found = self.young[key] = self.old.pop(key)
        return found

    def put(self, key: Key, value: Value, weight: int) -> None:
        """Keep something."""
        self.weight += weight
        if self.weight > self.limit:
            self.old, self.young, self.weight = self.young, {}, weight
        self.young[key] = value

    def pop(self, key: Key) -> None:
        """Forget what is known under a key."""
        self.young.pop(key, None)
        self.old.pop(key, None)


class Sieve:
    """Numbers that were put in, and a few others: each has one of eight million bits.

    A million numbers of which nothing was put in cost no question to the database.
    """

    MASK = 2**23 - 1

    def __init__(self) -> None:
        """Hold nothing."""
        self.bits = bytearray((self.MASK + 1) // 8)

    def add(self, number: int) -> None:
        """Put a number in."""
        place = number & self.MASK
        self.bits[place >> 3] |= 1 << (place & 7)

    def __contains__(self, number: int) -> bool:
        """Tell whether a number may have been put in."""
        place = number & self.MASK
        return bool(self.bits[place >> 3] >> (place & 7) & 1)


@lru_cache(maxsize=1 << 16)
def name_id(first: str, second: str) -> int:
    """Return the number that stands for a task (stage, key) or a posting list (index, key)."""
    name = f"{first}\0{second}".encode(errors="surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big") >> 1


class Store:
    """The four tables: what each task made, its rows, the posting lists, and their readers."""

    def __init__(self, connection: sqlite3.Connection | None = None) -> None:
        """Take a connection in which nothing else is done; by default nothing is kept."""
        self.connection = connection or sqlite3.connect(":memory:", isolation_level=None)
        self.connection.executescript(SCHEMA)
        self.connection.execute("BEGIN")
        self.tasks: Cache[Task, StoredTask] = Cache(IN_MEMORY)
        self.opened: Cache[IndexKey, LoadedKey] = Cache(IN_MEMORY)
        self.listed: dict[str, dict[Edition, tuple[str, ...]]] = defaultdict(dict)
        self.forget_pending()
        self.is_empty = self.ask("SELECT 1 FROM made LIMIT 1") == []
        self.read: Sieve | None = Sieve() if self.is_empty else None

    def forget_pending(self) -> None:
        """Drop what waits to be written."""
        self.waiting = 0
        self.made: dict[Task, Packed | None] = {}
        self.rows: dict[int, dict[Task, bytes]] = defaultdict(dict)
        self.names: dict[str, dict[str, int]] = defaultdict(dict)
        self.gained: dict[int, list[Task]] = defaultdict(list)
        self.lost: dict[int, set[Task]] = defaultdict(set)

    def ask(self, sql: str, *values: object) -> list[Any]:
        """Return the rows of a query."""
        return self.connection.execute(sql, values).fetchall()

    def _look_up(self, sql: str, *values: object) -> list[Any]:
        """Return the rows of a query of what ``flush`` writes: none before it first did."""
        return [] if self.is_empty else self.ask(sql, *values)

    # Tasks

    def task(self, task: Task) -> StoredTask | None:
        """Return what is kept of a task."""
        return self.tasks.get(task) or self._load_task(task)

    def keep(self, task: Task, kept: StoredTask | None) -> None:
        """Keep what a task made, its rows and reads being told, or forget it."""
        self.tasks.pop(task)
        packed = self.made[task] = pack_kept(kept) if kept else None
        if kept and packed:
            weight = weigh(packed)
            self.tasks.put(task, kept, weight)
            self.waiting += weight
        if self.waiting > WAITING:
            self.flush()

    def stage(self, stage: str) -> Iterator[tuple[str, StoredTask]]:
        """Yield (key, what is kept) of every task of a stage, in order of keys."""
        sql = "SELECT key, value, rows, reads, cause FROM made WHERE stage = ?"
        packed = {key: columns for key, *columns in self._look_up(sql, stage)}
        packed.update(self._list_waiting(stage))
        for key in sorted(packed):
            if packed[key]:
                yield key, unpack_kept(*packed[key])

    def list_keys(self, stage: str) -> list[str]:
        """Return the keys of all tasks of a stage, in order."""
        sql = "SELECT key FROM made WHERE stage = ?"
        found = dict.fromkeys((key for (key,) in self._look_up(sql, stage)), True)
        found.update({key: bool(packed) for key, packed in self._list_waiting(stage).items()})
        return sorted(key for key, is_kept in found.items() if is_kept)

    def _list_waiting(self, stage: str) -> dict[str, Packed | None]:
        return {key: packed for (of, key), packed in self.made.items() if of == stage}

    def _load_task(self, task: Task) -> StoredTask | None:
        sql = "SELECT value, rows, reads, cause FROM made WHERE id = ?"
        if task in self.made:
            packed = self.made[task]
        else:
            packed = next(iter(self._look_up(sql, name_id(*task))), None)
        if not packed:
            return None
        kept = unpack_kept(*packed)
        self.tasks.put(task, kept, weigh(packed))
        return kept

    # Rows

    def open_key(self, name: IndexKey) -> LoadedKey:
        """Return a posting list, opened."""
        return self.opened.get(name) or self._open(name)

    def row(self, posting: int, task: Task) -> Rows:
        """Return the rows of one task in a posting list."""
        waiting = self.rows.get(posting, {})
        if task in waiting:
            return unpack_rows(waiting[task])
        sql = "SELECT data FROM row WHERE posting = ? AND task = ?"
        found = self._look_up(sql, posting, name_id(*task))
        return unpack_rows(found[0][0]) if found else ()

    def put(self, name: IndexKey, posting: int, task: Task, rows: Rows) -> None:
        """Put a task's rows into a posting list, none to take them out."""
        packed = self.rows[posting][task] = pickle.dumps(rows, FORMAT) if rows else b""
        self.waiting += len(packed) + 100
        self.listed.pop(name[0], None)
        self.names[name[0]][name[1]] = posting
        opened = self.opened.get(name)
        if opened:
            opened.by_task = order_rows({**opened.by_task, task: rows})
            opened.seen.clear()

    def keys(self, index: str) -> list[str]:
        """Return the keys of an index; some of them may have no rows any more."""
        sql = "SELECT key FROM posting WHERE name = ?"
        found = {key for (key,) in self._look_up(sql, index)}
        return sorted(found | self.names.get(index, {}).keys())

    def name(self, posting: int) -> IndexKey | None:
        """Return the name of a posting list that has, or had, rows."""
        self.flush()
        found = self.ask("SELECT name, key FROM posting WHERE id = ?", posting)
        return (found[0][0], found[0][1]) if found else None

    def _open(self, name: IndexKey) -> LoadedKey:
        posting = name_id(*name)
        sql = (
            "SELECT made.stage, made.key, row.data FROM row JOIN made ON made.id = row.task "
            "WHERE row.posting = ?"
        )
        packed = {(stage, key): data for stage, key, data in self._look_up(sql, posting)}
        packed.update(self.rows.get(posting, {}))
        by_task = {task: unpack_rows(data) for task, data in packed.items()}
        opened = LoadedKey(posting, order_rows(by_task))
        self.opened.put(name, opened, 200 + sum(map(len, packed.values())))
        return opened

    # Readers

    def readers(self, posting: int) -> list[Task]:
        """Return the tasks that read a posting list."""
        if self.read and posting not in self.read:
            return []
        lost = self.lost.get(posting, ())
        below = [task for task in self._load_readers(posting) if task not in lost]
        return [*below, *self.gained.get(posting, ())]

    def change_reads(self, task: Task, before: frozenset[int], now: frozenset[int]) -> None:
        """Write down that a task reads other posting lists now."""
        self.waiting += 40 * len(now - before)
        for posting in now - before:
            self._gain(posting, task)
        for posting in before - now:
            self._lose(posting, task)

    def _gain(self, posting: int, task: Task) -> None:
        if self.read:
            self.read.add(posting)
        if task in self.lost.get(posting, ()):
            self.lost[posting].discard(task)
        else:
            self.gained[posting].append(task)

    def _lose(self, posting: int, task: Task) -> None:
        if task in self.gained.get(posting, ()):
            self.gained[posting].remove(task)
        else:
            self.lost[posting].add(task)

    def _load_readers(self, posting: int) -> Iterator[Task]:
        for number in unpack_numbers(self._packed_readers(posting)):
            yield from self.ask("SELECT stage, key FROM made WHERE id = ?", number)

    def _packed_readers(self, posting: int) -> bytes:
        found = self._look_up("SELECT tasks FROM reader WHERE posting = ?", posting)
        return found[0][0] if found else b""

    # Pages

    def page(self, address: str) -> PageRecord | None:
        """Return what is known of a rendered page."""
        found = self.ask("SELECT hash, links, ids FROM page WHERE address = ?", address)
        return PageRecord(found[0][0], *map(unpack_numbers, found[0][1:])) if found else None

    def put_page(self, address: Address, record: PageRecord | None) -> None:
        """Write down a page that was rendered, or that it is gone."""
        self.connection.execute("DELETE FROM page WHERE address = ?", (address,))
        if record:
            values = (address, record.hash, *map(pack_numbers, record[1:]))
            self.connection.execute("INSERT INTO page VALUES (?, ?, ?, ?)", values)

    def page_hashes(self) -> dict[Address, str]:
        """Return the SHA-256 of every page in hex, by address."""
        return dict(self.connection.execute("SELECT address, hash FROM page"))

    def pages_linking(self, ends: set[int]) -> list[str]:
        """Return the pages that link to any of the ends given; all pages are looked at."""
        pages = self.connection.execute("SELECT address, links FROM page")
        return sorted(a for a, links in pages if not ends.isdisjoint(unpack_numbers(links)))

    # Notes, and what is written when

    def note(self, name: str) -> Any:
        """Return a value kept under a name of its own, or None."""
        found = self.ask("SELECT data FROM note WHERE name = ?", name)
        return pickle.loads(found[0][0]) if found else None

    def write_note(self, name: str, value: object) -> None:
        """Keep a value under a name of its own."""
        data = pickle.dumps(value, FORMAT)
        self.connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, data))

    def flush(self) -> None:
        """Write what waits to be written."""
        if self.made or self.rows or self.gained:
            self.is_empty = False
        many = self.connection.executemany
        gone = [(name_id(*task),) for task, kept in self.made.items() if kept is None]
        many("DELETE FROM made WHERE id = ?", gone)
        many("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?, ?)", self._pack_made())
        many("DELETE FROM row WHERE posting = ? AND task = ?", self._list_empty())
        many("INSERT OR REPLACE INTO row VALUES (?, ?, ?)", self._pack_rows())
        many("INSERT OR IGNORE INTO posting VALUES (?, ?, ?)", self._list_names())
        many(
            "INSERT INTO reader VALUES (?, ?) "
            "ON CONFLICT (posting) DO UPDATE SET tasks = CAST(tasks || excluded.tasks AS BLOB)",
            self._pack_gained(),
        )
        self._flush_lost()
        self.forget_pending()

    def commit(self) -> None:
        """Make all that was written last."""
        self.flush()
        self.connection.execute("COMMIT")
        self.connection.execute("BEGIN")

    def undo(self) -> None:
        """Go back to what was last made to last."""
        self.connection.execute("ROLLBACK")
        self.connection.execute("BEGIN")
        self.tasks.clear()
        self.opened.clear()
        self.listed.clear()
        self.forget_pending()

    def _pack_made(self) -> Iterator[tuple[object, ...]]:
        for task, packed in self.made.items():
            if packed:
                yield name_id(*task), *task, *packed

    def _list_empty(self) -> Iterator[tuple[int, int]]:
        for posting, by_task in self.rows.items():
            yield from ((posting, name_id(*task)) for task, rows in by_task.items() if not rows)

    def _pack_rows(self) -> Iterator[tuple[int, int, bytes]]:
        for posting, by_task in self.rows.items():
            for task, packed in by_task.items():
                if packed:
                    yield posting, name_id(*task), packed

    def _list_names(self) -> Iterator[tuple[int, str, str]]:
        for index, keys in self.names.items():
            yield from ((posting, index, key) for key, posting in keys.items())

    def _pack_gained(self) -> Iterator[tuple[int, bytes]]:
        for posting, tasks in self.gained.items():
            yield posting, pack_numbers(name_id(*task) for task in tasks)

    def _flush_lost(self) -> None:
        for posting, tasks in self.lost.items():
            lost = {name_id(*task) for task in tasks}
            left = [n for n in unpack_numbers(self._packed_readers(posting)) if n not in lost]
            values = (posting, pack_numbers(left))
            self.connection.execute("INSERT OR REPLACE INTO reader VALUES (?, ?)", values)


def order_rows(by_task: Mapping[Task, Rows]) -> dict[Task, Rows]:
    """Return the rows of a key by task, in the order of tasks that have any."""
    return {task: by_task[task] for task in sorted(by_task) if by_task[task]}


def weigh(packed: Packed) -> int:
    """Return about how many bytes a packed task takes."""
    value, rows, reads, _ = packed
    return len(value) + len(rows) + len(reads) + 200


def unpack_rows(data: bytes) -> Rows:
    """Return the rows of a task in a posting list, of which there may be none."""
    return tuple(pickle.loads(data)) if data else ()


def pack_kept(kept: StoredTask) -> Packed:
    """Return what is kept of a task as the columns of its table."""
    value = pickle.dumps(kept.value, FORMAT)
    return value, marshal.dumps(kept.rows), pack_numbers(sorted(kept.reads)), kept.cause


def unpack_kept(value: bytes, rows: bytes, reads: bytes, cause: str) -> StoredTask:
    """Return what the columns of a task hold."""
    return StoredTask(
        pickle.loads(value), marshal.loads(rows), frozenset(unpack_numbers(reads)), cause
    )


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Return numbers of 63 bits as bytes."""
    return array("q", numbers).tobytes()


def unpack_numbers(data: bytes) -> Sequence[int]:
    """Return the numbers that bytes hold."""
    return array("q", data)
