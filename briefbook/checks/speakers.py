"""Words are somebody's: a quote names who speaks, or the document that says so itself."""

from collections.abc import Iterator

from briefbook.base.problems import Problem, problem
from briefbook.index.ledger import FullView
from briefbook.units.resolving import Contribution


def check_speakers(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the quotes that are nobody's words, and stances that are nobody's."""
    for entry in contribution.entries:
        if entry.kind != "quote" or entry.fact.speaker or entry.fact.on_behalf_of:
            continue
        locus = entry.locate(part="key")
        if entry.fact.stance or not entry.fact.source:
            yield problem("missing-speaker", locus, id=entry.id)
