"""A briefing: key points first, then the overview, who stands where, and what happened."""

from briefbook.kinds.briefing import Briefing, name_point
from briefbook.pages.context import (
    PageContext,
    links,
    render_points,
    show_card,
    show_day,
    show_picture,
)
from briefbook.pages.handouts import show_handouts
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.body import show_body
from briefbook.pages.parts.events import (
    BY_MONTH,
    draw_events,
    find_events,
    happened_days,
    show_event,
)
from briefbook.pages.parts.evidence import draw_ties, show_claims, show_ties
from briefbook.pages.parts.lists import order_stories
from briefbook.pages.parts.matrix import show_matrix
from briefbook.pages.parts.mentions import show_all_mentions
from briefbook.pages.parts.months import split_months
from briefbook.render.page import Data, Page


def view_briefing(key: str, desk: PageContext) -> Page:
    """Return the page of the briefing in the folder ``key``."""
    look = desk.look
    briefing: Briefing = look.one("briefing", key)
    events = find_events(desk, look.all("events-in-briefing", key))
    listed = [show_event(desk, event) for event in events]
    positions = look.all("positions-in", key)
    matrix = show_matrix(desk, positions)
    relations = show_ties(desk, look.all("ties-in", key))
    data = {
        "briefing": {
            "id": key,
            "date": show_day(briefing.date),
            "summary": briefing.summary,
            "picture": show_picture(desk, key, briefing.picture),
        },
        "key_points": show_points(desk, briefing),
        "body": show_body(desk, key, ""),
        "matrix": matrix,
        "events": listed,
        "months": split_months(listed, BY_MONTH),
        "timeline": draw_events(desk, events, f"Timeline: {briefing.title}", "timeline"),
        "claims": show_claims(desk, look.all("claims-in-briefing", key)),
        "relations": relations,
        "network": draw_ties(desk, relations, f"Relations: {briefing.title}", "ties"),
        "articles": show_stories(desk, key),
        "actors": [
            show_card(desk, row["actor"]["ref"], briefing.date) for row in matrix["rows"]
        ],
        "meetings": links(desk, look.all("meetings-in-briefing", key)),
        "mentions": show_all_mentions(desk, key),
        "handouts": show_handouts(desk, "briefing", key),
    }
    dates = [
        briefing.date,
        *happened_days(events),
        *(held.date for held in positions),
    ]
    facts = {"@type": "Report", "name": briefing.title, "abstract": briefing.summary}
    crumbs = (HOME, ("Briefings", "briefings/index.html"))
    return frame(
        desk,
        "briefing.html",
        Head(
            briefing.title,
            crumbs=crumbs,
            dates=dates,
            description=briefing.summary,
            facts=facts,
            ref=key,
        ),
        data,
    )


def show_points(desk: PageContext, briefing: Briefing) -> list[Data]:
    """Return the key points, each with the id by which links and the search lead to it."""
    points = render_points(desk, briefing.key_points)
    return [{"id": name_point(at), "words": words} for at, words in enumerate(points, 1)]


def show_stories(desk: PageContext, key: str) -> list[Data]:
    """Return the briefing's articles as lists show them."""
    cards = (show_card(desk, ref) for ref in order_stories(desk.look, key))
    return [card for card in cards if card]


BRIEFING_PAGE = PageKind(
    "briefing",
    "briefing",
    lambda key, _: f"briefings/{key}/index.html",
    view_briefing,
)
