"""The door: who may see what, and from which day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.index.editions import Edition, admits, needs, top
from briefbook.index.rows import HIGHEST, OPEN, Gate, join_gates

LEVELS = ("public", "partner", "team")
TODAY = "2023-08-30"
PUBLIC, PARTNER, TEAM = (Edition(name, LEVELS, TODAY) for name in LEVELS)
NAMES = (*LEVELS, HIGHEST, "no-such-edition")
DAYS = ("", "2023-08-29", "2023-08-30", "2023-08-31")

gates = st.builds(
    Gate,
    st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    draft=st.booleans(),
    publish=st.sampled_from(DAYS),
)
editions = st.builds(
    Edition,
    st.sampled_from(LEVELS),
    st.just(LEVELS),
    st.sampled_from(DAYS[1:]),
    st.booleans(),
)


def those_who_see(gate: Gate) -> list[str]:
    return [one.name for one in (PUBLIC, PARTNER, TEAM) if admits(one, gate)]


@pytest.mark.parametrize(
    ("access", "readers"),
    [
        ((), ["public", "partner", "team"]),
        (("public",), ["public", "partner", "team"]),
        (("partner",), ["partner", "team"]),
        (("team",), ["team"]),
        (("partner", "team"), ["team"]),
        ((HIGHEST,), ["team"]),
        (("no-such-edition",), []),
        (("public", "no-such-edition"), []),
    ],
)
def test_lets_through_who_reaches_every_access(
    access: tuple[str, ...], readers: list[str]
) -> None:
    assert those_who_see(Gate(access)) == readers


def test_opens_on_the_day_of_publication() -> None:
    gates = (Gate(publish=day) for day in DAYS)
    assert [admits(TEAM, gate) for gate in gates] == [True, True, True, False]


def test_shows_drafts_and_embargoed_articles_only_where_they_are_asked_for() -> None:
    hidden = (Gate(draft=True), Gate(publish="2023-08-31"))
    assert [admits(TEAM, gate) for gate in hidden] == [False, False]
    assert [admits(TEAM._replace(drafts=True), gate) for gate in hidden] == [True, True]


def test_shows_a_stand_in_to_those_who_may_not_see_what_it_stands_for() -> None:
    assert those_who_see(Gate(below=("partner",))) == ["public"]
    assert those_who_see(Gate(below=("no-such-edition",))) == ["public", "partner", "team"]


def test_knows_the_lowest_edition_that_may_see() -> None:
    assert [needs(LEVELS, Gate((name,))) for name in NAMES] == [0, 1, 2, 2, 3]


@given(gates)
def test_a_higher_edition_sees_all_that_a_lower_one_sees(gate: Gate) -> None:
    seen = those_who_see(gate)
    assert seen == list(LEVELS[len(LEVELS) - len(seen) :])


@given(editions, gates)
def test_drafts_and_time_only_ever_add(edition: Edition, gate: Gate) -> None:
    more = edition._replace(drafts=True), edition._replace(today="2023-09-01")
    assert admits(edition, gate) <= all(admits(one, gate) for one in more)


@given(editions, gates, gates)
def test_two_gates_let_through_what_each_of_them_does(
    edition: Edition, first: Gate, second: Gate
) -> None:
    both = admits(edition, first) and admits(edition, second)
    assert admits(edition, join_gates(first, second)) == both


@given(gates)
def test_an_open_gate_adds_nothing(gate: Gate) -> None:
    assert admits(TEAM, join_gates(gate, OPEN)) == admits(TEAM, gate)


@given(editions, gates)
def test_either_something_or_its_stand_in_is_seen(edition: Edition, gate: Gate) -> None:
    original = Gate(gate.access)
    stand_in = Gate(below=gate.access)
    if gate.access:
        assert admits(edition, original) != admits(edition, stand_in)


@given(gates)
def test_the_top_sees_everything_that_any_edition_may_see(gate: Gate) -> None:
    everything = top(LEVELS, TODAY)
    assert admits(everything, gate) == ("no-such-edition" not in gate.access)
