"""What is wrong, as finished words: what a browser needs to show the problems of a build."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from briefbook.base.addresses import Address
from briefbook.base.codes import CODES
from briefbook.base.problems import Problem, Severity
from briefbook.build.withholding import Limit, Telling
from briefbook.report.places import ProblemSource, make_excerpt, open_sources
from briefbook.report.report import PlacedProblem, arrange_problems, write_message
from briefbook.workspace.scan import text_reader

FAULTS_SHOWN = 50
STALE_SHOWN = 100
IN_THE_TERMINAL = "This edition withholds something: the words are in the terminal alone."


class SourceLine(NamedTuple):
    """A line of a source: its number, its text, and the stretch of it that is marked.

    ``start`` (inclusive) and ``end`` (exclusive) are code points of ``text``; where they
    are equal nothing is marked.
    """

    number: int
    text: str
    start: int = 0
    end: int = 0


class ShownProblem(NamedTuple):
    """One problem: ``path`` relative to the workspace, line and column from 1, 0 if unknown."""

    severity: Severity
    code: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    excerpt: tuple[SourceLine, ...] = ()
    cure: str = ""


class Failure(NamedTuple):
    """A build that failed, and the addresses of the pages that are out of date by it."""

    faults: tuple[ShownProblem, ...]
    stale: tuple[Address, ...] = ()


def describe_failure(failure: Failure, shown: str) -> dict[str, object]:
    """Return a failure as JSON can hold it, as seen on the page that is ``shown``.

    Of many faults and stale pages the first are named, and the rest counted.
    """
    return {
        "counts": Counter(fault.severity for fault in failure.faults),
        "faults": [_describe(fault) for fault in failure.faults[:FAULTS_SHOWN]],
        "more_faults": _count_rest(failure.faults, FAULTS_SHOWN),
        "stale": failure.stale[:STALE_SHOWN],
        "more_stale": _count_rest(failure.stale, STALE_SHOWN),
        "stale_here": shown in failure.stale,
    }


def _count_rest(found: Sequence[object], shown: int) -> int:
    return max(0, len(found) - shown)


def _describe(fault: ShownProblem) -> dict[str, object]:
    return fault._asdict() | {"excerpt": [_cut(line) for line in fault.excerpt]}


def _cut(line: SourceLine) -> tuple[int, str, str, str]:
    """Return the pieces before, in and after the mark: a browser counts in other units."""
    text, start, end = line.text, line.start, line.end
    return line.number, text[:start], text[start:end], text[end:]


def list_faults(
    root: Path, problems: Sequence[Problem], limit: Limit | None = None
) -> list[ShownProblem]:
    """Return problems as the browser shows them, sorted by place.

    Problems are those of the whole book. ``limit`` says how much is told of each to others
    than the author, who is told everything (None).
    """
    sources = open_sources(problems, text_reader(root))
    arranged = arrange_problems(problems, sources)
    faults = [_make_fault(found, sources) for found in arranged]
    if limit is None:
        return faults
    tellings = (limit(found.problem) for found in arranged)
    return [_keep_back(*pair) for pair in zip(faults, tellings, strict=True)]


def _keep_back(fault: ShownProblem, telling: Telling) -> ShownProblem:
    if telling.words:
        return fault
    return ShownProblem(
        severity=fault.severity,
        code=fault.code,
        message=CODES[fault.code].meaning,
        path=fault.path if telling.place else "",
        line=fault.line if telling.place else 0,
        column=fault.column if telling.place else 0,
        excerpt=fault.excerpt if telling.line else (),
        cure=IN_THE_TERMINAL,
    )


def _make_fault(found: PlacedProblem, sources: dict[str, ProblemSource]) -> ShownProblem:
    one, spot = found.problem, found.spot
    code = CODES[one.code]
    return ShownProblem(
        severity=code.severity,
        code=one.code,
        message=write_message(one),
        path=one.locus.path,
        line=spot.first.line if spot else 0,
        column=spot.first.column if spot else 0,
        excerpt=(_make_line(found, sources),) if spot else (),
        cure=one.hint or code.cure,
    )


def _make_line(found: PlacedProblem, sources: dict[str, ProblemSource]) -> SourceLine:
    assert found.spot
    excerpt = make_excerpt(sources[found.problem.locus.path], found.spot)
    start = min(excerpt.before, len(excerpt.line))
    end = min(start + excerpt.marked, len(excerpt.line))
    return SourceLine(found.spot.first.line, excerpt.line, start, end)
