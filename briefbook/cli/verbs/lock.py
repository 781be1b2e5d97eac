"""``lock``: records the quotes that were verified, beside their articles."""

import argparse
from datetime import date
from pathlib import Path

from briefbook.cli.articles import load_unit
from briefbook.cli.options import add_workspace, iso_day, open_workspace
from briefbook.cli.telling import tell
from briefbook.disk.replace import put_files
from briefbook.publish.lock import hold_lock
from briefbook.units.files import UnitFiles, group_files
from briefbook.units.locking import lock_quotes
from briefbook.workspace.load import Snapshot, take_snapshot


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    parser.add_argument("--today", metavar="DATE", type=iso_day, help="the day of verification")
    parser.add_argument("--all", action="store_true", help="also articles without a capture")


def run(options: argparse.Namespace) -> int:
    """Write the quote locks that are new or have changed."""
    workspace = open_workspace(options)
    today = options.today or date.today().isoformat()  # noqa: DTZ011 (a person's own day)
    with hold_lock(workspace.root):
        locks = find_changed(workspace.root, options.all, today)
        put_files({path: text.encode() for path, text in locks.items()})
    for path, text in locks.items():
        tell(options, f"{path}: {text.count(chr(10)) - 3} quotes")
    return 0


def find_changed(root: Path, everything: bool, today: str) -> dict[Path, str]:
    """Return the quote locks that are other than those in the files, by their paths."""
    snapshot = take_snapshot(root)
    locks = {
        root / f"{unit.main.removesuffix('.md')}.anchors.json": lock_quotes(
            unit, load_unit(unit, snapshot), today
        )
        for unit in lockable(snapshot, everything)
    }
    return {path: text for path, text in locks.items() if text not in ("", read(path))}


def read(path: Path) -> str:
    """Return the text of a file, "" if there is none."""
    return path.read_text("utf-8") if path.is_file() else ""


def lockable(snapshot: Snapshot, everything: bool) -> list[UnitFiles]:
    """Return the articles with a sidecar whose quotes are to be locked."""
    units, _ = group_files(snapshot.files)
    return [
        unit
        for unit in units.values()
        if unit.sidecar and (everything or unit.lock or unit.main in snapshot.captures)
    ]
