"""The ledger: who contributed which rows, who read which posting list, and what to redo.

A task is (stage, key). It is computed from its own input and from posting lists that it asks
for; the ledger writes down which. When a task's rows change, the posting lists they touch are
compared, and the tasks that read those posting lists become stale. A stage that runs redoes
its new and stale tasks and nothing else. Stages run in a fixed order, and read only what
earlier stages wrote, so one pass is enough.

All of it lies in a ``Store``, which may be kept between runs: nothing here loops over
all tasks, so that a new process loads what a change touches and no more.

Many tasks of a stage may be done by forked processes, which see the index as it was when the
stage began. They give packed results; this process alone remembers, in the order of the
tasks, so that who worked makes no difference.
"""

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

from briefbook.base.problems import Problem
from briefbook.index.editions import Edition, is_visible
from briefbook.index.rows import Access, Row
from briefbook.index.store import (
    Guarded,
    IndexKey,
    LoadedKey,
    Rows,
    Store,
    StoredTask,
    Task,
    name_id,
    pack,
    pack_numbers,
    pack_rows,
    unpack,
    unpack_numbers,
    unpack_rows,
)

KEYS = "\0keys"
"""The key of the posting list that stands for "which keys does this index have"."""

WORTHWHILE = 64
"""Tasks for which processes are forked at all."""


class TaskResult(NamedTuple):
    """What a task gives: a comparable value, rows for later stages, and what is wrong.

    ``beside`` is handed to who runs the stage, and not remembered.
    """

    value: Any
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    beside: Any = None


class PackedResult(NamedTuple):
    """What a task gave, and the posting lists that it read, fit to be kept or sent.

    ``made`` is the same unpacked, in the process that did the task.
    """

    value: bytes
    rows: dict[IndexKey, bytes]
    reads: bytes
    problems: tuple[Problem, ...]
    beside: Any
    made: TaskResult | None


class Delta(NamedTuple):
    """What a stage did: tasks that ran, and those whose value is another now."""

    ran: tuple[str, ...]
    changed: tuple[str, ...]


class View:
    """What a task may ask of the site: posting lists, as somebody sees them.

    Every question is remembered, so that the task is redone when the answer changes.
    """

    __slots__ = ("_store", "edition", "reads")

    def __init__(self, store: Store, edition: Edition) -> None:
        """Look into the posting lists of ``store`` with the eyes of ``edition``."""
        self._store = store
        self.edition = edition
        self.reads: set[int] = set()

    def all(self, index: str, key: str = "") -> tuple[Any, ...]:
        """Return the visible values of a posting list, in the order of their tasks."""
        opened = self._read(index, key)
        values = opened.seen.get(self.edition)
        if values is None:
            values = opened.seen[self.edition] = tuple(v for v, _ in self._list(opened))
        return values

    def one(self, index: str, key: str = "") -> Any:
        """Return the only visible value of a posting list, else the first, or None."""
        values = self.all(index, key)
        return values[0] if values else None

    def keys(self, index: str) -> tuple[str, ...]:
        """Return the sorted keys of an index that have something to see."""
        self.reads.add(name_id(index, KEYS))
        listed = self._store.listed[index]
        if self.edition not in listed:
            peek = View(self._store, self.edition)
            found = (key for key in self._store.keys(index) if peek.all(index, key))
            listed[self.edition] = tuple(found)
        return listed[self.edition]

    def _read(self, index: str, key: str) -> LoadedKey:
        opened = self._store.open_key((index, key))
        self.reads.add(opened.number)
        return opened

    def _list(self, opened: LoadedKey) -> Iterator[Guarded]:
        rows = (row for rows in opened.by_task.values() for row in rows)
        return (row for row in rows if is_visible(self.edition, row[1]))


class EditionView(View):
    """What an edition may see: pages, and all that is published, get this.

    It is no ``FullView``, nor is an overview a look: neither can be given for the other.
    """

    __slots__ = ()


class FullView(View):
    """The full model: for the checks, and for those who have the sources."""

    __slots__ = ()

    def guarded(self, index: str, key: str = "") -> Rows:
        """Return the rows of a key with their accesses, in the order of their tasks."""
        return tuple(self._list(self._read(index, key)))


Seen = TypeVar("Seen", EditionView, FullView)
Tell = Callable[[str, int, int], None]
"""Is told a stage, how many of its tasks are done, and of how many."""


def tell_nobody(_: str, __: int, ___: int) -> None:
    """Keep to itself how far a stage is."""


