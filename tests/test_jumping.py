"""What can be jumped to: entries → rows → scripts, and the links in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.index.jump import (
    INDEX,
    LONGEST,
    SearchEntry,
    cut,
    find_beginnings,
    jump_rows,
    list_links,
    list_times,
    write_script,
)
from briefbook.index.rows import OPEN, Access
from tests.searching import Hit, parse_script

PAGE, TITLE = "articles/talks.html", "The talks"
TEAM = Access(("team",))
QUOTE = SearchEntry("quote", "We may talk", f"{PAGE}#talk", date="2023-08-30", who="ann")


def script_of(*found: SearchEntry, beginning: str) -> bytes:
    """Return the script that a unit alone makes of a beginning."""
    rows = jump_rows([(one, OPEN) for one in found], PAGE, TITLE)
    groups = [row.value for row in rows if (row.index, row.key) == (INDEX, beginning)]
    return f"{write_script(beginning, groups, str.upper)}\n".encode()  # type: ignore[arg-type]


def test_a_row_is_made_for_each_beginning_and_access() -> None:
    rows = jump_rows([(QUOTE, OPEN), (QUOTE._replace(title="They talk"), TEAM)], PAGE, TITLE)
    assert {(row.key, row.access) for row in rows if row.index == INDEX} == {
        *(("may", OPEN), ("tal", OPEN), ("tal", TEAM)),
        *((time, access) for time in ("2023", "2023-08") for access in (OPEN, TEAM)),
    }


def test_what_is_written_is_what_a_reader_gets() -> None:
    (hit,) = parse_script(script_of(QUOTE, beginning="tal"), "tal")
    link, day = f"{PAGE}#talk", "30 August 2023"
    assert hit == Hit("quote", "We may talk", link, day, "ANN", (), PAGE)


@pytest.mark.parametrize("time", ["2023", "2023-08"])
def test_times_without_entries_make_an_empty_script(time: str) -> None:
    assert list(parse_script(script_of(QUOTE, beginning=time), time)) == []


@pytest.mark.parametrize(
    ("date", "times"),
    [
        ("", ()),
        ("2023", ("2023",)),
        ("2023-08-30", ("2023", "2023-08")),
        ("2023-08-30T18:00+01:00", ("2023", "2023-08")),
        ("2023-10?", ("2023", "2023-10")),
        ("2023-21", ("2023",)),
        ("2022-12/2023-01-05", ("2022", "2022-12", "2023-01")),
        ("[..2023-08-30]", ("2023", "2023-08")),
        ("[2023-03-01..2023-03-31]", ("2023", "2023-03")),
    ],
)
def test_a_date_is_found_by_its_year_and_the_months_that_it_names(
    date: str, times: tuple[str, ...]
) -> None:
    assert list_times(date) == times


def test_what_is_found_by_its_title_anyhow_lies_under_its_other_words_alone() -> None:
    again = QUOTE._replace(more=("Chair",), is_titled=False)
    assert find_beginnings(again) == {"cha"}


def test_a_long_text_is_cut_between_words() -> None:
    text = "word " * 100
    assert len(cut(text)) <= LONGEST + 1
    assert cut(text).endswith("word…")
    assert cut("蔡" * 300) == "蔡" * LONGEST + "…"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_words_are_kept_as_they_are(words: str) -> None:
    found = QUOTE._replace(title=f"Talk {words}", who=words, more=(words,))
    (hit,) = parse_script(script_of(found, beginning="tal"), "tal")
    assert (hit.title, hit.who) == (cut(f"Talk {words}"), words.upper())
    assert hit.more == (cut(words),)


@pytest.mark.parametrize(
    ("address", "link"),
    [(PAGE, ""), (f"{PAGE}#talk", "#talk"), ("events/storm.html", "events/storm.html")],
)
def test_the_links_of_a_script_are_known(address: str, link: str) -> None:
    script = script_of(QUOTE._replace(address=address), beginning="tal")
    assert list(list_links(script)) == [(PAGE, link)]


@pytest.mark.parametrize("data", [b"", b"alert(1)", b"[1]", b'[["a",[3]]]'])
def test_of_other_scripts_no_links_are_known(data: bytes) -> None:
    assert list(list_links(data)) == []
