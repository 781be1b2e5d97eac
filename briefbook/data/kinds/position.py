"""Positions in the book, one for each actor."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.data.publishing import Published
from briefbook.kinds.fields import (
    ActorId,
    ArticleId,
    Day,
    EvidenceIds,
    IssueId,
    Markdown,
    Texts,
)
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.position import Position


class PositionData(NamedTuple):
    """Where one actor stood on one issue on a day."""

    id: str
    actor: ActorId
    issue: IssueId
    stance: Texts
    condition: str = ""
    date: Day = ""
    basis: str = ""
    confidence: str = ""
    summary: Markdown = ""
    evidence: EvidenceIds = ()
    article: ArticleId = ""
    address: str = ""


def publish_position(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a position of each of its actors; what was withdrawn is not published."""
    position: Position = entry.fact
    date = position.date or context.date
    for actor in position.actor if position.rank == "normal" else ():
        name = f"{entry.id}.{actor}" if entry.id else f"{actor}.{position.issue}.{date}"
        held = PositionData(
            id=f"{context.article}#{name}",
            actor=actor,
            issue=position.issue,
            stance=position.stance,
            condition=position.condition,
            date=date,
            basis=position.basis,
            confidence=position.confidence,
            summary=position.summary,
            evidence=position.evidence,
            article=context.article,
            address=context.address,
        )
        yield "positions", held, entry.gate
