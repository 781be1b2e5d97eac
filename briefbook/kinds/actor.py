"""Actors: people, organisations, places and groups (Popolo's persons and organizations)."""

import re
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from briefbook.base.folding import first_letter
from briefbook.index.cards import Card
from briefbook.index.cards import CardRole as ShownRole
from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Row
from briefbook.kinds.fields import (
    ActorId,
    ActorIds,
    Day,
    EvidenceIds,
    Markdown,
    Texts,
    WebAddress,
    YesNo,
)
from briefbook.kinds.kind import BookList, Context, Entry, FoundAs, Kind, Published
from briefbook.kinds.publishing import bare, below
from briefbook.statements.offices import Tenure, office, pick_office
from briefbook.statements.words import say_sentence

ROLE_FIELDS = ("role", "organization", "as_of", "start", "end", "evidence")

MASK = "mask"
"""The index of actors whose ids an edition may not show: (id, what stands for it)."""

ACTORS = "actors"

STAND_INS = "stand-ins"
"""The list of those who go by another name, by ids that are masked before they are shown.

They are in the book only where something names them.
"""


class Role(NamedTuple):
    """An office: attested on ``as_of``, or held from ``start`` to ``end`` where sourced."""

    role: str = ""
    organization: ActorId = ""
    as_of: Day = ""
    start: Day = ""
    end: Day = ""
    evidence: EvidenceIds = ()


class Actor(NamedTuple):
    """Someone or something that takes positions."""

    name: str
    type: Literal["person", "organization", "place", "group"] = "person"
    aliases: Texts = ()
    never_link: Texts = ()
    roles: tuple[Role, ...] = ()
    part_of: ActorId = ""
    summary: Markdown = ""
    pronunciation: str = ""
    members: ActorIds = ()
    unnamed: YesNo = False
    public_name: str = ""
    links: OrderedDict[str, WebAddress] = OrderedDict()
    wikidata: str = ""


def gather_roles(raw: dict[str, Any]) -> dict[str, Any]:
    """Move the fields of a single role, written on the actor itself, into ``roles``."""
    single = {name: raw[name] for name in ROLE_FIELDS if name in raw}
    if not single or "roles" in raw:
        return raw
    rest = {name: value for name, value in raw.items() if name not in single}
    return {**rest, "roles": [single]}


def actor_address(actor_id: str) -> str:
    """Return the address of an actor's page."""
    return f"actors/{actor_id}.html"


def actor_card(entry: Entry) -> Card:
    """Return the card of an actor; who may not be named has no page."""
    actor: Actor = entry.fact
    return Card(
        kind="actor",
        ref=entry.ref,
        name=actor.name,
        address="" if actor.unnamed else actor_address(entry.id),
        line=actor.summary,
        type=actor.type,
        roles=tuple(ShownRole(*role[:5]) for role in actor.roles),
        pronunciation=actor.pronunciation,
        part_of=actor.part_of,
    )


def linkable_names(actor: Actor) -> tuple[str, ...]:
    """Return the names under which an actor is found in texts, the full name first."""
    hidden = {*actor.never_link} if not actor.unnamed else {actor.name, *actor.aliases}
    names = dict.fromkeys((actor.name, *actor.aliases))
    return tuple(name for name in names if name not in hidden)


def actor_rows(entry: Entry, _: Context) -> Iterator[Row]:
    """Yield what an actor tells the site."""
    actor: Actor = entry.fact
    yield Row("card", entry.ref, actor_card(entry), entry.gate)
    if not actor.unnamed:
        yield Row("actor", entry.ref, actor, entry.gate)
        yield Row("actors-by-letter", first_letter(actor.name), entry.ref, entry.gate)
    yield from stand_in_rows(entry)
    for name in linkable_names(actor):
        yield Row("name", name, (entry.ref, "actor", name == actor.name), entry.gate)
    yield from tie_rows(entry)


def stand_in_rows(entry: Entry) -> Iterator[Row]:
    """Yield the card that editions below the actor's own show instead of the name.

    ``stand-in`` tells the checks that there is one, whatever edition they look from.
    """
    if entry.fact.public_name and entry.gate.access:
        card = Card("actor", entry.ref, entry.fact.public_name, type=entry.fact.type)
        gate = entry.gate._replace(access=())
        yield Row("card", entry.ref, card, gate._replace(below=entry.gate.access))
        yield Row("stand-in", entry.ref, entry.fact.public_name, gate)


def tie_rows(entry: Entry) -> Iterator[Row]:
    """Yield what an actor tells the pages of the bodies it belongs to."""
    actor: Actor = entry.fact
    if actor.part_of:
        yield Row("parts-of", actor.part_of, entry.ref, entry.gate)
    for member in actor.members:
        yield Row("member-of", member, entry.ref, entry.gate)
    for organization in dict.fromkeys(role.organization for role in actor.roles):
        if organization:
            yield Row("people-of", organization, entry.ref, entry.gate)


def find_actor(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield an actor with a page, by all names; an office stands below, with its days."""
    actor: Actor = entry.fact
    if not actor.unnamed:
        tenures = [Tenure(role.start, role.end, role.as_of) for role in actor.roles]
        role = actor.roles[pick_office(tenures, "")] if actor.roles else Role()
        names = tuple(dict.fromkeys((*actor.aliases, *actor.never_link)))
        yield SearchEntry(
            actor.type,
            actor.name,
            actor_address(entry.id),
            say=say_sentence(office(role.role, role.start, role.end, role.as_of, day="")),
            who=role.organization,
            more=names,
            is_name=True,
        )


class ActorData(NamedTuple):
    """A person, a body, a place or a group."""

    id: str
    name: str
    type: str = ""
    unnamed: bool = False
    aliases: Texts = ()
    roles: tuple[Role, ...] = ()
    part_of: ActorId = ""
    members: ActorIds = ()
    summary: Markdown = ""
    pronunciation: str = ""
    links: OrderedDict[str, str] = OrderedDict()
    wikidata: str = ""
    address: str = ""
    was: Texts = ()


def publish_actor(entry: Entry, _: Context) -> Iterator[Published]:
    """Yield an actor; of one who may not be named, what cards show."""
    actor: Actor = entry.fact
    roles = tuple(map(bare, actor.roles))
    if actor.unnamed:
        name = mask(actor.name)
        shown = ActorData(
            name, actor.name, actor.type, True, roles=roles, summary=actor.summary
        )
        yield ACTORS, shown, entry.gate
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
        yield ACTORS, shown, entry.gate
    if actor.public_name and entry.gate.access:
        stand_in = ActorData(entry.ref, actor.public_name, actor.type, True)
        yield STAND_INS, stand_in, below(entry.gate)


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


PEOPLE = "People & bodies"

ACTOR = Kind(
    "actor",
    "actors",
    Actor,
    actor_rows,
    in_registry=True,
    sketch=("name",),
    scalar="name",
    tidy=gather_roles,
    also=ROLE_FIELDS,
    finds=find_actor,
    publish=publish_actor,
    masks=mask_rows,
    lists={"actors": BookList(ActorData, (("name", "type"),), has_pages=True)},
    searched={
        "person": FoundAs("Person", PEOPLE, 1),
        "organization": FoundAs("Body", PEOPLE, 1),
        "place": FoundAs("Place", PEOPLE, 1),
        "group": FoundAs("Group", PEOPLE, 1),
    },
    is_linkable=True,
    is_previewed=True,
)
