"""Problems → finished words for the browser: what a terminal gets, in parts."""

from collections.abc import Sequence
from pathlib import Path

from briefbook.base.codes import CODES
from briefbook.base.problems import Problem
from briefbook.build.keeping_back import Limit, Telling
from briefbook.cli.telling import text_reader
from briefbook.report.excerpt import make_excerpt
from briefbook.report.places import Source, open_sources
from briefbook.report.report import Found, arrange, write_message
from briefbook.serve.faults import Fault, SourceLine

IN_THE_TERMINAL = "This edition withholds something: the words are in the terminal alone."


def list_faults(
    root: Path, problems: Sequence[Problem], limit: Limit | None = None
) -> list[Fault]:
    """Return problems as the browser shows them, sorted by place.

    Problems are those of the whole book. ``limit`` says how much is told of each to others
    than the author, who is told everything (None).
    """
    sources = open_sources(problems, text_reader(root))
    arranged = arrange(problems, sources)
    faults = [make_fault(found, sources) for found in arranged]
    if limit is None:
        return faults
    tellings = (limit(found.problem) for found in arranged)
    return [keep_back(*pair) for pair in zip(faults, tellings, strict=True)]


def keep_back(fault: Fault, telling: Telling) -> Fault:
    """Return of a problem what may be told."""
    if telling.words:
        return fault
    return Fault(
        severity=fault.severity,
        code=fault.code,
        message=CODES[fault.code].meaning,
        path=fault.path if telling.place else "",
        line=fault.line if telling.place else 0,
        column=fault.column if telling.place else 0,
        excerpt=fault.excerpt if telling.line else (),
        cure=IN_THE_TERMINAL,
    )


def make_fault(found: Found, sources: dict[str, Source]) -> Fault:
    """Return one problem with its place, its line and its cure."""
    one, spot = found.problem, found.spot
    code = CODES[one.code]
    return Fault(
        severity=code.severity,
        code=one.code,
        message=write_message(one),
        path=one.locus.path,
        line=spot.first.line if spot else 0,
        column=spot.first.column if spot else 0,
        excerpt=(make_line(found, sources),) if spot else (),
        cure=one.hint or code.cure,
    )


def make_line(found: Found, sources: dict[str, Source]) -> SourceLine:
    """Return the line of a problem with the stretch that is meant."""
    assert found.spot
    excerpt = make_excerpt(sources[found.problem.locus.path], found.spot)
    start = min(excerpt.before, len(excerpt.line))
    end = min(start + excerpt.marked, len(excerpt.line))
    return SourceLine(found.spot.first.line, excerpt.line, start, end)
