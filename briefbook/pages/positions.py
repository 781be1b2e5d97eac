"""The matrix of positions: the actors and issues of the last year.

Older positions stand on the pages of the briefings and issues.
"""

from datetime import date, timedelta

from briefbook.kinds.position import DatedPosition
from briefbook.pages.context import PageContext
from briefbook.pages.page import Head, frame, single_page
from briefbook.pages.parts.matrix import show_matrix
from briefbook.render.page import Page
from briefbook.statements.events import find_newest
from briefbook.syntax.dates import parse_date

DAYS = 365


def _view_positions(_: str, context: PageContext) -> Page:
    """Return the matrix of the positions of the last year before the newest one."""
    everything = [
        held for issue in context.keys("issue") for held in context.all("positions-on", issue)
    ]
    shown = _keep_recent(everything)
    data = {
        "matrix": show_matrix(context, shown),
        "left_out": len(everything) - len(shown),
        "listings": {
            "briefings": context.href("briefings/index.html"),
            "issues": context.href("issues/index.html"),
        },
    }
    return frame(
        context, "positions.html", Head("Positions", dates=[held.date for held in shown]), data
    )


def _keep_recent(positions: list[DatedPosition]) -> list[DatedPosition]:
    """Return the positions of actors and on issues of the last year, older ones among them."""
    recent = _find_recent(positions)
    actors = {held.actor for held in recent}
    issues = {held.issue for held in recent}
    return [held for held in positions if held.actor in actors and held.issue in issues]


def _find_recent(positions: list[DatedPosition]) -> list[DatedPosition]:
    """Return the positions that end in the last year before the newest; the undated count."""
    last = find_newest(held.date for held in positions)
    if not last:
        return positions
    first = _year_before(parse_date(last).latest)
    return [
        held for held in positions if not held.date or parse_date(held.date).latest >= first
    ]


def _year_before(day: str) -> str:
    """Return the ISO day a year before; the first day there is where there is none."""
    try:
        return (date.fromisoformat(day) - timedelta(days=DAYS)).isoformat()
    except OverflowError:
        return date.min.isoformat()


POSITIONS_PAGE = single_page("positions", "positions.html", _view_positions)
