"""Records for tests: files of Zotero, and what becomes of them on the way in and out."""

from json import loads
from pathlib import Path
from typing import Any

from briefbook.bibliography.entries import SourceRecord
from briefbook.bibliography.reading import read_sources
from briefbook.bibliography.writing import write_sources
from briefbook.exports.bibtex import write_entries
from briefbook.exports.records import join_record, record_rows
from briefbook.exports.sources import write_records
from briefbook.kinds.kind import Context
from briefbook.kinds.source import SOURCE
from briefbook.syntax.yaml.reader import read_yaml
from briefbook.units.entries import EntryGroup, read_entries
from tests.books import publish_cleanly, write_book

ZOTERO = Path(__file__).parent / "zotero"
REGISTRY = "briefings/sources.yaml"


def read_zotero(name: str) -> tuple[SourceRecord, ...]:
    """Return the sources in one of Zotero's files."""
    return read_cleanly(name, (ZOTERO / name).read_bytes())


def read_cleanly(name: str, data: bytes) -> tuple[SourceRecord, ...]:
    """Return the sources in a file in which nothing is wrong."""
    found = read_sources(name, data)
    assert found.problems == ()
    return found.records


def refuse(name: str, data: bytes) -> str:
    """Return why a file cannot be read."""
    found = read_sources(name, data)
    assert found.records == ()
    (problem,) = found.problems
    assert problem.code == "bad-bibliography"
    assert problem.locus.path == name
    return dict(problem.data)["reason"]


def write_yaml(records: tuple[SourceRecord, ...], there: str | None = None) -> str:
    """Return a registry with sources added."""
    data = None if there is None else there.encode()
    (change,) = write_sources(REGISTRY, data, records).changes
    assert change.new is not None
    return change.new.decode()


def export(sources: str) -> dict[str, bytes]:
    """Return what a book with a registry of sources exports, in which nothing is wrong."""
    files = publish_cleanly(write_book(sources=sources)).files
    return {name: files[f"data/sources.{name}"] for name in ("json", "bib")}


def export_soon(sources: str) -> dict[str, bytes]:
    """Return what such a book exports, without building it."""
    value, problems = read_yaml(sources, REGISTRY)
    entries, found = read_entries(SOURCE, value, EntryGroup(REGISTRY, ()))
    assert (problems, found) == ((), ())
    rows = record_rows(entries, Context(REGISTRY))
    packed: list[Any] = [row.value for row in rows]
    records = [loads(join_record(*record)) for some in packed for record in some]
    return {
        "json": write_records(records).encode(),
        "bib": write_entries(records).encode(),
    }


def take_in(form: str, exported: dict[str, bytes]) -> str:
    """Return the registry that importing what was exported into a new book makes."""
    return write_yaml(read_cleanly(f"sources.{form}", exported[form]))
