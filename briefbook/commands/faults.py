"""Problems → finished words for the browser: what a terminal gets, in parts."""

from collections.abc import Callable, Sequence
from pathlib import Path

from briefbook.codes import CODES
from briefbook.commands.telling import text_reader
from briefbook.problems import Problem
from briefbook.report import Found, arrange, write_message
from briefbook.report_excerpt import make_excerpt
from briefbook.report_places import Source, open_sources
from briefbook.serving.faults import Fault, SourceLine

IN_THE_TERMINAL = "This edition withholds something: the words are in the terminal alone."

Shows = Callable[[str], bool]
"""Tells whether an edition shows anything of a file."""


def list_faults(
    root: Path, problems: Sequence[Problem], shows: Shows | None = None
) -> list[Fault]:
    """Return problems as the browser shows them, sorted by place.

    Problems are those of the whole book. Where the edition that is served withholds some of
    it, ``shows`` tells of which files it shows anything: of a problem there stays the place,
    of others nothing but what is wrong in general.
    """
    sources = open_sources(problems, text_reader(root))
    faults = [make_fault(found, sources) for found in arrange(problems, sources)]
    return [hide_words(fault, shows) for fault in faults] if shows else faults


def hide_words(fault: Fault, shows: Shows) -> Fault:
    """Return a problem without anything that stands in the sources."""
    is_shown = shows(fault.path)
    return fault._replace(
        message=CODES[fault.code].meaning,
        path=fault.path if is_shown else "",
        line=fault.line if is_shown else 0,
        column=fault.column if is_shown else 0,
        excerpt=(),
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
