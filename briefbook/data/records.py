"""Entries → records of the book: ready JSON, made once by the unit that an entry stands in.

A record is kept in two halves with its identity between them: two of one identity are told
apart by their rank, which an edition counts among what it may see.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from json import JSONEncoder
from typing import Any, NamedTuple

from briefbook.data.entries import (
    ActorData,
    ArticleData,
    AttestationData,
    BriefingData,
    ClaimData,
    EventData,
    IssueData,
    MeetingData,
    NoteData,
    PositionData,
    QuoteData,
    RelationData,
    SourceData,
    TermData,
    publish_name,
)
from briefbook.kinds.actor import Actor, actor_address
from briefbook.kinds.article import Article
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.claim import Claim, work_out_status
from briefbook.kinds.event import Event, event_address, make_happening
from briefbook.kinds.fields import Translation, Words
from briefbook.kinds.issue import Issue, issue_address
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.meeting import Meeting, meeting_address
from briefbook.kinds.note import Note
from briefbook.kinds.position import Position
from briefbook.kinds.quote import Quote, Said, make_said
from briefbook.kinds.relation import Relation
from briefbook.kinds.source import Source, source_address
from briefbook.kinds.term import GLOSSARY, Term
from briefbook.rows import HIGHEST, Gate, Row, join_gates

INDEX = "record"
MASK = "mask"
"""The index of actors whose ids an edition may not show: (id, what stands for it)."""

Record = tuple[str, str]
"""The identity, escaped as JSON wants it, and the rest of the record's JSON after it."""

Published = tuple[str, Any, Gate]
"""The list that a record stands in, its fields (the identity first), and its gate."""

