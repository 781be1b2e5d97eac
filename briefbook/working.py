"""Work in batches, by whoever works: results come in the order of what was asked.

Any ``concurrent.futures.Executor`` serves: processes here, or on other machines. Without
one, the work is done by the caller, a batch at a time as results are asked for.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from functools import partial
from itertools import islice
from typing import Generic, TypeVar

Order = TypeVar("Order")
Result = TypeVar("Result")
Shared = TypeVar("Shared")
Work = Callable[[list[Order]], list[Result]]

SIZE = 32
AHEAD = 8
"""Batches that are under way at once: enough for the workers, and a bound for the memory."""


def work_in_order(
    executor: Executor | None, work: Work[Order, Result], orders: Iterable[Order], size: int
) -> Iterator[Result]:
    """Yield the result of each order, in their order; ``work`` is given lists of ``size``."""
    if executor is None:
        for order in orders:
            yield from work([order])
        return
    waiting: deque[Future[list[Result]]] = deque()
    for batch in part(orders, size):
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


class Batches(Generic[Order, Result]):
    """Orders gathered into batches, that are worked on while the next are gathered.

    ``work`` is given ``shared`` and a batch; ``take`` gets each batch's results, in the
    order of the batches.
    """

    def __init__(
        self,
        executor: Executor | None,
        work: Callable[[Shared, list[Order]], list[Result]],
        shared: Shared,
        take: Callable[[list[Result]], None],
    ) -> None:
        """Begin with nothing to do."""
        self.executor, self.take, self.size = executor, take, SIZE if executor else 1
        self.work = partial(work, shared)
        self.orders: list[Order] = []
        self.waiting: deque[Future[list[Result]]] = deque()

    def add(self, order: Order) -> None:
        """Have an order worked on, soon."""
        self.orders.append(order)
        if len(self.orders) >= self.size:
            self._send()

    def finish(self) -> None:
        """Have everything worked on, and take all results."""
        if self.orders:
            self._send()
        while self.waiting:
            self.take(self.waiting.popleft().result())

    def _send(self) -> None:
        orders, self.orders = self.orders, []
        if self.executor is None:
            self.take(self.work(orders))
            return
        self.waiting.append(self.executor.submit(self.work, orders))
        if len(self.waiting) >= AHEAD:
            self.take(self.waiting.popleft().result())
