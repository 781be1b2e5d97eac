"""A file that is said to be a book: read, or refused with its place."""

import json
from typing import Any

import pytest

from briefbook.exports import reading
from briefbook.exports.reading import read_book
from tests.data.books import Data, accept, make_data

HEAD = {"version": 1, "edition": "public"}
ACTOR = {"id": "ann", "name": "Ann"}


def refuse(data: bytes | Data, edition: str = "") -> list[str]:
    """Return the reasons for which a file is refused."""
    found = data if isinstance(data, bytes) else json.dumps(data).encode()
    book, problems = read_book(found, "old.json", edition)
    assert book is None
    assert {(one.code, one.locus.path) for one in problems} == {("bad-book", "old.json")}
    return [dict(one.data)["reason"] for one in problems]


def test_what_was_published_is_read_as_it_is() -> None:
    book = make_data()
    assert accept(book) == book


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "line 1, column 1: Expecting value"),
        (b'{"version": 1,\n]', "line 2, column 1: Expecting property name"),
        (b"\xff{}", "byte 1 is not UTF-8"),
        (b"[" * 200_000, "its lists lie too deep in each other"),
        (b'{"version": NaN}', "NaN is no number"),
        (b'{"version": ' + b"9" * 5000 + b"}", "Exceeds the limit"),
        (b"[]", "it is not an object"),
        (b"{}", "it has no version"),
        (b'{"version": true}', "it has no version"),
        (b'{"version": 0}', "it has no version"),
        (b'{"version": 99}', "it is of version 99, made by a later program"),
        (b'{"version": 1, "positions": {}}', "positions is not a list"),
        (b'{"version": 1, "actors": [1]}', "actors, entry 1: it is not an object"),
        (b'{"version": 1, "actors": [{"id": "a"}]}', 'actors, entry 1 ("a"): it has no name'),
    ],
)
def test_what_is_no_book_is_refused(data: bytes, reason: str) -> None:
    assert any(one.startswith(reason) for one in refuse(data))


@pytest.mark.parametrize(
    "fields",
    [
        {"name": 1},
        {"aliases": "Ann"},
        {"aliases": ["Ann", None]},
        {"roles": [{"role": []}]},
        {"roles": [{"as_of": "the day before"}]},
        {"links": {"a": 1}},
        {"unnamed": "yes"},
        {"name": "\ud800"},
    ],
)
def test_a_field_of_another_kind_is_named(fields: Data) -> None:
    (reason,) = refuse({**HEAD, "actors": [{**ACTOR, **fields}]})
    assert reason == f'actors, entry 1 ("ann"): {next(iter(fields))} is not of its kind'


def test_two_entries_of_one_id_are_refused() -> None:
    (reason,) = refuse({**HEAD, "actors": [ACTOR, ACTOR]})
    assert reason == 'actors, entry 2 ("ann"): another has the same id'


def test_fields_that_a_later_program_adds_are_left_out() -> None:
    book = accept({**HEAD, "actors": [{**ACTOR, "mood": "good"}], "moods": 1})
    assert book["actors"] == [ACTOR]


def test_a_book_of_another_edition_is_refused() -> None:
    (reason,) = refuse({**HEAD, "edition": "team"}, "public")
    assert reason == 'it is of the edition "team", and is compared with public'


def test_a_file_of_another_kind_has_no_end_of_problems() -> None:
    assert len(refuse({**HEAD, "actors": [1] * 1000})) == reading.MOST


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT", 1)
    assert refuse(b"{}") == ["it has more than 0 MiB"]


def test_what_stands_in_a_refused_file_cannot_reach_the_terminal() -> None:
    hostile: Any = {**HEAD, "actors": [{"id": "\x1b[2J\n" + "a" * 1000}]}
    (reason,) = refuse(hostile)
    assert reason.isprintable()
    assert len(reason) < 200
