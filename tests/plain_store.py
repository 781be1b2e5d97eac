"""The store of the clean build: the same questions, answered from plain dicts.

Nothing is written down or read back, and no task unpacked, so that a fault of
``index/store.py`` cannot hide by being in both builds that are compared.
"""

from collections import defaultdict
from collections.abc import Iterator

from briefbook.index.store import (
    IndexKey,
    LoadedKey,
    Packed,
    Store,
    StoredTask,
    Task,
    name_id,
    unpack_rows,
)


class PlainStore(Store):
    """Keeps every task, row and reader as it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[Task, StoredTask | None] = {}
        self.told: dict[int, dict[Task, bytes]] = defaultdict(dict)

    def flush(self) -> None:
        """Write nothing: all stays where it waits."""

    def task(self, task: Task) -> StoredTask | None:
        return self.values.get(task)

    def save(self) -> None:
        """Leave everything where it is: nothing is undone."""

    def commit(self) -> None:
        """Write nothing, as above."""

    def keep(self, task: Task, packed: Packed | None, kept: StoredTask | None = None) -> None:
        assert (packed is None) == (kept is None), "a clean build does everything itself"
        self.values[task] = kept

    def stage(self, stage: str) -> Iterator[tuple[str, StoredTask]]:
        for task, kept in sorted(self.values.items(), key=lambda one: one[0]):
            if task[0] == stage and kept:
                yield task[1], kept

    def list_keys(self, stage: str) -> list[str]:
        return [key for key, _ in self.stage(stage)]

    def put(self, name: IndexKey, posting: int, task: Task, packed: bytes) -> None:
        self.told[posting][task] = packed
        self.waiting.names[name[0]][name[1]] = posting
        self.listed.pop(name[0], None)
        self.opened.pop(name)

    def row(self, posting: int, task: Task) -> bytes:
        return self.told[posting].get(task, b"")

    def keys(self, index: str) -> list[str]:
        return sorted(self.waiting.names.get(index, ()))

    def readers(self, posting: int) -> list[Task]:
        return list(self.waiting.gained.get(posting, ()))

    def _open(self, name: IndexKey) -> LoadedKey:
        number = name_id(*name)
        told = sorted(self.told[number].items())
        opened = LoadedKey(number, {task: unpack_rows(rows) for task, rows in told if rows})
        self.opened.put(name, opened, 0)
        return opened
