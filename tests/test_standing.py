"""Which of many dated positions counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.kinds.issue import OFF_SCALE
from briefbook.kinds.position import Held
from briefbook.standing import (
    group_by_actor,
    group_by_issue,
    held_key,
    is_off_scale,
    say_stance,
    stance_place,
    stand,
)

DATES = ("", "2022", "2023", "2023-08", "2023-08-30", "2023-08~", "../2023-08-30", "202X")


def hold(
    date: str = "2023-08-30", order: int = 0, condition: str = "", article: str = "talks"
) -> Held:
    return Held(
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


def stand_of(*positions: Held) -> tuple[Held, ...]:
    return stand("ann", "contact", positions).latest


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2023-08-29", "2023-08-30"),
        ("2022", "2023"),
        ("2023-08", "2023-08-31"),
        ("../2023-08-30", "2023-08-30"),
        ("", "1999"),
    ],
)
def test_the_latest_then_earliest_day_counts(earlier: str, later: str) -> None:
    first, second = hold(earlier, 1), hold(later, 0)
    assert stand_of(first, second) == stand_of(second, first) == (second,)


def test_on_one_day_the_later_line_counts() -> None:
    assert stand_of(hold(order=1), hold(order=0)) == (hold(order=1),)


def test_on_one_day_a_line_counts_before_the_stance_of_a_quote() -> None:
    line = hold(order=0)._replace(is_line=True)
    assert stand_of(hold(order=5), line) == (line,)


def test_each_condition_has_a_latest_position_the_newest_first() -> None:
    free, bound = hold("2023-08-29"), hold("2023-08-30", condition="if asked")
    assert stand_of(free, bound) == (bound, free)


@given(st.lists(held, max_size=6, unique_by=held_key))
def test_no_position_is_lost_and_none_counts_twice(positions: list[Held]) -> None:
    found = stand("ann", "contact", positions)
    assert sorted((*found.latest, *found.earlier)) == sorted(positions)
    assert len({one.condition for one in found.latest}) == len(found.latest)


@given(st.lists(held, max_size=6, unique_by=held_key), st.randoms(use_true_random=False))
def test_the_order_in_which_positions_are_found_does_not_matter(
    positions: list[Held], random: object
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
        assert is_off_scale((word,))

    def test_is_on_the_scale_if_it_may_be(self) -> None:
        assert not is_off_scale(("wait", "unclear"))
        assert stance_place(("wait", "unclear"), self.scale) == (1, 1)

    def test_is_said_in_words(self) -> None:
        assert say_stance(("wait", "harden-stance")) == "wait or harden stance"
