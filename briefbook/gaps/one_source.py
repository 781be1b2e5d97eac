"""Positions that rest on one source: all that shows an answer comes from there."""

from collections.abc import Iterable, Iterator

from briefbook.gaps.gap import ActorContext, Gap, GapKind, PositionRun, name_entry
from briefbook.index.ledger import FullView
from briefbook.kinds.claim import all_evidence
from briefbook.kinds.position import DatedPosition
from briefbook.statements.gaps import one_source

_WAY = 16
"""Sources that a source may be seen through, one behind the other."""


def find_one_sourced(context: ActorContext) -> Iterator[Gap]:
    """Yield the answers that stand, of which all evidence in the book is from one source."""
    view = context.view
    for run in context.runs:
        for first in run.list_answers():
            sources = sorted(trace_sources(list_evidence(run, first.held), view))
            names = [name_entry(source, view) for source in sources]
            issue = name_entry(run.issue, view)
            if said := one_source(context.name, issue, first.held.stance, names):
                refs = (*context.refer(run.issue), ("source", sources[0]))
                yield Gap(ONE_SOURCE.name, first.locus, first.held.article, said, refs)


def list_evidence(run: PositionRun, answer: DatedPosition) -> Iterator[str]:
    """Yield the evidence of all positions that give the same answer."""
    for one in run.every:
        if (one.held.stance, one.held.condition) == (answer.stance, answer.condition):
            yield from one.held.evidence


def trace_sources(refs: Iterable[str], view: FullView) -> set[str]:
    """Return the sources of some evidence, each by the one that it was seen through.

    What has no source is known from its article.
    """
    found: set[str] = set()
    seen: set[str] = set()
    left = [*refs]
    while left:
        ref = left.pop()
        if ref not in seen:
            seen.add(ref)
            own, inner = ask_source(ref, view)
            found.update(root_of(source, view) for source in own)
            left += inner
    return found


def ask_source(ref: str, view: FullView) -> tuple[list[str], list[str]]:
    """Return the sources of a piece of evidence, and what it rests on in turn."""
    if quote := view.one("quote", ref):
        return [quote.source or quote.article], []
    if claim := view.one("claim", ref):
        return [], [*all_evidence(claim)]
    attested = view.all("attested", ref)
    sources = [one.source or one.article for one in attested if one.passage]
    return sources, [inner for one in attested for inner in one.evidence]


def root_of(source: str, view: FullView) -> str:
    """Return the source through which alone a source was seen, if there is one."""
    for _ in range(_WAY):
        found = view.one("source", source)
        if found is None or not found.via:
            break
        source = found.via
    return source


ONE_SOURCE = GapKind(
    "one-source",
    "Positions from one source",
    "Find a second source, and note its words as evidence for the same stance.",
    of_actor=find_one_sourced,
)
