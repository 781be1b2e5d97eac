"""A briefing: key points first, then the overview, who stands where, and what happened."""

from briefbook.charts import Drawing
from briefbook.kinds.briefing import Briefing, name_point
from briefbook.kinds.event import Happening
from briefbook.pages.article import show_body
from briefbook.pages.by_year import Archive
from briefbook.pages.context import (
    PageContext,
    links,
    once,
    render_points,
    show_card,
    show_cards,
    show_day,
    show_picture,
)
from briefbook.pages.handouts import show_handouts
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.charts import PageChart
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


@once
def _find_events(context: PageContext, key: str) -> list[Happening]:
    listed = dict.fromkeys(context.all("events-in-briefing", key))
    return find_events(context, (one.ref for one in pick_newest(listed, FEW)))


@once
def _show_ties(context: PageContext, key: str) -> list[Data]:
    return show_ties(context, context.all("ties-in", key))


def _draw_timeline(context: PageContext, key: str) -> Drawing | None:
    is_all = len({*context.all("events-in-briefing", key)}) <= FEW
    return draw_events(context, _find_events(context, key), "timeline", is_all=is_all)


def _draw_network(context: PageContext, key: str) -> Drawing | None:
    is_all = len(context.all("ties-in", key)) <= FEW
    return draw_ties(context, _show_ties(context, key), is_all)


TIMELINE = PageChart("events", _draw_timeline, ARCHIVE.address)
NETWORK = PageChart("relations", _draw_network, ARCHIVE.address)


def _view_briefing(key: str, context: PageContext) -> Page:
    briefing: Briefing = context.one("briefing", key)
    lists = ARCHIVE.read(key, context.view)
    events = _find_events(context, key)
    positions = context.all("positions-in", key)
    matrix = show_newest_matrix(context, positions)
    ties = context.all("ties-in", key)
    relations = _show_ties(context, key)
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
        "timeline": TIMELINE.show(context, key),
        "relations": relations,
        "older_ties": find_older_ties(context, ties),
        "network": NETWORK.show(context, key),
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
BRIEFING_CHARTS = (
    TIMELINE.make_kind("briefing-events-chart", "briefing"),
    NETWORK.make_kind("briefing-relations-chart", "briefing"),
)
