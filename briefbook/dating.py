"""When a relation was: asked when it is shown, since its evidence may stand in other units."""

from collections.abc import Iterator

from briefbook.kinds.relation import Tie
from briefbook.ledger import Look

KINDS = ("event", "quote", "claim")
"""Evidence that is dated, the kind first that tells most of when something was."""


def date_of_relation(tie: Tie, look: Look) -> str:
    """Return the date of a relation in EDTF: its own, else that of its evidence.

    Of its evidence counts the first event that has a date, else the first such quote, else
    the first such claim. Without any it is the date of the article, or "".
    """
    return tie.date or next(filter(None, list_dates(tie, look)), "")


def list_dates(tie: Tie, look: Look) -> Iterator[str]:
    """Yield the dates of the evidence that an edition sees, then that of the article."""
    for kind in KINDS:
        found = (look.one(kind, ref) for ref in tie.evidence)
        yield from (one.date for one in found if one)
    place = look.one("place", tie.article)
    yield place.date if place else ""