ENCODER = JSONEncoder(ensure_ascii=False)
LOUD = {ord("<"): "\\u003c", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What might end a script, or a line, wherever a record is put."""


class Side(NamedTuple):
    """What an article's entries know of where they stand, and whether they may be marked."""

    entry: Entry
    context: Context

    def local(self) -> str:
        """Return the address of the entry's words."""
        return f"{self.context.address}#{self.entry.id}"

    def words(self) -> str:
        """Return the words that the entry rests on."""
        return self.entry.passage.words if self.entry.passage else ""


def record_rows(entries: tuple[Entry, ...], context: Context) -> Iterator[Row]:
    """Yield what the entries of a unit are in the book: for each list and gate one row."""
    groups: defaultdict[tuple[str, Gate], list[Record]] = defaultdict(list)
    for entry in entries:
        for name, fields, gate in PUBLISH[entry.kind](entry, context):
            groups[name, gate].append(write_record(fields))
        if entry.kind == "actor":
            yield from mask_rows(entry)
    for (name, gate), records in groups.items():
        yield Row(INDEX, name, tuple(records), gate)


def write_record(fields: Any) -> Record:
    """Return a record; what is empty is left out."""
    names = list_names(type(fields))  # type: ignore[arg-type]  # classes are hashable
    rest = {name: value for name, value in zip(names, fields[1:], strict=True) if value}
    return write(fields[0])[1:-1], write(rest)[1:]


@cache
def list_names(shape: Any) -> tuple[str, ...]:
    """Return the published names of the fields after the identity."""
    return tuple(publish_name(name) for name in shape._fields[1:])


def write(value: object) -> str:
    """Return JSON in which nothing can end what it is put into."""
    text = ENCODER.encode(value)
    return text if text.isascii() and "<" not in text else text.translate(LOUD)


def join_record(identity: str, rest: str, rank: int = 1) -> str:
    """Return the JSON of a record, on one line."""
    number = f".{rank}" if rank > 1 else ""
    return f'{{"id": "{identity}{number}"' + (f", {rest}" if rest != "}" else rest)


def bare(value: Any) -> Any:
    """Return a part of a fact as a mapping of its fields, without what is empty."""
    return {name: part for name, part in value._asdict().items() if part} if value else None


# What each kind publishes


def publish_actor(entry: Entry, _: Context) -> Iterator[Published]:
    """Yield an actor; of one who may not be named, what cards show."""
    actor: Actor = entry.fact
    roles = tuple(map(bare, actor.roles))
    if actor.unnamed:
        name = mask(actor.name)
        shown = ActorData(
            name, actor.name, actor.type, True, roles=roles, summary=actor.summary
        )
        yield "actors", shown, entry.gate
    else:
        shown = ActorData(
            id=entry.ref,
            name=actor.name,
            type=actor.type,
            aliases=tuple(dict.fromkeys((*actor.aliases, *actor.never_link))),
            roles=roles,
            part_of=actor.part_of,
            members=actor.members,
            summary=actor.summary,
            pronunciation=actor.pronunciation,
            links=actor.links,
            wikidata=actor.wikidata,
            address=actor_address(entry.id),
            was=entry.was,
        )
        yield "actors", shown, entry.gate
    if actor.public_name and entry.gate.access:
        stand_in = ActorData(mask(actor.public_name), actor.public_name, actor.type, True)
        yield "actors", stand_in, below(entry.gate)


def below(gate: Gate) -> Gate:
    """Return the gate of what lower editions see instead."""
    return gate._replace(access=(), below=gate.access)


def mask_rows(entry: Entry) -> Iterator[Row]:
    """Yield what stands for the id of an actor: an id may tell the name that is withheld."""
    actor: Actor = entry.fact
    if actor.unnamed:
        yield Row(MASK, "", (entry.ref, mask(actor.name)), entry.gate)
    if actor.public_name and entry.gate.access:
        yield Row(MASK, "", (entry.ref, mask(actor.public_name)), below(entry.gate))


def mask(name: str) -> str:
    """Return an id made of a description; no entry can have such a one."""
    return "~" + "-".join(re.findall(r"\w+", name.casefold()))


def publish_issue(entry: Entry, _: Context) -> Iterator[Published]:
    """Yield an issue; our own line is for the highest edition alone, as on its page."""
    issue: Issue = entry.fact
    shown = IssueData(
        id=entry.ref,
        name=issue.name,
        question=issue.question,
        summary=issue.summary,
        scale=issue.scale,
        aliases=issue.aliases,
        address=issue_address(entry.id),
        was=entry.was,
    )
    if issue.line:
        highest = Gate(access=(HIGHEST,))
        yield "issues", shown._replace(line=issue.line), join_gates(entry.gate, highest)
        yield "issues", shown, join_gates(entry.gate, below(highest))
    else:
        yield "issues", shown, entry.gate


def publish_term(entry: Entry, _: Context) -> Iterator[Published]:
    """Yield a term."""
    term: Term = entry.fact
    yield "terms", TermData(entry.ref, *term, f"{GLOSSARY}#{entry.id}", entry.was), entry.gate


def publish_source(entry: Entry, _: Context) -> Iterator[Published]:
    """Yield a source."""
    source: Source = entry.fact
    shown = SourceData(entry.ref, *source, source_address(entry.ref), entry.was)
    yield "sources", shown, entry.gate


def publish_briefing(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a briefing."""
    briefing: Briefing = entry.fact
    shown = BriefingData(
        id=entry.ref,
        title=briefing.title,
        date=briefing.date,
        summary=briefing.summary,
        key_points=briefing.key_points,
        order=briefing.order,
        picture=bare(briefing.picture),
        address=context.address,
        was=entry.was,
    )
    yield "briefings", shown, entry.gate


def publish_article(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield an article, without its text."""
    article: Article = entry.fact
    shown = ArticleData(
        id=entry.ref,
        title=context.title,
        date=context.date,
        source=context.source,
        summary=article.summary,
        language=article.language,
        briefing=context.briefing,
        picture=bare(article.picture),
        address=context.address,
        was=entry.was,
    )
    yield "articles", shown, entry.gate


def publish_event(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield an event where it is defined, else what a text says of it."""
    side = Side(entry, context)
    words_at = side.local() if entry.passage else context.address
    if entry.fact.name:
        yield "events", define_event(side, words_at), entry.gate
        return
    event: Event = entry.fact
    shown = AttestationData(
        id=f"{context.article}#{entry.ref}",
        event=entry.ref,
        article=context.article,
        date=event.date,
        actors=event.actors,
        exact=side.words(),
        evidence=event.evidence,
        address=words_at,
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
        summary=event.summary,
        votes=bare(event.votes),
        after=event.after,
        before=event.before,
        part_of=event.part_of,
        year_inferred=event.year_inferred,
        exact=side.words(),
        evidence=entry.fact.evidence,
        article=event.article,
        address=event_address(entry.id),
        words_at=words_at,
        was=entry.was,
    )


def publish_quote(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a quote, and the positions that it makes."""
    quote: Quote = entry.fact
    said = make_said(entry, context)
    yield "quotes", make_quote(said, entry.was), entry.gate
    for issue, stance in quote.stance.items():
        held = PositionData(
            id=f"{entry.ref}.{issue}",
            actor=quote.on_behalf_of or quote.speaker,
            issue=issue,
            stance=stance,
            date=said.date,
            basis=said.basis,
            confidence=quote.confidence,
            evidence=(entry.ref,),
            article=context.article,
            address=said.address,
        )
        yield "positions", held, entry.gate


def make_quote(said: Said, was: tuple[str, ...]) -> QuoteData:
    """Return a quote as it is published."""
    is_text = isinstance(said.addressee, Words)
    given = said.translation
    translation = given if isinstance(given, Translation) else Translation(given)
    return QuoteData(
        id=said.ref,
        exact=said.words,
        speaker=said.speaker,
        on_behalf_of=said.on_behalf_of,
        according_to=said.according_to,
        addressee="" if isinstance(said.addressee, Words) else said.addressee,
        addressee_text=said.addressee[0] if is_text else "",
        date=said.date,
        place=said.place,
        source=said.source,
        locator=said.locator,
        basis=said.basis,
        confidence=said.confidence,
        found_in="" if said.where == "text" else said.where,
        verified=said.verified,
        best=said.best,
        translation=bare(translation) if translation.text else None,
        issues=said.issues,
        article=said.article,
        address=said.address,
        was=was,
    )


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
        date=context.date,
        article=context.article,
        address=Side(entry, context).local(),
        was=entry.was,
    )
    yield "claims", shown, entry.gate


def publish_relation(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a relation."""
    relation: Relation = entry.fact
    name = entry.id or f"{relation.source}.{relation.type}.{relation.target}"
    shown = RelationData(
        id=f"{context.article}#{name}",
        from_=relation.source,
        type=relation.type,
        to=relation.target,
        evidence=relation.evidence,
        date=context.date,
        article=context.article,
        address=context.address,
    )
    yield "relations", shown, entry.gate


def publish_meeting(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a meeting."""
    meeting: Meeting = entry.fact
    given = {
        **meeting._asdict(),
        "if_raised": tuple(map(bare, meeting.if_raised)),
        "briefing": meeting.briefing or context.briefing,
        "address": meeting_address(entry.id),
        "was": entry.was,
    }
    shown = MeetingData(entry.ref, **given)
    yield "meetings", shown, entry.gate


def publish_note(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a note."""
    note: Note = entry.fact
    side = Side(entry, context)
    shown = NoteData(
        entry.ref, note.body, side.words(), context.article, side.local(), entry.was
    )
    yield "notes", shown, entry.gate


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
