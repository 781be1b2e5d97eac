"""What is said to be missing is missing in the notes, in every world that the facts allow."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefbook.statements.ages import grows_old, last_of_all
from briefbook.statements.days import days_of
from briefbook.statements.gaps import (
    not_noted,
    nothing_newer,
    one_source,
    others_alone,
    two_answers,
)
from briefbook.statements.positions import Stance
from briefbook.statements.words import say_sentence
from briefbook.syntax.edtf import LAST_DAY

DAYS = st.lists(
    st.sampled_from(
        ["2019", "2019-05-02", "2019-05~", "2020?", "2018/2020", "../2016", "2020/..", ""]
    ),
    min_size=1,
    max_size=4,
)
ISSUES = st.lists(st.sampled_from("abcd"), unique=True)
LABELS = st.lists(st.sampled_from(["less", "more"]), min_size=1, unique=True).map(tuple)


@given(DAYS, st.integers(0, 800), st.dates(date(2015, 1, 1), date(2026, 1, 1)))
def test_a_position_is_old_only_if_it_is_so_on_each_day_that_it_may_be_of(
    days: list[str], most: int, today: date
) -> None:
    last = last_of_all(days)
    is_over = bool(last and most) and grows_old(last, most) <= today.isoformat()
    said = nothing_newer("Ann", "Trade", ["less"], last, is_over)
    ages = [
        today - date.fromisoformat(days_of(day)[1])
        for day in days
        if days_of(day)[1] < LAST_DAY
    ]
    is_old = most > 0 and len(ages) == len(days) and min(ages) > timedelta(days=most)
    assert bool(said) == is_old


@given(ISSUES, st.integers(0, 2000))
def test_a_blank_names_the_issues_that_are_asked_about_or_says_how_many(
    issues: list[str], more: int
) -> None:
    said = say_sentence(not_noted("Ann", issues, more))
    assert bool(said) == bool(issues)
    named = said.removeprefix("Ann: no position noted on ").partition(", and on ")
    assert named[0] == ", ".join(issues)
    assert named[2] == (f"{more:,} more issues" if more and issues else "")


@given(LABELS, st.lists(st.sampled_from(["wire", "post"]), max_size=4))
def test_one_source_is_said_where_there_is_one(
    labels: tuple[str, ...], sources: list[str]
) -> None:
    said = one_source("Ann", "Trade", labels, sources)
    assert bool(said) == (len(set(sources)) == 1)


@given(LABELS, st.lists(st.booleans(), max_size=4))
def test_others_alone_is_said_where_no_word_may_be_of_their_side(
    labels: tuple[str, ...], is_theirs: list[bool]
) -> None:
    said = others_alone("Ann", "Trade", labels, is_theirs)
    assert bool(said) == (bool(is_theirs) and True not in is_theirs)


@given(LABELS, LABELS, st.sampled_from(["2019-05-02", "2019-05", "2019-05-02?"]))
def test_two_answers_are_of_one_day_and_no_reading_makes_them_one(
    first: tuple[str, ...], other: tuple[str, ...], day: str
) -> None:
    said = two_answers("Ann", "Trade", Stance(day, first), Stance("2019-05-02", other))
    assert bool(said) == (day == "2019-05-02" and not {*first} & {*other})