Item = TypeVar("Item")
Result = TypeVar("Result")


class Share(Protocol):
    """Has work done by other processes, which see what this one sees."""

    def __call__(
        self,
        work: Callable[[Item], Result],
        items: Sequence[Item],
        begin: Callable[[], None],
        /,
    ) -> Iterator[Result] | None:
        """Yield the result of each item, in their order; None where it is better done here.

        ``begin`` is called first in each process.
        """


def share_nothing(*_: object) -> None:
    """Have all work done here."""


def take_nothing(_: object) -> None:
    """Let go of what tasks give beside their values."""


class Ledger:
    """The memory of a build, kept from one build to the next.

    ``stale`` are the tasks to redo, each with what made it so; ``born`` the keys of the
    ``watched`` indexes that came or went since they were last asked for; ``problems`` what
    is wrong.
    """

    def __init__(
        self, store: Store | None = None, watched: frozenset[str] = frozenset()
    ) -> None:
        """Go on with what a store holds."""
        self.store = store or Store()
        self.watched = watched
        self.tell: Tell = tell_nobody
        self.share: Share = share_nothing
        self.remember()

    def remember(self) -> None:
        """Take up the notes of the store."""
        stale, born, problems = self.store.note("ledger") or ({}, {}, {})
        self.stale: dict[str, dict[str, str]] = defaultdict(dict, stale)
        self.born: dict[str, set[str]] = defaultdict(set, born)
        self.problems: dict[Task, tuple[Problem, ...]] = dict(problems)

    def save(self) -> None:
        """Have everything outlast ``undo``."""
        notes = ({**self.stale}, {**self.born}, self.problems)
        self.store.write_note("ledger", notes)
        self.store.save()

    def undo(self) -> None:
        """Go back to what was last saved."""
        self.store.undo()
        self.remember()

    def look(self, edition: Edition) -> EditionView:
        """Return eyes on what ``edition`` may see."""
        return EditionView(self.store, edition)

    def oversee(self, everything: Edition) -> FullView:
        """Return eyes on the full model."""
        return FullView(self.store, everything)

    def mark(self, stage: str, keys: Iterable[str], cause: str = "") -> None:
        """Say that tasks must be done: they are new, or an input of their own changed."""
        for key in keys:
            self.stale[stage].setdefault(key, cause)

    def mark_all(self, stage: str, cause: str) -> None:
        """Have every task of a stage redone."""
        self.mark(stage, self.list_keys(stage), cause)

    def list_keys(self, stage: str) -> list[str]:
        """Return the keys of all tasks of a stage."""
        return self.store.list_keys(stage)

    def take_born(self, index: str) -> list[str]:
        """Return the keys of an index that came or went since this was last asked."""
        return sorted(self.born.pop(index, ()))

    def run(
        self,
        stage: str,
        edition: Edition,
        compute: Callable[[str, EditionView], TaskResult],
        take: Callable[[Any], None] = take_nothing,
    ) -> Delta:
        """Bring a stage of an edition up to date: redo the tasks that are stale or new.

        ``compute`` may run in another process. ``take`` is given what each task has beside
        its value, in the order of the tasks.
        """
        return self._run(stage, partial(self.look, edition), compute, take)

    def run_over(
        self, stage: str, everything: Edition, compute: Callable[[str, FullView], TaskResult]
    ) -> Delta:
        """Bring a stage up to date that needs the full model."""
        return self._run(stage, partial(self.oversee, everything), compute, take_nothing)

    def _run(
        self,
        stage: str,
        see: Callable[[], Seen],
        compute: Callable[[str, Seen], TaskResult],
        take: Callable[[Any], None],
    ) -> Delta:
        todo = self.due(stage)
        changed = []
        results = self._do(partial(do_task, see, compute), todo)
        for at, (key, done) in enumerate(zip(todo, results, strict=True), 1):
            if self._remember((stage, key), done):
                changed.append(key)
            take(done.beside)
            self.tell(stage, at, len(todo))
        self.stale.pop(stage, None)
        return Delta(todo, tuple(changed))

    def _do(
        self, work: Callable[[str], PackedResult], todo: Sequence[str]
    ) -> Iterator[PackedResult]:
        if len(todo) >= WORTHWHILE and self.store.can_be_shared():
            shared = self.share(partial(_do_packed, work), todo, self.store.open_anew)
            if shared is not None:
                return shared
        return map(work, todo)

    def forget(self, stage: str, keys: Iterable[str]) -> None:
        """Drop tasks, and all that they told others."""
        for key in keys:
            self._forget((stage, key))

    def due(self, stage: str) -> tuple[str, ...]:
        """Return the tasks of a stage that are to be done, in their order."""
        return tuple(sorted(self.stale.get(stage, ())))

    def value(self, stage: str, key: str) -> Any:
        """Return what the task made when it last ran, None if it never did."""
        kept = self.store.task((stage, key))
        return kept.value if kept else None

    def stage_values(self, stage: str) -> list[tuple[str, Any]]:
        """Return (key, value) of every task of a stage, in order of keys."""
        return [(key, kept.value) for key, kept in self.store.stage(stage)]

    def stage_problems(self, stage: str) -> tuple[Problem, ...]:
        """Return the problems of every task of a stage, in order of keys."""
        tasks = sorted(task for task in self.problems if task[0] == stage)
        return tuple(found for task in tasks for found in self.problems[task])

    def _remember(self, task: Task, done: PackedResult) -> bool:
        """Keep what a task gave; tell whether its value is another than before."""
        before = self.store.task(task)
        reads = frozenset(unpack_numbers(done.reads))
        self._replace_rows(task, before.rows if before else (), done.rows)
        self.store.change_reads(task, before.reads if before else frozenset(), reads)
        self._set_problems(task, done.problems)
        value = done.made.value if done.made else before and unpack(done.value)
        is_new = before is None or before.value != value
        cause = self.stale[task[0]].get(task[1], "")
        if before and not is_new:
            cause = before.cause
        packed = (done.value, marshal.dumps(tuple(done.rows)), done.reads, cause)
        is_at_hand = bool(before or done.made)
        kept = StoredTask(value, tuple(done.rows), reads, cause) if is_at_hand else None
        self.store.keep(task, packed, kept)
        return is_new

    def _forget(self, task: Task) -> None:
        before = self.store.task(task)
        self.stale[task[0]].pop(task[1], None)
        if before is not None:
            self._replace_rows(task, before.rows, {})
            self.store.change_reads(task, before.reads, frozenset())
            self._set_problems(task, ())
            self.store.keep(task, None)

    def _set_problems(self, task: Task, problems: tuple[Problem, ...]) -> None:
        self.problems.pop(task, None)
        if problems:
            self.problems[task] = problems

    def _replace_rows(
        self, task: Task, before: tuple[IndexKey, ...], rows: dict[IndexKey, bytes]
    ) -> None:
        had = set(before)
        for name in had | rows.keys():
            posting = name_id(*name)
            old = self.store.row(posting, task) if name in had else b""
            new = rows.get(name, b"")
            if not _are_same(old, new):
                self._touch(name, posting, task, old, new)
                self.store.put(name, posting, task, new)

    def _touch(self, name: IndexKey, posting: int, task: Task, old: bytes, new: bytes) -> None:
        index, key = name
        if index in self.watched and not (old and new):
            self.born[index].add(key)
        cause = f"{index} {key} of {task[1]}"
        is_access_moved = not (old and new) or _list_accesses(old) != _list_accesses(new)
        for touched in (posting, name_id(index, KEYS)) if is_access_moved else (posting,):
            for stage, reader in self.store.readers(touched):
                self.stale[stage].setdefault(reader, cause)


def do_task(
    see: Callable[[], Seen], compute: Callable[[str, Seen], TaskResult], key: str
) -> PackedResult:
    """Return what a task gives, and what it read."""
    view = see()
    made = compute(key, view)
    rows = {name: pack_rows(each) for name, each in group_rows(made.rows).items()}
    reads = pack_numbers(sorted(view.reads))
    return PackedResult(pack(made.value), rows, reads, made.problems, made.beside, made)


def _do_packed(work: Callable[[str], PackedResult], key: str) -> PackedResult:
    return work(key)._replace(made=None)


def _are_same(old: bytes, new: bytes) -> bool:
    """Tell whether packed rows are equal, which may be packed in more than one way."""
    return old == new or bool(old and new and unpack_rows(old) == unpack_rows(new))


def _list_accesses(packed: bytes) -> list[Access]:
    return [access for _, access in unpack_rows(packed)]


def group_rows(rows: Iterable[Row]) -> dict[IndexKey, Rows]:
    """Return rows by posting list, each posting list's in the order given."""
    grouped: dict[IndexKey, list[Guarded]] = defaultdict(list)
    for row in rows:
        grouped[row.index, row.key].append((row.value, row.access))
    return {posting: tuple(values) for posting, values in grouped.items()}
