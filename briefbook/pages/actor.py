"""An actor's page: where they stand, in a sentence and in their words, and all else of them."""

from collections.abc import Iterable, Iterator

from briefbook.kinds.actor import Actor, actor_address
from briefbook.kinds.event import Happening
from briefbook.kinds.standing import Standing
from briefbook.pages.by_year import Archive, Lists
from briefbook.pages.context import (
    PageContext,
    by_name,
    link,
    links,
    plain_line,
    render_line,
    show_roles,
)
from briefbook.pages.handouts import show_handouts
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.charts import show_chart
from briefbook.pages.parts.events import draw_events, find_events, happened_days
from briefbook.pages.parts.evidence import (
    find_older_ties,
    find_speakers,
    keep_newest,
    list_standings,
    show_evidence,
    show_standing,
    show_ties,
)
from briefbook.pages.parts.lists import NEWEST, draw_mentions, pick_newest
from briefbook.pages.parts.plots import draw_courses
from briefbook.pages.parts.stands import show_stands, tell_absence
from briefbook.render.page import Data, Page

SCHEMA_TYPES = {"person": "Person", "place": "Place", "organization": "Organization"}
TYPE_WORDS = {"person": "Person", "place": "Place", "organization": "Body", "group": "Group"}
CRUMBS = (HOME, ("People & bodies", "actors/index.html"))
ARCHIVE = Archive(
    "actor",
    lambda key, _: actor_address(key),
    CRUMBS,
    {
        "quotes": "quotes-by",
        "addressed": "quotes-to",
        "positions": "positions-of",
        "events": "events-of",
        "claims": "claims-by",
        "disputes": "claims-against",
        "mentions": "mentioned",
    },
)


def _view_actor(key: str, context: PageContext) -> Page:
    actor: Actor = context.one("actor", key)
    lists = ARCHIVE.read(key, context.view)
    events = find_events(context, (one.ref for one in pick_newest(lists["events"])))
    ties = context.all("ties-of", key)
    everything = list_standings(context, key)
    standings = keep_newest(everything)
    # Words that stand under a position are not shown again in a list.
    positions = [show_standing(context, one) for one in standings]
    newest = ARCHIVE.show_newest(context, key, lists)
    courses = draw_courses(context, standings, actor.name)
    is_all = len(lists["events"]) <= NEWEST
    data = {
        "actor": _show_actor(context, key, actor),
        "stands": show_stands(context, everything),
        "absent": tell_absence(
            context,
            _list_issues(context, _list_briefings(context, everything, lists, events)),
            (one.issue for one in everything),
        ),
        "roles": [
            {**role, "evidence": show_evidence(context, role["evidence"])}
            for role in show_roles(context, actor.roles)
        ],
        "positions": positions,
        "courses": show_chart(context, courses, "positions"),
        **newest,
        "timeline": show_chart(context, draw_events(context, events, "events", is_all=is_all)),
        "relations": show_ties(context, ties),
        "older_ties": find_older_ties(context, ties),
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
        "form_of_address": actor.form_of_address,
        "summary": render_line(context, actor.summary),
        "part_of": link(context, actor.part_of),
        "parts": by_name(links(context, context.all("parts-of", key))),
        "members": links(context, actor.members),
        "member_of": by_name(links(context, context.all("member-of", key))),
        "people": by_name(links(context, context.all("people-of", key))),
        "speakers": by_name(links(context, find_speakers(context, key))),
        "links": [{"name": name, "href": address} for name, address in actor.links.items()],
        "wikidata": actor.wikidata,
    }


def _list_briefings(
    context: PageContext,
    standings: Iterable[Standing],
    lists: Lists,
    events: Iterable[Happening],
) -> dict[str, None]:
    """Return the briefings in which an actor takes part: says, holds or does something."""
    articles = [held.article for one in standings for held in one.latest]
    articles += [one.ref.partition("#")[0] for one in pick_newest(lists["quotes"])]
    stories = (context.one("story", article) for article in dict.fromkeys(articles))
    found = [story.briefing for story in stories if story]
    found += [one.briefing for one in events]
    return dict.fromkeys(filter(None, found))


def _list_issues(context: PageContext, briefings: Iterable[str]) -> Iterator[str]:
    """Yield the issues on which somebody has a position in some briefings."""
    return (issue for briefing in briefings for issue in context.all("issues-in", briefing))


def _describe_actor(actor: Actor) -> Data:
    facts = {"@type": SCHEMA_TYPES.get(actor.type, "Organization"), "name": actor.name}
    if actor.wikidata:
        facts["sameAs"] = f"https://www.wikidata.org/entity/{actor.wikidata}"
    return facts


ACTOR_PAGE = PageKind("actor", "actor", ARCHIVE.address, _view_actor)
ACTOR_YEAR_PAGE = ARCHIVE.make_kind()
