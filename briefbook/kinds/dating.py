"""When relations and claims are from: their evidence tells, which may stand in other units."""

from collections.abc import Sequence

from briefbook.index.ledger import Look
from briefbook.kinds.relation import Tie

KINDS = ("event", "quote", "claim")
"""Evidence that is dated, the kind first that tells most of when something was."""


def date_of_relation(tie: Tie, look: Look) -> str:
    """Return the date of a relation in EDTF: its own, else that of its evidence.

    Of its evidence counts the first event that has a date, else the first such quote, else
    the first such claim. Without any it is the date of the article, or "".
    """
    place = look.one("place", tie.article)
    return tie.date or date_of_evidence(tie.evidence, look) or (place.date if place else "")


def date_tie(tie: Tie, look: Look) -> Tie:
    """Return a relation with its date, and whether the year of that is inferred."""
    events = (one for ref in tie.evidence if (one := look.one("event", ref)) and one.date)
    dating = None if tie.date else next(events, None)
    date = date_of_relation(tie, look)
    return tie._replace(date=date, is_year_inferred=bool(dating and dating.year_inferred))


def date_of_evidence(refs: Sequence[str], look: Look) -> str:
    """Return the first date of evidence that an edition sees, "" if there is none."""
    dates = (one.date for kind in KINDS for ref in refs if (one := look.one(kind, ref)))
    return next(filter(None, dates), "")
