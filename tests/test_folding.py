"""What counts as the same when words are looked for, and the way back to the original."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.folding import (
    DASHES,
    INVISIBLE,
    UNMATCHABLE,
    fold,
    fold_words,
    refold,
    tidy,
    unfold,
)

TRICKY = (
    *" \n\t\r\u2028\u3000\xa0-‐–—−.…⋯'`’‘“”\"«»´_,;",
    *"aZ1éñ中文か゛가ㄱ。「」\u0301\u0323\u3099\u1100\u1161\u11a8\u1fef\u0958\u0344\u212b",
    *INVISIBLE[:8],
    UNMATCHABLE,
    "--",
    "...",
    ". . .",
    "-\n",
    "''",
)
TEXTS = st.one_of(st.lists(st.sampled_from(TRICKY), max_size=30).map("".join), st.text())
WORDS = st.lists(
    st.text(st.sampled_from("abcéßжλ"), min_size=1, max_size=6), min_size=1, max_size=12
)
SPACES = st.sampled_from((" ", "\n", "\n\n  ", "\t", "\xa0", " \u200b", "\u200b\r\n"))


@given(TEXTS)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS)
def test_offsets_never_decrease_and_end_with_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert all(one <= next_one for one, next_one in pairwise(folded.offsets))
    assert folded.offsets[-1] == len(text)


@given(TEXTS)
def test_folded_text_is_composed_and_shows_everything(text: str) -> None:
    folded = fold(text).text
    assert unicodedata.is_normalized("NFC", folded)
    assert not set(folded) & set(INVISIBLE)


@given(TEXTS)
def test_tidying_is_not_seen_by_folding(text: str) -> None:
    assert fold_words(tidy(text)) == fold_words(text)


@given(TEXTS)
def test_tidied_words_stand_on_one_line(text: str) -> None:
    assert len(tidy(text).splitlines()) <= 1


@given(WORDS, st.data())
def test_a_match_maps_back_to_the_original_words(words: list[str], data: st.DataObject) -> None:
    spaces = [data.draw(SPACES) for _ in words]
    text = "".join(word + space for word, space in zip(words, spaces, strict=True))
    folded = fold(text)
    at = data.draw(st.integers(0, len(words) - 1))
    start = len(" ".join(words[:at])) + (at > 0)
    first, last = unfold(folded, start, start + len(words[at]))
    assert text[first:last] == words[at]
    assert refold(folded, first, last) == (start, start + len(words[at]))


@given(TEXTS, TEXTS)
def test_nothing_of_the_neighbours_is_mapped_back(before: str, after: str) -> None:
    text = f"{before} | word | {after}"
    folded = fold(text)
    start = folded.text.index("| word |") + 2
    assert text[slice(*unfold(folded, start, start + 4))] == "word"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("so  it\n\nis", "so it is"),
        ("so\u00a0it\u2003is", "so it is"),
        ("“so”", '"so"'),
        ("„so“", '"so"'),
        ("«so»", '"so"'),
        ("``so''", '"so"'),
        ("‘so’", "'so'"),
        ("it´s", "it's"),
        ("‚so‘", "`so`"),
        ("so — so", "so -- so"),
        ("so — so", "so --- so"),
        ("so − so", "so – so"),
        ("1914–18", "1914-18"),
        ("self\u2011made", "self-made"),
        ("so…", "so..."),
        ("so . . . then", "so … then"),
        ("so....", "so…"),
        ("cafe\u0301", "café"),
        ("\u212b", "Å"),
        ("self-\nmade", "self-made"),
        ("self- \r\n  made", "self-made"),
        ("so—\nso", "so—so"),
        ("agree\u00adment", "agreement"),
        ("agree\u00ad\nment", "agreement"),
        ("\ufeffso", "so"),
        ("zero\u200bwidth", "zerowidth"),
        ("\u200fso\u200e", "so"),
        ("两岸\n 船工", "两岸船工"),
        ("人。 「人」", "人。「人」"),
        ("か な", "かな"),
    ],
)
def test_counts_as_the_same(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("So", "so"),
        ("so it", "soit"),
        ("人 so", "人so"),
        ("so - so", "so-so"),
        ("so -\nso", "so -so"),
        ("self-\n(made)", "self-(made)"),
        ("so..", "so."),
        ("U.S. … so", "U.S… so"),
        ("“so”", "‘so’"),
        ("cafe", "café"),
        ("人\ufffc人", "人人"),
    ],
)
def test_does_not_count_as_the_same(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


@pytest.mark.parametrize(
    "run", [" ", "\n", "-", ".", "'", "\u00ad", "\u00ad\n", "a-\n", ". ", "é"]
)
def test_long_runs_are_folded_like_short_ones(run: str) -> None:
    assert fold(fold(run * 100_000).text).text == fold(run * 100_000).text


def test_every_dash_is_one_hyphen() -> None:
    assert fold(f"a{DASHES}b").text == "a-b"


def test_words_shown_keep_the_marks_of_the_text() -> None:
    assert tidy("“Self-\nmade” —\n\n so\u00adcalled") == "“Self-made” — socalled"


def test_a_place_within_what_was_composed_has_all_of_it() -> None:
    assert unfold(fold("a\u0300\u0300 b"), 0, 1) == (0, 3)
