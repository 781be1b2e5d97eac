"""Words are called quoted where quotation marks show it, or their source is a transcript."""

from collections.abc import Iterator

from briefbook.base.problems import Problem, problem
from briefbook.index.ledger import FullView
from briefbook.kinds.kind import Entry
from briefbook.kinds.quote import lacks_marks
from briefbook.units.resolving import Contribution


def check_basis(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the quotes and positions that are called quoted, and cannot be shown so."""
    for entry in contribution.entries:
        if getattr(entry.fact, "basis", "") == "quoted" and is_bare(entry, contribution, view):
            yield problem("quoted-without-marks", entry.locate("basis"))


def is_bare(entry: Entry, contribution: Contribution, view: FullView) -> bool:
    """Tell whether the words of a quote, or of all quotes of a position, lack the marks.

    Words that a position brings in place are judged with it.
    """
    if entry.kind == "position":
        quotes = [quote for ref in entry.fact.evidence if (quote := view.one("quote", ref))]
        is_normal = entry.fact.rank == "normal"
        return is_normal and bool(quotes) and all(one.basis != "quoted" for one in quotes)
    context = contribution.context
    is_transcript = (entry.fact.source or context.source) in context.transcripts
    return "." not in entry.id and lacks_marks("quoted", entry.passage, is_transcript)
