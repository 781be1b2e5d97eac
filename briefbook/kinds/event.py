"""Events: what happened, or is planned or promised, and which texts attest it."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Card, Listed, Row
from briefbook.kinds.fields import (
    BY,
    IN_MARKDOWN,
    OF_ARTICLE,
    PART_OF,
    PLACE_IN_WORDS,
    SELECTOR_FIELDS,
    SORT,
    STATE,
    ActorIds,
    ArticleId,
    Count,
    Date,
    EventId,
    EventIds,
    EvidenceIds,
    Explained,
    Name,
    Nth,
    Place,
    Prefix,
    Published,
    Suffix,
    Summary,
    Texts,
    WordOf,
    YesNo,
)
from briefbook.kinds.kind import (
    BookList,
    BookRecord,
    Context,
    Entry,
    FoundAs,
    Kind,
    Passage,
    close_nothing,
)
from briefbook.statements.date_words import say_date
from briefbook.statements.events import status
from briefbook.statements.words import say_sentence
from briefbook.syntax.dates import file_month, iso_date
from briefbook.syntax.markdown.parser import plain_text

OTHER = "other"
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
    OTHER,
)
AHEAD = ("planned", "promised", "cancelled")
"""The states of an event that are known before its day."""

SYNONYMS = {"consult": "meeting", "disapprove": "criticism"}


Actors = Annotated[ActorIds, Published("Who acted")]
Targets = Annotated[ActorIds, Published("To whom it was done")]


class Votes(NamedTuple):
    """The count of a vote, and who is known to have voted how."""

    aye: Annotated[Count, Published("Votes in favour")] = 0
    no: Annotated[Count, Published("Votes against")] = 0
    abstain: Annotated[Count, Published("Abstentions")] = 0
    by: Annotated[
        OrderedDict[Literal["aye", "no", "abstain"], ActorIds],
        BY,
        Explained("who is known to have voted how", "{aye: [kearns]}"),
    ] = OrderedDict()


class Event(NamedTuple):
    """Something that happened; one with a ``name`` defines it, one without attests it.

    ``actors`` act, ``targets`` are those to whom it is done.
    """

    name: Annotated[
        Name,
        Explained(
            "of the event; required in its definition, and only there", "Talks in Beijing"
        ),
    ] = ""
    date: Annotated[
        Date,
        Explained(
            "required in its definition, unless the event is only promised or cancelled",
            "2023-08-30",
        ),
    ] = ""
    type: Annotated[
        str,
        SORT,
        WordOf("event-type"),
        Explained(f"{', '.join(TYPES[:-1])} or {OTHER}", "meeting"),
    ] = ""
    status: Annotated[
        Literal["happened", "planned", "promised", "cancelled"],
        STATE,
        Explained("`happened` (the default), `planned`, `promised` or `cancelled`"),
    ] = "happened"
    due: Annotated[
        str,
        Published("When it is due, in words"),
        Explained("when a promise is to be kept, in words", "within six months"),
    ] = ""
    place: Annotated[Place, PLACE_IN_WORDS] = ""
    actors: Annotated[Actors, Explained("who acted", "[cleverly, han-zheng]")] = ()
    targets: Annotated[
        Targets,
        Explained(
            "to whom it was done: `{type: sanction, actors: prc, targets: kearns}`", "[kearns]"
        ),
    ] = ()
    summary: Annotated[Summary, Explained(IN_MARKDOWN)] = ""
    votes: Annotated[
        Votes | None,
        Published("The count, and who is known to have voted how"),
        Explained(
            "`{aye: 124, no: 302, abstain: 3, by: {aye: [kearns]}}`: the count, and who is"
            " known to have voted how",
            "{aye: 124, no: 302, abstain: 3, by: {aye: [kearns]}}",
        ),
    ] = None
    after: Annotated[
        EventIds,
        Published("Events of that day that it followed"),
        Explained("events of the same day that came earlier", "[committee-report-2023]"),
    ] = ()
    before: Annotated[
        EventIds,
        Published("Events of that day that it preceded"),
        Explained("events of the same day that came later", "[ministry-reply-2023]"),
    ] = ()
    part_of: Annotated[
        EventId, PART_OF, Explained("the event that this one belongs to", "beijing-talks-2023")
    ] = ""
    year_inferred: Annotated[
        YesNo,
        Published("Whether the source leaves the year out"),
        Explained("`true`: the text gives no year", "true"),
    ] = False
    exact: Annotated[
        Texts,
        Explained(
            "the words that attest it: see [finding the words](#finding-the-words)",
            "had meetings in Beijing",
        ),
    ] = ()
    prefix: Prefix = ""
    suffix: Suffix = ""
    nth: Nth = ""
    evidence: Annotated[EvidenceIds, Explained("the quotes that attest it", "[posture]")] = ()


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

    event: Annotated[EventId, Published("The event that is attested")]
    article: Annotated[ArticleId, OF_ARTICLE]
    address: str
    passage: Passage | None
    date: Date
    actors: Actors
    targets: Targets
    evidence: tuple[str, ...]
    source: str

    @property
    def ref(self) -> str:
        """What tells it from others of the event: the text."""
        return self.article


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
        type=event.type or OTHER,
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
        yield Row("attested", entry.ref, make_attestation(entry, context), entry.access)
    for ref in entry.fact.evidence:
        yield Row("cited-by", ref, ("event", entry.ref, "", entry.ref), entry.access)


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
    yield from entry.list_faces(card, happening, (happening.name,))
    listed = Listed(happening.date, entry.ref)
    yield Row("events-in", file_month(happening.date), listed, entry.access)
    yield from actor_event_rows(entry, happening.date)
    if happening.part_of:
        yield Row("events-within", happening.part_of, entry.ref, entry.access)
    if context.briefing:
        yield Row("events-in-briefing", context.briefing, listed, entry.access)


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
        yield Row("events-of", actor, Listed(date, entry.ref), entry.access)


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
    yield Row("attested", entry.ref, make_attestation(entry, context), entry.access)
    yield Row("events-from", context.article, entry.ref, entry.access)
    if not entry.fact.name:
        date = entry.fact.date or context.date
        yield from actor_event_rows(entry, date)
        if context.briefing:
            listed = Listed(date, entry.ref)
            yield Row("events-in-briefing", context.briefing, listed, entry.access)


def find_event(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield an event where it is defined: by its summary, place, type and month as well.

    One of which the day or month is not sure comes after those of which it is.
    """
    event: Event = entry.fact
    if event.name:
        told = (say_sentence(status(event.status)), event.place if event.date else event.due)
        yield SearchEntry(
            "vague event" if event.date and not iso_date(event.date) else "event",
            event.name,
            event_address(entry.id),
            say=", ".join(filter(None, told)),
            date=event.date,
            more=tuple(filter(None, (plain_text(event.summary), event.place, event.type))),
            by_month=True,
        )


