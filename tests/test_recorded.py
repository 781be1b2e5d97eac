"""What the state keeps of files and folders: read as it was written, kept up by difference."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from hypothesis import given
from hypothesis import strategies as st

from briefbook.disk.files import FileStat
from briefbook.publish.records import Left
from briefbook.session.session import pack_known, unpack_known
from briefbook.session.state import SCHEMA, pack_left, read_part, unpack_left, write_part
from briefbook.workspace.load import Known

NUMBERS = st.integers(-(2**63), 2**80)
STATS = st.builds(FileStat, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
NAMES = st.sampled_from(["", "a", "a/b", "ü.html", "中/x", "no-text-\udcff"])
LEFTS = st.builds(Left, st.none() | STATS, st.dictionaries(NAMES, st.none() | STATS), st.text())
KNOWN = st.builds(Known, STATS, st.text(), st.text(), st.lists(st.text()).map(tuple))
PAGES = st.dictionaries(NAMES, STATS)


@contextmanager
def keeping() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(SCHEMA)
        yield connection


@given(st.dictionaries(NAMES, LEFTS))
def test_folders_are_read_as_they_were_left(lefts: dict[str, Left]) -> None:
    with keeping() as connection:
        write_part(connection, "folders", {}, lefts, pack_left)
        assert read_part(connection, "folders", unpack_left) == lefts


@given(st.dictionaries(NAMES, KNOWN))
def test_files_are_read_as_they_were_seen(known: dict[str, Known]) -> None:
    with keeping() as connection:
        write_part(connection, "files", {}, known, pack_known)
        assert read_part(connection, "files", unpack_known) == known


@given(PAGES, PAGES, PAGES)
def test_what_differs_is_written_as_if_all_were_anew(
    old: dict[str, FileStat], new: dict[str, FileStat], others: dict[str, FileStat]
) -> None:
    with keeping() as connection:
        write_part(connection, "others", {}, others, tuple)
        write_part(connection, "pages", {}, old, tuple)
        write_part(connection, "pages", old, new, tuple)
        assert read_part(connection, "pages", FileStat._make) == new
        assert read_part(connection, "others", FileStat._make) == others


@given(PAGES)
def test_nothing_is_written_where_nothing_changes(pages: dict[str, FileStat]) -> None:
    with keeping() as connection:
        write_part(connection, "pages", {}, pages, tuple)
        before = connection.total_changes
        write_part(connection, "pages", pages, dict(pages), tuple)
        assert connection.total_changes == before
