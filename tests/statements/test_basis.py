"""How words and positions are known, and whose they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.statements.basis import (
    OWN_WORDS,
    STRENGTH,
    Proof,
    attribution,
    basis,
    find_basis,
    reporter,
    second_hand,
    stands_in,
)
from briefbook.statements.words import say_sentence

BASES = st.sampled_from(["", *STRENGTH])
PROOFS = st.lists(st.builds(Proof, BASES, st.booleans()), max_size=4)


@given(BASES, PROOFS)
def test_own_words_are_said_only_of_words_of_their_side(
    given_: str, proofs: list[Proof]
) -> None:
    found = find_basis(given_, proofs)
    if found in OWN_WORDS:
        assert any(one.is_theirs and one.basis in OWN_WORDS for one in proofs)


@given(BASES, PROOFS)
def test_what_is_given_stands_otherwise(given_: str, proofs: list[Proof]) -> None:
    found = find_basis(given_, proofs)
    assert found in STRENGTH
    if given_ and given_ not in OWN_WORDS:
        assert found == given_


@pytest.mark.parametrize(
    ("given_", "proofs", "found"),
    [
        ("", [Proof("quoted", True), Proof("reported", True)], "quoted"),
        ("", [Proof("partly-quoted", True)], "partly-quoted"),
        ("", [Proof("quoted", False)], "described"),
        ("", [Proof("quoted", False), Proof("reported", True)], "reported"),
        ("", [Proof("voted", True)], "voted"),
        ("", [Proof("voted", False)], "inferred"),
        ("", [Proof("", True)], "inferred"),
        ("", [], "inferred"),
        ("quoted", [Proof("quoted", False)], "reported"),
        ("quoted", [Proof("reported", True)], "reported"),
        ("quoted", [Proof("partly-quoted", True)], "quoted"),
        ("inferred", [Proof("quoted", True)], "inferred"),
    ],
)
def test_a_position_is_known_by_the_firmest_of_its_evidence(
    given_: str, proofs: list[Proof], found: str
) -> None:
    assert find_basis(given_, proofs) == found


def test_each_basis_has_its_words() -> None:
    assert [say_sentence(basis(one)) for one in STRENGTH] == [
        "in their own words",
        "partly in their own words",
        "by vote",
        "as reported",
        "as described",
        "inferred",
    ]
    assert basis("") is basis("hearsay") is None


def test_who_passed_words_on_is_named() -> None:
    assert say_sentence(basis("quoted", "UPI")) == "in their own words, according to UPI"
    assert say_sentence(basis("described", "UPI")) == "as described by UPI"
    assert say_sentence(basis("inferred", "UPI")) == "inferred"
    assert say_sentence(reporter("described", "UPI", ("engage",))) == "UPI:"
    assert reporter("reported", "UPI", ("engage",)) is None
    assert reporter("described", "", ("engage",)) is None
    assert reporter("described", "UPI", ("unclear",)) is None


@given(st.lists(st.booleans(), max_size=4))
def test_second_hand_is_what_nobody_of_their_side_said(sides: list[bool]) -> None:
    assert bool(second_hand(sides)) == (bool(sides) and True not in sides)


NAMES = st.sampled_from(["", "Ann", "Bo", "UPI"])


@given(BASES, NAMES, NAMES, NAMES)
def test_words_stand_with_their_speaker_and_their_teller(
    how: str, speaker: str, teller: str, holder: str
) -> None:
    said = say_sentence(attribution(how, speaker, teller, holder))
    if speaker and speaker != holder:
        assert speaker in said
    if teller:
        assert teller in said
        if how == "described":
            assert said.startswith(teller)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (("quoted", "Ann", "", "Ann"), ""),
        (("quoted", "Ann", "", "Bo"), "Ann"),
        (("quoted", "Ann", "UPI", "Ann"), "according to UPI"),
        (("partly-quoted", "Ann", "UPI"), "Ann, according to UPI"),
        (("reported", "Ann", "UPI", "Ann"), "as reported by UPI"),
        (("reported", "Ann", "UPI"), "Ann, as reported by UPI"),
        (("reported", "Ann", ""), "Ann"),
        (("described", "PRC", "UPI"), "UPI, of PRC"),
        (("described", "PRC", "UPI", "PRC"), "UPI"),
        (("described", "PRC", "", "PRC"), ""),
    ],
)
def test_whose_words_they_are(facts: tuple[str, ...], words: str) -> None:
    assert say_sentence(attribution(*facts)) == words


def test_our_own_words_are_pointed_to() -> None:
    assert say_sentence(stands_in("The talks")) == "stands in The talks"
    assert stands_in("") is None
