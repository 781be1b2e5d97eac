"""Sources for reference managers: CSL-JSON and BibTeX."""

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefbook.exports.bibtex import escape
from tests.books import publish, publish_cleanly, write_book
from tests.data.books import write_small

SOURCES = r"""
plain:
  {type: report, title: A report, author: [The Office], publisher: Press, issued: 2022-03,
   accessed: 2023-01-02, URL: "https://a.example/%7Bx%7D#p_1", language: en, rights: all}
about: {type: article-newspaper, publisher: The Tide, issued: 2022~}
within: {title: Within, issued: [2022-03..2022-04], accessed: [..2023], rights: all}
span: {type: leaflet, title: Span, issued: 2022-03-01/2022-04, via: plain}
hostile: {title: "} @book{x, \\input{/etc/passwd} 100% $1 & #2_3^4~5 \"q\""}
"""


def read_csl() -> dict[str, dict[str, Any]]:
    built = publish_cleanly(write_book(sources=SOURCES))
    return {one["id"]: one for one in json.loads(built.files["data/sources.json"])}


def read_bib() -> str:
    return publish_cleanly(write_book(sources=SOURCES)).files["data/sources.bib"].decode()


class TestCSL:
    def test_has_the_fields_that_csl_knows(self) -> None:
        assert read_csl()["plain"] == {
            "id": "plain",
            "type": "report",
            "title": "A report",
            "author": [{"literal": "The Office"}],
            "publisher": "Press",
            "URL": "https://a.example/%7Bx%7D#p_1",
            "language": "en",
            "issued": {"date-parts": [[2022, 3]]},
            "accessed": {"date-parts": [[2023, 1, 2]]},
            "license": "all",
        }

    def test_says_that_a_date_is_vague(self) -> None:
        assert read_csl()["about"]["issued"] == {"date-parts": [[2022]], "circa": True}
        assert read_csl()["span"]["issued"] == {"date-parts": [[2022, 3, 1], [2022, 4]]}
        assert read_csl()["within"]["accessed"] == {"literal": "by 2023"}

    def test_takes_an_unknown_type_for_a_document(self) -> None:
        assert read_csl()["span"]["type"] == "document"

    def test_has_a_title_for_each(self) -> None:
        assert read_csl()["about"]["title"] == "The Tide"

    def test_is_a_list_where_there_is_none(self) -> None:
        assert json.loads(publish(write_book("Words.\n")).files["data/sources.json"]) == []

    def test_holds_the_sources_of_articles(self) -> None:
        ids = [
            one["id"] for one in json.loads(publish(write_small()).files["data/sources.json"])
        ]
        assert ids == ["talks#memo", "wire"]


class TestBibTeX:
    def test_has_an_entry_for_each(self) -> None:
        heads = re.findall(r"^@(\w+)\{(.+),$", read_bib(), re.MULTILINE)
        assert heads == [
            ("article", "about"),
            ("misc", "hostile"),
            ("techreport", "plain"),
            ("misc", "span"),
            ("misc", "within"),
        ]

    def test_has_fields_of_its_own_names(self) -> None:
        text = read_bib()
        assert "  institution = {Press},\n" in text
        assert "  journal = {{The Tide}},\n" in text
        assert "  date = {2022-03},\n  year = {2022},\n" in text

    def test_says_in_a_note_which_dates_it_does_not_know(self) -> None:
        entry = read_bib().partition("{within,")[2]
        note = "Issued some time from March to April 2022. Accessed by 2023"
        assert f"  copyright = {{all}},\n  note = {{{note}}}" in entry
        assert "date = " not in entry

    def test_keeps_addresses_as_they_are(self) -> None:
        assert "  url = {https://a.example/\\%7Bx\\%7D\\#p_1},\n" in read_bib()

    def test_has_keys_that_it_can_read(self) -> None:
        assert "{talks:memo," in publish(write_small()).files["data/sources.bib"].decode()

    def test_is_nothing_but_text(self) -> None:
        text = read_bib()
        assert "\\input" not in text
        assert "\n@book" not in text
        assert is_balanced(text)


def is_balanced(text: str) -> bool:
    """Tell whether the braces of a text close each other, as BibTeX counts them."""
    depth = 0
    for sign in re.findall("[{}]", text):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0


@given(st.text())
def test_any_text_is_balanced_and_runs_no_command_of_its_own(text: str) -> None:
    escaped = escape(text)
    assert is_balanced(escaped)
    assert set(re.findall(r"\\[a-z]+", escaped)) <= {
        *("\\textbackslash", "\\textbraceleft", "\\textbraceright"),
        *("\\textasciicircum", "\\textasciitilde", "\\textquotedbl"),
    }
