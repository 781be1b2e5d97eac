"""Which of many dated positions counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.kinds.issue import OFF_SCALE
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import (
    find_run,
    group_by_actor,
    group_by_issue,
    held_key,
    join_alike,
    say_shown,
    stance_place,
    stand,
)
from briefbook.statements.positions import say_labels
from briefbook.statements.words import say_sentence
from tests.statements.worlds import list_latest

DATES = (
    *("", "2022", "2023", "2023-08", "2023-08-30", "2023-08~", "202X"),
    *("../2023-08-30", "[2023-08-01..2023-08-29]"),
)


def hold(
    date: str = "2023-08-30", order: int = 0, condition: str = "", article: str = "talks"
) -> DatedPosition:
    return DatedPosition(
        ref=f"{article}#{order}",
        actor="ann",
        issue="contact",
        stance=("engage",),
        date=date,
        article=article,
        order=order,
        evidence=(),
        address=f"articles/{article}.html",
        condition=condition,
    )


held = st.builds(
    hold,
    st.sampled_from(DATES),
    st.integers(0, 9),
    st.sampled_from(("", "if asked")),
    article=st.sampled_from(("talks", "visit")),
)


def stand_of(*positions: DatedPosition) -> tuple[DatedPosition, ...]:
    return stand("ann", "contact", positions).latest


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2023-08-29", "2023-08-30"),
        ("2022", "2023"),
        ("2023-07", "2023-08-01"),
        ("../2023-08-29", "2023-08-30"),
    ],
)
def test_what_surely_came_later_counts(earlier: str, later: str) -> None:
    first, second = hold(earlier, 1), hold(later, 0)
    assert stand_of(first, second) == stand_of(second, first) == (second,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023-08", "2023-08-31"),
        ("2023-08-30", "2023-08-30"),
        ("2023-08-30~", "2023-08-31"),
        ("../2016", "2010"),
        ("", "1999"),
    ],
)
def test_what_no_other_may_follow_stands_side_by_side(one: str, other: str) -> None:
    first, second = hold(one, 1), hold(other, 0)
    assert {*stand_of(first, second)} == {first, second}


class TestOneAnswerOnSeveralDays:
    old, new = hold("2023-08-28", 1), hold("2023-08-30", 2)
    before = hold("2023-08-01", 0)._replace(stance=("wait",))

    def test_is_one_run_back_to_another_answer(self) -> None:
        standing = stand("ann", "contact", (self.before, self.old, self.new))
        assert find_run(standing, self.new) == ([self.new, self.old], [self.before])

    def test_is_shown_on_the_first_and_the_last(self) -> None:
        standing = stand("ann", "contact", (self.before, self.old, self.new))
        assert (
            say_sentence(say_shown(standing, self.new), brief=True)
            == "28 Aug 2023 and 30 Aug 2023"
        )
        assert say_sentence(say_shown(standing, self.old), brief=True) == "28 Aug 2023"

    def test_is_one_line_in_short_lists_with_all_its_evidence(self) -> None:
        one, other = hold(order=1)._replace(evidence=("a",)), hold()._replace(evidence=("b",))
        (joined,) = join_alike((one, other))
        assert joined == one._replace(evidence=("a", "b"))
        assert join_alike((one, self.before)) == (one, self.before)


def test_each_condition_has_a_latest_position_the_newest_first() -> None:
    free, bound = hold("2023-08-29"), hold("2023-08-30", condition="if asked")
    assert stand_of(free, bound) == (bound, free)


@given(st.lists(held, max_size=6, unique_by=held_key))
def test_no_position_is_lost_and_none_counts_twice(positions: list[DatedPosition]) -> None:
    found = stand("ann", "contact", positions)
    assert sorted((*found.latest, *found.earlier)) == sorted(positions)
    for condition in {one.condition for one in positions}:
        alike = [one for one in positions if one.condition == condition]
        may_be = list_latest([one.date for one in alike])
        assert {*found.latest} & {*alike} == {
            one for one, is_so in zip(alike, may_be, strict=True) if is_so
        }


@given(st.lists(held, max_size=6, unique_by=held_key), st.randoms(use_true_random=False))
def test_the_order_in_which_positions_are_found_does_not_matter(
    positions: list[DatedPosition], random: object
) -> None:
    shuffled = list(positions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stand("ann", "contact", positions) == stand("ann", "contact", shuffled)


def test_positions_are_grouped_without_loss() -> None:
    mine, yours = hold(), hold()._replace(actor="bo", issue="trade")
    assert group_by_actor([mine, yours]) == {"ann": [mine], "bo": [yours]}
    assert group_by_issue([mine, yours]) == {"contact": [mine], "trade": [yours]}


class TestAStance:
    scale = ("engage", "wait", "harden-stance")

    def test_is_a_span_on_its_scale(self) -> None:
        assert stance_place(("wait",), self.scale) == (1, 1)
        assert stance_place(("harden-stance", "engage"), self.scale) == (0, 2)

    @pytest.mark.parametrize("word", OFF_SCALE)
    def test_off_the_scale_has_no_place_on_it(self, word: str) -> None:
        assert stance_place((word,), self.scale) is None

    def test_is_on_the_scale_if_it_may_be(self) -> None:
        assert stance_place(("wait", "unclear"), self.scale) == (1, 1)

    def test_is_said_in_words(self) -> None:
        assert say_labels(("wait", "harden-stance")) == "wait or harden stance"
