"""Events in the book: their definitions, and what other articles say of them."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published, Side, bare
from briefbook.kinds.event import Votes, event_address, make_attestation, make_happening
from briefbook.kinds.fields import (
    ActorIds,
    ArticleId,
    Day,
    EventId,
    EventIds,
    EvidenceIds,
    Markdown,
    Texts,
)
from briefbook.kinds.kind import Context, Entry


class EventData(NamedTuple):
    """Something that happened, or is planned or promised, as its definition has it."""

    id: str
    name: str
    date: Day = ""
    type: str = ""
    status: str = ""
    due: str = ""
    place: str = ""
    actors: ActorIds = ()
    targets: ActorIds = ()
    summary: Markdown = ""
    votes: Votes | None = None
    after: EventIds = ()
    before: EventIds = ()
    part_of: EventId = ""
    year_inferred: bool = False
    exact: str = ""
    is_source: bool = False
    evidence: EvidenceIds = ()
    article: ArticleId = ""
    address: str = ""
    words_at: str = ""
    was: Texts = ()


class AttestationData(NamedTuple):
    """What another article says of an event."""

    id: str
    event: EventId
    article: ArticleId
    date: Day = ""
    actors: ActorIds = ()
    targets: ActorIds = ()
    exact: str = ""
    is_source: bool = False
    evidence: EvidenceIds = ()
    address: str = ""


def publish_event(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield an event where it is defined, else what a text says of it."""
    side, attested = Side(entry, context), make_attestation(entry, context)
    if entry.fact.name:
        yield "events", define_event(side, attested.address), entry.gate
        return
    shown = AttestationData(
        id=f"{attested.article}#{attested.event}",
        event=attested.event,
        article=attested.article,
        date=attested.date,
        actors=attested.actors,
        targets=attested.targets,
        exact=side.words(),
        is_source=side.is_source(),
        evidence=attested.evidence,
        address=attested.address,
    )
    yield "attestations", shown, entry.gate


def define_event(side: Side, words_at: str) -> EventData:
    """Return an event as its definition has it."""
    entry, event = side.entry, make_happening(*side)
    return EventData(
        id=entry.ref,
        name=event.name,
        date=event.date,
        type=event.type,
        status=event.status,
        due=event.due,
        place=event.place,
        actors=event.actors,
        targets=event.targets,
        summary=event.summary,
        votes=bare(event.votes),
        after=event.after,
        before=event.before,
        part_of=event.part_of,
        year_inferred=event.year_inferred,
        exact=side.words(),
        is_source=side.is_source(),
        evidence=entry.fact.evidence,
        article=event.article,
        address=event_address(entry.id),
        words_at=words_at,
        was=entry.was,
    )
