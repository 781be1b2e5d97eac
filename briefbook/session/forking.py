"""Work shared among forked processes: each sees all that this one sees, without copying.

Nothing is sent to a process but the numbers of the batches that are to be done, by one pipe
from which all of them take; a process sends back the packed results of a batch. What a
process did not do, since it was killed, is done here. Only Linux can do it, and only while no
other thread runs: a forked process has none of them, and would wait for ever for a lock that
one of them holds.
"""

import gc
import os
import pickle
import signal
import traceback
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, NamedTuple, NoReturn, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

SIZE = 16
"""Items in a batch: enough that carrying them costs little, and few enough to balance."""

MOST_BATCHES = 8_000
"""Batches whose numbers go into a pipe before anybody reads them."""


class Worker(NamedTuple):
    """A forked process, and where its results come from."""

    pid: int
    results: Connection


def fork_and_work(
    count: int,
    work: Callable[[Item], Result],
    items: Sequence[Item],
    begin: Callable[[], None],
) -> Iterator[Result]:
    """Yield the result of each item, in their order, worked out by ``count`` processes.

    ``begin`` is called first in each of them. What is raised there is raised here.
    """
    batches = part_work(items, count)
    numbers, give = os.pipe()
    os.write(give, array("i", range(len(batches))).tobytes())
    os.close(give)
    workers = _start(count, partial(_work, numbers, batches, work, begin))
    os.close(numbers)
    done: dict[int, list[Result]] = {}
    left = {worker.results for worker in workers}
    try:
        for number, batch in enumerate(batches):
            while number not in done and left:
                _receive(left, done)
            # A process that was killed has taken a number that nobody else will take.
            yield from done.pop(number) if number in done else map(work, batch)
    finally:
        for worker in workers:
            _end(worker)


def part_work(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """Return items in batches, four at least for each of ``count`` processes."""
    size = max(1, min(SIZE, len(items) // (4 * count)), -(-len(items) // MOST_BATCHES))
    return [items[at : at + size] for at in range(0, len(items), size)]


def _start(count: int, run: Callable[[Connection], NoReturn]) -> list[Worker]:
    """Fork processes; ``run`` is given where each of them sends its results."""
    workers: list[Worker] = []
    # What is there now is not to be looked through, and so copied, by the garbage collection.
    gc.freeze()
    for _ in range(count):
        results, send = Pipe(duplex=False)
        pid = os.fork()
        if pid == 0:
            for worker in (*workers, Worker(0, results)):
                worker.results.close()
            run(send)
        send.close()
        workers.append(Worker(pid, results))
    gc.unfreeze()
    return workers


def _work(
    numbers: int,
    batches: Sequence[Sequence[Item]],
    work: Callable[[Item], Result],
    begin: Callable[[], None],
    send: Connection,
) -> NoReturn:
    """Work until there is no batch left.

    The forked process ends here, and writes nothing of what its first one has yet to write.
    """
    gc.disable()
    with suppress(BaseException):
        try:
            begin()
            while taken := os.read(numbers, 4):
                number = array("i", taken)[0]
                done = [work(item) for item in batches[number]]
                send.send_bytes(pickle.dumps((number, done)))
        except Exception as error:  # noqa: BLE001 (whatever it is, it is raised elsewhere)
            error.add_note(f"In a forked process:\n{traceback.format_exc()}")
            send.send_bytes(pickle.dumps((error, None)))
    os._exit(0)


def _receive(left: set[Connection], done: dict[int, Any]) -> None:
    """Take what processes have ready; one that has ended is waited for no more."""
    for results in wait(left):
        assert isinstance(results, Connection)
        try:
            number, found = pickle.loads(results.recv_bytes())
        except (EOFError, OSError):
            left.discard(results)
            continue
        if isinstance(number, Exception):
            raise number
        done[number] = found


def _end(worker: Worker) -> None:
    worker.results.close()
    with suppress(ProcessLookupError):
        os.kill(worker.pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(worker.pid, 0)
