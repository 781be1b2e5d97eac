"""``changes``: what is new, changed or withdrawn since an earlier book."""

import argparse
import sys

from briefbook.base.problems import Problem
from briefbook.cli.earlier_books import read_earlier, read_workspace
from briefbook.cli.options import (
    UNUSED,
    add_edition,
    add_workspace,
    open_workspace,
    read_choices,
)
from briefbook.cli.telling import print_data, tell_report, write_report
from briefbook.exports.changes import compare, tell_changes, write_changes
from briefbook.report.places import clean
from briefbook.session.session import fails


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser, quiet=UNUSED)
    add_edition(parser)
    parser.add_argument(
        "--since",
        metavar="FILE|GIT-REV",
        required=True,
        help="an earlier data/book.json, or a revision in git",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="of what is said"
    )


def run(options: argparse.Namespace) -> int:
    """Say what changed; 1 if one of the books cannot be had."""
    workspace, choices = open_workspace(options), read_choices(options)
    now = read_workspace(workspace.root, choices)
    if now.book is None or fails(now.problems, choices):
        tell_report(write_report(workspace.root, now.problems))
        return 1
    edition = str(now.book["edition"])
    before = read_earlier(workspace.root, options.since, choices, edition)
    if before.book is None:
        tell_report(write_report(workspace.root, before.problems))
        return 1
    _warn(options, before.problems)
    changes = compare(before.book, now.book)
    if options.format == "json":
        print_data(write_changes(changes) + "\n")
    else:
        print("\n".join(map(clean, tell_changes(changes).split("\n"))))
    return 0


def _warn(options: argparse.Namespace, problems: tuple[Problem, ...]) -> None:
    """Say that the earlier book was not sound, by the rules of today."""
    from briefbook.base.codes import CODES

    errors = sum(CODES[one.code].severity == "error" for one in problems)
    if errors:
        words = f"{options.since} has {errors} of what are errors today: it may be told in part"
        print(f"briefbook: {words}", file=sys.stderr)
