"""What stands over a picture holds in every world that the facts allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.statements.charts import (
    SORTS,
    courses_found,
    events_found,
    found_besides,
    positions_found,
    relations_found,
    say_number,
)
from briefbook.statements.words import say_sentence
from tests.statements.worlds import DATES, day_in

DAYS = st.lists(DATES, min_size=1, max_size=5)
SCALE = ("oppose", "wait-and-see", "accept", "support")
STEPS = st.integers(0, len(SCALE) - 1)
PLACES = st.lists(st.tuples(STEPS, STEPS).map(sorted).map(tuple), max_size=5)


@given(DAYS, st.booleans(), st.data())
def test_events_begin_and_end_when_it_is_said_in_every_world(
    days: list[str], is_all: bool, data: st.DataObject
) -> None:
    said = events_found(days, 0, is_all)
    assert said
    values = {name: str(value) for name, value in said.values}
    drawn = sorted(data.draw(day_in(day)) for day in days)
    if said.key == "found-when":
        first, _, last = values["span"].partition("/")
        assert drawn[0].startswith(first)
        assert drawn[-1].startswith(last or first)
    if said.key == "found-some-when":
        first, _, last = values["span"].partition("/")
        within = [
            one for one in drawn if first <= one[: len(first)] and is_up_to(one, last or first)
        ]
        assert values["some"] in {say_number(n) for n in range(1, len(within) + 1)}


def is_up_to(day: str, unit: str) -> bool:
    return day[: len(unit)] <= unit


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (["2023-03", "2023-08-30"], "Two events found, from March to August 2023"),
        (["2022", "2023-08-30"], "Two events found, from 2022 to August 2023"),
        (["2023-08-30", "2023-08-30"], "Two events found, on 30 August 2023"),
        (["2023-08-03", "2023-08"], "Two events found, in August 2023"),
        (["2023", "2023-08-30"], "Two events found, in 2023"),
        (["2023-08~", "2023-08-30"], "Two events found, in 2023"),
        (["2022-12-31", "2023-01"], "Two events found, from December 2022 to January 2023"),
        (["202X", "2023"], "Two events found, one of them in 2023"),
        (
            ["[..2023-08-30]", "2023-08", "2023-03"],
            "Three events found, two of them from March to August 2023",
        ),
        (["../2023", "202X"], "Two events found"),
    ],
)
def test_events_are_counted_with_their_days(days: list[str], words: str) -> None:
    assert say_sentence(events_found(days, 0, True)) == words
    assert say_sentence(events_found(days, 0, False)) == words.replace("found", "shown")


def test_events_without_a_date_are_counted_and_said_to_be_at_no_time() -> None:
    said = events_found(["2023-03", "2023-08-30"], 1, True)
    assert say_sentence(said) == "Three events found, two of them from March to August 2023"
    assert say_sentence(events_found([], 1204, True)) == "1,204 events found"
    assert events_found([], 0, True) is None


def test_what_has_not_happened_is_counted_apart() -> None:
    said = events_found(["2023-03"], 0, True)
    assert found_besides(said, 0) == said
    assert (
        say_sentence(found_besides(said, 2))
        == "One event found, in March 2023; two planned, promised or cancelled"
    )
    alone = "Three events found that are planned, promised or cancelled"
    assert say_sentence(found_besides(None, 3)) == alone


@given(st.lists(st.sampled_from([*SORTS]), min_size=1, max_size=5), st.integers(1, 30))
def test_everybody_among_whom_there_are_relations_is_called_what_they_are(
    types: list[str], number: int
) -> None:
    said = say_sentence(relations_found(number, types, True))
    assert all((SORTS[one] in said) == (SORTS[one] in map(SORTS.get, types)) for one in SORTS)
    assert f"{say_number(len(types))} " in said
    assert said.lower().startswith(say_number(number))


def test_relations_are_counted() -> None:
    kinds = ["person"] * 5 + ["group"] * 3 + ["organization"]
    found = "Eleven relations found among nine people and bodies"
    assert say_sentence(relations_found(11, kinds, True)) == found
    kinds.append("place")
    shown = "50 relations shown among ten people, bodies and places"
    assert say_sentence(relations_found(50, kinds, False)) == shown
    assert relations_found(0, [], True) is None


@given(PLACES, st.integers(0, 2), st.integers(0, 2), st.data())
def test_positions_reach_from_step_to_step_in_every_world(
    places: list[tuple[int, int]], outside: int, earlier: int, data: st.DataObject
) -> None:
    said = positions_found("Trade", SCALE, places, outside, earlier)
    assert bool(said) == bool(places or outside)
    drawn = [data.draw(st.sampled_from(range(low, high + 1))) for low, high in places]
    words = {label: label.replace("-", " ") for label in SCALE}
    if said and drawn:
        text = say_sentence(said)
        ends = dict.fromkeys(words[SCALE[step]] for step in (min(drawn), max(drawn)))
        if " from " in text:
            assert f"from {' to '.join(ends)}" in text
        if "“" in text:
            assert f"“{' '.join(ends)}”" in text


@pytest.mark.parametrize(
    ("places", "outside", "earlier", "words"),
    [
        ([(0, 0), (3, 3), (1, 2)], 0, 0, "three positions found, from oppose to support"),
        ([(1, 1), (1, 1)], 0, 0, "two positions found, all at “wait and see”"),
        ([(0, 1), (3, 3)], 0, 0, "two positions found"),
        (
            [(0, 0), (3, 3)],
            1,
            0,
            "three positions found, from oppose to support; one off the scale",
        ),
        ([(0, 0), (3, 3)], 0, 2, "four positions found, the latest two from oppose to support"),
        ([], 2, 0, "two positions found; two off the scale"),
    ],
)
def test_positions_are_counted(
    places: list[tuple[int, int]], outside: int, earlier: int, words: str
) -> None:
    said = positions_found("Trade", SCALE, places, outside, earlier)
    assert say_sentence(said) == f"Trade: {words}"


def test_positions_over_time_are_counted_with_their_days() -> None:
    days = ["2023-03", "2023-08-30", "2023-08-30"]
    found = "Ann Bell: three positions found on two issues, from March to August 2023"
    assert say_sentence(courses_found("Ann Bell", days, 2, True)) == found
    shown = "Ann Bell: two positions shown on one issue"
    assert say_sentence(courses_found("Ann Bell", ["../2023", "2023"], 1, False)) == shown
    assert courses_found("Ann Bell", [], 0, True) is None
