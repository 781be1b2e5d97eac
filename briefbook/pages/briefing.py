"""A briefing: key points first, then the overview, who stands where, and what happened."""

from briefbook.kinds.briefing import Briefing, name_point
from briefbook.pages.article import show_body
from briefbook.pages.context import (
    PageContext,
    links,
    render_points,
    show_card,
    show_cards,
    show_day,
    show_picture,
)
from briefbook.pages.handouts import show_handouts
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.events import find_events, happened_days, show_chronicle
from briefbook.pages.parts.evidence import draw_ties, show_claims, show_ties
from briefbook.pages.parts.lists import order_stories, show_all_mentions
from briefbook.pages.positions import show_matrix
from briefbook.render.page import Data, Page


def _view_briefing(key: str, context: PageContext) -> Page:
    briefing: Briefing = context.one("briefing", key)
    events = find_events(context, context.all("events-in-briefing", key))
    positions = context.all("positions-in", key)
    matrix = show_matrix(context, positions)
    relations = show_ties(context, context.all("ties-in", key))
    data = {
        "briefing": {
            "id": key,
            "date": show_day(briefing.date),
            "summary": briefing.summary,
            "picture": show_picture(context, key, briefing.picture),
        },
        "key_points": _show_points(context, briefing),
        "body": show_body(context, key, ""),
        "matrix": matrix,
        **show_chronicle(context, events, f"Timeline: {briefing.title}"),
        "claims": show_claims(context, context.all("claims-in-briefing", key)),
        "relations": relations,
        "network": draw_ties(context, relations, f"Relations: {briefing.title}", "ties"),
        "articles": show_cards(context, order_stories(context.view, key)),
        "actors": [
            show_card(context, row["actor"]["ref"], briefing.date) for row in matrix["rows"]
        ],
        "meetings": links(context, context.all("meetings-in-briefing", key)),
        "mentions": show_all_mentions(context, key),
        "handouts": show_handouts(context, "briefing", key),
    }
    dates = [briefing.date, *happened_days(events), *(held.date for held in positions)]
    facts = {"@type": "Report", "name": briefing.title, "abstract": briefing.summary}
    crumbs = (HOME, ("Briefings", "briefings/index.html"))
    head = Head(
        briefing.title, crumbs, dates, description=briefing.summary, facts=facts, ref=key
    )
    return frame(context, "briefing.html", head, data)


def _show_points(context: PageContext, briefing: Briefing) -> list[Data]:
    """Return the key points, each with the id by which links and the search lead to it."""
    points = render_points(context, briefing.key_points)
    return [{"id": name_point(at), "words": words} for at, words in enumerate(points, 1)]


BRIEFING_PAGE = PageKind(
    "briefing", "briefing", lambda key, _: f"briefings/{key}/index.html", _view_briefing
)
