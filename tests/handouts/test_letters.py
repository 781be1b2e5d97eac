"""Characters that no font has."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.fonts.own_fonts import join_codes
from briefbook.handouts import letters
from briefbook.handouts.document import Paragraph, Section, words
from briefbook.handouts.letters import is_there, list_missing, say_letters
from tests.papers import sample_handouts

LATIN = ((0x20, 0x7E), (0xA0, 0x24F), (0x2010, 0x203A))


def test_are_named_with_the_words_that_they_stand_in() -> None:
    section = Section("S", (Paragraph(words("met 蔡英文 in Taipei")), Paragraph(words("fine"))))
    document = sample_handouts()[0]._replace(sections=(section,), notes=(), facts=())
    assert list_missing(document, LATIN) == {"met 蔡英文 in Taipei": "蔡英文"}


def test_a_text_in_many_places_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def normalize(_: str, text: str) -> str:
        seen.append(text)
        return text

    monkeypatch.setattr(letters, "normalize", normalize)
    section = Section("S", (Paragraph(words("a long title 蔡")),) * 500)
    document = sample_handouts()[0]._replace(sections=(section,))
    assert list_missing(document, LATIN) == {"a long title 蔡": "蔡"}
    assert seen.count("a long title 蔡") == 1


def test_are_told_by_number_and_script() -> None:
    assert say_letters("蔡") == "蔡 (U+8521), Cjk"
    assert say_letters("ئابتثج").endswith(" and 1 more, Arabic")
    assert say_letters("蔡ئ") == "蔡 (U+8521), ئ (U+0626), Arabic and Cjk"
    assert say_letters("😀") == "😀 (U+1F600)"


def test_what_shows_nothing_is_not_missed() -> None:
    assert all(is_there(one, LATIN) for one in "\n\u200b\u00ad\u2028")


def test_accents_of_other_scripts_are_missed_and_those_that_compose_are_not() -> None:
    section = Section("S", (Paragraph(words("cafe\u0301")), Paragraph(words("a\u05b0"))))
    document = sample_handouts()[0]._replace(sections=(section,), notes=(), facts=())
    assert list_missing(document, LATIN) == {"a\u05b0": "\u05b0"}


@given(st.sets(st.integers(0, 300)))
def test_ranges_hold_the_numbers_they_were_made_of(codes: set[int]) -> None:
    ranges = tuple(join_codes(sorted(codes)))
    assert {n for first, last in ranges for n in range(first, last + 1)} == codes
    assert all(one[1] + 1 < other[0] for one, other in pairwise(ranges))
