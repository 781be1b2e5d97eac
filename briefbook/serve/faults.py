"""What is wrong, as finished words: what a browser needs to show the problems of a build."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefbook.base.addresses import Address
from briefbook.base.problems import Severity

FAULTS_SHOWN = 50
STALE_SHOWN = 100


class SourceLine(NamedTuple):
    """A line of a source: its number, its text, and the stretch of it that is marked.

    ``start`` (inclusive) and ``end`` (exclusive) are code points of ``text``; where they
    are equal nothing is marked.
    """

    number: int
    text: str
    start: int = 0
    end: int = 0


class Fault(NamedTuple):
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

    faults: tuple[Fault, ...]
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


def _describe(fault: Fault) -> dict[str, object]:
    return fault._asdict() | {"excerpt": [_cut(line) for line in fault.excerpt]}


def _cut(line: SourceLine) -> tuple[int, str, str, str]:
    """Return the pieces before, in and after the mark: a browser counts in other units."""
    text, start, end = line.text, line.start, line.end
    return line.number, text[:start], text[start:end], text[end:]
