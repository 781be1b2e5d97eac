"""``import`` of a file of a reference manager: its records become sources of the book."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from briefbook.bibliography.entries import SourceRecord, leave_notes_out
from briefbook.bibliography.reading import LIMIT, read_sources
from briefbook.bibliography.writing import SourcesChange, write_sources
from briefbook.cli.book_ids import list_taken
from briefbook.cli.options import Workspace
from briefbook.cli.telling import tell, tell_report, write_report
from briefbook.kinds.source import SOURCE
from briefbook.skeletons.files import END, SCHEMAS, name_schema
from briefbook.units.files import ROOT
from briefbook.workspace.load import take_snapshot
from briefbook.writing.saving import save_changes

REGISTRY = f"{ROOT}/{SOURCE.section}.yaml"


def take_sources(options: argparse.Namespace, workspace: Workspace, path: Path) -> bool:
    """Add the sources of a file to the book; tell why not, and return False, if it is unsound.

    Raises:
        CannotWrite: the registry cannot be read, or could not be read afterwards.
    """
    with path.open("rb") as file:
        found = read_sources(path.as_posix(), file.read(LIMIT + 1))
    if found.problems:
        tell_report(write_report(Path.cwd(), list(found.problems)))
        return False
    snapshot = take_snapshot(workspace.root)
    there = snapshot.load(REGISTRY) if REGISTRY in snapshot.files else None
    has_schema = (workspace.root / SCHEMAS / f"{SOURCE.section}{END}").is_file()
    head = f"{name_schema(SOURCE.section, REGISTRY)}\n" if has_schema else ""
    records = found.records
    if options.no_notes:
        records = tuple(map(leave_notes_out, records))
    change = write_sources(REGISTRY, there, records, list_taken(snapshot), head)
    if not options.dry_run:
        save_changes(workspace.root, change.changes)
    for line in _describe(change, records, options):
        tell(options, line)
    return True


def _describe(
    change: SourcesChange, records: tuple[SourceRecord, ...], options: argparse.Namespace
) -> Iterator[str]:
    """Yield what was added, what was there, and what was left out of whom."""
    if options.dry_run:
        yield "nothing is written; this would be:"
    yield f"{REGISTRY}: {_count(change.added)}{_name(change.added)}"
    if change.same:
        yield f"there already: {_count(change.same)}"
    if change.other:
        yield f"there already, with other words, and left alone:{_name(change.other)}"
    for one in records:
        yield from (f"left out of {one.id}: {out.field} ({out.reason})" for out in one.left_out)
    yield "next: briefbook build"


def _count(ids: tuple[str, ...]) -> str:
    return f"{len(ids)} source{'' if len(ids) == 1 else 's'}"


def _name(ids: tuple[str, ...]) -> str:
    """Return ids as a list, the first of many."""
    more = f" and {len(ids) - 5} more" if len(ids) > 5 else ""
    return f" ({', '.join(ids[:5])}{more})" if ids else ""
