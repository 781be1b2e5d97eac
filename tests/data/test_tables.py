"""Tables for spreadsheets: every value in its cell, and none of them a formula."""

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.exports.tables import MARK, TABLES, write_cell, write_rows
from tests.books import publish, publish_sample
from tests.data.books import write_small

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n-x"]


def read_table(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a table as a spreadsheet reads them."""
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def table(name: str, actors: str = "") -> list[dict[str, str]]:
    files = write_small(actors=actors) if actors else write_small()
    return read_table(publish(files).files[f"data/{name}.csv"])


@pytest.mark.parametrize("name", TABLES)
class TestATable:
    def test_begins_with_a_mark_that_tells_its_letters(self, name: str) -> None:
        assert publish_sample("public").files[f"data/{name}.csv"].startswith(MARK.encode())

    def test_has_a_row_for_each_entry_of_the_book(self, name: str) -> None:
        rows = read_table(publish_sample("public").files[f"data/{name}.csv"])
        book = json.loads(publish_sample("public").files["data/book.json"])
        assert [row["id"] for row in rows] == [one["id"] for one in book[name]]

    def test_ends_its_lines_as_the_standard_says(self, name: str) -> None:
        data = publish_sample("public").files[f"data/{name}.csv"]
        assert data.count(b"\n") == data.count(b"\r\n")


class TestACell:
    def test_has_names_beside_ids(self) -> None:
        (row,) = (one for one in table("positions") if one["actor"] == "bo")
        assert (row["actor_name"], row["issue_name"]) == ("Bo Kim", "Contact")
        assert row["summary"] == "Not her"

    def test_has_the_days_that_a_date_may_mean(self) -> None:
        files = write_small()
        files["briefings/events.yaml"] = "one: {name: One, date: 2023-02~}"
        rows = read_table(publish(files).files["data/events.csv"])
        row = next(one for one in rows if one["id"] == "one")
        assert (row["date"], row["earliest"], row["latest"]) == (
            "2023-02~",
            "2023-02-01",
            "2023-02-28",
        )

    def test_is_empty_where_a_date_is_open(self) -> None:
        files = write_small()
        files["briefings/events.yaml"] = (
            "one: {name: One, date: ../2023}\ntwo: {name: Two, date: [2023..]}"
        )
        rows = {row["id"]: row for row in read_table(publish(files).files["data/events.csv"])}
        days = [rows[name][end] for name in ("one", "two") for end in ("earliest", "latest")]
        assert days == ["", "2023-12-31", "2023-01-01", ""]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_is_never_a_formula(self, text: str) -> None:
        (row,) = csv.reader(StringIO(write_cell(text), newline=""))
        assert row == [f"'{text}"]

    def test_is_no_formula_in_the_published_table(self) -> None:
        actors = 'ann: {name: "=HYPERLINK(1)"}\nbo: Bo Kim\ncouncil: C\n'
        assert {row["name"] for row in table("actors", actors)} >= {"'=HYPERLINK(1)"}

    @given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
    def test_is_read_as_it_was_written(self, rows: list[list[str]]) -> None:
        text = "".join(write_rows(rows))
        back = [*csv.reader(StringIO(text, newline=""), strict=True)]
        assert [[cell.removeprefix("'") for cell in row] for row in back] == [
            [cell.removeprefix("'") for cell in row] for row in rows
        ]


def test_lists_stand_in_one_cell() -> None:
    assert write_cell(["a", "b"]) == "a; b"
