"""A position rests on evidence, and best on the actor's own words."""

from collections.abc import Iterator

from briefbook.contributing import Contribution
from briefbook.kinds.kind import Entry
from briefbook.ledger import Look
from briefbook.problems import Locus, Problem, problem


def check_second_hand(contribution: Contribution, look: Look) -> Iterator[Problem]:
    """Yield the positions without evidence, and those that rest on others' words alone."""
    for entry in contribution.entries:
        if entry.kind == "position" and entry.fact.rank == "normal":
            yield from check_evidence(entry, look)


def check_evidence(entry: Entry, look: Look) -> Iterator[Problem]:
    """Yield the problem of one position."""
    locus = Locus(entry.path, entry.pointer)
    if not entry.fact.evidence:
        yield problem("no-evidence", locus, actor=", ".join(entry.fact.actor))
        return
    quotes = [quote for ref in entry.fact.evidence if (quote := look.one("quote", ref))]
    for actor in entry.fact.actor if quotes else ():
        if all(actor not in (quote.speaker, quote.on_behalf_of) for quote in quotes):
            yield problem("second-hand", locus, actor=actor)
