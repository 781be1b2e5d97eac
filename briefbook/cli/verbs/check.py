"""``check``: every problem that ``build`` would report, and no output.

``--audit`` says what the edition withholds and why; ``--statements``, every sentence that the
program makes by itself, and from what.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefbook.base.problems import Problem
from briefbook.build import pipeline
from briefbook.build.stages.link_names import list_names
from briefbook.build.stages.make_pages import tell_lengths
from briefbook.build.withholding import REASONS, Audit, Withheld, audit
from briefbook.cli.options import (
    Workspace,
    add_edition,
    add_workspace,
    open_workspace,
    read_choices,
)
from briefbook.cli.telling import tell, tell_report, write_report
from briefbook.fonts.own_fonts import find_own_fonts
from briefbook.index.editions import Edition
from briefbook.names.linking import NOBODY, Linked
from briefbook.report.places import Spot, clean, find_spots
from briefbook.report.report import report_json, report_sarif
from briefbook.session.choices import WrongUsage
from briefbook.session.session import choose_edition, fails
from briefbook.statements.words import Traced, say_sentence, trace
from briefbook.syntax.markdown.document import REFERENCE_CHARACTER
from briefbook.workspace.load import make_inputs, take_snapshot, theme_assets
from briefbook.workspace.scan import text_reader

ENTRIES = "search and data"
"""Where sentences stand that entries tell of themselves, on whatever page."""


class Stated(NamedTuple):
    """A sentence in words, the rule that made it, its facts, and the addresses it stands at."""

    rule: str
    words: str
    facts: tuple[tuple[str, str], ...]
    addresses: tuple[str, ...]


class PlacedWithheld(NamedTuple):
    """A withheld entry with its place, None where that is the whole file."""

    one: Withheld
    spot: Spot | None


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
        config, edition = snapshot.config, choose_edition(choices, snapshot.config)
        # No page is made: the site's own fonts are not needed.
        assets = theme_assets(snapshot.assets, {}, config, edition.name)
        fonts = find_own_fonts(workspace.root, snapshot.fonts)
        inputs, memory = make_inputs(snapshot, config, edition, assets, fonts), pipeline.Site()
        check = _check_and_trace if options.statements else _check_alone
        found, stated = check(memory, inputs)
        problems = (*problems, *found)
        _tell_names(options, memory)
        more = _tell_audit(options, workspace, memory, edition)
        more |= _tell_statements(options, stated, edition)
    _report_as(options, workspace, problems, more)
    return 2 if snapshot.config is None else int(fails(problems, choices))


def _check_alone(
    memory: pipeline.Site, inputs: pipeline.Inputs
) -> tuple[tuple[Problem, ...], list[Stated]]:
    return _check_all(memory, inputs), []


def _check_all(memory: pipeline.Site, inputs: pipeline.Inputs) -> tuple[Problem, ...]:
    """Return the problems of a book, and what would be said of its papers."""
    found = pipeline.check(memory, inputs)
    return found if pipeline.stops(found, inputs) else (*found, *tell_lengths(memory, inputs))


def _tell_statements(
    options: argparse.Namespace, stated: list[Stated], edition: Edition
) -> dict[str, object]:
    if not options.statements:
        return {}
    if options.format == "json":
        return {"statements": _describe_statements(stated)}
    print(_write_statements(stated, edition.name))
    return {}


def _tell_audit(
    options: argparse.Namespace, workspace: Workspace, memory: pipeline.Site, edition: Edition
) -> dict[str, object]:
    if not options.audit:
        return {}
    found = audit(memory, edition)
    if options.format == "json":
        return {"audit": _describe_audit(workspace.root, found, edition)}
    print(_write_audit(workspace.root, found, edition))
    return {}


def _report_as(
    options: argparse.Namespace,
    workspace: Workspace,
    problems: Sequence[Problem],
    more: dict[str, object],
) -> None:
    texts = text_reader(workspace.root)
    if options.format == "text":
        tell_report(write_report(workspace.root, problems))
        if not problems:
            tell(options, "nothing to mend")
    elif options.format == "sarif":
        print(report_sarif(problems, texts))
    else:
        print(report_json(problems, texts, more))


def _tell_names(options: argparse.Namespace, memory: pipeline.Site) -> None:
    if not options.verbose or options.format != "text":
        return
    for article, linked in list_names(memory):
        tell(options, f"{article}:")
        for fate, names in _group_names(linked).items():
            tell(options, f"  {fate}: {', '.join(names)}")


def _group_names(linked: Linked) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for mention in linked.mentions:
        means = "" if mention.id == NOBODY else f" → {mention.id}"
        groups.setdefault(mention.fate, []).append(f"{_say_name(mention.name)}{means}")
    for skip in linked.skipped:
        groups.setdefault(f"skipped ({skip.why})", []).append(skip.name)
    for doubt in linked.doubts:
        groups.setdefault("in doubt", []).append(f"{doubt.name} → {doubt.chosen or 'nobody'}")
    return groups


def _say_name(name: str) -> str:
    """Return a name as it stands in the text; a bare reference has none there."""
    return name.replace(REFERENCE_CHARACTER, "[[…]]")


def _place_all(root: Path, audit: Audit) -> list[PlacedWithheld]:
    spots = find_spots([one.locus for one in audit.withheld], text_reader(root))
    placed = map(PlacedWithheld, audit.withheld, spots)
    return sorted(
        placed, key=lambda each: (each.one.locus.path, _find_line(each), each.one.ref)
    )


def _find_line(placed: PlacedWithheld) -> tuple[int, int]:
    first = placed.spot.first if placed.spot else None
    return (first.line, first.column) if first else (0, 0)


def _write_audit(root: Path, audit: Audit, edition: Edition) -> str:
    total = sum(not one.field for one in audit.withheld)
    lines = [f"{_say_edition(edition)} withholds {total:,} of {audit.entries:,} entries"]
    groups = _group(_place_all(root, audit))
    for why, placed in groups.items():
        lines += ["", f"because of {why} ({len(placed):,})", *map(_write_line, placed)]
    return "\n".join(lines)


def _group(placed: list[PlacedWithheld]) -> dict[str, list[PlacedWithheld]]:
    groups: dict[str, list[PlacedWithheld]] = {why: [] for why in REASONS}
    for each in placed:
        groups[each.one.reasons[0].why].append(each)
    return {why: held for why, held in groups.items() if held}


def _say_edition(edition: Edition) -> str:
    then = f" as of {edition.as_of}" if edition.as_of else ""
    return f'the edition "{edition.name}"{then}'


def _write_line(placed: PlacedWithheld) -> str:
    one, (line, column) = placed.one, _find_line(placed)
    place = f"{clean(one.locus.path)}:{line}:{column}" if line else clean(one.locus.path)
    why = "; ".join(reason.words for reason in one.reasons)
    shown = f'; shown as "{clean(one.instead)}"' if one.instead else ""
    what = f"{one.kind} {clean(one.ref)}{', ' * bool(one.field)}{one.field}"
    return f"  {place}: {what}: {clean(why)}{shown}"


def _describe_audit(root: Path, audit: Audit, edition: Edition) -> dict[str, object]:
    placed = _place_all(root, audit)
    counts: Mapping[str, int] = {why: len(held) for why, held in _group(placed).items()}
    return {
        "edition": edition.name,
        "as_of": edition.as_of or None,
        "entries": audit.entries,
        "withheld": list(map(_describe_withheld, placed)),
        "counts": counts,
    }


def _describe_withheld(placed: PlacedWithheld) -> dict[str, object]:
    one, (line, column) = placed.one, _find_line(placed)
    return {
        "kind": one.kind,
        "id": one.ref,
        "field": one.field or None,
        "path": one.locus.path,
        "pointer": list(one.locus.pointer),
        "line": line or None,
        "column": column or None,
        "reasons": [reason._asdict() for reason in one.reasons],
        "instead": one.instead or None,
    }


def _check_and_trace(
    memory: pipeline.Site, inputs: pipeline.Inputs
) -> tuple[tuple[Problem, ...], list[Stated]]:
    """Return the problems of a book, and every sentence that its site would make."""
    found: dict[tuple[str, str, tuple[tuple[str, str], ...]], dict[str, None]] = {}
    here = ENTRIES

    def keep(traced: Traced) -> None:
        key = (traced.rule, say_sentence(traced.sentence), traced.facts)
        found.setdefault(key, {})[here] = None

    with trace(keep):
        problems = _check_all(memory, inputs)
        for address, make in pipeline.list_views(memory, inputs):
            here = address
            make()
    return problems, [Stated(*key, _list_pages(at)) for key, at in sorted(found.items())]


def _list_pages(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in addresses if one != ENTRIES) or (ENTRIES,)


def _write_statements(stated: Iterable[Stated], edition: str) -> str:
    groups: dict[str, list[Stated]] = {}
    for one in stated:
        groups.setdefault(one.rule, []).append(one)
    count = sum(map(len, groups.values()))
    lines = [f'the edition "{edition}" says {count:,} sentences of its own']
    for rule, said in groups.items():
        lines += [
            "",
            f"{rule} ({len(said):,})",
            *(line for one in said for line in _write_stated(one)),
        ]
    return "\n".join(lines)


def _write_stated(one: Stated) -> tuple[str, str, str]:
    facts = "; ".join(f"{name}: {fact}" for name, fact in one.facts)
    more = f" and {len(one.addresses) - 1:,} more" if one.addresses[1:] else ""
    return (
        f"  {one.words}",
        f"      from {facts or 'nothing found'}",
        f"      on {one.addresses[0]}{more}",
    )


def _describe_statements(stated: Iterable[Stated]) -> list[dict[str, object]]:
    return [
        {
            "rule": one.rule,
            "words": one.words,
            "facts": dict(one.facts),
            "addresses": list(one.addresses),
        }
        for one in stated
    ]
