"""What is said of positions holds in every world that their dates and labels allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.statements.days import days_of, is_surely_before
from briefbook.statements.positions import (
    Stance,
    confidence,
    disagree,
    moved,
    off_scale,
    position_of,
    shown_on,
)
from briefbook.statements.words import say_sentence
from tests.statements.worlds import DATES, MAYBE, day_in, list_latest

LABELS = st.lists(
    st.sampled_from(["engage", "wait", "harden", "unclear", "silent", "mixed"]),
    min_size=1,
    max_size=2,
    unique=True,
).map(tuple)
STANCES = st.builds(
    Stance,
    MAYBE,
    LABELS,
    st.sampled_from(["", "", "if asked"]),
    st.sampled_from([True, True, False]),
)
ONE_SIDE = st.one_of(
    st.lists(STANCES, min_size=1, max_size=2),
    st.builds(lambda one, day: [one, one._replace(day=day)], STANCES, MAYBE),
)


@given(ONE_SIDE, ONE_SIDE, st.data())
def test_a_move_is_one_in_every_world(
    before: list[Stance], after: list[Stance], data: st.DataObject
) -> None:
    if moved(before, after) is None:
        return
    days = [data.draw(day_in(one.day)) for one in (*before, *after)]
    labels = [data.draw(st.sampled_from(one.labels)) for one in (*before, *after)]
    assert max(days[: len(before)]) < min(days[len(before) :])
    assert not {*labels[: len(before)]} & {*labels[len(before) :]}
    assert not {*labels} & {"unclear", "silent"}
    assert len({one.condition for one in (*before, *after)}) == 1
    assert all(one.is_theirs for one in (*before, *after))


OLD = Stance("2023-08-29", ("engage",))
NEW = Stance("2023-08-30", ("harden",))


class TestAMove:
    def test_is_said_with_the_day_of_what_was_before(self) -> None:
        assert (
            say_sentence(moved([OLD], [NEW])) == "moved from engage (29 August 2023) to harden"
        )
        assert (
            say_sentence(moved([OLD], [NEW]), brief=True)
            == "moved from engage (29 Aug 2023) to harden"
        )

    def test_is_said_of_each_side_with_one_answer_on_several_days(self) -> None:
        assert moved([OLD, OLD._replace(day="2023-08-28")], [NEW, NEW._replace(day="2023-09")])

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (OLD._replace(day="2023-08-30"), NEW),  # two answers on one day
            (OLD._replace(day="2023-08"), NEW),
            (OLD._replace(day="2023-08-29~"), NEW),
            (OLD._replace(day="../2023"), NEW),
            (OLD._replace(day=""), NEW),
            (OLD, NEW._replace(day="")),
            (OLD, NEW._replace(day="../2023-09")),
            (OLD, NEW._replace(day="2023-08-30?")),
            (NEW, OLD),
            (OLD, OLD._replace(day="2023-08-30")),
            (OLD, NEW._replace(labels=("engage", "harden"))),
            (OLD._replace(labels=("harden", "engage")), NEW),
            (OLD._replace(labels=("unclear",)), NEW),
            (OLD, NEW._replace(labels=("silent",))),
            (OLD._replace(condition="if asked"), NEW),
            (OLD, NEW._replace(condition="if asked")),
            (OLD._replace(is_theirs=False), NEW),
            (OLD, NEW._replace(is_theirs=False)),
        ],
    )
    def test_is_not_said_where_it_may_be_none(self, before: Stance, after: Stance) -> None:
        assert moved([before], [after]) is None

    def test_is_not_said_of_two_answers_on_one_side(self) -> None:
        other = OLD._replace(labels=("wait",))
        assert moved([OLD, other], [NEW]) is None
        assert moved([OLD], [NEW, other._replace(day="2023-08-30")]) is None
        assert moved([], [NEW]) is moved([OLD], []) is None

    def test_is_said_under_one_condition(self) -> None:
        both = [one._replace(condition="if asked") for one in (OLD, NEW)]
        assert moved(both[:1], both[1:])

    def test_is_said_after_an_open_start(self) -> None:
        assert moved([OLD._replace(day="../2016")], [NEW])
        assert moved([OLD], [NEW._replace(day="2023-09/..")])


@given(st.lists(MAYBE, min_size=1, max_size=4), st.data())
def test_what_is_not_the_latest_is_so_in_no_world(
    dates: list[str], data: st.DataObject
) -> None:
    found = list_latest(dates)
    days = [data.draw(day_in(date)) for date in dates]
    for day, may_be in zip(days, found, strict=True):
        assert may_be or day < max(days)


@given(st.lists(MAYBE, min_size=1, max_size=4))
def test_what_may_be_the_latest_is_so_in_some_world(dates: list[str]) -> None:
    for place, may_be in enumerate(list_latest(dates)):
        others = (days_of(date)[0] for at, date in enumerate(dates) if at != place)
        assert not may_be or all(days_of(dates[place])[1] >= first for first in others)
    assert any(list_latest(dates))
    assert list_latest([]) == []


@pytest.mark.parametrize(
    ("dates", "latest"),
    [
        (["2023-08-29", "2023-08-30"], [False, True]),
        (["2023-08-30", "2023-08-30"], [True, True]),
        (["2023-08", "2023-08-30"], [True, True]),
        (["2023-07", "2023-08-01"], [False, True]),
        (["../2016", "2010"], [True, True]),
        (["../2016", "2017"], [False, True]),
        (["2015/2016", "2016"], [True, True]),
        (["2023-08~", "2023-10-01"], [False, True]),
        (["2023-08~", "2023-09-30"], [True, True]),
        (["", "2023"], [True, True]),
    ],
)
def test_the_latest_are_those_that_no_other_may_follow(
    dates: list[str], latest: list[bool]
) -> None:
    assert list_latest(dates) == latest


@given(DATES, MAYBE, st.data())
def test_an_earlier_day_is_named_only_if_it_is_one(
    day: str, first: str, data: st.DataObject
) -> None:
    said = shown_on(day, first)
    assert said is not None
    if said.key == "shown-twice":
        assert data.draw(day_in(first)) < data.draw(day_in(day))


def test_days_of_attestation_are_named_without_what_lies_between() -> None:
    assert (
        say_sentence(shown_on("2023-08-30", "2023-03-05"), brief=True)
        == "5 Mar 2023 and 30 Aug 2023"
    )
    assert say_sentence(shown_on("2023-08-30", "2023-08"), brief=True) == "30 Aug 2023"
    assert say_sentence(shown_on("2023-08-30")) == "30 August 2023"
    assert shown_on("") is None


class TestTwoAnswersOnOneDay:
    def test_are_two_whatever_they_mean(self) -> None:
        assert disagree(OLD._replace(day="2023-08-30"), NEW)
        assert disagree(OLD._replace(day="2023-08-30T10:00Z"), NEW)

    @pytest.mark.parametrize(
        "other",
        [
            OLD,
            NEW,
            OLD._replace(day="2023-08-30", condition="if asked"),
            OLD._replace(day="2023-08-30", labels=("harden", "wait")),
            OLD._replace(day="2023-08"),
            OLD._replace(day="2023-08-30~"),
        ],
    )
    def test_are_not_told_where_they_may_be_one(self, other: Stance) -> None:
        assert not disagree(other, NEW)

    @given(STANCES, STANCES)
    def test_are_mutual_and_never_a_move(self, one: Stance, other: Stance) -> None:
        assert disagree(one, other) == disagree(other, one)
        assert not (disagree(one, other) and moved([one], [other]))

    def test_are_not_told_of_a_month(self) -> None:
        month = Stance("2023-08", ("engage",))
        assert not disagree(month, month._replace(labels=("harden",)))


@given(DATES, DATES)
def test_before_excludes_after(one: str, other: str) -> None:
    assert not (is_surely_before(one, other) and is_surely_before(other, one))
    assert not is_surely_before(one, one)


def test_the_rest_is_said_where_it_is_the_case() -> None:
    words = ("unclear", "mixed")
    assert say_sentence(off_scale(("unclear",), words)) == "off the scale"
    assert off_scale(("unclear", "engage"), words) is None
    assert say_sentence(position_of("UK government")) == "position of UK government"
    assert position_of("") is None
    assert say_sentence(confidence("low")) == "low confidence"
    assert confidence("high") is confidence("") is None
