"""Work in batches: whoever works, the results come in the order of what was asked."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.build import working
from briefbook.build.working import AHEAD, SIZE, WORTHWHILE, Batches, part, work_in_order
from tests.executors import BackwardsExecutor

MANY = WORTHWHILE + SIZE * AHEAD * 2 + 1

Orders = list[int]
SIZES = st.integers(1, 12)


def add_all(more: int, orders: Orders) -> Orders:
    return [order + more for order in orders]


def add_one(orders: Orders) -> Orders:
    return add_all(1, orders)


def refuse(orders: Orders) -> Orders:
    if 3 in orders:
        raise ValueError("three")
    return orders


@pytest.fixture(scope="module")
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(3) as executor:
        yield executor


@pytest.fixture(params=["threads", "backwards"])
def executor(request: pytest.FixtureRequest, threads: Executor) -> Executor:
    return threads if request.param == "threads" else BackwardsExecutor()


def gather(executor: Executor, orders: Orders) -> Orders:
    """Return all that ``take`` is given when each order has one added."""
    taken: Orders = []
    batches = Batches(executor, add_all, 1, taken.extend)
    for order in orders:
        batches.add([order])
    batches.finish()
    return taken


def work(executor: Executor, orders: Orders) -> Orders:
    """Return the results when each order has one added."""
    return list(work_in_order(executor, add_one, orders))


BOTH = pytest.mark.parametrize("way", [gather, work])
Way = Callable[[Executor, Orders], Orders]


@BOTH
@given(orders=st.lists(st.integers(), max_size=40), size=SIZES, few=SIZES, ahead=SIZES)
def test_gives_results_in_order_whoever_works_in_whatever_batches(
    threads: Executor, way: Way, orders: Orders, size: int, few: int, ahead: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"SIZE": size, "WORTHWHILE": few, "AHEAD": ahead}.items():
            patch.setattr(working, name, value)
        for executor in (threads, BackwardsExecutor()):
            assert way(executor, orders) == add_one(orders)


@BOTH
def test_gives_all_results_of_many(way: Way, executor: Executor) -> None:
    assert way(executor, list(range(MANY))) == list(range(1, MANY + 1))


@BOTH
def test_has_no_more_under_way_than_memory_is_meant_for(way: Way) -> None:
    executor = BackwardsExecutor()
    way(executor, list(range(MANY)))
    assert executor.most == AHEAD


@BOTH
def test_sends_batches_that_are_worth_their_way(way: Way) -> None:
    executor = BackwardsExecutor()
    way(executor, list(range(MANY)))
    assert {len(batch) for batch in executor.batches[:-1]} == {SIZE}


@BOTH
@pytest.mark.parametrize("count", [0, 1, WORTHWHILE - 1])
def test_asks_nobody_where_there_is_little_to_do(way: Way, count: int) -> None:
    executor = BackwardsExecutor()
    assert way(executor, list(range(count))) == list(range(1, count + 1))
    assert executor.batches == []


@BOTH
def test_has_little_left_to_do_itself_where_others_work(way: Way) -> None:
    executor = BackwardsExecutor()
    way(executor, list(range(MANY)))
    assert sum(len(batch) for batch in executor.batches) > MANY - SIZE


class TestWorkInOrder:
    @pytest.mark.parametrize("count", [10, MANY])
    def test_raises_what_the_work_raises(self, executor: Executor, count: int) -> None:
        with pytest.raises(ValueError, match="three"):
            list(work_in_order(executor, refuse, range(count)))


class TestBatches:
    def test_has_others_at_work_while_more_is_gathered(self) -> None:
        executor, taken = BackwardsExecutor(), Orders()
        batches = Batches(executor, add_all, 1, taken.extend)
        for order in range(WORTHWHILE):
            batches.add([order])
        assert len(executor.waiting) == WORTHWHILE // SIZE
        assert taken == []

    @pytest.mark.parametrize("count", [1, MANY])
    def test_does_nothing_twice(self, executor: Executor, count: int) -> None:
        taken: Orders = []
        batches = Batches(executor, add_all, 1, taken.extend)
        for order in range(count):
            batches.add([order])
        batches.finish()
        batches.finish()
        assert taken == list(range(1, count + 1))


@given(st.lists(st.integers()), st.integers(1, 10))
def test_parts_a_list_without_losing_anything(orders: Orders, size: int) -> None:
    batches = [*part(orders, size)]
    assert [order for batch in batches for order in batch] == orders
    assert all(len(batch) == size for batch in batches[:-1])
    assert all(batches)
