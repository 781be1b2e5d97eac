"""Bytes of files: what is read, and what is refused where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.problems import Problem
from briefbook.syntax.text import decode, decode_loosely, find_forbidden

LIMIT = 1_000


def read(data: bytes) -> str:
    text, problems = decode("a.md", data, LIMIT)
    assert problems == ()
    return text


def refuse(data: bytes, limit: int = LIMIT) -> Problem:
    text, (found,) = decode("a.md", data, limit)
    assert text == ""
    return found


def marked(data: bytes) -> str:
    """Return the stretch of the file, as the report shows it, that the problem points at."""
    span = refuse(data).locus.span
    assert span is not None
    return decode_loosely(data)[span.start : span.end]


def words(found: Problem) -> dict[str, str]:
    return dict(found.data)


def test_reads_utf8_as_it_stands() -> None:
    assert read("Łódź, 北京 😀\r\n\tend\n".encode()) == "Łódź, 北京 😀\r\n\tend\n"


def test_drops_one_byte_order_mark_and_no_more() -> None:
    assert read(b"\xef\xbb\xbfa") == "a"
    assert read(b"\xef\xbb\xbf\xef\xbb\xbfa") == "\ufeffa"


def test_keeps_marks_that_only_join_or_order_letters() -> None:
    text = "می\u200cخواهم \u200f(ab)\u200e soft\xadhyphen line\u2028end"
    assert read(text.encode()) == text


def test_reads_up_to_the_limit_and_refuses_a_byte_more() -> None:
    assert decode("a.md", b"12345", 5) == ("12345", ())
    assert refuse(b"123456", 5).code == "file-too-large"


def test_refuses_other_encodings_at_the_first_byte_that_shows_it() -> None:
    data = "Ł caf".encode() + b"\xe9 bar"
    found = refuse(data)
    assert found.code == "not-utf8"
    assert words(found) == {"byte": "0xE9", "offset": "6"}
    assert marked(data) == "\ufffd"


@pytest.mark.parametrize(
    ("data", "guess"),
    [("It’s".encode("utf-16"), "UTF-16"), ("It’s".encode("cp1252"), "“’”")],
    ids=["utf-16", "windows-1252"],
)
def test_guesses_the_encoding_that_the_file_was_saved_in(data: bytes, guess: str) -> None:
    assert guess in refuse(data).hint


@pytest.mark.parametrize(
    ("char", "kind"),
    [
        ("\0", "control character U+0000"),
        ("\x1b", "control character U+001B"),
        ("\x7f", "control character U+007F"),
        ("\x85", "control character U+0085"),
        ("\u202e", "direction override U+202E"),
        ("\u2067", "direction override U+2067"),
        ("\ufffe", "noncharacter U+FFFE"),
        ("\ufdd0", "noncharacter U+FDD0"),
        ("\U0010ffff", "noncharacter U+10FFFF"),
        ("\ud800", "lone surrogate U+D800"),
    ],
)
def test_refuses_characters_that_deceive(char: str, kind: str) -> None:
    data = f"é 😀 {char} b".encode("utf-8", "surrogatepass")
    found = refuse(data)
    assert found.code == "forbidden-character"
    assert words(found) == {"what": kind, "times": "once"}
    assert marked(data) == char


def test_reports_each_forbidden_character_once_with_how_often_it_stands_there() -> None:
    _, problems = decode("a.md", b"a\0b\x1b\0\0", LIMIT)
    assert [words(found)["times"] for found in problems] == ["3 times", "once"]


def test_reports_a_bounded_number_of_forbidden_characters() -> None:
    text = "".join(map(chr, range(0xD800, 0xE000)))
    assert len(find_forbidden("a.md", text)) == 20


def test_places_forbidden_characters_of_a_part_in_the_whole_file() -> None:
    (found,) = find_forbidden("a.md", "ab\0", start=100)
    assert found.locus.span == (102, 103)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_problems(data: bytes) -> None:
    text, problems = decode("a.md", data, LIMIT)
    assert not (text and problems)
    assert text or problems or data in (b"", b"\xef\xbb\xbf")


@given(st.binary(max_size=200))
def test_every_problem_points_into_the_text_that_can_be_shown(data: bytes) -> None:
    shown = decode_loosely(data)
    for found in decode("a.md", data, LIMIT)[1]:
        assert found.locus.span is not None
        assert found.locus.span.start < len(shown)


@given(st.text())
def test_what_is_read_is_what_was_written(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    decoded, problems = decode("a.md", data, LIMIT * 1_000)
    assert problems or decoded == text.removeprefix("\ufeff")
