"""A position rests on evidence, and best on the actor's own words."""

from collections.abc import Iterator

from briefbook.contributing import Contribution
from briefbook.kinds.kind import Entry
from briefbook.ledger import Overview
from briefbook.problems import Locus, Problem, problem


def check_second_hand(contribution: Contribution, look: Overview) -> Iterator[Problem]:
    """Yield the positions without evidence, and those that rest on others' words alone."""
    for entry in contribution.entries:
        if entry.kind == "position" and entry.fact.rank == "normal":
            yield from check_evidence(entry, look)


def check_evidence(entry: Entry, look: Overview) -> Iterator[Problem]:
    """Yield the problem of one position."""
    if not entry.fact.evidence:
        locus = Locus(entry.path, (*entry.pointer, "actor"))
        yield problem("no-evidence", locus, actor=", ".join(entry.fact.actor))
        return
    quotes = [quote for ref in entry.fact.evidence if (quote := look.one("quote", ref))]
    for place, actor in enumerate(entry.fact.actor if quotes else ()):
        is_heard = any(actor in (quote.speaker, quote.on_behalf_of) for quote in quotes)
        if not is_heard and look.all("id", actor):
            locus = Locus(entry.path, (*entry.pointer, "actor", str(place)))
            yield problem("second-hand", locus, actor=actor)
