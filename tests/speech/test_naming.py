"""Who stands beside a verb of saying: what a reader would take for a speaker, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.problems import Span
from briefbook.speech.naming import find_spoken_names
from briefbook.speech.words import ENGLISH


def find(text: str) -> list[tuple[str, str]]:
    """Return (name, verb) of each attribution in a paragraph."""
    found = find_spoken_names(text, [Span(0, len(text))])
    return [(text[slice(*one.name)], text[slice(*one.verb)]) for one in found]


@pytest.mark.parametrize(
    ("text", "name", "verb"),
    [
        ("Cleverly said that he would.", "Cleverly", "said"),
        ("Yes, Ann Lee later said.", "Ann Lee", "said"),
        ("Alicia Kearns, chair of the committee, said so.", "Alicia Kearns", "said"),
        ("“We go”, said Ann Lee. More came.", "Ann Lee", "said"),
        ("“We go,” said the Foreign Office.", "Foreign Office", "said"),
        ("It is so, according to Ann Lee.", "Ann Lee", "according"),
        ("According to UPI, it is so.", "UPI", "According"),
        ("They met in Beijing. Cleverly told Sky News.", "Cleverly", "told"),
        ("The talks end, Tsai Ing-wen warned.", "Tsai Ing-wen", "warned"),
        ("Mr. Smith added that.", "Smith", "added"),
        ("The Ministry of Foreign Affairs said no.", "Ministry of Foreign Affairs", "said"),
        ("China’s Wang Yi stated it.", "Wang Yi", "stated"),
        ("Ludwig van Beethoven wrote it.", "Ludwig van Beethoven", "wrote"),
    ],
)
def test_a_speaker_is_found(text: str, name: str, verb: str) -> None:
    assert find(text) == [(name, verb)]


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Beijing said so.",
        "The spokesman of the Foreign Office said so.",
        "What Han Zheng and Wang Yi said is not known.",
        "Nobody knows whether Ann Lee said it.",
        "Cleverly's spokesman said so.",
        "He said Ann Lee was wrong.",
        "Ann Lee was told to go.",
        "It was so, according to Ann Lee's brother.",
        "Ann Lee met Bo Kim.",
        "The minister said so.",
        "“We go”, he said.",
        "The committee, led by Ann Lee, said so.",
        "",
    ],
)
def test_nobody_is_taken_for_a_speaker_who_may_not_be(text: str) -> None:
    assert find(text) == []


def test_titles_are_no_part_of_a_name_but_of_its_words() -> None:
    text = "Prime Minister Ann Lee said so."
    (one,) = find_spoken_names(text, [Span(0, len(text))])
    assert text[slice(*one.name)] == "Ann Lee"
    assert [text[slice(*part)] for part in one.parts] == ["Prime", "Minister", "Ann", "Lee"]


@given(
    st.lists(st.sampled_from(["Ann", "said", ",", "”", "according", "to", "the", ".", "of"]))
)
def test_names_and_verbs_stand_within_their_paragraph(words: list[str]) -> None:
    text = "before " + " ".join(words) + " Ann said"
    end = len(text) - len(" Ann said")
    for one in find_spoken_names(text, [Span(7, end)]):
        assert min(one.name.start, one.verb.start) >= 7
        assert max(one.name.end, one.verb.end) <= end
        assert text[slice(*one.verb)].casefold() in {*ENGLISH.say, "according"}
