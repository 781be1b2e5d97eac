"""What happened and what did not, and the newest day of a page."""

from hypothesis import given
from hypothesis import strategies as st

from briefbook.statements.absence import no_dispute, no_own_position, no_position, none_found
from briefbook.statements.days import days_of
from briefbook.statements.events import find_newest, not_facts, status
from briefbook.statements.words import say
from tests.statements.worlds import DATES, MAYBE, day_in

STATUSES = ("happened", "planned", "promised", "cancelled")


def test_an_event_is_named_with_what_keeps_it_from_being_a_fact() -> None:
    assert [say(status(one)) for one in STATUSES] == ["", "planned", "promised", "cancelled"]


@given(st.lists(st.sampled_from(STATUSES)))
def test_a_list_is_headed_as_no_facts_only_if_none_is_one(statuses: list[str]) -> None:
    assert bool(not_facts(statuses)) == (bool(statuses) and "happened" not in statuses)


@given(st.lists(MAYBE, max_size=4), st.data())
def test_nothing_on_a_page_is_surely_newer_than_its_day(
    dates: list[str], data: st.DataObject
) -> None:
    newest = find_newest(dates)
    assert newest in (*dates, "")
    if newest:
        first = data.draw(day_in(newest))
        assert any(
            day >= first for day in [data.draw(day_in(one)) for one in dates if one] + [first]
        )
    for one in dates:
        assert not (newest and one and days_of(one)[0] > days_of(newest)[1])


@given(DATES)
def test_an_open_start_says_nothing_of_how_new_a_page_is(date: str) -> None:
    assert (find_newest([date]) == "") == (days_of(date)[0] == "0001-01-01")


def test_the_newest_day_is_the_one_that_begins_last() -> None:
    assert find_newest(["2023-08", "2023-08-30", "2023"]) == "2023-08-30"
    assert find_newest(["2023-08-30", "../2024"]) == "2023-08-30"
    assert find_newest(["../2024", ""]) == ""
    assert find_newest(["2023-08-30", "2023-08-30/2023-09-02"]) == "2023-08-30/2023-09-02"


def test_what_is_not_found_is_not_found_in_this_book() -> None:
    rules = (none_found, no_position, no_own_position, no_dispute)
    for rule in rules:
        assert "in the texts of this book" in say(rule(()))
        assert rule(("one",)) is None
