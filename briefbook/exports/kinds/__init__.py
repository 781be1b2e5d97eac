"""What is published of each kind of entry: the fields of ``data/book.json``, no others.

A new field of the model is not published before it stands here. A name ends with ``_`` where
Python has taken it. ``Markdown`` names other entries by ``[[id]]`` and quotes by ``[^id]``.
"""

from collections.abc import Callable, Iterator
from typing import Any

from briefbook.exports.kinds.actor import ActorData, publish_actor
from briefbook.exports.kinds.article import ArticleData, publish_article
from briefbook.exports.kinds.briefing import BriefingData, publish_briefing
from briefbook.exports.kinds.claim import ClaimData, publish_claim
from briefbook.exports.kinds.event import AttestationData, EventData, publish_event
from briefbook.exports.kinds.issue import IssueData, publish_issue
from briefbook.exports.kinds.meeting import MeetingData, publish_meeting
from briefbook.exports.kinds.note import NoteData, publish_note
from briefbook.exports.kinds.position import PositionData, publish_position
from briefbook.exports.kinds.quote import QuoteData, publish_quote
from briefbook.exports.kinds.relation import RelationData, publish_relation
from briefbook.exports.kinds.source import SourceData, publish_source
from briefbook.exports.kinds.term import TermData, publish_term
from briefbook.exports.publishing import Published
from briefbook.kinds.kind import Context, Entry

SECTIONS: dict[str, Any] = {
    "actors": ActorData,
    "articles": ArticleData,
    "attestations": AttestationData,
    "briefings": BriefingData,
    "claims": ClaimData,
    "events": EventData,
    "issues": IssueData,
    "meetings": MeetingData,
    "notes": NoteData,
    "positions": PositionData,
    "quotes": QuoteData,
    "relations": RelationData,
    "sources": SourceData,
    "terms": TermData,
}
"""The lists of the book by their names, in the order in which they stand in it."""


def publish_nothing(_: Entry, __: Context) -> Iterator[Published]:
    """Yield nothing: a mention speaks to its own article only."""
    yield from ()


PUBLISH: dict[str, Callable[[Entry, Context], Iterator[Published]]] = {
    "actor": publish_actor,
    "article": publish_article,
    "briefing": publish_briefing,
    "claim": publish_claim,
    "event": publish_event,
    "issue": publish_issue,
    "meeting": publish_meeting,
    "mention": publish_nothing,
    "note": publish_note,
    "position": publish_position,
    "quote": publish_quote,
    "relation": publish_relation,
    "source": publish_source,
    "term": publish_term,
}
