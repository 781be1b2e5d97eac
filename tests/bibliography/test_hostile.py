"""Files that are broken, deep, huge or foul: refused with a place, or read as far as sound."""

import json
import random

import pytest

from briefbook.bibliography.reading import LIMIT, read_sources
from tests.bibliography.records import ZOTERO, read_cleanly, refuse, write_yaml

SUFFIXES = ("json", "yaml", "bib", "ris")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", b'[\n  {"id": "a",}\n]', "line 2, column 14: "),
        ("a.json", b'["a"]', "record 1 is no mapping of fields"),
        ("a.json", b"3", "it holds no list of records"),
        ("a.json", b'{"name": "a book"}', "record 1 has no id, no type and no title"),
        ("a.json", b'[{"id": "a", "volume": NaN}]', "NaN is no number"),
        ("a.json", b"[" * 200_000, "its lists lie too deep in each other"),
        ("a.json", b"[]", "there is no record in it"),
        ("a.yaml", b"references:\n- id: &a x\n  title: *a\n", "line 2, column 7: yaml anchor"),
        ("a.yaml", b"- " * 2_000 + b"a", "line 1, column "),
        ("a.bib", b"@book{a,\n  title = {The {tide\n}\n", "line 2, column 12: a brace is not"),
        ("a.bib", b'@book{a,\n  title = "The tide\n}\n', "line 2, column 12: a quotation mark"),
        ("a.bib", b"@book{a,\n  title = {T}\n  year = 2020}", "line 3, column 3: a comma is"),
        ("a.bib", b"@book{a,\n  = {T}}", "line 2, column 3: the name of a field is missing"),
        ("a.bib", b"@book{a,\n  title = }", "line 2, column 11: a value is missing"),
        ("a.bib", b"no entry", "there is no record in it"),
        ("a.ris", b"TY  - BOOK\nTI  - A\n", "line 1: this record has no end (ER)"),
        ("a.ris", b"\nTI  - A\nER  - \n", "line 2: a record begins with TY, not with TI"),
        ("a.ris", b"A novel\n", "line 1: this is no line of RIS"),
        ("a.ris", b"TY  - BOOK\n\xffER  - \n", "line 2: byte 12 is not UTF-8"),
        ("a.ris", b"TY  - BOOK\n" + b"KW  - a\n" * 3_000, "line 1: this record has more than"),
        ("a.bib", b"@a{b" + b",a=1" * 3_000 + b"}", "line 1, column "),
        ("a.yaml", b"- {id: a}\n" * 110_000, "it has more than 1 MiB"),
        ("a.bib", b" " * (LIMIT + 1), "it has more than 2 MiB: split it"),
        ("a.ris", b"TY  - BOOK\nER  - \n" * 2_001, "it has more than 2,000 records"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(name: str, data: bytes, reason: str) -> None:
    assert refuse(name, data).startswith(reason)


def test_a_field_that_cannot_be_kept_is_left_out_and_named() -> None:
    record = {
        "id": "a",
        "title": "T",
        "URL": "javascript:alert(1)",
        "language": "in English",
        "issued": {"date-parts": [[2023, 99, 1]]},
        "volume": {"a": "b"},
        "abstract": "x" * 30_000,
        "indexed": {"by": "me"},
    }
    (source,) = read_cleanly("a.json", json.dumps([record]).encode())
    assert source.fields == {"title": "T"}
    assert {one.field for one in source.left_out} == record.keys() - {"id", "title"}
    assert all(one.reason for one in source.left_out)


def test_foul_signs_are_dropped_from_what_is_kept() -> None:
    record = b'[{"id": "a", "title": "T\\u0000i\\ud800d\\u202ee", "DOI": null, "volume": 12}]'
    assert write_yaml(read_cleanly("a.json", record)) == "a: {title: Tide, volume: 12}\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_with_a_mark_of_its_encoding_is_read(encoding: str) -> None:
    (source,) = read_cleanly(
        "a.ris", "TY  - BOOK\r\nTI  - Häfen\r\nER  - \r\n".encode(encoding)
    )
    assert source.fields == {"type": "book", "title": "Häfen"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.bib", b"@book{a, title = {" + b"{" * 500_000 + b"}" * 500_000 + b"}}"),
        ("a.bib", b"@book{a, author = {" + b"a and " * 200_000 + b"b}}"),
        ("a.bib", b"@book{a, title = {" + b"\\'" * 500_000 + b"e}}"),
        ("a.bib", b"@" * 1_000_000),
        ("a.bib", b"@book{a, title = a" + b" # a" * 250_000 + b"}"),
        ("a.ris", b"TY  - BOOK\n" + b"AU  - A, B\n" * 100_000 + b"ER  - \n"),
        ("a.json", b'[{"id": "a", "title": "' + b"\\u202e" * 200_000 + b'"}]'),
        ("a.json", b'{"id": "a", "author": [' + b'{"family": "a"},' * 60_000 + b"{}]}"),
    ],
)
def test_a_huge_file_ends(name: str, data: bytes) -> None:
    found = read_sources(name, data)
    assert found.records or found.problems


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damaged_files_are_read_or_refused(suffix: str) -> None:
    whole = (ZOTERO / f"zotero.{suffix}").read_bytes()[:6_000]
    chance = random.Random(suffix)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(damaged))
            damaged[at : at + chance.randint(0, 9)] = chance.choice(
                (
                    b"",
                    b"{",
                    b"}",
                    b"\\",
                    b'"',
                    b"\xff",
                    b"\0",
                    b"\n",
                    b"TY  - X\n",
                    b"@a{",
                    b"[",
                )
            )
        found = read_sources(f"a.{suffix}", bytes(damaged))
        assert bool(found.records) != bool(found.problems)
        if found.records:
            write_yaml(found.records)
