import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from briefbook.charts.measure import text_width, wrap

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)
WIDTHS = st.floats(40, 400)


@given(WORDS, WIDTHS, st.integers(1, 4))
def test_wrapped_text_fits_in_width_and_lines(words: str, width: float, most: int) -> None:
    lines = wrap(words, width, 12, most)
    assert len(lines) <= most
    assert all(text_width(line, 12) <= width for line in lines)


@given(WORDS, WIDTHS)
def test_wrapping_loses_nothing_where_there_are_lines_enough(words: str, width: float) -> None:
    lines = wrap(words, width, 12, 500)
    assert "".join("".join(lines).split()) == "".join(words.split())


@given(WORDS, WIDTHS)
def test_no_line_begins_with_a_mark_of_the_letter_before_it(words: str, width: float) -> None:
    later = wrap(f"x{words}", width, 12, 500)[1:]
    text = " ".join(f"x{words}".split())
    parted = [line for line in later if unicodedata.category(line[0]) in ("Mn", "Me")]
    assert all(f" {line[0]}" in text for line in parted)


def test_lines_break_at_spaces_and_hyphens() -> None:
    assert wrap("Committee report published", 110, 12, 3) == ("Committee report", "published")
    assert wrap("self-imposed restrictions", 50, 12, 5)[:2] == ("self-", "imposed")


def test_chinese_counts_twice_and_breaks_anywhere() -> None:
    assert text_width("会谈", 10) == 20
    assert wrap("会谈在北京举行", 36, 12, 3) == ("会谈在", "北京举", "行")


@given(WORDS, WIDTHS, st.integers(1, 4))
def test_words_are_whole_or_none(words: str, width: float, most: int) -> None:
    lines = wrap(words, width, 12, most)
    assert "".join("".join(lines).split()) in ("", "".join(words.split()))


def test_what_does_not_fit_is_left_out() -> None:
    assert wrap("one two three four five six", 60, 12, 2) == ()


def test_accents_take_no_width() -> None:
    assert text_width("e\u0301", 10) == text_width("e", 10)
