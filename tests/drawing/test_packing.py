from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefbook.charts.measure import overlap, pick_lanes, spread

PLACES = st.lists(st.tuples(st.floats(-500, 500), st.floats(1, 60)), max_size=40)
SPANS = st.lists(st.tuples(st.floats(0, 500), st.floats(0, 90)), max_size=40)


@given(PLACES, st.floats(0, 10))
def test_things_keep_their_order_and_their_distance(
    places: list[tuple[float, float]], gap: float
) -> None:
    wanted, sizes = [place for place, _ in places], [size for _, size in places]
    starts = spread(wanted, sizes, gap)
    rows = pairwise(zip(starts, sizes, strict=True))
    assert all(after - (before + size) >= gap - 1e-6 for (before, size), (after, _) in rows)


@given(PLACES)
def test_things_that_have_room_stay_where_they_are(places: list[tuple[float, float]]) -> None:
    sizes = [size for _, size in places]
    starts = spread([place for place, _ in places], sizes, 2.0)
    again = spread(starts, sizes, 2.0)
    assert all(abs(one - other) < 1e-6 for one, other in zip(starts, again, strict=True))


def test_things_that_want_the_same_place_share_the_move() -> None:
    assert spread([10, 10], [4, 4], 2) == (7, 13)


@given(SPANS, st.floats(0, 5))
def test_no_two_spans_of_a_lane_meet(raw: list[tuple[float, float]], gap: float) -> None:
    spans = [(start, start + length) for start, length in raw]
    lanes = pick_lanes(spans, gap)
    rows = list(zip(spans, lanes, strict=True))
    meeting = [
        (one, other)
        for number, (one, lane) in enumerate(rows)
        for other, same in rows[:number]
        if lane == same and one != other and overlap(one, other, gap)
    ]
    assert meeting == []


def test_spans_apart_share_the_first_lane() -> None:
    assert pick_lanes([(0, 5), (3, 8), (6, 9), (20, 30)], 1) == (0, 1, 0, 0)
