"""Which names occur in a text. Boundaries of words are shown in ``fixtures/linking/``."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.folding import unfold
from briefbook.names.matching import (
    PARAGRAPH,
    find_names,
    find_places,
    fold_text,
    make_finder,
)

NAMES = (
    *("Wang", "Wang Yi", "Yi", "UK", "Tsai Ing-wen", "Ing", "sanctions", "de Gaulle", "蔡英文"),
    *("英文", "Zoë", "U.N.", "People's Daily", "Gaulle's"),
)
PIECES = (
    *("Wang", "Yi", "UK", "Tsai", "Ing", "wen", "sanctions", "Sanctions", "De", "de", "Gaulle"),
    *(
        "蔡",
        "英",
        "文",
        "Zoë",
        "Zoe\u0308",
        "U.N.",
        "People",
        "Daily",
        "'",
        "’",
        "s",
        "-",
        "\u2011",
    ),
    *(
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\u00a0",
        "\u00ad",
        "\u200b",
        ". ",
        "“",
        "@",
        "://",
        "www.",
    ),
)
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
any_texts = st.text(
    st.sampled_from("aé\u0301e\u0300\u1100\u1161\u11a8각\u212b- \n\u00ad’蔡\u3000.@")
)
names = st.sets(st.sampled_from(NAMES))


def list_found(text: str, *given_names: str) -> list[str]:
    return list(find_names(make_finder(given_names), text))


def test_finds_overlapping_names_once_each_and_sorted() -> None:
    text = "Wang Yi met Wang Yi."
    assert list_found(text, "Yi", "Wang Yi", "Wang", "Han") == ["Wang", "Wang Yi", "Yi"]


def test_finds_nothing_without_names_or_text() -> None:
    assert list_found("Wang Yi") == []
    assert list_found("", "Wang") == []
    assert list_found("Wang  Yi", "", " ", "\u00ad") == []


def test_returns_a_name_as_it_was_given() -> None:
    assert list_found("the People’s Daily", "People's  Daily") == ["People's  Daily"]
    assert list_found("Zoë", "Zoe\u0308", "Zoë") == ["Zoe\u0308", "Zoë"]


def test_finds_halves_of_a_pair_of_names_as_candidates() -> None:
    [place] = find_places(make_finder(["China"]), "UK-China ties")
    assert (place.start, place.end) == (3, 8)
    assert place.joined_left
    assert not place.joined_right


@pytest.mark.parametrize(
    "text",
    [
        *("Tsai Ing-wen", "Tsai\nIng-wen", "Tsai \r\n  Ing-wen", "Tsai\u00a0Ing\u2011wen"),
        *(
            "Tsai Ing-\nwen",
            "Tsai Ing-\r\n  wen",
            "Ts\u00adai Ing\u2060-wen",
            "Tsai \u200b Ing-wen",
        ),
        *("Ts\u00ad\nai Ing-wen", "Tsai\u2028Ing-wen", "“Tsai Ing-wen”", "Tsai Ing-wen’s"),
    ],
)
def test_finds_a_name_in_all_its_equivalents(text: str) -> None:
    assert list_found(text, "Tsai Ing-wen") == ["Tsai Ing-wen"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Tsai\n\nIng-wen",
            "Tsai\u2029Ing-wen",
            "Tsai Ing wen",
            "Tsai, Ing-wen",
            "TsaiIng-wen",
        ),
        *("tsai ing-wen", "Tsai Ing-wens", "Tsai Ing-\n\nwen", "Tsai Ing--\nwen"),
    ],
)
def test_does_not_find_a_name_in_what_is_no_equivalent(text: str) -> None:
    assert list_found(text, "Tsai Ing-wen") == []


def test_a_letter_with_another_mark_is_another_letter() -> None:
    assert list_found("Zoe\u0308 Zoe\u0323", "Zoe") == []


@given(texts, names, names)
def test_two_finders_find_what_one_of_both_finds(
    text: str, one: set[str], other: set[str]
) -> None:
    apart = {*find_names(make_finder(one), text), *find_names(make_finder(other), text)}
    assert {*find_names(make_finder(one | other), text)} == apart


@given(texts, names)
def test_the_words_at_each_place_are_the_name(text: str, some: set[str]) -> None:
    for place in find_places(make_finder(some), text):
        words, name = (fold_text(t).text for t in (text[place.start : place.end], place.name))
        assert (words == name) == place.exact
        assert words[1:] == name[1:]
        assert words[0].lower() == name[0].lower()


@given(texts, names)
def test_names_and_places_agree(text: str, some: set[str]) -> None:
    finder = make_finder(some)
    places = find_places(finder, text)
    assert find_names(finder, text) == tuple(sorted({place.name for place in places}))
    assert list(places) == sorted(set(places))


@given(st.lists(st.sampled_from(["Wang", "Yi", "said", "Ing-wen"])), names, st.data())
def test_wrapping_lines_loses_no_name(
    words: list[str], some: set[str], data: st.DataObject
) -> None:
    spaces = data.draw(
        st.lists(st.sampled_from(["\n", "  ", "\u00a0", " \n"]), min_size=len(words))
    )
    wrapped = "".join(word + space for word, space in zip(words, spaces, strict=False))
    assert find_names(make_finder(some), wrapped) == find_names(
        make_finder(some), " ".join(words)
    )


# Folding


@given(any_texts)
def test_folding_composes_letters_as_unicode_does(text: str) -> None:
    letters = "".join(text.split())
    bare = letters.replace("\u00ad", "").replace("’", "'")
    assert fold_text(bare).text == unicodedata.normalize("NFC", bare)


@given(any_texts)
def test_folded_offsets_lead_back_in_order(text: str) -> None:
    folded = fold_text(text)
    places = [unfold(folded, offset, offset + 1) for offset in range(len(folded.text))]
    starts, ends = [start for start, _ in places], [end for _, end in places]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= offset <= len(text) for offset in starts + ends)


@given(any_texts)
def test_folded_letters_lead_back_to_themselves(text: str) -> None:
    folded = fold_text(text)
    for offset, letter in enumerate(folded.text):
        source = text[slice(*unfold(folded, offset, offset + 1))]
        assert letter in (*fold_text(source).text, " ", PARAGRAPH)


def test_white_space_between_chinese_characters_is_none() -> None:
    assert fold_text("蔡\n英 文\u3000说\n\n他 UN").text == f"蔡英文说{PARAGRAPH}他 UN"
    assert fold_text("김정은 위원장").text == "김정은 위원장"


def test_a_long_text_without_a_name_is_found_empty() -> None:
    assert list_found("w" * 100_000 + "-'" * 50_000 + "@" * 1_000, "Wang", "w") == []
