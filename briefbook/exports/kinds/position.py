"""Positions in the book, one for each actor."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published
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
from briefbook.kinds.position import Held, hold_position


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
    for held in hold_position(entry, context):
        unnamed = f"{held.actor}.{held.issue}.{held.date}"
        name = f"{entry.id}.{held.actor}" if entry.id else unnamed
        yield "positions", publish_held(held, f"{context.article}#{name}"), entry.gate


def publish_held(held: Held, identity: str) -> PositionData:
    """Return a position as it is published, whether a line or a quote makes it."""
    return PositionData(
        id=identity,
        actor=held.actor,
        issue=held.issue,
        stance=held.stance,
        condition=held.condition,
        date=held.date,
        basis=held.basis,
        confidence=held.confidence,
        summary=held.summary,
        evidence=held.evidence,
        article=held.article,
        address=held.address,
    )
