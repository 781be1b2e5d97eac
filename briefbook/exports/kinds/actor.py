"""Actors in the book: one who may not be named stands under a description."""

import re
from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published, bare, below
from briefbook.index.rows import Row
from briefbook.kinds.actor import Actor, Role, actor_address
from briefbook.kinds.fields import ActorId, ActorIds, Markdown, Texts
from briefbook.kinds.kind import Context, Entry

MASK = "mask"
"""The index of actors whose ids an edition may not show: (id, what stands for it)."""


ACTORS = "actors"
STAND_INS = "stand-ins"
"""The list of those who go by another name, by ids that are masked before they are shown.

They are in the book only where something names them.
"""


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
