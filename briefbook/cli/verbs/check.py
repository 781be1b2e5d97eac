"""``check``: every problem that ``build`` would report, and no output."""

import argparse
from collections.abc import Sequence

from briefbook.base.problems import Problem
from briefbook.build import pipeline
from briefbook.build.stages.link_names import list_names
from briefbook.build.withholding import audit
from briefbook.cli.auditing import describe_audit, write_audit
from briefbook.cli.options import (
    Workspace,
    add_edition,
    add_workspace,
    open_workspace,
    read_choices,
)
from briefbook.cli.stating import Stated, check_and_trace, describe_statements, write_statements
from briefbook.cli.telling import tell, tell_report, write_report
from briefbook.fonts.own_fonts import find_own_fonts
from briefbook.index.editions import Edition
from briefbook.names.linking import NOBODY, Linked
from briefbook.report.report import report_json, report_sarif
from briefbook.session.choices import Choices, WrongUsage
from briefbook.session.choosing import choose_edition
from briefbook.session.session import fails
from briefbook.syntax.markdown.document import REFERENCE_CHARACTER
from briefbook.workspace.assets import theme_assets
from briefbook.workspace.load import Snapshot, take_snapshot
from briefbook.workspace.scan import text_reader


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser, verbose="tell what every name is linked to, and why others are not")
    add_edition(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="of the report"
    )
    parser.add_argument(
        "--audit", action="store_true", help="say what the edition withholds, and why"
    )
    parser.add_argument(
        "--statements",
        action="store_true",
        help="list the sentences that the site makes by itself, each with its facts",
    )


def run(options: argparse.Namespace) -> int:
    """Report the problems; text goes to standard error, data to standard output."""
    if (options.audit or options.statements) and options.format == "sarif":
        told = "--audit" if options.audit else "--statements"
        raise WrongUsage(f"SARIF tells of problems alone: {told} goes with text or json")
    workspace, choices = open_workspace(options), read_choices(options)
    snapshot = take_snapshot(workspace.root)
    problems = (*snapshot.config_problems, *snapshot.problems)
    more: dict[str, object] = {}
    if snapshot.config is not None:
        memory, inputs = pipeline.Site(), make_inputs(snapshot, choices, workspace)
        found, stated = check_book(options, memory, inputs)
        problems = (*problems, *found)
        tell_names(options, memory)
        more = tell_audit(options, workspace, memory, inputs.edition)
        more |= tell_statements(options, stated, inputs.edition)
    report_as(options, workspace, problems, more)
    if snapshot.config is None:
        return 2
    return 1 if fails(problems, choices) else 0


def check_book(
    options: argparse.Namespace, memory: pipeline.Site, inputs: pipeline.Inputs
) -> tuple[tuple[Problem, ...], list[Stated]]:
    """Return the problems of a book, and its statements where they are asked for."""
    if options.statements:
        return check_and_trace(memory, inputs)
    return pipeline.check(memory, inputs), []


def tell_statements(
    options: argparse.Namespace, stated: list[Stated], edition: Edition
) -> dict[str, object]:
    """Say what the site says by itself (``--statements``), or return it for the report."""
    if not options.statements:
        return {}
    if options.format == "json":
        return {"statements": describe_statements(stated)}
    print(write_statements(stated, edition.name))
    return {}


def tell_audit(
    options: argparse.Namespace, workspace: Workspace, memory: pipeline.Site, edition: Edition
) -> dict[str, object]:
    """Say what the edition withholds (``--audit``), or return it for the report."""
    if not options.audit:
        return {}
    found = audit(memory, edition)
    if options.format == "json":
        return {"audit": describe_audit(workspace.root, found, edition)}
    print(write_audit(workspace.root, found, edition))
    return {}


def report_as(
    options: argparse.Namespace,
    workspace: Workspace,
    problems: Sequence[Problem],
    more: dict[str, object],
) -> None:
    """Report the problems in the format asked for, with what else is to be told."""
    texts = text_reader(workspace.root)
    if options.format == "text":
        report_in_words(options, workspace, problems)
    elif options.format == "sarif":
        print(report_sarif(problems, texts))
    else:
        print(report_json(problems, texts, more))


def make_inputs(snapshot: Snapshot, choices: Choices, workspace: Workspace) -> pipeline.Inputs:
    """Return everything that a check depends on; it does without the fonts of the site."""
    config = snapshot.config
    assert config is not None
    edition = choose_edition(choices, config)
    return pipeline.Inputs(
        config=config,
        edition=edition,
        files=snapshot.files,
        load=snapshot.load,
        captures=snapshot.captures,
        templates=snapshot.templates,
        fonts=find_own_fonts(workspace.root, snapshot.fonts),
        assets=theme_assets(snapshot.assets, {}, config, edition.name),
    )


def tell_names(options: argparse.Namespace, memory: pipeline.Site) -> None:
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
