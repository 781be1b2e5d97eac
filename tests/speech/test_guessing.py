"""Guesses at who speaks: right where the text is plain, none where it is not."""

import re

import pytest

from briefbook.base.problems import Span
from briefbook.speech.guessing import guess_speaker

NAMES = {
    "Ann Lee": {"ann"},
    "Lee": {"ann"},
    "Bo Kim": {"bo"},
    "Kim": {"bo", "kim-foundation"},
    "Foreign Ministry": {"ministry"},
    "王毅": {"wang-yi"},
}


def guess(text: str, words: str) -> str:
    at = text.index(words)
    paragraphs = [Span(*one.span()) for one in re.finditer(r"[^\n]+", text)]
    found = guess_speaker(text, Span(at, at + len(words)), paragraphs, NAMES)
    return found.speaker if found else ""


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We WORDS,” said Ann Lee.", "ann"),
        ("“We WORDS,” Lee said on Monday.", "ann"),
        ("Ann Lee has said that WORDS matter.", "ann"),
        ("Ann Lee, the envoy to Paris, told Bo Kim: “WORDS.”", "ann"),
        ("“WORDS”, said the committee’s chair, Ann Lee, in May.", "ann"),
        ("WORDS, according to Ann Lee.", "ann"),
        ("According to the Foreign Ministry, WORDS.", "ministry"),
        ("“WORDS. Nobody doubts it,” said Ann Lee. Bo Kim objected.", "ann"),
        ("“WORDS about Bo Kim,” said Ann Lee.", "ann"),
        ("Ann Lee said no. “WORDS,” she added.", "ann"),
        ("Ann Lee warned Bo Kim. “WORDS.”", "ann"),
        ("Ann Lee said no, Bo Kim said yes: “WORDS.”", "bo"),
        ("王毅说:“WORDS。”", "wang-yi"),
    ],
)
def test_is_who_stands_beside_a_verb_of_saying(text: str, speaker: str) -> None:
    assert guess(text, "WORDS") == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee came. WORDS were heard.",
        "“WORDS,” said Cy Dee. Ann Lee said nothing.",
        "Ann Lee said no. “WORDS,” said Cy Dee.",
        "“WORDS,” said Kim.",
        "“WORDS,” said a friend of Ann Lee and Bo Kim.",
        "He told Ann Lee: “WORDS.”",
        "“Ann Lee said so,” and WORDS.",
        "Ann Lee said no.\n\n“WORDS.”",
    ],
)
def test_is_nobody_where_it_is_not_plain(text: str) -> None:
    assert guess(text, "WORDS") == ""
