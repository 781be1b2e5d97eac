"""``gaps``: what is missing in the book, each with its place and with what closes it."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from briefbook.base.codes import CODES
from briefbook.base.problems import Problem
from briefbook.base.suggesting import did_you_mean
from briefbook.build import pipeline
from briefbook.cli.articles import find_article
from briefbook.cli.options import add_workspace, iso_day, open_workspace
from briefbook.cli.telling import print_data, tell, tell_report, write_report
from briefbook.gaps import BY_NAME
from briefbook.gaps.gap import Gap
from briefbook.index.editions import top
from briefbook.report.places import Spot, Texts, clean_line, find_spots
from briefbook.session.choices import WrongUsage
from briefbook.statements.words import say_sentence
from briefbook.units.files import ROOT, article_key, folder_of, group_files
from briefbook.workspace.load import Snapshot, make_inputs, take_snapshot
from briefbook.workspace.scan import text_reader


class PlacedGap(NamedTuple):
    """A gap with its place, None where that is a whole file."""

    gap: Gap
    spot: Spot | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    parser.add_argument(
        "within",
        nargs="*",
        metavar="WHERE",
        help="an article, or the folder of a briefing, instead of the whole book",
    )
    parser.add_argument(
        "--kind",
        action="append",
        choices=tuple(BY_NAME),
        metavar="KIND",
        default=[],
        help=f"only these gaps, may be repeated: {', '.join(BY_NAME)}",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="of what is said"
    )
    parser.add_argument(
        "--today", metavar="DATE", type=iso_day, help="the day by which positions are old"
    )


def run(options: argparse.Namespace) -> int:
    """Say what is missing; nothing of it makes a run fail."""
    root = open_workspace(options).root
    snapshot = take_snapshot(root)
    within = [_find_within(name, snapshot) for name in options.within]
    if snapshot.config is None:
        tell_report(write_report(root, snapshot.config_problems))
        return 2
    today = options.today or date.today().isoformat()  # noqa: DTZ011 (a person's own day)
    problems, gaps = _survey(snapshot, today)
    _warn((*snapshot.problems, *problems))
    wanted = (one for one in gaps if not options.kind or one.kind in options.kind)
    placed = _place_all(_pick_within(wanted, within), text_reader(root))
    if options.format == "json":
        print_data(_describe(placed) + "\n")
    else:
        for line in _write_all(placed):
            print(line)
        tell(options, _count(placed))
    return 0


def _survey(snapshot: Snapshot, today: str) -> tuple[tuple[Problem, ...], list[Gap]]:
    """Return the problems and the gaps of a book, drafts included."""
    assert snapshot.config
    edition = top(snapshot.config.editions, today)
    inputs = make_inputs(snapshot, snapshot.config, edition, {})
    return pipeline.survey_gaps(pipeline.Site(), inputs)


def _find_within(name: str, snapshot: Snapshot) -> str:
    """Return the key of the article or briefing that ``name`` means.

    Raises:
        WrongUsage: it means neither.
    """
    units, _ = group_files(snapshot.files)
    briefings = [folder_of(path) for path, unit in units.items() if unit.kind == "briefing"]
    folder = name.strip("/").removeprefix(f"{ROOT}/").removesuffix("/index.md")
    if folder in briefings:
        return folder
    try:
        return article_key(find_article(name, snapshot).main)
    except WrongUsage as trouble:
        hint = did_you_mean(folder, briefings)
        raise WrongUsage(f"{trouble}; {hint}" if hint else str(trouble)) from None


def _pick_within(gaps: Iterable[Gap], within: Sequence[str]) -> Iterator[Gap]:
    """Yield the gaps that are listed under some articles, or within some briefings."""
    for gap in gaps:
        keys = (key for key in within if gap.listed.startswith((f"{key}/", f"{key}#")))
        if not within or gap.listed in within or any(keys):
            yield gap


def _warn(problems: Iterable[Problem]) -> None:
    """Say that the book is not sound: what an error touches cannot be judged."""
    errors = sum(CODES[one.code].severity == "error" for one in problems)
    if errors:
        words = f"the book has {errors} error{'s' * (errors > 1)}, see: briefbook check"
        print(f"briefbook: {words}; what they touch may be told wrongly", file=sys.stderr)


def _place_all(gaps: Iterable[Gap], texts: Texts) -> list[PlacedGap]:
    """Return gaps with their places, in the order of the files."""
    known = [*gaps]
    spots = find_spots([gap.locus for gap in known], texts)
    return sorted(map(PlacedGap, known, spots), key=_rank)


def _rank(placed: PlacedGap) -> tuple[str, int, int, str]:
    spot = placed.spot.first if placed.spot else (0, 0)
    return placed.gap.locus.path, *spot, say_sentence(placed.gap.said)


def _write_all(placed: Iterable[PlacedGap]) -> Iterator[str]:
    """Yield the lines of a report; the cure of a kind stands with the first of it."""
    told: set[str] = set()
    for one in placed:
        gap, kind = one.gap, BY_NAME[one.gap.kind]
        yield f"{_write_place(one)}: gap[{kind.name}]: {clean_line(say_sentence(gap.said))}"
        if gap.cure or kind.name not in told:
            yield f"      = {clean_line(gap.cure or kind.cure)}"
        told.add(kind.name)


def _write_place(placed: PlacedGap) -> str:
    spot = placed.spot
    position = f":{spot.first.line}:{spot.first.column}" if spot else ""
    return f"{clean_line(placed.gap.locus.path)}{position}"


def _count(placed: Sequence[PlacedGap]) -> str:
    counts = _count_kinds(placed)
    words = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    return f"{len(placed):,} gap{'s' * (len(placed) != 1)}: {words}" if placed else "no gaps"


def _count_kinds(placed: Iterable[PlacedGap]) -> dict[str, int]:
    counts = Counter(one.gap.kind for one in placed)
    return {name: counts[name] for name in BY_NAME if counts[name]}


def _describe(placed: Sequence[PlacedGap]) -> str:
    """Return gaps as JSON: places are null where a whole file is meant."""
    told = {"gaps": list(map(_describe_one, placed)), "counts": _count_kinds(placed)}
    return json.dumps(told, indent=2, ensure_ascii=False)


def _describe_one(placed: PlacedGap) -> dict[str, object]:
    gap, spot = placed
    return {
        "kind": gap.kind,
        "path": gap.locus.path,
        "line": spot.first.line if spot else None,
        "column": spot.first.column if spot else None,
        "end_line": spot.last.line if spot else None,
        "end_column": spot.last.column if spot else None,
        "message": say_sentence(gap.said),
        "cure": gap.cure or BY_NAME[gap.kind].cure,
        "listed_under": gap.listed,
        "about": dict(gap.refs),
    }
