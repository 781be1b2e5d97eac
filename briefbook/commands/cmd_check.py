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
from briefbook.linking import NOBODY, Linked
from briefbook.problems import Problem
from briefbook.reading.document import REFERENCE_CHARACTER
from briefbook.report import report_json, report_sarif
from briefbook.stages.link_names import list_names
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
        memory = site.Site()
        problems = (*problems, *site.check(memory, inputs))
        tell_names(options, memory)
    if options.format == "text":
        report_in_words(options, workspace, problems)
    else:
        report = report_json if options.format == "json" else report_sarif
        print(report(problems, text_reader(workspace.root)))
    if snapshot.config is None:
        return 2
    return 1 if fails(problems, options) else 0


def tell_names(options: argparse.Namespace, memory: site.Site) -> None:
    """Say which names of each article are linked, and why others are not (``-v``)."""
    if not options.verbose or options.format != "text":
        return
    for article, linked in list_names(memory):
        tell(options, f"{article}:")
        for fate, names in group_names(linked).items():
            tell(options, f"  {fate}: {', '.join(names)}")


def group_names(linked: Linked) -> dict[str, list[str]]:
    """Return the names of an article by what became of them."""
    groups: dict[str, list[str]] = {}
    for mention in linked.mentions:
        means = "" if mention.id == NOBODY else f" → {mention.id}"
        groups.setdefault(mention.fate, []).append(f"{say_name(mention.name)}{means}")
    for skip in linked.skipped:
        groups.setdefault(f"skipped ({skip.why})", []).append(skip.name)
    for doubt in linked.doubts:
        groups.setdefault("in doubt", []).append(f"{doubt.name} → {doubt.chosen or 'nobody'}")
    return groups


def say_name(name: str) -> str:
    """Return a name as it stands in the text; a bare reference has none there."""
    return name.replace(REFERENCE_CHARACTER, "[[…]]")


def report_in_words(
    options: argparse.Namespace, workspace: Workspace, problems: Sequence[Problem]
) -> None:
    """Print the problems, or that there are none."""
    tell_problems(workspace.root, problems)
    if not problems:
        tell(options, "nothing to mend")
