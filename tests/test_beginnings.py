"""The beginnings of words: what is folded to what, and in which files it is then found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.addresses import address_fault
from briefbook.index.jump import STOPS, fold_for_search, list_beginnings, split_words
from briefbook.pages.search import jump_address
from tests.searching import EXAMPLES, SCRIPT, Example, read_script_text


@pytest.mark.parametrize("example", EXAMPLES)
class TestExamples:
    def test_are_folded_as_the_file_says(self, example: Example) -> None:
        assert fold_for_search(example.written) == example.folded

    def test_lie_where_the_file_says(self, example: Example) -> None:
        assert list_beginnings(example.written, is_name=True) == example.beginnings


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_for_search(fold_for_search(text)) == fold_for_search(text)


@given(st.text(), st.text())
def test_a_text_lies_wherever_its_parts_do(one: str, other: str) -> None:
    if any(set(split_words(fold_for_search(part))) - STOPS for part in (one, other)):
        telling = [p for p in (one, other) if set(split_words(fold_for_search(p))) - STOPS]
        both = list_beginnings(f"{one} {other}")
        assert both == set().union(*map(list_beginnings, telling))


@given(st.text(min_size=1))
def test_every_beginning_is_a_file_name_everywhere(text: str) -> None:
    for beginning in list_beginnings(text, is_name=True):
        assert re.fullmatch(r"[a-z0-9-]+", beginning)
        assert address_fault(jump_address(beginning)) == ""


def test_a_name_is_found_by_two_letters_and_other_words_by_three() -> None:
    assert list_beginnings("Cleverly", is_name=True) == {"cl", "cle"}
    assert list_beginnings("cleverly") == {"cle"}


def test_words_that_are_everywhere_lead_nowhere_unless_there_are_no_others() -> None:
    assert list_beginnings("the end of it") == {"end"}
    assert list_beginnings("To be") == {"to", "be"}


def test_the_script_leaves_out_the_same_words() -> None:
    (listed,) = re.findall(r"new Set\(\((.*?)\)\.split", read_script_text(SCRIPT), re.DOTALL)
    assert {*" ".join(re.findall(r'"([^"]*)"', listed)).split()} == STOPS
