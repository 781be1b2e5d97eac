"""The ledger's tables, in SQLite: more than the memory holds, and there again tomorrow.

What was asked for lately is kept unpacked in memory. What a build makes waits there, packed,
in layers: the newest is what ``undo`` drops, below it what ``save`` put out of its reach, below
all of them the database. ``commit`` writes every layer. So a build asks an empty database for
nothing, and each database for nothing that it has just made, and writes once, when it is done,
unless more than ``WAITING`` waits. Until then a forked process sees the same as this one. A
connection to ``:memory:`` serves where nothing is to be kept.

Names are told apart by 63 bits of a hash, so that no table of names must be asked first:
among a million names, two are taken for one with a probability of one in ten million.
"""

import marshal
import pickle
import sqlite3
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from briefbook.base.addresses import Address
from briefbook.index.editions import Edition
from briefbook.index.rows import OPEN, Access

Task = tuple[str, str]
IndexKey = tuple[str, str]
Guarded = tuple[object, Access]
Rows = tuple[Guarded, ...]
Packed = tuple[bytes, bytes, bytes, str]
"""What is kept of a task, as the columns of its table: value, rows, reads, cause."""


FORMAT = pickle.HIGHEST_PROTOCOL
PICKLED = pickle.PROTO[0]
"""The first byte of what is pickled; what is compressed begins with another."""

LARGE = 1_000
"""Bytes of a packed value that is worth compressing."""

WAITING = 768 * 2**20
"""Bytes of what waits to be written before some of it is."""

MOST_LAYERS = 4
"""Layers that are asked one after another; one more, and all are written."""

IN_MEMORY = 12 * 2**20
"""Bytes, as packed, of half of what is kept unpacked of a table; unpacked, six times that."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS made (
    id INTEGER PRIMARY KEY, stage TEXT, key TEXT,
    value BLOB, rows BLOB, reads BLOB, cause TEXT
);
CREATE INDEX IF NOT EXISTS made_by_stage ON made (stage, key);
CREATE TABLE IF NOT EXISTS row (posting INTEGER, task INTEGER, data BLOB);
CREATE UNIQUE INDEX IF NOT EXISTS row_by_posting ON row (posting, task);
CREATE TABLE IF NOT EXISTS posting
    (name TEXT, key TEXT, id INTEGER, PRIMARY KEY (name, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reader (posting INTEGER PRIMARY KEY, tasks BLOB);
CREATE TABLE IF NOT EXISTS page (address TEXT PRIMARY KEY, hash TEXT, links BLOB, ids BLOB);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, data BLOB);
"""

