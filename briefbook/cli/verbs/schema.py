"""``schema``: JSON Schemas of what is written by hand, for editors."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from briefbook.cli.options import add_workspace, open_workspace
from briefbook.cli.telling import print_data, tell, tell_report, write_report
from briefbook.disk.replacing import put_files
from briefbook.schemas.files import NAMES, make_schema, write_json
from briefbook.schemas.types import Schema
from briefbook.session.choices import WrongUsage
from briefbook.skeletons.files import END, MODELINE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    parser.add_argument(
        "file",
        metavar="FILE-KIND",
        nargs="?",
        choices=NAMES,
        help=f"the kind of file: {', '.join(NAMES)}",
    )
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, help="a folder to write schemas to"
    )
    parser.add_argument(
        "--workspace",
        action="store_true",
        help="let them know the ids, stances and editions of this book",
    )


def run(options: argparse.Namespace) -> int:
    """Print a schema, or write one or all of them; 1 if the book cannot be read for them."""
    if not options.file and not options.output:
        listed = ", ".join(NAMES)
        raise WrongUsage(f"say which schema ({listed}), or give --output DIR for all of them")
    book: Mapping[str, Schema] | None = {}
    if options.workspace:
        book = _read_book(options)
    if book is None:
        return 1
    names = (options.file,) if options.file else NAMES
    written = {f"{name}{END}": write_json(make_schema(name, book)) for name in names}
    if options.output:
        put_files({options.output / name: text.encode() for name, text in written.items()})
        tell(options, _say_written(options.output, names))
    else:
        print_data("".join(written.values()))
    return 0


def _read_book(options: argparse.Namespace) -> Mapping[str, Schema] | None:
    """Return definitions with the ids of the workspace; None where its settings are broken."""
    from briefbook.cli.book_ids import read_book_ids
    from briefbook.schemas.book import define_words
    from briefbook.workspace.load import take_snapshot

    root = open_workspace(options).root
    snapshot = take_snapshot(root)
    if snapshot.config is None:
        tell_report(write_report(root, snapshot.config_problems))
        return None
    return define_words(read_book_ids(snapshot))


def _say_written(folder: Path, names: tuple[str, ...]) -> str:
    line = MODELINE.format(f"PATH/{names[0]}{END}")
    count = f"{len(names)} schema{'s' if len(names) > 1 else ''}"
    return f"{folder}: {count}; at the head of a YAML file, write\n  {line}"
