from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefbook.charts.axis import cut, find_breaks, find_runs, make_axis, move_axis, place

POINTS = st.lists(st.integers(1, 900_000), min_size=2, max_size=30, unique=True).map(sorted)


@given(POINTS, st.integers(1, 30))
def test_later_days_never_stand_before_earlier_ones(points: list[int], marks: int) -> None:
    axis = make_axis(points, marks, 500, 30)
    places = [place(axis, day) for day in points]
    assert all(before <= after for before, after in pairwise(places))
    assert (places[0], round(places[-1], 6)) == (axis.start, round(axis.end, 6))


@given(POINTS, st.integers(1, 30))
def test_days_have_one_scale_outside_of_breaks(points: list[int], marks: int) -> None:
    axis = make_axis(points, marks, 500, 30)
    parts = [part for part in axis.stretches if not part.broken]
    assert all(abs(p.length - (p.last - p.first) * axis.scale) < 1e-6 for p in parts)
    assert sum(part.length for part in parts) <= 500 + 1e-6


@given(POINTS, st.integers(1, 30))
def test_few_stretches_are_cut_short(points: list[int], marks: int) -> None:
    assert 2 * len(find_breaks(make_axis(points, marks, 500, 30))) < max(marks, 1)


def test_an_event_long_before_all_others_is_set_off_by_a_break() -> None:
    august = range(738_733, 738_763, 3)
    axis = make_axis([738_278, 738_279, *august], 11, 500, 30)
    assert [(gap.first, gap.last) for gap in find_breaks(axis)] == [(738_279, 738_733)]
    assert len(find_runs(axis)) == 2


def test_evenly_spread_events_have_no_breaks() -> None:
    yearly = [day for year in range(10) for day in (365 * year + 1, 365 * year + 2)]
    assert find_breaks(make_axis(yearly, 10, 500, 30)) == ()


def test_a_few_months_between_events_are_drawn_to_scale() -> None:
    sample = [738_421, 738_521, 738_580, 738_611, 738_762, 738_763]
    assert find_breaks(make_axis(sample, 4, 300, 30)) == ()


def test_a_year_in_which_nothing_else_is_known_takes_no_half_of_the_axis() -> None:
    sample = [738_156, 738_521, 738_580, 738_611, 738_762, 738_763]
    (gap,) = find_breaks(make_axis(sample, 4, 300, 30))
    assert (gap.first, gap.last) == (738_156, 738_521)


def test_few_days_fill_the_axis() -> None:
    axis = make_axis([738_762, 738_763], 1, 500, 30)
    assert axis.end - axis.start == 500


def test_a_line_is_interrupted_where_the_axis_is() -> None:
    axis = make_axis([1, 2, 9_000, *range(9_001, 9_010)], 11, 500, 30)
    (gap,) = find_breaks(axis)
    pieces = cut(axis.start, axis.end, [gap])
    middle = gap.start + gap.length / 2
    assert len(pieces) == 2
    assert pieces[0][1] < middle < pieces[1][0]
    assert cut(axis.start, gap.start, [gap]) == ((axis.start, gap.start),)


def test_a_moved_axis_has_its_days_further_along() -> None:
    axis = make_axis([1, 50, 90], 2, 500, 30)
    assert place(move_axis(axis, 12), 50) == place(axis, 50) + 12
