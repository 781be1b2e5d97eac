"""Who works: this process alone, processes on this machine, or machines elsewhere.

Forked processes do whole tasks, since they see the index. Where none can be forked, and on
other machines, an executor reads and renders.
"""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from multiprocessing import get_context, parent_process
from typing import Any, NamedTuple, TypeVar

from briefbook.base.extras import require_extra
from briefbook.index.ledger import Share, share_nothing
from briefbook.session.forking import fork_and_work

Item = TypeVar("Item")
Result = TypeVar("Result")
REMOTE = "://"
"""What an address of a scheduler has in it, and a number has not."""


class LateExecutor(Executor):
    """An executor that is made when work first comes: most builds have too little for it."""

    def __init__(self, make: Callable[[], Executor]) -> None:
        """Take what makes the executor."""
        self.make = make
        self.made: Executor | None = None

    def submit(  # type: ignore[override]  # the same, with fewer words
        self, work: Callable[..., Result], *values: Any
    ) -> Future[Result]:
        """Have work done by the executor, which is made if need be."""
        if self.made is None:
            self.made = self.make()
        return self.made.submit(work, *values)

    def shutdown(self, wait: bool = True, **_: Any) -> None:
        """Shut down what was made; that of dask knows nothing of more than waiting."""
        if self.made is not None:
            self.made.shutdown(wait=wait)


class Forks:
    """Forked processes, ``count`` for each work; ``made`` tells whether there were any."""

    def __init__(self, count: int) -> None:
        """Fork nothing yet."""
        self.count, self.made = count, False

    def __call__(
        self, work: Callable[[Item], Result], items: Sequence[Item], begin: Callable[[], None]
    ) -> Iterator[Result] | None:
        """Have forked processes work, unless there is another thread here."""
        if count_threads() > 1:
            return None
        self.made = True
        return fork_and_work(self.count, work, items, begin)


class Workers(NamedTuple):
    """Who works beside this process: forked ones by ``share``, or an executor, or nobody."""

    share: Share = share_nothing
    executor: Executor | None = None

    def map(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterable[Result]:
        """Return the result of each item, in their order."""
        if self.executor:
            return self.executor.map(work, items)
        shared = self.share(work, items, _begin_nothing)
        return map(work, items) if shared is None else shared


def make_workers(jobs: str) -> Workers:
    """Return who works: ``jobs`` processes, one a core if "0", none but ourselves if "1".

    The address of a scheduler of dask.distributed, such as ``tcp://10.0.0.1:8786``, is
    taken for its workers.
    """
    if REMOTE in jobs:
        return Workers(executor=LateExecutor(lambda: connect(jobs)))
    count = int(jobs) or count_cores()
    if count == 1:
        return Workers()
    if sys.platform == "linux":
        return Workers(share=Forks(count))
    return Workers(executor=LateExecutor(lambda: start_processes(count)))


def _begin_nothing() -> None:
    """Begin to work without further ado."""


def count_cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_processes(count: int) -> Executor:
    """Return an executor of processes that are begun anew."""
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(count, get_context("spawn"), _begin_working)


def count_threads() -> int:
    """Return how many threads this process has, those that libraries began included.

    A forked process has none of them but its first, and would wait for the others for ever:
    Typst, once it has made a PDF, has some that Python does not know of.
    """
    try:
        return len(os.listdir("/proc/self/task"))  # noqa: PTH208 (names alone are wanted)
    except OSError:
        return threading.active_count()


def _begin_working() -> None:
    """Begin to be a worker, which ends with the process that it works for.

    Else the workers of a build that was killed would wait for work for ever.
    """
    collect_rarely()
    if parent := parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def collect_rarely() -> None:
    """Have Python look for garbage in circles less often: a build makes little of it.

    Looking takes a fifth of the time of a large build otherwise, since all that is kept is
    looked through again and again.
    """
    gc.set_threshold(100_000, 20, 100)


def connect(address: str) -> Executor:
    """Return an executor whose workers are those of a scheduler of dask.distributed.

    Raises:
        MissingExtra: dask.distributed is not installed.
    """
    require_extra("dask", "workers on other machines")
    from distributed import Client

    client: Any = Client
    executor: Executor = client(address).get_executor(pure=False)
    return executor
