"""Which names stand in which texts: by difference, the same as if all were looked for anew."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook import finding
from briefbook.finding import Found, find_in
from briefbook.names import find_names

NAMES = ("Velk", "Mara Velk", "Ostra", "Council of Ostra", "council", "tolls")
WORDS = (*NAMES, "the", "and", "Velka", "Tolls")
TALKS = {"talks": "Mara Velk met the Council of Ostra."}

texts = st.dictionaries(
    st.sampled_from(("talks", "reply", "visit")),
    st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
)
names = st.sets(st.sampled_from(NAMES))


def find(texts: dict[str, str], names: set[str], before: Found | None = None) -> Found:
    return find_in(before or Found(), texts, names)


def test_finds_all_names_of_a_text_overlapping_ones_too() -> None:
    assert find(TALKS, set(NAMES)).found == {
        "talks": ("Council of Ostra", "Mara Velk", "Ostra", "Velk")
    }


def test_finds_a_new_name_in_a_text_that_did_not_change() -> None:
    before = find(TALKS, {"Velk"})
    assert find(TALKS, {"Velk", "Ostra"}, before).found == {"talks": ("Ostra", "Velk")}


def test_forgets_a_name_that_is_gone() -> None:
    before = find(TALKS, {"Velk", "Ostra"})
    assert find(TALKS, {"Ostra"}, before).found == {"talks": ("Ostra",)}


def test_forgets_a_text_that_is_gone() -> None:
    assert find({}, {"Velk"}, find(TALKS, {"Velk"})).found == {}


def test_finds_the_names_of_a_text_that_changed() -> None:
    before = find(TALKS, {"Velk", "tolls"})
    assert find({"talks": "Of tolls."}, {"Velk", "tolls"}, before).found == {
        "talks": ("tolls",)
    }


@given(st.lists(st.tuples(texts, names), max_size=6))
def test_any_history_finds_what_a_first_search_finds(
    history: list[tuple[dict[str, str], set[str]]],
) -> None:
    found = Found()
    for given_texts, given_names in history:
        found = find(given_texts, given_names, found)
        assert found == find(given_texts, given_names)


class TestWhatIsSearched:
    @pytest.fixture
    def searched(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Note every text in which names are looked for."""
        seen: list[str] = []

        def note(finder: Any, text: str) -> tuple[str, ...]:
            seen.append(text)
            return find_names(finder, text)

        monkeypatch.setattr(finding, "find_names", note)
        return seen

    def test_searches_nothing_when_nothing_changed(self, searched: list[str]) -> None:
        before = find(TALKS, {"Velk"})
        searched.clear()
        find(TALKS, {"Velk"}, before)
        assert searched == []

    def test_searches_only_the_text_that_changed(self, searched: list[str]) -> None:
        before = find({**TALKS, "reply": "No."}, {"Velk"})
        searched.clear()
        find({**TALKS, "reply": "Yes."}, {"Velk"}, before)
        assert searched == ["Yes."]
