"""Claims in the book."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published, Side
from briefbook.kinds.claim import Claim, work_out_status
from briefbook.kinds.fields import ActorId, ActorIds, ArticleId, Day, EvidenceIds, Texts
from briefbook.kinds.kind import Context, Entry


class ClaimData(NamedTuple):
    """What somebody asserts to be so."""

    id: str
    text: str
    asserted_by: ActorIds = ()
    evidence: EvidenceIds = ()
    disputed_by: OrderedDict[ActorId, EvidenceIds] = OrderedDict()
    status: str = ""
    date: Day = ""
    article: ArticleId = ""
    address: str = ""
    was: Texts = ()


def publish_claim(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a claim."""
    claim: Claim = entry.fact
    shown = ClaimData(
        id=entry.ref,
        text=claim.text,
        asserted_by=claim.asserted_by,
        evidence=claim.evidence,
        disputed_by=claim.disputed_by,
        status=work_out_status(claim),
        article=context.article,
        address=Side(entry, context).local(),
        was=entry.was,
    )
    yield "claims", shown, entry.gate
