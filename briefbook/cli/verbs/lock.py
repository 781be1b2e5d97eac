"""``lock``: records the quotes that were verified, beside their articles."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from briefbook.anchoring.deciding import anchor
from briefbook.anchoring.matching import Anchored, Selector
from briefbook.anchoring.quotation import judge_basis
from briefbook.anchoring.quote_lock import Lock, compare_lock, dump_lock, make_lock, read_lock
from briefbook.cli.articles import load_unit
from briefbook.cli.options import add_workspace, iso_day, open_workspace
from briefbook.cli.telling import tell
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Entry
from briefbook.units.anchoring_entries import Absent, AnchoredText, Capture, make_selector
from briefbook.units.article_files import lock_text, read_texts
from briefbook.units.files import UnitFiles, group_files
from briefbook.workspace.load import Snapshot, take_snapshot
from briefbook.writing.edits import FileChange
from briefbook.writing.saving import save_changes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    parser.add_argument("--today", metavar="DATE", type=iso_day, help="the day of verification")
    parser.add_argument("--all", action="store_true", help="also articles without a capture")


def run(options: argparse.Namespace) -> int:
    """Write the quote locks that are new or have changed."""
    workspace = open_workspace(options)
    today = options.today or date.today().isoformat()  # noqa: DTZ011 (a person's own day)
    changes = _list_changes(workspace.root, options.all, today)
    save_changes(workspace.root, changes)
    for change in changes:
        count = (change.new or b"").count(b"\n") - 3
        tell(options, f"{workspace.root / change.path}: {count} quotes")
    return 0


def _list_changes(root: Path, everything: bool, today: str) -> list[FileChange]:
    snapshot = take_snapshot(root)
    made = [
        _change_lock(unit, snapshot, _lock_quotes(unit, load_unit(unit, snapshot), today))
        for unit in _lockable(snapshot, everything)
    ]
    return [change for change in made if change.new not in (None, change.old)]


def _change_lock(unit: UnitFiles, snapshot: Snapshot, text: str) -> FileChange:
    path = f"{unit.main.removesuffix('.md')}.anchors.json"
    old = snapshot.load(path) if unit.lock else None
    return FileChange(path, old, text.encode() or None)


def _lockable(snapshot: Snapshot, everything: bool) -> list[UnitFiles]:
    units, _ = group_files(snapshot.files)
    return [
        unit
        for unit in units.values()
        if unit.sidecar and (everything or unit.lock or unit.main in snapshot.captures)
    ]


def _lock_quotes(files: UnitFiles, data: Mapping[str, bytes | None], today: str) -> str:
    """Return the quote lock of an article: what was verified before keeps its day.

    Locks of quotes whose words stand nowhere now are kept as long as the quotes are there,
    so that a build without the capture still knows them. "" if there is nothing to lock.
    """
    body, capture, entries, _ = read_texts(files, data)
    before, _ = read_lock(lock_text(files, data), files.lock) if files.lock else ({}, ())
    locks = {
        entry.id: lock
        for entry in entries
        for lock in _lock_entry(entry, (body, capture), before.get(entry.id), today)
    }
    return dump_lock(locks) if locks else ""


def _lock_entry(
    entry: Entry, texts: tuple[AnchoredText, Capture], old: Lock | None, today: str
) -> Iterator[Lock]:
    """Yield the lock of one entry, if its words were verified now or before."""
    selector = make_selector(entry.fact)
    if not selector.exact or entry.kind in ("position", "mention"):
        return
    source = _choose_text(entry, selector, *texts)
    found = anchor(selector, source.folded, False) if source else None
    if source and isinstance(found, Anchored):
        yield _renew(old, found, source, today)
    elif old:
        yield old


def _choose_text(
    entry: Entry, selector: Selector, body: AnchoredText, capture: Capture
) -> AnchoredText | None:
    """Return the text that the words are verified in; None for a capture that is absent."""
    if capture is None:
        return body
    tries_body = not BY_NAME[entry.kind].is_captured
    if tries_body and isinstance(anchor(selector, body.folded, False), Anchored):
        return body
    return None if isinstance(capture, Absent) else capture


def _renew(old: Lock | None, found: Anchored, source: AnchoredText, today: str) -> Lock:
    """Return the old lock if nothing changed around the words, else a new one of today.

    What a capture says around the words is kept as hashes only: it may not be reprinted.
    """
    if old and compare_lock(old, source.folded, found.spans, source.paragraphs) == "same":
        return old
    hashed = not source.published
    lock = make_lock(source.folded, found.spans, source.paragraphs, today, hashed)
    return lock._replace(basis=judge_basis(source.text, found.spans, source.paragraphs))
