"""The timeline: the two newest years, and a page for each year.

Years are stable keys: an address never changes because another event was added.
"""

from briefbook.ledger import Look
from briefbook.pages.page import ONE, Data, Desk, Page, PageKind
from briefbook.pages.parts.events import draw_events, find_events, show_event
from briefbook.pages.parts.frame import HOME, Head, frame

ADDRESS = "timeline.html"
UNDATED = "undated"
NEWEST_YEARS = 2


def timeline_address(name: str) -> str:
    """Return the address of one year's timeline."""
    return f"timeline/{name}.html"


def view_timeline(_: str, desk: Desk) -> Page:
    """Return the timeline of the two newest years that have events."""
    years = dated_years(desk.look)
    refs = [ref for name in years[-NEWEST_YEARS:] for ref in desk.look.all("events-in", name)]
    return timeline_page(desk, "Timeline", refs, (HOME,), "")


def view_year(key: str, desk: Desk) -> Page:
    """Return the timeline of one year, or of the events without a date."""
    title = "Events without a date" if key == UNDATED else f"Timeline of {key}"
    crumbs = (HOME, ("Timeline", ADDRESS))
    return timeline_page(desk, title, list(desk.look.all("events-in", key)), crumbs, key)


def timeline_page(
    desk: Desk, title: str, refs: list[str], crumbs: tuple[tuple[str, str], ...], here: str
) -> Page:
    """Return a page with the events of ``refs`` as a picture and as the same list."""
    events = find_events(desk, refs)
    data = {
        "heading": title,
        "drawing": draw_events(desk, events, title, "timeline"),
        "events": [show_event(desk, event) for event in events],
        "years": [show_year(desk, name, here) for name in desk.look.keys("events-in")],
    }
    return frame(
        desk,
        "timeline.html",
        Head(title, crumbs=crumbs, dates=[event.date for event in events]),
        data,
    )


def show_year(desk: Desk, name: str, here: str) -> Data:
    """Return the link to a year's page with the number of its events."""
    return {
        "name": "No date" if name == UNDATED else name,
        "href": desk.href(timeline_address(name)),
        "count": len(desk.look.all("events-in", name)),
        "here": name == here,
    }


def dated_years(look: Look) -> list[str]:
    """Return the years that have events, the oldest first."""
    return [name for name in look.keys("events-in") if name != UNDATED]


TIMELINE_PAGE = PageKind("timeline", ONE, lambda _, __: ADDRESS, view_timeline)
YEAR_PAGE = PageKind("year", "events-in", lambda key, _: timeline_address(key), view_year)
