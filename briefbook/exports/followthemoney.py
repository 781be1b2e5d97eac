"""Export to FollowTheMoney: an entity on a line, as its tools take them.

What people said, and where they stand, that model does not know: it is left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from briefbook.exports.changes import list_names
from briefbook.exports.popolo import plain_date
from briefbook.exports.records import say_text

Book = Mapping[str, Any]
Record = Mapping[str, Any]
Names = Mapping[str, str]
Entity = dict[str, Any]

SCHEMATA = {"person": "Person", "organization": "Organization"}
"""The schema of an actor by its type; others are legal entities, since they act."""


def export_followthemoney(book: Book) -> Iterator[Entity]:
    """Yield the entities of a book."""
    names = list_names(book)
    yield from (_describe_actor(one, names) for one in book["actors"])
    for one in book["actors"]:
        yield from _describe_roles(one)
    yield from (_describe_event(one, names) for one in book["events"])
    yield from map(_describe_source, book["sources"])
    yield from map(_describe_relation, book["relations"])


def _entity(schema: str, identity: str, **properties: Any) -> Entity:
    """Return an entity; properties have lists of texts, and empty ones none."""
    lists = {
        name: [str(one) for one in (value if isinstance(value, list) else [value]) if one]
        for name, value in properties.items()
    }
    filled = {name: value for name, value in lists.items() if value}
    return {"id": identity, "schema": schema, "properties": filled}


def _describe_actor(one: Record, names: Names) -> Entity:
    return _entity(
        SCHEMATA.get(one.get("type", ""), "LegalEntity"),
        one["id"],
        name=one["name"],
        alias=one.get("aliases"),
        summary=say_text(one.get("summary", ""), names),
        position=[role["role"] for role in one.get("roles", ()) if "role" in role]
        if one.get("type") == "person"
        else None,
        wikidataId=one.get("wikidata"),
        website=list(one.get("links", {}).values()),
    )


def _describe_roles(one: Record) -> Iterator[Entity]:
    """Yield the memberships of an actor, and of what belongs to it."""
    for rank, role in enumerate(one.get("roles", ()), 1):
        if "organization" in role:
            yield _entity(
                "Membership",
                f"{one['id']}.{rank}",
                member=one["id"],
                organization=role["organization"],
                role=role.get("role"),
                startDate=plain_date(role.get("start", "")),
                endDate=plain_date(role.get("end", "")),
                date=plain_date(role.get("as_of", "")),
            )
    for member in one.get("members", ()):
        identity = f"{one['id']}.{member}"
        yield _entity("Membership", identity, member=member, organization=one["id"])


def _describe_event(one: Record, names: Names) -> Entity:
    return _entity(
        "Event",
        one["id"],
        name=one["name"],
        date=plain_date(one.get("date", "")),
        location=one.get("place"),
        summary=say_text(one.get("summary", ""), names),
        involved=[*one.get("actors", ()), *one.get("targets", ())],
    )


def _describe_source(one: Record) -> Entity:
    return _entity(
        "Document",
        one["id"],
        title=one.get("title") or one.get("publisher"),
        author=one.get("author"),
        publisher=one.get("publisher"),
        publishedAt=plain_date(one.get("issued", "")),
        sourceUrl=one.get("URL"),
        language=one.get("language"),
    )


def _describe_relation(one: Record) -> Entity:
    return _entity(
        "UnknownLink",
        one["id"],
        subject=one["from"],
        object=one["to"],
        role=one["type"],
        date=plain_date(one.get("date", "")),
    )
