from datetime import date as calendar_date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.charts.axis import Axis, find_runs, make_axis, make_ticks, say_length, tick_words

DAYS = st.dates().map(calendar_date.toordinal)
POINTS = st.lists(DAYS, min_size=2, max_size=12, unique=True).map(sorted)


def axis_of(*days: str) -> Axis:
    points = [calendar_date.fromisoformat(day).toordinal() for day in days]
    return make_axis(points, len(points), 400, 50)


def words_of(*days: str) -> list[str]:
    known, said = "", []
    for tick in make_ticks(axis_of(*days), 40):
        said.append(" ".join(filter(None, reversed(tick_words(tick, known)))))
        known = tick.year
    return said


@given(POINTS, st.integers(1, 12))
def test_every_part_of_the_axis_has_a_tick(points: list[int], marks: int) -> None:
    axis = make_axis(points, marks, 400, 50)
    places = [tick.at for tick in make_ticks(axis, 40)]
    for run in find_runs(axis):
        shift = axis.scale
        assert any(run.start <= at <= run.start + run.length + shift for at in places)


@given(POINTS, st.integers(1, 12))
def test_ticks_are_in_order_and_not_too_many(points: list[int], marks: int) -> None:
    places = [tick.at for tick in make_ticks(make_axis(points, marks, 400, 50), 40)]
    assert all(before < after for before, after in pairwise(places))
    assert len(places) < 40


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("2023-08-30", "2023-08-31"), "30 Aug 2023"),
        (("2023-12-30", "2024-01-02"), "30 Dec 2023|31 Dec|1 Jan 2024"),
        (("2022-12-20", "2023-01-12"), "21 Dec 2022|26 Dec|1 Jan 2023|6 Jan|11 Jan"),
        (("2023-01-01", "2023-04-01"), "2023|Feb|Mar"),
        (("2022-01-01", "2023-08-31"), "2022|Apr|Jul|Oct|2023|Apr|Jul"),
        (("2019-05-01", "2027-05-01"), "2020|2021|2022|2023|2024|2025|2026|2027"),
        (("1949-10-01", "2023-08-31"), "1950|1960|1970|1980|1990|2000|2010|2020"),
    ],
)
def test_ticks_suit_the_span(days: tuple[str, ...], words: str) -> None:
    assert "|".join(words_of(*days)) == words


@pytest.mark.parametrize(
    ("days", "words"), [(40, "40 days"), (455, "15 months"), (1308, "4 years")]
)
def test_a_break_tells_roughly_how_long_it_is(days: int, words: str) -> None:
    assert say_length(days) == words
