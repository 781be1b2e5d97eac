"""Who reads and renders: nobody else, processes on this machine, or machines elsewhere."""

import gc
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

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


def make_executor(jobs: str) -> Executor | None:
    """Return who works: ``jobs`` processes, one a core if "0", none but ourselves if "1".

    The address of a scheduler of dask.distributed, such as ``tcp://10.0.0.1:8786``, is
    taken for its workers.
    """
    if REMOTE in jobs:
        return LateExecutor(lambda: connect(jobs))
    count = int(jobs) or count_cores()
    return LateExecutor(lambda: start_processes(count)) if count > 1 else None


def count_cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_processes(count: int) -> Executor:
    """Return an executor of processes: forked, where nothing else runs in this one."""
    from concurrent.futures import ProcessPoolExecutor

    can_fork = sys.platform == "linux" and count_threads() == 1
    context = get_context("fork" if can_fork else "spawn")
    return ProcessPoolExecutor(count, context, _begin_working)


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
    """Return an executor whose workers are those of a scheduler of dask.distributed."""
    from distributed import Client

    client: Any = Client
    executor: Executor = client(address).get_executor(pure=False)
    return executor
