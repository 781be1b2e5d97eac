"""The store of the clean build: the same questions, answered from plain dicts.

Nothing is packed, written down or read back, so that a fault of ``index/store.py`` cannot hide
by being in both builds that are compared.
"""

from collections.abc import Iterator

from briefbook.index.store import Bucket, LoadedKey, Rows, Store, StoredTask, Task, name_id


class PlainStore(Store):
    """Keeps every task, row and reader as it was given."""

    def flush(self) -> None:
        """Write nothing: all stays where it waits."""

    def task(self, task: Task) -> StoredTask | None:
        return self.made.get(task)

    def keep(self, task: Task, kept: StoredTask | None) -> None:
        self.made[task] = kept

    def stage(self, stage: str) -> Iterator[tuple[str, StoredTask]]:
        for task, kept in sorted(self.made.items(), key=lambda one: one[0]):
            if task[0] == stage and kept:
                yield task[1], kept

    def list_keys(self, stage: str) -> list[str]:
        return [key for key, _ in self.stage(stage)]

    def row(self, bucket: int, task: Task) -> Rows:
        return self.rows.get(bucket, {}).get(task, ())

    def keys(self, index: str) -> list[str]:
        return sorted(self.names.get(index, ()))

    def readers(self, bucket: int) -> list[Task]:
        return list(self.gained.get(bucket, ()))

    def _open(self, name: Bucket) -> LoadedKey:
        number = name_id(*name)
        waiting = sorted(self.rows.get(number, {}).items())
        opened = LoadedKey(number, {task: rows for task, rows in waiting if rows})
        self.opened.put(name, opened, 0)
        return opened
