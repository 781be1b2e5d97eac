"""The timeline: the two newest years, and a page for each year.

Years are stable keys: an address never changes because another event was added.
"""

from briefbook.index.ledger import EditionView
from briefbook.pages.context import PageContext
from briefbook.pages.page import HOME, ONE, Head, PageKind, frame
from briefbook.pages.parts.events import (
    BY_MONTH,
    draw_events,
    find_events,
    happened_days,
    show_event,
)
from briefbook.pages.parts.months import UNDATED, show_beside, show_years, split_months
from briefbook.render.page import Page

ADDRESS = "timeline.html"
INDEX = "events-in"
NEWEST_YEARS = 2


def timeline_address(name: str) -> str:
    """Return the address of one year's timeline."""
    return f"timeline/{name}.html"


def view_timeline(_: str, desk: PageContext) -> Page:
    """Return the timeline of the two newest years that have events."""
    years = dated_years(desk.look)[-NEWEST_YEARS:] or [UNDATED]
    refs = [ref for name in years for ref in desk.look.all(INDEX, name)]
    return timeline_page(desk, "Timeline", refs, (HOME,), (years[0], years[-1]))


def view_year(key: str, desk: PageContext) -> Page:
    """Return the timeline of one year, or of the events without a date."""
    title = "Events without a date" if key == UNDATED else f"Timeline of {key}"
    crumbs = (HOME, ("Timeline", ADDRESS))
    return timeline_page(desk, title, list(desk.look.all(INDEX, key)), crumbs, (key, key))


def timeline_page(
    desk: PageContext,
    title: str,
    refs: list[str],
    crumbs: tuple[tuple[str, str], ...],
    shown: tuple[str, str],
) -> Page:
    """Return a page with the events of ``refs`` as a picture and as the same list.

    ``shown`` are the first and the last year of them.
    """
    events = find_events(desk, refs)
    listed = [show_event(desk, event) for event in events]
    here = shown[0] if desk.here != ADDRESS else ""
    data = {
        "heading": title,
        "drawing": draw_events(desk, events, title, "timeline"),
        "events": listed,
        "months": split_months(listed, BY_MONTH),
        "years": show_years(desk, INDEX, timeline_address, here),
        "beside": show_beside(desk, INDEX, timeline_address, *shown),
    }
    return frame(
        desk,
        "timeline.html",
        Head(title, crumbs=crumbs, dates=happened_days(events)),
        data,
    )


def dated_years(look: EditionView) -> list[str]:
    """Return the years that have events, the oldest first."""
    return [name for name in look.keys(INDEX) if name != UNDATED]


TIMELINE_PAGE = PageKind("timeline", ONE, lambda _, __: ADDRESS, view_timeline)
YEAR_PAGE = PageKind("year", INDEX, lambda key, _: timeline_address(key), view_year)
