"""The ledger: who contributed which rows, who read which bucket, and what to redo.

A task is (stage, key). It is computed from its own input and from buckets that it asks
for; the ledger writes down which. When a task's rows change, the buckets they touch are
compared, and the tasks that read those buckets become stale. A stage that runs redoes
its new and stale tasks and nothing else. Stages run in a fixed order, and read only what
earlier stages wrote, so one pass is enough.

The four tables are those of the state that is kept between runs: what each task made,
its rows, the buckets, and their readers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from briefbook.editions import Edition, admits
from briefbook.rows import Gate, Row

Task = tuple[str, str]
Bucket = tuple[str, str]
Guarded = tuple[object, Gate]

Buckets = Mapping[str, Mapping[str, Mapping[Task, tuple[Guarded, ...]]]]
Seen = dict[Bucket, tuple[Any, ...]]
"""The values of buckets that an edition has looked at; what changes is taken out again."""

KEYS = "\0keys"
"""The key of the bucket that stands for "which keys does this index have"."""


class Made(NamedTuple):
    """What a task gives: a comparable value, and rows for later stages."""

    value: Any
    rows: tuple[Row, ...] = ()


class Delta(NamedTuple):
    """What a stage did: tasks that ran, those whose value is another now, and those gone."""

    ran: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


class Look:
    """What a task may ask of the site: buckets, through the door of one edition.

    Every question is remembered, so that the task is redone when the answer changes.
    """

    __slots__ = ("_buckets", "_seen", "edition", "reads")

    def __init__(self, buckets: Buckets, edition: Edition, seen: Seen) -> None:
        """Look into ``buckets`` with the eyes of ``edition``; ``seen`` is what it saw."""
        self._buckets = buckets
        self._seen = seen
        self.edition = edition
        self.reads: set[Bucket] = set()

    def guarded(self, index: str, key: str = "") -> tuple[Guarded, ...]:
        """Return the visible rows of a bucket with their gates, in the order of their tasks."""
        self.reads.add((index, key))
        return self._open(index, key)

    def all(self, index: str, key: str = "") -> tuple[Any, ...]:
        """Return the visible values of a bucket, in the order of their tasks."""
        bucket = (index, key)
        self.reads.add(bucket)
        values = self._seen.get(bucket)
        if values is None:
            values = self._seen[bucket] = tuple(value for value, _ in self._open(index, key))
        return values

    def one(self, index: str, key: str = "") -> Any:
        """Return the only visible value of a bucket, the first if there are more, or None."""
        values = self.all(index, key)
        return values[0] if values else None

    def keys(self, index: str) -> tuple[str, ...]:
        """Return the sorted keys of an index that have something to see."""
        bucket = (index, KEYS)
        self.reads.add(bucket)
        if bucket not in self._seen:
            found = [key for key in self._buckets.get(index, {}) if self._open(index, key)]
            self._seen[bucket] = tuple(sorted(found))
        return self._seen[bucket]

    def _open(self, index: str, key: str) -> tuple[Guarded, ...]:
        by_task = self._buckets.get(index, {}).get(key, {})
        rows = (row for task in sorted(by_task) for row in by_task[task])
        return tuple(row for row in rows if admits(self.edition, row[1]))


Compute = Callable[[str, Look], Made]


class Ledger:
    """The memory of a build, kept from one build to the next."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self.values: dict[Task, object] = {}
        self.rows: dict[Task, dict[Bucket, tuple[Guarded, ...]]] = {}
        self.buckets: dict[str, dict[str, dict[Task, tuple[Guarded, ...]]]] = defaultdict(dict)
        self.seen: dict[Edition, Seen] = defaultdict(dict)
        self.reads: dict[Task, frozenset[Bucket]] = {}
        self.readers: dict[Bucket, set[Task]] = defaultdict(set)
        self.stale: dict[str, set[str]] = defaultdict(set)
        self.keys: dict[str, set[str]] = defaultdict(set)

    def look(self, edition: Edition) -> Look:
        """Return eyes on the buckets for ``edition``."""
        return Look(self.buckets, edition, self.seen[edition])

    def mark(self, stage: str, keys: Iterable[str]) -> None:
        """Say that tasks must be redone because an input of their own changed."""
        self.stale[stage].update(keys)

    def run(self, stage: str, keys: Iterable[str], edition: Edition, compute: Compute) -> Delta:
        """Bring a stage up to date: drop the tasks not in ``keys``, redo new and stale ones."""
        wanted = set(keys)
        removed = sorted(self.keys[stage] - wanted)
        for key in removed:
            self._forget((stage, key))
        todo = sorted((wanted - self.keys[stage]) | (self.stale[stage] & wanted))
        changed = [key for key in todo if self._redo((stage, key), edition, compute)]
        self.keys[stage] = wanted
        self.stale[stage].clear()
        return Delta(tuple(todo), tuple(changed), tuple(removed))

    def value(self, stage: str, key: str) -> Any:
        """Return what the task made when it last ran."""
        return self.values[stage, key]

    def stage_values(self, stage: str) -> list[tuple[str, Any]]:
        """Return (key, value) of every task of a stage, in order of keys."""
        return [(key, self.values[stage, key]) for key in sorted(self.keys[stage])]

    def _redo(self, task: Task, edition: Edition, compute: Compute) -> bool:
        look = self.look(edition)
        made = compute(task[1], look)
        self._remember_reads(task, frozenset(look.reads))
        self._replace_rows(task, group_rows(made.rows))
        is_new = task not in self.values or self.values[task] != made.value
        self.values[task] = made.value
        return is_new

    def _forget(self, task: Task) -> None:
        self._remember_reads(task, frozenset())
        self._replace_rows(task, {})
        self.values.pop(task, None)
        self.rows.pop(task, None)
        self.reads.pop(task, None)

    def _remember_reads(self, task: Task, reads: frozenset[Bucket]) -> None:
        before = self.reads.get(task, frozenset())
        for bucket in before - reads:
            self.readers[bucket].discard(task)
        for bucket in reads - before:
            self.readers[bucket].add(task)
        self.reads[task] = reads

    def _replace_rows(self, task: Task, rows: dict[Bucket, tuple[Guarded, ...]]) -> None:
        before = self.rows.get(task, {})
        for bucket in before.keys() | rows.keys():
            if before.get(bucket) != rows.get(bucket):
                self._touch(bucket, before.get(bucket, ()), rows.get(bucket, ()))
                self._put(bucket, task, rows.get(bucket))
        self.rows[task] = rows

    def _put(self, bucket: Bucket, task: Task, rows: tuple[Guarded, ...] | None) -> None:
        index, key = bucket
        for seen in self.seen.values():
            seen.pop(bucket, None)
            seen.pop((index, KEYS), None)
        if rows:
            self.buckets[index].setdefault(key, {})[task] = rows
            return
        self.buckets[index].get(key, {}).pop(task, None)
        if not self.buckets[index].get(key, True):
            del self.buckets[index][key]

    def _touch(
        self, bucket: Bucket, before: tuple[Guarded, ...], after: tuple[Guarded, ...]
    ) -> None:
        gates_moved = [gate for _, gate in before] != [gate for _, gate in after]
        for touched in (bucket, (bucket[0], KEYS)) if gates_moved else (bucket,):
            for stage, key in self.readers.get(touched, ()):
                self.stale[stage].add(key)


def group_rows(rows: Iterable[Row]) -> dict[Bucket, tuple[Guarded, ...]]:
    """Return rows by bucket, each bucket's in the order given."""
    grouped: dict[Bucket, list[Guarded]] = defaultdict(list)
    for row in rows:
        grouped[row.index, row.key].append((row.value, row.gate))
    return {bucket: tuple(values) for bucket, values in grouped.items()}
