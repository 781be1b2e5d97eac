"""Did you mean: the nearest of the known ids and names."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.suggesting import did_you_mean, suggest

KNOWN = (
    *("cleverly", "Cleverly", "duncan-smith", "kearns", "un", "uk", "hmg", "prc", "prc-mfa"),
    *("human-rights", "erdogan", "Erdoğan", "wang-yi", "wang-wenbin", "蔡英文"),
)
words = st.text("abcé- A", max_size=8)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        *(("cleverley", "cleverly"), ("clevrely", "cleverly"), ("Cleverley", "Cleverly")),
        *(("pcr", "prc"), ("kearnes", "kearns"), ("KEARNS", "kearns"), ("Erdoĝan", "Erdoğan")),
        *(
            ("human_right", "human-rights"),
            ("Human Rights", "human-rights"),
            ("蔡英", "蔡英文"),
        ),
        *(("smith", "duncan-smith"), ("rights", "human-rights"), ("mfa", "prc-mfa")),
    ],
)
def test_suggests_what_was_meant_first(slip: str, meant: str) -> None:
    assert suggest(slip, KNOWN)[0] == meant


@pytest.mark.parametrize("word", ["", "-", "um", "zelensky", "position", "hm rights act"])
def test_suggests_nothing_where_nothing_is_near(word: str) -> None:
    assert suggest(word, KNOWN) == ()
    assert did_you_mean(word, KNOWN) == ""


def test_suggests_the_nearer_before_the_farther_and_equals_by_alphabet() -> None:
    assert suggest("wang", ("wang-yi", "wang-wenbin", "wangs")) == (
        "wangs",
        "wang-yi",
        "wang-wenbin",
    )
    assert suggest("kean", ("kern", "dean", "bean")) == ("bean", "dean", "kern")


def test_suggests_one_of_two_spellings_that_differ_in_capitals_alone() -> None:
    assert suggest("cleverley", KNOWN) == ("cleverly",)


def test_suggests_at_most_as_many_as_asked_for() -> None:
    known = [f"quote-{letter}" for letter in "abcdef"]
    assert suggest("quote-x", known) == ("quote-a", "quote-b", "quote-c")
    assert suggest("quote-x", known, limit=1) == ("quote-a",)


def test_puts_suggestions_in_words() -> None:
    assert did_you_mean("cleverley", ["cleverly"]) == 'did you mean "cleverly"?'
    assert did_you_mean("aaab", ["aaac", "aaad"]) == 'did you mean "aaac" or "aaad"?'
    said = did_you_mean("aaab", ["aaac", "aaad", "aaae"])
    assert said == 'did you mean "aaac", "aaad" or "aaae"?'


@given(words, st.lists(words))
def test_suggests_only_what_is_known_and_never_the_word_itself(
    word: str, known: list[str]
) -> None:
    found = suggest(word, known)
    assert set(found) <= set(known) - {word}
    assert len(found) == len(set(found)) <= 3


@given(words, st.lists(words), st.randoms(use_true_random=False))
def test_the_order_of_the_known_changes_nothing(
    word: str, known: list[str], random: Random
) -> None:
    assert suggest(word, random.sample(known, len(known))) == suggest(word, known)
