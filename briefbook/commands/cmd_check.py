"""``check``: every problem that ``build`` would report, and no output."""

import argparse
from collections.abc import Sequence

from briefbook import site
from briefbook.assets import theme_assets
from briefbook.choices import Choices
from briefbook.choosing import choose_edition
from briefbook.commands.options import (
    Workspace,
    add_edition,
    add_workspace,
    open_workspace,
    read_choices,
)
from briefbook.commands.telling import tell, tell_report, text_reader, write_report
from briefbook.linking import NOBODY, Linked
from briefbook.own_fonts import find_own_fonts
from briefbook.problems import Problem
from briefbook.reading.document import REFERENCE_CHARACTER
from briefbook.report import report_json, report_sarif
from briefbook.session import fails
from briefbook.stages.link_names import list_names
from briefbook.workspace import Snapshot, take_snapshot


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    add_edition(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="of the report"
    )


def run(options: argparse.Namespace) -> int:
    """Report the problems; text goes to standard error, data to standard output."""
    workspace, choices = open_workspace(options), read_choices(options)
    snapshot = take_snapshot(workspace.root)
    problems = (*snapshot.config_problems, *snapshot.problems)
    if snapshot.config is not None:
        memory, inputs = site.Site(), make_inputs(snapshot, choices, workspace)
        problems = (*problems, *site.check(memory, inputs))
        tell_names(options, memory)
    if options.format == "text":
        report_in_words(options, workspace, problems)
    else:
        report = report_json if options.format == "json" else report_sarif
        print(report(problems, text_reader(workspace.root)))
    if snapshot.config is None:
        return 2
    return 1 if fails(problems, choices) else 0


def make_inputs(snapshot: Snapshot, choices: Choices, workspace: Workspace) -> site.Inputs:
    """Return everything that a check depends on; it does without the fonts of the site."""
    config = snapshot.config
    assert config is not None
    edition = choose_edition(choices, config)
    return site.Inputs(
        config=config,
        edition=edition,
        files=snapshot.files,
        load=snapshot.load,
        captures=snapshot.captures,
        templates=snapshot.templates,
        fonts=find_own_fonts(workspace.root, workspace.state, snapshot.fonts),
        assets=theme_assets(snapshot.assets, {}, config, edition.name),
    )


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
    tell_report(write_report(workspace.root, problems))
    if not problems:
        tell(options, "nothing to mend")