ANYTHING = """
SELECT EXISTS (SELECT 1 FROM made) OR EXISTS (SELECT 1 FROM page) OR EXISTS (SELECT 1 FROM note)
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


class Layer:
    """What waits to be written, packed, each thing by what it is about."""

    __slots__ = ("gained", "lost", "made", "names", "notes", "pages", "rows", "size")

    def __init__(self) -> None:
        """Hold nothing."""
        self.size = 0
        self.made: dict[Task, Packed | None] = {}
        self.rows: dict[int, dict[Task, bytes]] = {}
        self.names: dict[str, dict[str, int]] = defaultdict(dict)
        self.gained: dict[int, list[Task]] = {}
        self.lost: dict[int, set[Task]] = {}
        self.pages: dict[Address, PageRecord | None] = {}
        self.notes: dict[str, bytes] = {}


@lru_cache(maxsize=1 << 16)
def name_id(first: str, second: str) -> int:
    """Return the number that stands for a task (stage, key) or a posting list (index, key)."""
    name = f"{first}\0{second}".encode(errors="surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big") >> 1


class Store:
    """The tables: what tasks made, their rows, the posting lists, their readers, the pages."""

    def __init__(self, connection: sqlite3.Connection | None = None, address: str = "") -> None:
        """Take a connection in which nothing else is done; by default nothing is kept.

        ``address`` is the URI by which forked processes may read what it is connected to.
        """
        self.connection = connection or sqlite3.connect(":memory:", isolation_level=None)
        self.address = address
        self.connection.executescript(SCHEMA)
        self.connection.execute("BEGIN")
        self.tasks: Cache[Task, StoredTask] = Cache(IN_MEMORY)
        self.opened: Cache[IndexKey, LoadedKey] = Cache(IN_MEMORY)
        self.listed: dict[str, dict[Edition, tuple[str, ...]]] = defaultdict(dict)
        self.layers: tuple[Layer, ...] = (Layer(),)
        self.is_written = self.is_spilled = False
        self.is_empty = self.ask(ANYTHING) == [(0,)]

    @property
    def waiting(self) -> Layer:
        """The newest layer, which alone is changed."""
        return self.layers[0]

    def ask(self, sql: str, *values: object) -> list[Any]:
        """Return the rows of a query."""
        return self.connection.execute(sql, values).fetchall()

    def _look_up(self, sql: str, *values: object) -> list[Any]:
        """Return the rows of a query; the tables are not asked before they hold anything."""
        return [] if self.is_empty else self.ask(sql, *values)

    # Tasks

    def task(self, task: Task) -> StoredTask | None:
        """Return what is kept of a task."""
        return self.tasks.get(task) or self._load_task(task)

    def keep(self, task: Task, packed: Packed | None, kept: StoredTask | None = None) -> None:
        """Keep what a task made, its rows and reads being told, or forget it.

        ``kept`` is the same unpacked, where it is at hand.
        """
        self.tasks.pop(task)
        self.waiting.made[task] = packed
        if packed:
            weight = weigh(packed)
            self.waiting.size += weight
            if kept:
                self.tasks.put(task, kept, weight)
        if sum(layer.size for layer in self.layers) > WAITING:
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
        found.update((key, bool(packed)) for key, packed in self._list_waiting(stage))
        return sorted(key for key, is_kept in found.items() if is_kept)

    def _list_waiting(self, stage: str) -> Iterator[tuple[str, Packed | None]]:
        for layer in reversed(self.layers):
            yield from ((key, one) for (of, key), one in layer.made.items() if of == stage)

    def _load_task(self, task: Task) -> StoredTask | None:
        sql = "SELECT value, rows, reads, cause FROM made WHERE id = ?"
        for layer in self.layers:
            if task in layer.made:
                packed = layer.made[task]
                break
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

    def row(self, posting: int, task: Task) -> bytes:
        """Return the packed rows of one task in a posting list."""
        for layer in self.layers:
            if task in (by_task := layer.rows.get(posting, {})):
                return by_task[task]
        sql = "SELECT data FROM row WHERE posting = ? AND task = ?"
        found = self._look_up(sql, posting, name_id(*task))
        return found[0][0] if found else b""

    def put(self, name: IndexKey, posting: int, task: Task, packed: bytes) -> None:
        """Put a task's packed rows into a posting list, none to take them out."""
        waiting = self.waiting
        waiting.rows.setdefault(posting, {})[task] = packed
        waiting.size += len(packed) + 100
        waiting.names[name[0]][name[1]] = posting
        self.listed.pop(name[0], None)
        opened = self.opened.get(name)
        if opened:
            opened.by_task = order_rows({**opened.by_task, task: unpack_rows(packed)})
            opened.seen.clear()

    def keys(self, index: str) -> list[str]:
        """Return the keys of an index; some of them may have no rows any more."""
        sql = "SELECT key FROM posting WHERE name = ?"
        found = {key for (key,) in self._look_up(sql, index)}
        return sorted(found.union(*(layer.names.get(index, ()) for layer in self.layers)))

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
        for layer in reversed(self.layers):
            packed.update(layer.rows.get(posting, ()))
        by_task = {task: unpack_rows(data) for task, data in packed.items()}
        opened = LoadedKey(posting, order_rows(by_task))
        self.opened.put(name, opened, 200 + sum(map(len, packed.values())))
        return opened

    # Readers

    def readers(self, posting: int) -> list[Task]:
        """Return the tasks that read a posting list."""
        found = list(self._load_readers(posting))
        for layer in reversed(self.layers):
            if lost := layer.lost.get(posting):
                found = [task for task in found if task not in lost]
            found += layer.gained.get(posting, ())
        return found

    def change_reads(self, task: Task, before: frozenset[int], now: frozenset[int]) -> None:
        """Write down that a task reads other posting lists now."""
        waiting = self.waiting
        waiting.size += 40 * len(now - before)
        for posting in now - before:
            if task in waiting.lost.get(posting, ()):
                waiting.lost[posting].discard(task)
            else:
                waiting.gained.setdefault(posting, []).append(task)
        for posting in before - now:
            if task in waiting.gained.get(posting, ()):
                waiting.gained[posting].remove(task)
            else:
                waiting.lost.setdefault(posting, set()).add(task)

    def _load_readers(self, posting: int) -> Iterator[Task]:
        for number in unpack_numbers(self._packed_readers(posting)):
            yield from self.ask("SELECT stage, key FROM made WHERE id = ?", number)

    def _packed_readers(self, posting: int) -> bytes:
        found = self._look_up("SELECT tasks FROM reader WHERE posting = ?", posting)
        return found[0][0] if found else b""

    # Pages

    def page(self, address: str) -> PageRecord | None:
        """Return what is known of a rendered page."""
        for layer in self.layers:
            if address in layer.pages:
                return layer.pages[Address(address)]
        found = self._look_up("SELECT hash, links, ids FROM page WHERE address = ?", address)
        return PageRecord(found[0][0], *map(unpack_numbers, found[0][1:])) if found else None

    def put_page(self, address: Address, record: PageRecord | None) -> None:
        """Write down a page that was rendered, or that it is gone."""
        self.waiting.pages[address] = record

    def page_hashes(self) -> dict[Address, str]:
        """Return the SHA-256 of every page in hex, by address."""
        found = dict(self._look_up("SELECT address, hash FROM page"))
        for address, record in self._list_waiting_pages():
            found.pop(address, None)
            if record:
                found[address] = record.hash
        return found

    def pages_linking(self, ends: set[int]) -> list[str]:
        """Return the pages that link to any of the ends given; all pages are looked at."""
        pages = self._look_up("SELECT address, links FROM page")
        links = {address: unpack_numbers(packed) for address, packed in pages}
        links.update((at, one.links if one else ()) for at, one in self._list_waiting_pages())
        return sorted(at for at, numbers in links.items() if not ends.isdisjoint(numbers))

    def _list_waiting_pages(self) -> Iterator[tuple[Address, PageRecord | None]]:
        return (page for layer in reversed(self.layers) for page in layer.pages.items())

    # Notes

    def note(self, name: str) -> Any:
        """Return a value kept under a name of its own, or None."""
        for layer in self.layers:
            if name in layer.notes:
                return unpack(layer.notes[name])
        found = self._look_up("SELECT data FROM note WHERE name = ?", name)
        return unpack(found[0][0]) if found else None

    def write_note(self, name: str, value: object) -> None:
        """Keep a value under a name of its own."""
        self.waiting.notes[name] = pack(value)

    # What is written when, and who else may look

    def save(self) -> None:
        """Have everything outlast ``undo``; it is written when there is more of it."""
        self.layers = (Layer(), *self.layers)
        if self.is_spilled or len(self.layers) > MOST_LAYERS:
            self.commit()

    def undo(self) -> None:
        """Go back to what was last saved."""
        self._run("ROLLBACK", "BEGIN")
        self.is_spilled = False
        self.layers = (Layer(), *self.layers[1:])
        self.tasks.clear()
        self.opened.clear()
        self.listed.clear()

    def commit(self) -> None:
        """Write everything, and make it last."""
        self._write_all(self.layers)
        self.layers = (Layer(),)

    def flush(self) -> None:
        """Write everything; what is not saved can be undone still."""
        newest, *saved = self.layers
        if saved:
            self._write_all(saved)
        self._write(newest)
        self.layers, self.is_spilled = (Layer(),), True

    def _write_all(self, layers: Sequence[Layer]) -> None:
        for layer in reversed(layers):
            self._write(layer)
        self._run("COMMIT", "BEGIN")
        self.is_spilled = False

    def can_be_shared(self) -> bool:
        """Tell whether a forked process can see all that this one sees."""
        return self.is_empty or bool(self.address and not self.is_written)

    def open_anew(self) -> None:
        """Read by a connection of its own, in a forked process: none may be used by two.

        The database is as it was when this session began, and nobody writes to it before the
        forked process has ended; so it is read without locks. The connection of the other
        process stays open here, since closing it would change the files.
        """
        if not self.is_empty:
            self.elsewhere = self.connection
            self.connection = sqlite3.connect(self.address, uri=True, isolation_level=None)

    def _run(self, *statements: str) -> None:
        for statement in statements:
            self.connection.execute(statement)

    def _write(self, layer: Layer) -> None:
        many = self.connection.executemany
        self.is_empty, self.is_written = False, True
        gone = [(name_id(*task),) for task, packed in layer.made.items() if packed is None]
        many("DELETE FROM made WHERE id = ?", gone)
        many("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?, ?)", _list_made(layer))
        many("DELETE FROM row WHERE posting = ? AND task = ?", _list_empty(layer))
        many("INSERT OR REPLACE INTO row VALUES (?, ?, ?)", _list_rows(layer))
        many("INSERT OR IGNORE INTO posting VALUES (?, ?, ?)", _list_names(layer))
        self._write_lost(layer)
        many(
            "INSERT INTO reader VALUES (?, ?) "
            "ON CONFLICT (posting) DO UPDATE SET tasks = CAST(tasks || excluded.tasks AS BLOB)",
            _list_gained(layer),
        )
        gone_pages = [(address,) for address, record in layer.pages.items() if record is None]
        many("DELETE FROM page WHERE address = ?", gone_pages)
        many("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?)", _list_pages(layer))
        many("INSERT OR REPLACE INTO note VALUES (?, ?)", layer.notes.items())

    def _write_lost(self, layer: Layer) -> None:
        for posting, tasks in layer.lost.items():
            lost = {name_id(*task) for task in tasks}
            left = [n for n in unpack_numbers(self._packed_readers(posting)) if n not in lost]
            values = (posting, pack_numbers(left))
            self.connection.execute("INSERT OR REPLACE INTO reader VALUES (?, ?)", values)


