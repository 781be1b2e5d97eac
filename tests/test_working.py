"""Work in batches: whoever works, the results come in the order of what was asked."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.working import AHEAD, SIZE, Batches, part, work_in_order
from tests.executors import BackwardsExecutor

MANY = SIZE * AHEAD * 2 + 1


def double(orders: list[int]) -> list[str]:
    return [f"{order} {order}" for order in orders]


def add_all(more: int, orders: list[int]) -> list[int]:
    return [order + more for order in orders]


def refuse(orders: list[int]) -> list[int]:
    if 3 in orders:
        raise ValueError("three")
    return orders


@pytest.fixture(scope="module")
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(3) as executor:
        yield executor


@pytest.fixture(params=["nobody", "threads", "backwards"])
def executor(request: pytest.FixtureRequest, threads: Executor) -> Executor | None:
    return {"nobody": None, "threads": threads, "backwards": BackwardsExecutor()}[request.param]


def gather(executor: Executor | None, orders: list[int]) -> list[list[int]]:
    """Return what ``take`` is given, one list each time, when each order has one added."""
    taken: list[list[int]] = []
    batches = Batches(executor, add_all, 1, taken.append)
    for order in orders:
        batches.add(order)
    batches.finish()
    return taken


class TestWorkInOrder:
    @given(orders=st.lists(st.integers(), max_size=40), size=st.integers(1, 50))
    def test_gives_results_in_order_whoever_works(
        self, threads: Executor, orders: list[int], size: int
    ) -> None:
        for executor in (None, threads, BackwardsExecutor()):
            assert [*work_in_order(executor, double, orders, size)] == double(orders)

    def test_gives_more_results_than_are_under_way_at_once(
        self, executor: Executor | None
    ) -> None:
        orders = list(range(AHEAD * 5))
        assert [*work_in_order(executor, double, orders, 2)] == double(orders)

    def test_has_no_more_batches_under_way_than_memory_is_meant_for(self) -> None:
        executor = BackwardsExecutor()
        assert len([*work_in_order(executor, double, range(AHEAD * 10), 2)]) == AHEAD * 10
        assert executor.most == AHEAD

    def test_hands_out_batches_of_the_size_that_is_wanted(self) -> None:
        executor = BackwardsExecutor()
        list(work_in_order(executor, double, range(5), 2))
        assert executor.batches == [[0, 1], [2, 3], [4]]

    def test_takes_no_order_before_a_result_is_wanted_where_nobody_else_works(self) -> None:
        orders = iter(range(10))
        results = work_in_order(None, double, orders, 5)
        assert next(results) == "0 0"
        assert next(orders) == 1

    def test_does_not_ask_for_workers_where_there_is_nothing_to_do(self) -> None:
        executor = BackwardsExecutor()
        assert [*work_in_order(executor, double, [], 5)] == []
        assert executor.batches == []

    def test_raises_what_the_work_raises(self, executor: Executor | None) -> None:
        with pytest.raises(ValueError, match="three"):
            list(work_in_order(executor, refuse, range(10), 2))


class TestBatches:
    @given(orders=st.lists(st.integers(), max_size=3 * SIZE))
    def test_takes_results_in_order_whoever_works(
        self, threads: Executor, orders: list[int]
    ) -> None:
        for executor in (None, threads, BackwardsExecutor()):
            taken = gather(executor, orders)
            assert [result for batch in taken for result in batch] == add_all(1, orders)

    def test_takes_all_of_many(self, executor: Executor | None) -> None:
        taken = gather(executor, list(range(MANY)))
        assert [one for batch in taken for one in batch] == list(range(1, MANY + 1))

    def test_has_no_more_batches_under_way_than_memory_is_meant_for(self) -> None:
        executor = BackwardsExecutor()
        gather(executor, list(range(MANY)))
        assert executor.most == AHEAD
        assert max(len(batch) for batch in executor.batches) == SIZE  # type: ignore[arg-type]

    def test_takes_a_result_at_once_where_nobody_else_works(self) -> None:
        taken: list[list[int]] = []
        batches = Batches(None, add_all, 1, taken.append)
        batches.add(1)
        assert taken == [[2]]

    def test_works_while_more_is_gathered(self) -> None:
        executor, taken = BackwardsExecutor(), list[list[int]]()
        batches = Batches(executor, add_all, 1, taken.append)
        for order in range(SIZE):
            batches.add(order)
        assert len(executor.waiting) == 1

    def test_does_nothing_twice(self, executor: Executor | None) -> None:
        taken: list[list[int]] = []
        batches = Batches(executor, add_all, 1, taken.append)
        batches.add(1)
        batches.finish()
        batches.finish()
        assert taken == [[2]]

    def test_does_not_ask_for_workers_where_there_is_nothing_to_do(self) -> None:
        executor = BackwardsExecutor()
        assert gather(executor, []) == []
        assert executor.batches == []


@given(st.lists(st.integers()), st.integers(1, 10))
def test_parts_a_list_without_losing_anything(orders: list[int], size: int) -> None:
    batches = [*part(orders, size)]
    assert [order for batch in batches for order in batch] == orders
    assert all(len(batch) == size for batch in batches[:-1])
    assert all(batches)
