"""Problems → finished words for the browser: what a terminal gets, in parts."""

from collections.abc import Sequence
from pathlib import Path

from briefbook.codes import CODES
from briefbook.commands.telling import text_reader
from briefbook.problems import Problem
from briefbook.report import Found, arrange, write_message
from briefbook.report_excerpt import make_excerpt
from briefbook.report_places import Source, open_sources
from briefbook.serving.faults import Fault, SourceLine


def list_faults(root: Path, problems: Sequence[Problem]) -> list[Fault]:
    """Return problems as the browser shows them, sorted by place."""
    sources = open_sources(problems, text_reader(root))
    return [make_fault(found, sources) for found in arrange(problems, sources)]


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
