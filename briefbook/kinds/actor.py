"""Actors: people, organisations, places and groups (Popolo's persons and organizations)."""

import re
from collections import OrderedDict
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

from briefbook.index.jump import SearchEntry, fold_for_search
from briefbook.index.rows import Access, Card, Row
from briefbook.index.rows import CardRole as ShownRole
from briefbook.kinds.fields import (
    PART_OF,
    SORT,
    ActorId,
    ActorIds,
    Aliases,
    Day,
    Evidence,
    Explained,
    Name,
    Published,
    Summary,
    Texts,
    WebAddress,
    YesNo,
)
from briefbook.kinds.kind import Added, BookList, BookRecord, Context, Entry, FoundAs, Kind
from briefbook.statements.days import first_day
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

    role: Annotated[
        str,
        Published("What the office is called"),
        Explained("an office", "Foreign Secretary"),
    ] = ""
    organization: Annotated[
        ActorId,
        Published("The actor whose office it is"),
        Explained("the body that the office belongs to", "hmg"),
    ] = ""
    as_of: Annotated[
        Day,
        Published("The date on which the role is attested (EDTF)"),
        Explained(
            "the day on which the office is attested: all that one article proves", "2023-08-30"
        ),
    ] = ""
    start: Annotated[
        Day,
        Published("When the role began (EDTF)"),
        Explained("when the office began, if a source says so", "2022-09-06"),
    ] = ""
    end: Annotated[
        Day,
        Published("When the role ended (EDTF)"),
        Explained("when the office ended, if a source says so", "../2023-08-30"),
    ] = ""
    evidence: Annotated[Evidence, Explained("quotes that show the office", "[posture]")] = ()


class Actor(NamedTuple):
    """Someone or something that takes positions."""

    name: Annotated[Name, Explained("the full name", "James Cleverly")]
    type: Annotated[
        Literal["person", "organization", "place", "group"],
        SORT,
        Explained("`person` (the default), `organization`, `place` or `group`"),
    ] = "person"
    unnamed: Annotated[
        YesNo,
        Published("Whether it may not be named: the name is a description, the id a stand-in"),
        Explained(
            "`true`: a source who may not be named; described, without a page or links", "true"
        ),
    ] = False
    aliases: Annotated[
        Aliases,
        Explained("other names under which texts speak of the actor", "[Cleverly]"),
    ] = ()
    roles: Annotated[
        tuple[Role, ...],
        Published("Offices: attested on a date (as_of), or held from start to end"),
        Explained(
            "several offices: a list of `role`, `organization`, `as_of`, `start`, `end` and"
            " `evidence`",
            "[{role: Chair, organization: fac, as_of: 2023-08-30}]",
        ),
    ] = ()
    part_of: Annotated[
        ActorId, PART_OF, Explained("the body that this one belongs to", "prc")
    ] = ""
    members: Annotated[
        ActorIds,
        Published("The actors that belong to it"),
        Explained("of a group, so that one line serves a bloc", "[kearns, cleverly]"),
    ] = ()
    summary: Annotated[Summary, Explained("one or two sentences in Markdown")] = ""
    pronunciation: Annotated[
        str,
        Published("How the name is said"),
        Explained("of the name, in words", "wahng ee"),
    ] = ""
    form_of_address: Annotated[
        str,
        Published("How to address them"),
        Explained("how to address them", "Foreign Secretary"),
    ] = ""
    links: Annotated[
        OrderedDict[str, WebAddress],
        Published("Labels and web addresses"),
        Explained(
            'labels with http or https addresses: `{Website: "https://www.parliament.uk/"}`',
            '{Website: "https://www.parliament.uk/"}',
        ),
    ] = OrderedDict()
    wikidata: Annotated[
        str,
        Published("Its item in Wikidata"),
        Explained("the number of the item in Wikidata", "Q42"),
    ] = ""
    never_link: Annotated[
        Texts,
        Explained(
            "names too ambiguous to become links by themselves, such as a capital for a"
            " government",
            "[Beijing]",
        ),
    ] = ()
    public_name: Annotated[
        str,
        Explained(
            "what lower editions call somebody whose entry they may not see", "an official"
        ),
    ] = ""


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
    yield Row("card", entry.ref, actor_card(entry), entry.access)
    if not actor.unnamed:
        yield Row("actor", entry.ref, actor, entry.access)
    yield from stand_in_rows(entry)
    for name in linkable_names(actor):
        yield Row("name", name, (entry.ref, "actor", name == actor.name), entry.access)
    yield from tie_rows(entry)


def stand_in_rows(entry: Entry) -> Iterator[Row]:
    """Yield the card that editions below the actor's own show instead of the name.

    ``stand-in`` tells the checks that there is one, whatever edition they look from.
    """
    if entry.fact.public_name and entry.access.editions:
        card = Card("actor", entry.ref, entry.fact.public_name, type=entry.fact.type)
        yield Row("card", entry.ref, card, below(entry.access))
        access = entry.access._replace(editions=())
        yield Row("stand-in", entry.ref, entry.fact.public_name, access)


