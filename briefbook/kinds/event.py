"""Events: what happened, or is planned or promised, and which texts attest it."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from briefbook.index.cards import Card, Listed
from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Row
from briefbook.kinds.fields import (
    ActorIds,
    ArticleId,
    Count,
    Day,
    EventId,
    EventIds,
    EvidenceIds,
    Markdown,
    Occurrence,
    Texts,
    YesNo,
)
from briefbook.kinds.kind import BookList, Context, Entry, FoundAs, Kind, Passage, Published
from briefbook.kinds.publishing import EntryInContext, bare
from briefbook.statements.date_words import say_date
from briefbook.statements.events import status
from briefbook.statements.words import say_sentence
from briefbook.syntax.dates import year

TYPES = (
    "statement",
    "meeting",
    "visit",
    "agreement",
    "appeal",
    "demand",
    "criticism",
    "refusal",
    "threat",
    "sanction",
    "vote",
    "law",
    "commitment",
    "publication",
    "other",
)
SYNONYMS = {"consult": "meeting", "disapprove": "criticism"}


class Votes(NamedTuple):
    """The count of a vote, and who is known to have voted how."""

    aye: Count = 0
    no: Count = 0
    abstain: Count = 0
    by: OrderedDict[Literal["aye", "no", "abstain"], ActorIds] = OrderedDict()


class Event(NamedTuple):
    """Something that happened; one with a ``name`` defines it, one without attests it.

    ``actors`` act, ``targets`` are those to whom it is done.
    """

    name: str = ""
    date: Day = ""
    type: str = ""
    status: Literal["happened", "planned", "promised", "cancelled"] = "happened"
    due: str = ""
    place: str = ""
    actors: ActorIds = ()
    targets: ActorIds = ()
    summary: Markdown = ""
    votes: Votes | None = None
    after: EventIds = ()
    before: EventIds = ()
    part_of: EventId = ""
    year_inferred: YesNo = False
    exact: Texts = ()
    prefix: str = ""
    suffix: str = ""
    nth: Occurrence = ""
    evidence: EvidenceIds = ()


class Happening(NamedTuple):
    """A defined event as other pages know it."""

    ref: str
    name: str
    date: str
    type: str
    status: str
    due: str
    place: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    summary: str
    votes: Votes | None
    after: tuple[str, ...]
    before: tuple[str, ...]
    part_of: str
    year_inferred: bool
    article: str
    briefing: str


class Attestation(NamedTuple):
    """What one text says of an event: its words, and the date, actors and targets it gives."""

    event: str
    article: str
    address: str
    passage: Passage | None
    date: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    evidence: tuple[str, ...]
    source: str


def tidy_event(raw: dict[str, Any]) -> dict[str, Any]:
    """Put the common name for a type in the place of a synonym."""
    word = raw.get("type")
    return {**raw, "type": SYNONYMS.get(word, word)} if isinstance(word, str) else raw


def event_address(event_id: str) -> str:
    """Return the address of an event's page."""
    return f"events/{event_id}.html"


def make_happening(entry: Entry, context: Context) -> Happening:
    """Return the definition of an event."""
    event: Event = entry.fact
    return Happening(
        ref=entry.ref,
        name=event.name,
        date=event.date,
        type=event.type or "other",
        status=event.status,
        due=event.due,
        place=event.place,
        actors=event.actors,
        targets=event.targets,
        summary=event.summary,
        votes=event.votes,
        after=event.after,
        before=event.before,
        part_of=event.part_of,
        year_inferred=event.year_inferred,
        article=context.article,
        briefing=context.briefing,
    )


def event_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what an event tells the site."""
    if entry.fact.name:
        yield from definition_rows(entry, context)
    if context.article:
        yield from attestation_rows(entry, context)
    elif entry.fact.evidence:
        yield Row("attested", entry.ref, make_attestation(entry, context), entry.gate)
    for ref in entry.fact.evidence:
        yield Row("cited-by", ref, ("event", entry.ref, "", entry.ref), entry.gate)


def definition_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield the rows of the entry that defines an event."""
    happening = make_happening(entry, context)
    when = say_date(happening.date) if happening.date else happening.due
    card = Card(
        "event",
        entry.ref,
        happening.name,
        event_address(entry.id),
        happening.summary or when,
        happening.type,
        happening.date,
        status=happening.status,
    )
    yield Row("card", entry.ref, card, entry.gate)
    yield Row("event", entry.ref, happening, entry.gate)
    yield Row(
        "events-in",
        year(happening.date) if happening.date else "undated",
        entry.ref,
        entry.gate,
    )
    yield Row("name", happening.name, (entry.ref, "event", True), entry.gate)
    yield from actor_event_rows(entry, happening.date)
    if happening.part_of:
        yield Row("events-within", happening.part_of, entry.ref, entry.gate)
    if context.briefing:
        yield Row("events-in-briefing", context.briefing, entry.ref, entry.gate)


def actor_event_rows(entry: Entry, date: str) -> Iterator[Row]:
    """Yield the rows that list an event with everyone who acted, was its target or voted.

    ``date`` is what it is filed under: of a text that attests an event defined elsewhere, the
    one that the text gives, else its own.
    """
    event: Event = entry.fact
    voters = (
        [actor for side in event.votes.by.values() for actor in side] if event.votes else []
    )
    for actor in dict.fromkeys((*event.actors, *event.targets, *voters)):
        yield Row("events-of", actor, Listed(date, entry.ref), entry.gate)


def make_attestation(entry: Entry, context: Context) -> Attestation:
    """Return what this text says of the event."""
    event: Event = entry.fact
    address = f"{context.address}#{entry.id}" if entry.passage else context.address
    return Attestation(
        event=entry.ref,
        article=context.article,
        address=address,
        passage=entry.passage,
        date=event.date,
        actors=event.actors,
        targets=event.targets,
        evidence=event.evidence,
        source=context.source,
    )


def attestation_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield the rows of an article that attests an event."""
    yield Row("attested", entry.ref, make_attestation(entry, context), entry.gate)
    yield Row("events-from", context.article, entry.ref, entry.gate)
    if not entry.fact.name:
        yield from actor_event_rows(entry, entry.fact.date or context.date)
        if context.briefing:
            yield Row("events-in-briefing", context.briefing, entry.ref, entry.gate)


def find_event(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield an event where it is defined."""
    event: Event = entry.fact
    if event.name:
        told = (say_sentence(status(event.status)), event.place if event.date else event.due)
        yield SearchEntry(
            "event",
            event.name,
            event_address(entry.id),
            say=", ".join(filter(None, told)),
            date=event.date,
        )


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
    side, attested = EntryInContext(entry, context), make_attestation(entry, context)
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


def define_event(side: EntryInContext, words_at: str) -> EventData:
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


EVENT = Kind(
    "event",
    "events",
    Event,
    event_rows,
    in_registry=True,
    sketch=("name", "date"),
    in_sidecar=True,
    tidy=tidy_event,
    finds=find_event,
    publish=publish_event,
    lists={
        "events": BookList(EventData, (("name", "date"),), has_pages=True),
        "attestations": BookList(AttestationData, (("event", "exact"),)),
    },
    searched={"event": FoundAs("Event", "Events", 8)},
    is_linkable=True,
    is_evidence=True,
    is_captured=True,
    is_attributed=True,
    is_previewed=True,
)
