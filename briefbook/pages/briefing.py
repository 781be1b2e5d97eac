"""A briefing: key points first, then the overview, who stands where, and what happened."""

from briefbook.kinds.briefing import Briefing, name_point
from briefbook.pages.article import show_body
from briefbook.pages.by_year import Archive
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
from briefbook.pages.parts.events import draw_events, find_events, happened_days
from briefbook.pages.parts.evidence import draw_ties, find_older_ties, show_ties
from briefbook.pages.parts.lists import order_stories, pick_newest
from briefbook.pages.parts.parting import FEW, MANY
from briefbook.pages.positions import show_newest_matrix
from briefbook.render.page import Data, Page

CRUMBS = (HOME, ("Briefings", "briefings/index.html"))
ARCHIVE = Archive(
    "briefing",
    lambda key, _: f"briefings/{key}/index.html",
    CRUMBS,
    {
        "articles": "stories-in",
        "events": "events-in-briefing",
        "claims": "claims-in-briefing",
        "mentions": "mentioned",
    },
    newest=FEW,
)


def _view_briefing(key: str, context: PageContext) -> Page:
    briefing: Briefing = context.one("briefing", key)
    lists = ARCHIVE.read(key, context.view)
    newest = pick_newest(lists["events"], FEW)
    events = find_events(context, (one.ref for one in newest))
    positions = context.all("positions-in", key)
    matrix = show_newest_matrix(context, positions)
    ties = context.all("ties-in", key)
    relations = show_ties(context, ties)
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
        **ARCHIVE.show_newest(context, key, lists),
        "timeline": draw_events(context, events, f"Timeline: {briefing.title}", "timeline"),
        "relations": relations,
        "older_ties": find_older_ties(context, ties),
        "network": draw_ties(context, relations, f"Relations: {briefing.title}", "ties"),
        "articles": show_cards(context, order_stories(context.view, key)[:MANY]),
        "actors": [
            show_card(context, row["actor"]["ref"], briefing.date) for row in matrix["rows"]
        ],
        "meetings": links(context, context.all("meetings-in-briefing", key)),
        "handouts": show_handouts(context, "briefing", key),
    }
    dates = [briefing.date, *happened_days(events), *(held.date for held in positions)]
    facts = {"@type": "Report", "name": briefing.title, "abstract": briefing.summary}
    head = Head(
        briefing.title, CRUMBS, dates, description=briefing.summary, facts=facts, ref=key
    )
    return frame(context, "briefing.html", head, data)


def _show_points(context: PageContext, briefing: Briefing) -> list[Data]:
    """Return the key points, each with the id by which links and the search lead to it."""
    points = render_points(context, briefing.key_points)
    return [{"id": name_point(at), "words": words} for at, words in enumerate(points, 1)]


BRIEFING_PAGE = PageKind("briefing", "briefing", ARCHIVE.address, _view_briefing)
BRIEFING_YEAR_PAGE = ARCHIVE.make_kind()