def tie_rows(entry: Entry) -> Iterator[Row]:
    """Yield what an actor tells the pages of the bodies it belongs to."""
    actor: Actor = entry.fact
    if actor.part_of:
        yield Row("parts-of", actor.part_of, entry.ref, entry.access)
    for member in actor.members:
        yield Row("member-of", member, entry.ref, entry.access)
    for organization in dict.fromkeys(role.organization for role in actor.roles):
        if organization:
            yield Row("people-of", organization, entry.ref, entry.access)


def find_actor(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield an actor with a page, by all names and the id, and once more by each office.

    An office stands below, with its days. Whose office has ended comes after who may hold it.
    """
    actor: Actor = entry.fact
    if actor.unnamed:
        return
    tenures = [Tenure(role.start, role.end, role.as_of) for role in actor.roles]
    first = actor.roles[pick_office(tenures, "")] if actor.roles else Role()
    names = (*actor.aliases, *actor.never_link, *list_id_words(entry.id, actor))
    yield make_found(entry, first)._replace(more=tuple(dict.fromkeys(names)), is_name=True)
    for role in actor.roles:
        found = make_found(entry, role)._replace(more=(role.role,), is_titled=False)
        yield found._replace(kind=f"past {found.kind}") if role.end else found


def make_found(entry: Entry, role: Role) -> SearchEntry:
    """Return what the search shows of an actor with one of the offices."""
    said = say_sentence(office(role.role, role.start, role.end, role.as_of, day=""))
    actor, address = entry.fact, actor_address(entry.id)
    return SearchEntry(actor.type, actor.name, address, said, who=role.organization)


def list_id_words(actor_id: str, actor: Actor) -> Iterator[str]:
    """Yield the words of an id that no name has: often what a body is called for short."""
    names = fold_for_search(" ".join((actor.name, *actor.aliases)))
    yield from (word for word in actor_id.split("-") if word.isalpha() and word not in names)


def publish_actor(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield an actor; of one who may not be named, what cards show."""
    actor: Actor = entry.fact
    if actor.unnamed:
        shown = Actor(
            actor.name, actor.type, unnamed=True, roles=actor.roles, summary=actor.summary
        )
        yield BookRecord(ACTORS, shown, Added(mask(actor.name)), entry.access)
    else:
        names = tuple(dict.fromkeys((*actor.aliases, *actor.never_link)))
        shown, address = actor._replace(aliases=names), actor_address(entry.id)
        yield entry.make_record(ACTORS, context, address, shown)
    if actor.public_name and entry.access.editions:
        stand_in = Actor(actor.public_name, actor.type, unnamed=True)
        yield BookRecord(STAND_INS, stand_in, Added(entry.ref), below(entry.access))


def below(access: Access) -> Access:
    """Return the access of what lower editions see instead."""
    return access._replace(editions=(), below=access.editions)


def know_actor(actor: Actor, as_of: str) -> Actor:
    """Return an actor with the offices that they had by a day, as these were known."""
    roles = (know_role(role, as_of) for role in actor.roles)
    return actor._replace(roles=tuple(role for role in roles if role))


def know_role(role: Role, as_of: str) -> Role | None:
    """Return an office without days that came later, None if nothing shows it by then."""
    if first_day(role.start or role.as_of or role.end) > as_of:
        return None
    last, end = (day if first_day(day) <= as_of else "" for day in (role.as_of, role.end))
    return role._replace(as_of=last, end=end)


def mask_rows(entry: Entry) -> Iterator[Row]:
    """Yield what stands for the id of an actor: an id may tell the name that is withheld."""
    actor: Actor = entry.fact
    if actor.unnamed:
        yield Row(MASK, "", (entry.ref, mask(actor.name)), entry.access)
    if actor.public_name and entry.access.editions:
        yield Row(MASK, "", (entry.ref, mask(actor.public_name)), below(entry.access))


def mask(name: str) -> str:
    """Return an id made of a description; no entry can have such a one."""
    return "~" + "-".join(re.findall(r"\w+", name.casefold()))


PEOPLE = "People & bodies"
FOUND = {
    "person": FoundAs("Person", PEOPLE, 1),
    "organization": FoundAs("Body", PEOPLE, 1),
    "place": FoundAs("Place", PEOPLE, 1),
    "group": FoundAs("Group", PEOPLE, 1),
}

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
    as_known=know_actor,
    lists={
        "actors": BookList(
            Actor,
            "A person, a body, a place or a group.",
            required=("name",),
            known_by=(("name", "type"),),
            has_pages=True,
            columns="id name type aliases role role_at office part_of summary wikidata address",
        )
    },
    searched=FOUND | {f"past {kind}": found._replace(rank=2) for kind, found in FOUND.items()},
    is_linkable=True,
    is_previewed=True,
    made_in_place=True,
)
