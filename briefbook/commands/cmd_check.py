"""``check``: every problem that ``build`` would report, and no output."""

import argparse
from collections.abc import Sequence

from briefbook import site
from briefbook.commands.options import (
    Workspace,
    add_edition,
    add_workspace,
    choose_edition,
    make_inputs,
    open_workspace,
)
from briefbook.commands.telling import fails, tell, tell_problems, text_reader
from briefbook.problems import Problem
from briefbook.report import report_json, report_sarif
from briefbook.workspace import take_snapshot

NAME = "check"
HELP = "report every problem, make nothing"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    add_edition(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="of the report"
    )


def run(options: argparse.Namespace) -> int:
    """Report the problems; text goes to standard error, data to standard output."""
    workspace = open_workspace(options)
    snapshot = take_snapshot(workspace.root)
    problems = (*snapshot.config_problems, *snapshot.problems)
    if snapshot.config is not None:
        edition = choose_edition(options, snapshot.config)
        inputs = make_inputs(snapshot, snapshot.config, edition, fonts={})
        problems = (*problems, *site.check(site.Site(), inputs))
    if options.format == "text":
        report_in_words(options, workspace, problems)
    else:
        report = report_json if options.format == "json" else report_sarif
        print(report(problems, text_reader(workspace.root)))
    if snapshot.config is None:
        return 2
    return 1 if fails(problems, options) else 0


def report_in_words(
    options: argparse.Namespace, workspace: Workspace, problems: Sequence[Problem]
) -> None:
    """Print the problems, or that there are none."""
    tell_problems(workspace.root, problems)
    if not problems:
        tell(options, "nothing to mend")
