"""A position rests on evidence, and best on the actor's own words."""

from collections.abc import Iterator

from briefbook.base.problems import Problem, problem
from briefbook.index.ledger import FullView
from briefbook.kinds.kind import Entry
from briefbook.kinds.standing import is_of_side
from briefbook.statements.basis import second_hand
from briefbook.units.resolving import Contribution


def check_second_hand(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the positions without evidence, and those that rest on others' words alone."""
    for entry in contribution.entries:
        if entry.kind == "position" and entry.fact.rank == "normal":
            yield from check_evidence(entry, view)


def check_evidence(entry: Entry, view: FullView) -> Iterator[Problem]:
    """Yield the problem of one position."""
    if not entry.fact.evidence:
        locus = entry.locate("actor")
        yield problem("no-evidence", locus, actor=", ".join(entry.fact.actor))
        return
    quotes = [quote for ref in entry.fact.evidence if (quote := view.one("quote", ref))]
    for place, actor in enumerate(entry.fact.actor):
        sides = [is_of_side(quote, actor, view) for quote in quotes]
        if second_hand(sides) and view.all("id", actor):
            locus = entry.locate("actor", str(place))
            yield problem("second-hand", locus, actor=actor)
