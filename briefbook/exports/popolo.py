"""Export to Popolo (popoloproject.com): people, bodies, who held which office, and votes."""

from collections.abc import Iterator, Mapping
from typing import Any

from briefbook.exports.changes import list_names
from briefbook.exports.records import say_text
from briefbook.syntax.dates import iso_date

Book = Mapping[str, Any]
Record = Mapping[str, Any]
Names = Mapping[str, str]

OPTIONS = {"aye": "yes", "no": "no", "abstain": "abstain"}


def export_popolo(book: Book) -> dict[str, Any]:
    """Return the actors of a book and the votes among its events."""
    names = list_names(book)
    people, places, bodies = (
        [one for one in book["actors"] if one.get("type") in types]
        for types in (("person",), ("place",), ("organization", "group"))
    )
    return {
        "persons": [_describe_entity(one, names) for one in people],
        "organizations": [_describe_body(one, names) for one in bodies],
        "areas": [{"id": one["id"], "name": one["name"]} for one in places],
        "memberships": list(_list_memberships(book)),
        "vote_events": [_describe_vote(one) for one in book["events"] if "votes" in one],
    }


def _describe_entity(one: Record, names: Names) -> dict[str, Any]:
    aliases = [{"name": name} for name in one.get("aliases", ())]
    links = [{"note": note, "url": url} for note, url in one.get("links", {}).items()]
    item = {"scheme": "wikidata", "identifier": one.get("wikidata")}
    shown = {
        "id": one["id"],
        "name": one["name"],
        "summary": say_text(one.get("summary", ""), names),
        "other_names": aliases,
        "identifiers": [item] if "wikidata" in one else [],
        "links": links,
    }
    return {name: value for name, value in shown.items() if value}


def _describe_body(one: Record, names: Names) -> dict[str, Any]:
    parent = {"parent_id": one["part_of"]} if "part_of" in one else {}
    return {**_describe_entity(one, names), "classification": one["type"], **parent}


def _list_memberships(book: Book) -> Iterator[dict[str, Any]]:
    types = {one["id"]: one.get("type", "") for one in book["actors"]}
    for one in book["actors"]:
        for rank, role in enumerate(one.get("roles", ()), 1):
            yield _describe_role(one, role, rank, types)
        for member in one.get("members", ()):
            yield {
                "id": f"{one['id']}.{member}",
                _name_member(types.get(member, "")): member,
                "organization_id": one["id"],
            }


def _name_member(type_: str) -> str:
    return "person_id" if type_ == "person" else "member_id"


def _describe_role(
    one: Record, role: Record, rank: int, types: Mapping[str, str]
) -> dict[str, Any]:
    """Return an office; a date that is vague, or when it was attested, is left out."""
    where = role.get("organization")
    dates = {f"{end}_date": plain_date(role.get(end, "")) for end in ("start", "end")}
    shown = {
        "id": f"{one['id']}.{rank}",
        _name_member(one.get("type", "")): one["id"],
        "role": role.get("role"),
        "area_id" if types.get(where or "") == "place" else "organization_id": where,
        **dates,
    }
    return {name: value for name, value in shown.items() if value}


def plain_date(edtf: str) -> str:
    """Return a date in the form of ISO 8601 that may lack the day or the month, or ""."""
    return iso_date(edtf) if edtf else ""


def _describe_vote(one: Record) -> dict[str, Any]:
    """Return a vote: its counts, and who is known to have voted how."""
    votes = one["votes"]
    counts = [
        {"option": option, "value": votes[side]}
        for side, option in OPTIONS.items()
        if side in votes
    ]
    cast = [
        {"option": OPTIONS[side], "voter_id": actor}
        for side, actors in votes.get("by", {}).items()
        for actor in actors
    ]
    date = plain_date(one.get("date", ""))
    return {
        "id": one["id"],
        "identifier": one["name"],
        **({"start_date": date} if date else {}),
        "counts": counts,
        "votes": cast,
    }