# All are listed in the order in which a table holds them: so it is written from end to end.


def _list_made(layer: Layer) -> list[tuple[object, ...]]:
    made = ((name_id(*task), *task, *packed) for task, packed in layer.made.items() if packed)
    return sorted(made, key=itemgetter(0))


def _list_empty(layer: Layer) -> Iterator[tuple[int, int]]:
    for posting, by_task in layer.rows.items():
        yield from ((posting, name_id(*task)) for task, packed in by_task.items() if not packed)


def _list_rows(layer: Layer) -> Iterator[tuple[int, int, bytes]]:
    for posting, by_task in sorted(layer.rows.items()):
        rows = ((name_id(*task), packed) for task, packed in by_task.items() if packed)
        yield from ((posting, *row) for row in sorted(rows))


def _list_names(layer: Layer) -> Iterator[tuple[str, str, int]]:
    for index, keys in sorted(layer.names.items()):
        yield from ((index, key, posting) for key, posting in sorted(keys.items()))


def _list_gained(layer: Layer) -> Iterator[tuple[int, bytes]]:
    for posting, tasks in sorted(layer.gained.items()):
        yield posting, pack_numbers(name_id(*task) for task in tasks)


def _list_pages(layer: Layer) -> Iterator[tuple[str, str, bytes, bytes]]:
    for address, record in sorted(layer.pages.items()):
        if record:
            yield address, record.hash, pack_numbers(record.links), pack_numbers(record.ids)


