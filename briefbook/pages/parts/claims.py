"""Claims as readers see them: both sides beside each other."""

from collections.abc import Iterable

from briefbook.kinds.claim import Asserted
from briefbook.kinds.standing import date_of_evidence
from briefbook.pages.context import link, links
from briefbook.pages.page import PageContext
from briefbook.pages.parts.days import latest_key, show_day
from briefbook.pages.parts.evidence import show_evidence
from briefbook.render.page import Data


def only_actor(actors: tuple[str, ...]) -> str:
    """Return the actor of a list of one, "" of any other."""
    return actors[0] if len(actors) == 1 else ""


def find_claims(desk: PageContext, quotes: tuple[str, ...]) -> list[str]:
    """Return the claims that rest on, or are disputed by, quotes about this issue."""
    cited = (row for ref in quotes for row in desk.look.all("cited-by", ref))
    return [row[1] for row in cited if row[0] == "claim"]


def show_claims(desk: PageContext, refs: Iterable[str]) -> list[Data]:
    """Return the claims of ``refs``: disputed ones first, then the newest."""
    found = [claim for ref in dict.fromkeys(refs) if (claim := desk.look.one("claim", ref))]
    found.sort(key=lambda claim: (latest_key(claim.date), claim.ref), reverse=True)
    found.sort(key=lambda claim: claim.status not in ("disputed", "refuted"))
    return [show_claim(desk, claim) for claim in found]


def show_claim(desk: PageContext, claim: Asserted) -> Data:
    """Return a claim with the evidence for it and against it."""
    return {
        "ref": claim.ref,
        "id": claim.ref.rpartition("#")[2],
        "href": desk.href(claim.address),
        "text": claim.text,
        "status": claim.status,
        "date": show_day(date_of_evidence(claim.evidence, desk.look)),
        "article": link(desk, claim.article),
        "asserted_by": links(desk, claim.asserted_by),
        "evidence": show_evidence(desk, claim.evidence, only_actor(claim.asserted_by)),
        "disputed_by": [
            {"actor": link(desk, actor), "evidence": show_evidence(desk, refs, actor)}
            for actor, refs in claim.disputed_by
        ],
    }
