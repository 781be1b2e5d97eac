"""Work in batches, by an executor: results come in the order of what was asked.

Any ``concurrent.futures.Executor`` serves: processes here, or on other machines. Where there
is little to do, the work is done by the caller.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from functools import partial
from itertools import chain, islice
from typing import Generic, TypeVar

Order = TypeVar("Order")
Result = TypeVar("Result")
Shared = TypeVar("Shared")

SIZE = 32
"""Orders in a batch: enough that carrying them costs little beside the work."""

WORTHWHILE = 64
"""Orders for which others are asked to work at all."""

AHEAD = 8
"""Batches that are under way at once: enough for the workers, and a bound for the memory."""


class Batches(Generic[Shared, Order, Result]):
    """Orders gathered into batches, that are worked on while the next are gathered.

    ``work`` is given ``shared`` and a batch; ``take`` gets each batch's results, in the
    order of the batches.
    """

    def __init__(
        self,
        executor: Executor,
        work: Callable[[Shared, list[Order]], list[Result]],
        shared: Shared,
        take: Callable[[list[Result]], None],
    ) -> None:
        """Begin with nothing to do."""
        self.executor, self.take = executor, take
        self.work = partial(work, shared)
        self.orders: list[Order] = []
        self.waiting: deque[Future[list[Result]]] = deque()
        self.enough = WORTHWHILE

    def add(self, orders: Iterable[Order]) -> None:
        """Have orders worked on, soon."""
        self.orders += orders
        if len(self.orders) >= self.enough:
            self._send()

    def finish(self) -> None:
        """Have everything worked on, and take all results."""
        while self.waiting:
            self._take_one()
        if self.orders:
            self.take(self.work(self.orders))
            self.orders = []

    def _send(self) -> None:
        orders, self.orders = self.orders, []
        for batch in part(orders, SIZE):
            self.waiting.append(self.executor.submit(self.work, batch))
        self.enough = SIZE
        while len(self.waiting) >= AHEAD:
            self._take_one()

    def _take_one(self) -> None:
        self.take(self.waiting.popleft().result())


def work_in_order(
    executor: Executor,
    work: Callable[[list[Order]], list[Result]],
    orders: Iterable[Order],
) -> Iterator[Result]:
    """Yield the result of each order, in their order; ``work`` is given lists of them."""
    left = iter(orders)
    first = list(islice(left, WORTHWHILE))
    if len(first) < WORTHWHILE:
        yield from work(first)
        return
    waiting: deque[Future[list[Result]]] = deque()
    for batch in part(chain(first, left), SIZE):
        waiting.append(executor.submit(work, batch))
        if len(waiting) >= AHEAD:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def part(orders: Iterable[Order], size: int) -> Iterator[list[Order]]:
    """Yield lists of ``size``, the last of them shorter."""
    left = iter(orders)
    while batch := list(islice(left, size)):
        yield batch
