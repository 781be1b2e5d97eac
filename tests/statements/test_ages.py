"""How old a position is: only what is so in every world."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefbook.statements.ages import grows_old, last_day, old
from briefbook.statements.words import say_sentence
from tests.statements.worlds import DATES, day_in

TODAYS = st.dates(date(2022, 1, 1), date(2026, 1, 1))


@given(DATES, st.integers(1, 900), TODAYS, st.data())
def test_what_is_called_old_is_older_than_that_in_every_world(
    held: str, days: int, today: date, data: st.DataObject
) -> None:
    day = last_day(held)
    is_over = bool(day) and grows_old(day, days) <= today.isoformat()
    if old(days, is_over):
        drawn = date.fromisoformat(data.draw(day_in(held)))
        assert today - drawn > timedelta(days)


@given(st.dates(date(2022, 1, 1), date(2025, 1, 1)), st.integers(1, 900))
def test_a_day_counts_as_old_on_the_day_after_so_many_days(day: date, days: int) -> None:
    turn = date.fromisoformat(grows_old(last_day(day.isoformat()), days))
    assert turn - day == timedelta(days + 1)


def test_nothing_is_old_that_may_go_on_or_where_nothing_counts_as_old() -> None:
    assert not any(map(last_day, ("", "2001/..", "[2001..]")))
    assert {*map(last_day, ("../2001", "[..2001]"))} == {"2001-12-31"}
    assert old(0, is_over=True) is None
    assert say_sentence(old(365, is_over=True)) == "more than 365 days old"