def publish_event(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield an event where it is defined, else what a text says of it."""
    event: Event = entry.fact
    attested = make_attestation(entry, context)
    if event.name:
        shown, address = event._replace(type=event.type or OTHER), event_address(entry.id)
        made = entry.make_record("events", context, address, shown)
        yield made._replace(added=made.added._replace(words_at=attested.address))
    else:
        made = entry.make_record("attestations", context, attested.address, attested)
        identity = f"{attested.article}#{attested.event}"
        yield made._replace(added=made.added._replace(id=identity))


def find_day(event: Event) -> str:
    """Return the date of an event, "" of what is planned or promised: that is known ahead."""
    return "" if event.status in AHEAD else event.date


def know_event(event: Event, as_of: str) -> Event:
    """Return an event as it was known on a day: without an end that was not known ahead."""
    return event if event.status in AHEAD else close_nothing(event, as_of)


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
    day=find_day,
    as_known=know_event,
    about_words=lambda entry, _: (entry.ref, ""),
    lists={
        "events": BookList(
            Event,
            "Something that happened, or is planned or promised, as its definition has it.",
            required=("name",),
            added=(
                *("exact", "is_source", "evidence", "article", "address", "words_at"),
                "was",
            ),
            known_by=(("name", "date"),),
            has_pages=True,
            told=3,
            columns="id name date year_inferred due type status place actors targets summary"
            " exact evidence article address",
        ),
        "attestations": BookList(
            Attestation,
            "What another article says of an event.",
            required=("event", "article"),
            added=("exact", "is_source", "evidence", "address"),
            known_by=(("event", "exact"),),
        ),
    },
    searched={
        "event": FoundAs("Event", "Events", 8, has_day=True),
        "vague event": FoundAs("Event", "Events", 9, has_day=True),
    },
    is_linkable=True,
    is_evidence=True,
    is_captured=True,
    is_attributed=True,
    is_previewed=True,
    noted=("name", "date", "type", "actors", *SELECTOR_FIELDS),
)
