"""``fmt``: puts YAML into its canonical form, and leaves what it says as it is."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefbook.cli.options import add_workspace, open_workspace
from briefbook.cli.telling import tell
from briefbook.kinds import BY_NAME, REGISTRIES
from briefbook.kinds.kind import Kind
from briefbook.session.choices import WrongUsage
from briefbook.units.files import group_files
from briefbook.workspace.load import Snapshot, take_snapshot
from briefbook.writing.edits import CannotRead, CannotWrite, FileChange, read_text
from briefbook.writing.formatting import format_text
from briefbook.writing.saving import save_changes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    parser.add_argument(
        "files", metavar="FILE", nargs="*", type=Path, help="the files; without any, all"
    )
    parser.add_argument(
        "--check", action="store_true", help="name the files that would change, change none"
    )


def run(options: argparse.Namespace) -> int:
    """Put files into shape; 1 if one has errors, or with ``--check`` would change."""
    root = open_workspace(options).root
    snapshot = take_snapshot(root)
    known = dict(_list_files(snapshot))
    paths = _choose_files(options.files, root, known) or list(known)
    changes, is_sound = [], True
    for path in paths:
        try:
            changes.append(_format_file(path, snapshot.load(path), known[path]))
        except CannotWrite as why:
            print(f"briefbook: {why}", file=sys.stderr)
            is_sound = is_sound and not isinstance(why, CannotRead)
    changed = [change for change in changes if change.new != change.old]
    if not options.check:
        save_changes(root, changed)
    for change in changed:
        tell(options, change.path)
    return 0 if is_sound and not (options.check and changed) else 1


def _list_files(snapshot: Snapshot) -> Iterator[tuple[str, Kind | None]]:
    """Yield every file that has YAML, with the kind of its entries, None for a sidecar."""
    units, _ = group_files(snapshot.files)
    for path, unit in units.items():
        if unit.kind == "registry":
            yield path, REGISTRIES[path.rpartition("/")[2].removesuffix(".yaml")]
        elif unit.kind != "picture":
            yield path, BY_NAME[unit.kind]
            yield from [(unit.sidecar, None)] if unit.sidecar else []


def _choose_files(
    named: Sequence[Path], root: Path, known: dict[str, Kind | None]
) -> list[str]:
    """Return the paths of the files that are named, from here or from the workspace.

    Raises:
        WrongUsage: one is no source of the book.
    """
    found = []
    for file in named:
        places = (file.absolute(), root / file)
        inside = [
            one.relative_to(root).as_posix() for one in places if one.is_relative_to(root)
        ]
        path = next((one for one in inside if one in known), None)
        if path is None:
            raise WrongUsage(
                f"{file} is no registry, no annotations and no article of the book"
            )
        found.append(path)
    return found


def _format_file(path: str, data: bytes, kind: Kind | None) -> FileChange:
    return FileChange(path, data, format_text(path, read_text(path, data), kind).encode())
