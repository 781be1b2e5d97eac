"""An actor's page: offices, positions, every quote in context, and what happened."""

from collections.abc import Iterable

from briefbook.base.folding import sort_name
from briefbook.kinds.actor import Actor, actor_address
from briefbook.kinds.standing import Standing, standings_of
from briefbook.pages.by_year import read_lists, show_newest, year_page
from briefbook.pages.context import (
    PageContext,
    link,
    links,
    order_roles,
    plain_line,
    render_line,
    show_role,
)
from briefbook.pages.handouts import show_handouts
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.events import draw_events, find_events, happened_days
from briefbook.pages.parts.evidence import show_claims, show_evidence, show_standing, show_ties
from briefbook.pages.parts.lists import draw_mentions, pick_newest
from briefbook.pages.parts.plots import draw_courses
from briefbook.render.page import Data, Page

SCHEMA_TYPES = {"person": "Person", "place": "Place", "organization": "Organization"}
TYPE_WORDS = {"person": "Person", "place": "Place", "organization": "Body", "group": "Group"}

CRUMBS = (HOME, ("People & bodies", "actors/index.html"))


def _view_actor(key: str, context: PageContext) -> Page:
    actor: Actor = context.one("actor", key)
    lists = read_lists("actor", key, context.view)
    events = find_events(context, (one.ref for one in pick_newest(lists["events"])))
    stands = standings_of(key, context.view)
    positions = _show_standings(context, stands.values())
    data = {
        "actor": _show_actor(context, key, actor),
        "roles": [
            {**show_role(context, role), "evidence": show_evidence(context, role.evidence)}
            for role in order_roles(actor.roles)
        ],
        "positions": positions,
        "courses": draw_courses(context, stands.values(), f"Positions of {actor.name}"),
        **show_newest(context, lists, actor_address(key), key),
        "timeline": draw_events(context, events, f"Events with {actor.name}", "events"),
        "relations": show_ties(context, context.all("ties-of", key)),
        "claims": show_claims(context, context.all("claims-by", key)),
        "disputes": show_claims(context, context.all("claims-against", key)),
        "meetings": links(context, context.all("meetings-with", key)),
        "handouts": show_handouts(context, "actor", key),
        **draw_mentions(lists["mentions"], actor.name),
    }
    dates = happened_days(events)
    dates += [one.date for one in pick_newest(lists["quotes"])]
    dates += [date for position in positions for date in position["dates"]]
    head = Head(
        actor.name,
        CRUMBS,
        dates,
        description=plain_line(context, actor.summary),
        facts=_describe_actor(actor),
        ref=key,
    )
    return frame(context, "actor.html", head, data)


def _show_actor(context: PageContext, key: str, actor: Actor) -> Data:
    return {
        "id": key,
        "name": actor.name,
        "type": actor.type,
        "type_words": TYPE_WORDS[actor.type],
        "aliases": [alias for alias in actor.aliases if alias != actor.name],
        "pronunciation": actor.pronunciation,
        "summary": render_line(context, actor.summary),
        "part_of": link(context, actor.part_of),
        "parts": _by_name(links(context, context.all("parts-of", key))),
        "members": links(context, actor.members),
        "member_of": _by_name(links(context, context.all("member-of", key))),
        "people": _by_name(links(context, context.all("people-of", key))),
        "speakers": _by_name(links(context, _speakers_for(context, key))),
        "links": [{"name": name, "href": address} for name, address in actor.links.items()],
        "wikidata": actor.wikidata,
    }


def _by_name(shown: list[Data]) -> list[Data]:
    return sorted(shown, key=lambda one: sort_name(one["name"]))


def _speakers_for(context: PageContext, key: str) -> list[str]:
    quotes = (context.one("quote", ref) for ref in context.all("spoken-by", key))
    return sorted({quote.speaker for quote in quotes if quote})


def _show_standings(context: PageContext, stands: Iterable[Standing]) -> list[Data]:
    """Return where an actor stands on each issue that this edition may see."""
    shown = [show_standing(context, stand) for stand in stands]
    visible = [stand for stand in shown if stand["issue"]]
    return sorted(visible, key=lambda stand: sort_name(stand["issue"]["name"]))


def _describe_actor(actor: Actor) -> Data:
    facts = {"@type": SCHEMA_TYPES.get(actor.type, "Organization"), "name": actor.name}
    if actor.wikidata:
        facts["sameAs"] = f"https://www.wikidata.org/entity/{actor.wikidata}"
    return facts


ACTOR_PAGE = PageKind("actor", "actor", lambda key, _: actor_address(key), _view_actor)
ACTOR_YEAR_PAGE = year_page("actor", actor_address, CRUMBS)
