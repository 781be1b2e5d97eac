"""``rename``: gives an id another name, wherever the book names it."""

import argparse
from collections.abc import Iterator, Sequence

from briefbook.cli.options import add_workspace, open_workspace
from briefbook.cli.telling import print_data, tell
from briefbook.workspace.load import take_snapshot
from briefbook.writing.edits import FileChange, show_diff
from briefbook.writing.parts import list_sources
from briefbook.writing.renaming import rename
from briefbook.writing.saving import save_changes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    parser.add_argument(
        "old", metavar="OLD", help="an id, ARTICLE#ID, an article, or the folder of a briefing"
    )
    parser.add_argument("new", metavar="NEW", help="what it is to be called")
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would change, and change nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Rename, and say in which files."""
    root = open_workspace(options).root
    snapshot = take_snapshot(root)
    paths = {*snapshot.files, *snapshot.around.files}
    sources = list_sources(paths, snapshot.load, snapshot.captures)
    changes = rename(options.old, options.new, sources)
    if options.dry_run:
        print_data("".join(map(_show_change, _pair_moves(changes))))
        return 0
    save_changes(root, changes)
    for old, new in _pair_moves(changes):
        tell(options, old.path if old == new else f"{old.path} → {new.path}")
    return 0


def _pair_moves(changes: Sequence[FileChange]) -> Iterator[tuple[FileChange, FileChange]]:
    """Yield each change twice, and those of a file that moves together."""
    for at, change in enumerate(changes):
        if change.new is None:
            yield change, changes[at + 1]
        elif change.old is not None:
            yield change, change


def _show_change(moved: tuple[FileChange, FileChange]) -> str:
    old, new = moved
    head = "" if old == new else f"{old.path} → {new.path}\n"
    return head + show_diff(FileChange(new.path, old.old, new.new))
