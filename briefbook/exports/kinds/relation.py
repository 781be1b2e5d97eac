"""Relations in the book."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published
from briefbook.kinds.fields import ActorId, ArticleId, Day, EvidenceIds
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.relation import Relation


class RelationData(NamedTuple):
    """Who does what to whom."""

    id: str
    from_: ActorId
    type: str
    to: ActorId
    evidence: EvidenceIds = ()
    date: Day = ""
    article: ArticleId = ""
    address: str = ""


def publish_relation(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a relation; one without a date gets it where the book is read."""
    relation: Relation = entry.fact
    name = entry.id or f"{relation.source}.{relation.type}.{relation.target}"
    shown = RelationData(
        id=f"{context.article}#{name}",
        from_=relation.source,
        type=relation.type,
        to=relation.target,
        evidence=relation.evidence,
        date=relation.date,
        article=context.article,
        address=context.address,
    )
    yield "relations", shown, entry.gate
