"""Which names stand in which texts: by difference, the same as if all were looked for anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.names import mentions
from briefbook.names.matching import find_names, make_finder
from briefbook.names.mentions import Search, list_candidates, prepare_names, update

NAMES = ("Velk", "Mara Velk", "Ostra", "Council of Ostra", "council", "tolls", "习", "de Wit")
WORDS = (*NAMES, "the", "and", "Velka", "Tolls", "DE WIT", "De Wit", "Velk’s", "of")
TALKS = "Mara Velk met the Council of Ostra."

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
names = st.sets(st.sampled_from(NAMES))


def search(text: str, names: set[str]) -> tuple[str, ...]:
    return Search(prepare_names(names), 1).find(text)


def test_finds_all_names_of_a_text_overlapping_ones_too() -> None:
    assert search(TALKS, set(NAMES)) == ("Council of Ostra", "Mara Velk", "Ostra", "Velk")


def test_prepares_for_all_names_only_where_many_texts_are_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepared: list[int] = []

    def make(names: object) -> object:
        listed = list(names)  # type: ignore[call-overload]
        prepared.append(len(listed))
        return make_finder(listed)

    monkeypatch.setattr(mentions, "make_finder", make)
    few, many = Search(prepare_names(NAMES), 1), Search(prepare_names(NAMES), 100)
    assert few.find("Ostra") == many.find("Ostra") == ("Ostra",)
    assert prepared[0] == len(NAMES)
    assert prepared[1] < len(NAMES)


@given(texts, names)
def test_a_search_of_one_text_finds_what_a_search_for_all_names_finds(
    text: str, names: set[str]
) -> None:
    assert search(text, names) == find_names(make_finder(names), text)


@given(texts, names)
def test_no_name_that_stands_in_a_text_is_left_out(text: str, names: set[str]) -> None:
    found = find_names(make_finder(names), text)
    assert set(found) <= set(list_candidates(prepare_names(names), text))


@given(texts, names, names)
def test_names_that_come_and_go_leave_what_a_first_search_finds(
    text: str, before: set[str], now: set[str]
) -> None:
    came = search(text, now - before)
    found = update(search(text, before), frozenset(before - now), came)
    assert found == search(text, now)