def order_rows(by_task: Mapping[Task, Rows]) -> dict[Task, Rows]:
    """Return the rows of a key by task, in the order of tasks that have any."""
    return {task: by_task[task] for task in sorted(by_task) if by_task[task]}


def weigh(packed: Packed) -> int:
    """Return about how many bytes a packed task takes."""
    value, rows, reads, _ = packed
    return len(value) + len(rows) + len(reads) + 200


def pack(value: object) -> bytes:
    """Return a value as bytes, compressed if there are many."""
    data = pickle.dumps(value, FORMAT)
    return zlib.compress(data, 1) if len(data) > LARGE else data


def unpack(data: bytes) -> Any:
    """Return a value that was packed. Compressed or not, its first byte tells."""
    return pickle.loads(zlib.decompress(data) if data[0] != PICKLED else data)


def pack_rows(rows: Rows) -> bytes:
    """Return the rows of a task in a posting list, packed; no bytes if there are none.

    The access of most is the open one, which is left out.
    """
    if not rows:
        return b""
    return pack([(value, None if access == OPEN else access) for value, access in rows])


def unpack_rows(data: bytes) -> Rows:
    """Return the rows of a task in a posting list, of which there may be none."""
    rows = unpack(data) if data else ()
    return tuple((value, OPEN if access is None else access) for value, access in rows)


def unpack_kept(value: bytes, rows: bytes, reads: bytes, cause: str) -> StoredTask:
    """Return what the columns of a task hold."""
    return StoredTask(
        unpack(value), marshal.loads(rows), frozenset(unpack_numbers(reads)), cause
    )


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Return numbers of 63 bits as bytes."""
    return array("q", numbers).tobytes()


def unpack_numbers(data: bytes) -> Sequence[int]:
    """Return the numbers that bytes hold."""
    return array("q", data)
