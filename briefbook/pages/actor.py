"""An actor's page: offices, positions, every quote in context, and what happened."""

from collections.abc import Iterable

from briefbook.base.folding import sort_name
from briefbook.kinds.actor import Actor, actor_address
from briefbook.kinds.standing import Standing, standings_of
from briefbook.pages.context import (
    PageContext,
    day_key,
    link,
    links,
    plain_line,
    render_line,
    show_role,
)
from briefbook.pages.handouts import show_handouts
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.events import draw_events, find_events, happened_days
from briefbook.pages.parts.evidence import show_claims, show_evidence, show_standing, show_ties
from briefbook.pages.parts.lists import pick_newest, show_archive
from briefbook.pages.parts.mentions import draw_mentions
from briefbook.pages.parts.plots import draw_courses
from briefbook.pages.parts.records import (
    read_lists,
    show_newest,
    year_address,
    year_page,
)
from briefbook.render.page import Data, Page

SCHEMA_TYPES = {"person": "Person", "place": "Place", "organization": "Organization"}
TYPE_WORDS = {"person": "Person", "place": "Place", "organization": "Body", "group": "Group"}

CRUMBS = (HOME, ("People & bodies", "actors/index.html"))


def view_actor(key: str, desk: PageContext) -> Page:
    """Return the page of the actor ``key``."""
    look = desk.look
    actor: Actor = look.one("actor", key)
    lists = read_lists("actor", key, look)
    events = find_events(desk, (one.ref for one in pick_newest(lists["events"])))
    stands = standings_of(key, look)
    positions = show_standings(desk, stands.values())
    data = {
        "actor": show_actor(desk, key, actor),
        "roles": show_roles(desk, actor),
        "positions": positions,
        "courses": draw_courses(desk, stands.values(), f"Positions of {actor.name}"),
        **show_newest(desk, lists, key),
        "years": show_archive(desk, [*lists.values()], year_address(actor_address(key))),
        "timeline": draw_events(desk, events, f"Events with {actor.name}", "events"),
        "relations": show_ties(desk, look.all("ties-of", key)),
        "claims": show_claims(desk, look.all("claims-by", key)),
        "disputes": show_claims(desk, look.all("claims-against", key)),
        "meetings": links(desk, look.all("meetings-with", key)),
        "handouts": show_handouts(desk, "actor", key),
        **draw_mentions(lists["mentions"], actor.name),
    }
    dates = happened_days(events)
    dates += [one.date for one in pick_newest(lists["quotes"])]
    dates += [date for position in positions for date in position["dates"]]
    crumbs = (HOME, ("People & bodies", "actors/index.html"))
    return frame(
        desk,
        "actor.html",
        Head(
            actor.name,
            crumbs=crumbs,
            dates=dates,
            description=plain_line(desk, actor.summary),
            facts=describe_actor(actor),
            ref=key,
        ),
        data,
    )


def show_actor(desk: PageContext, key: str, actor: Actor) -> Data:
    """Return the head of the page."""
    return {
        "id": key,
        "name": actor.name,
        "type": actor.type,
        "type_words": TYPE_WORDS[actor.type],
        "aliases": [alias for alias in actor.aliases if alias != actor.name],
        "pronunciation": actor.pronunciation,
        "summary": render_line(desk, actor.summary),
        "part_of": link(desk, actor.part_of),
        "parts": by_name(links(desk, desk.look.all("parts-of", key))),
        "members": links(desk, actor.members),
        "member_of": by_name(links(desk, desk.look.all("member-of", key))),
        "people": by_name(links(desk, desk.look.all("people-of", key))),
        "speakers": by_name(links(desk, speakers_for(desk, key))),
        "links": [{"name": name, "href": address} for name, address in actor.links.items()],
        "wikidata": actor.wikidata,
    }


def by_name(shown: list[Data]) -> list[Data]:
    """Return links in the order of their names."""
    return sorted(shown, key=lambda one: sort_name(one["name"]))


def speakers_for(desk: PageContext, key: str) -> list[str]:
    """Return who has spoken on behalf of a body."""
    quotes = (desk.look.one("quote", ref) for ref in desk.look.all("spoken-by", key))
    return sorted({quote.speaker for quote in quotes if quote})


def show_roles(desk: PageContext, actor: Actor) -> list[Data]:
    """Return the offices of an actor, the newest first, each with its evidence."""
    ordered = sorted(
        actor.roles, key=lambda role: day_key(role.start or role.as_of), reverse=True
    )
    return [
        {**show_role(desk, role), "evidence": show_evidence(desk, role.evidence)}  # type: ignore[arg-type]
        for role in ordered
    ]


def show_standings(desk: PageContext, stands: Iterable[Standing]) -> list[Data]:
    """Return where an actor stands on each issue that this edition may see."""
    shown = [show_standing(desk, stand) for stand in stands]
    visible = [stand for stand in shown if stand["issue"]]
    return sorted(visible, key=lambda stand: sort_name(stand["issue"]["name"]))


def describe_actor(actor: Actor) -> Data:
    """Return the schema.org description."""
    facts = {"@type": SCHEMA_TYPES.get(actor.type, "Organization"), "name": actor.name}
    if actor.wikidata:
        facts["sameAs"] = f"https://www.wikidata.org/entity/{actor.wikidata}"
    return facts


ACTOR_PAGE = PageKind("actor", "actor", lambda key, _: actor_address(key), view_actor)
ACTOR_YEAR_PAGE = year_page("actor", actor_address, CRUMBS)
