"""Executors for tests: whoever works, and in whatever order, the results must be the same."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

Result = TypeVar("Result")


class BackwardsFuture(Future[Result]):
    """Work that is done when its result is wanted, all that came later being done first."""

    def __init__(self, executor: "BackwardsExecutor", work: Callable[[], Result]) -> None:
        super().__init__()
        self.executor, self.work = executor, work

    def result(self, timeout: float | None = None) -> Result:
        """Return the result, after the last work was done first."""
        self.executor.work_backwards()
        return super().result(timeout)

    def finish(self) -> None:
        """Do the work."""
        try:
            self.set_result(self.work())
        except Exception as error:  # noqa: BLE001 (it is handed on, as every executor does)
            self.set_exception(error)


class BackwardsExecutor(Executor):
    """Does everything in this process, the last work first; counts what is under way."""

    def __init__(self) -> None:
        self.waiting: list[BackwardsFuture[Any]] = []
        self.batches: list[Any] = []
        self.most = 0

    def submit(  # type: ignore[override]  # the same, with fewer words
        self, work: Callable[..., Result], *values: Any
    ) -> Future[Result]:
        """Put work behind all other."""
        future = BackwardsFuture(self, lambda: work(*values))
        self.waiting.append(future)
        self.batches.append(values[-1])
        self.most = max(self.most, len(self.waiting))
        return future

    def work_backwards(self) -> None:
        """Do all work that waits, the last first."""
        while self.waiting:
            self.waiting.pop().finish()
