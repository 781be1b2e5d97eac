"""What happened and what did not, and the newest day of a page."""

from hypothesis import given
from hypothesis import strategies as st

from briefbook.statements.absence import no_dispute, no_own_position, no_position, none_found
from briefbook.statements.days import days_of
from briefbook.statements.events import (
    find_newest,
    newest_day,
    not_facts,
    on_day,
    status,
)
from briefbook.statements.words import say_sentence
from briefbook.syntax.edtf import FIRST_DAY
from tests.statements.worlds import DATES, MAYBE, day_in

STATUSES = ("happened", "planned", "promised", "cancelled")


def test_an_event_is_named_with_what_keeps_it_from_being_a_fact() -> None:
    assert [say_sentence(status(one)) for one in STATUSES] == [
        "",
        "planned",
        "promised",
        "cancelled",
    ]


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


@given(st.lists(DATES, min_size=1, max_size=4))
def test_what_may_be_newer_than_all_that_is_known_is_the_day_of_a_page(
    dates: list[str],
) -> None:
    newest = find_newest(dates)
    bounds = [days_of(one)[1] for one in dates if days_of(one)[0] == FIRST_DAY]
    assert newest
    assert max(bounds, default="") <= days_of(newest)[1]


@given(DATES)
def test_an_open_start_is_said_as_the_latest_day_that_it_may_be(date: str) -> None:
    told = say_sentence(newest_day(date))
    assert told.endswith(" at the latest") == (days_of(date)[0] == FIRST_DAY)
    assert not told.startswith("by ")


@given(MAYBE, st.booleans())
def test_a_year_that_a_source_leaves_out_is_said_to_be_inferred(
    day: str, is_inferred: bool
) -> None:
    told = say_sentence(on_day(day, is_inferred))
    assert bool(told) == bool(day)
    assert ("(year inferred)" in told) == (is_inferred and bool(day))


def test_the_newest_day_is_the_one_that_begins_last() -> None:
    assert find_newest(["2023-08", "2023-08-30", "2023"]) == "2023-08-30"
    assert find_newest(["2023-08-30", "../2024"]) == "../2024"
    assert find_newest(["2023-08-30", "[..2023-08-30]", ""]) == "2023-08-30"
    assert find_newest(["2023-03", "[..2023-08-30]"]) == "[..2023-08-30]"
    assert find_newest(["", ""]) == ""
    assert find_newest(["2023-08-30", "2023-08-30/2023-09-02"]) == "2023-08-30/2023-09-02"


def test_what_is_not_found_is_not_found_in_this_book() -> None:
    rules = (none_found, no_position, no_own_position, no_dispute)
    for rule in rules:
        assert "in the texts of this book" in say_sentence(rule(()))
        assert rule(("one",)) is None
