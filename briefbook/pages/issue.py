"""An issue's page: the question, the scale with everyone on it, and the evidence."""

from collections.abc import Sequence

from briefbook.charts import Drawing
from briefbook.kinds.issue import OFF_SCALE, Issue, issue_address
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import Standing
from briefbook.pages.by_year import Archive
from briefbook.pages.context import PageContext, links, once, render_line
from briefbook.pages.handouts import show_handouts
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.charts import PageChart
from briefbook.pages.parts.evidence import (
    find_claims,
    find_standings,
    find_step,
    keep_newest,
    show_claims,
    show_standing,
)
from briefbook.pages.parts.lists import draw_mentions, pick_newest
from briefbook.pages.parts.plots import draw_scale
from briefbook.render.page import Data, Page
from briefbook.statements.absence import none_found
from briefbook.statements.words import say_sentence

CRUMBS = (HOME, ("Issues", "issues/index.html"))
ARCHIVE = Archive(
    "issue",
    lambda key, _: issue_address(key),
    CRUMBS,
    {"positions": "positions-on", "quotes": "quotes-on", "mentions": "mentioned"},
)


@once
def _find_standings(context: PageContext, key: str) -> list[Standing]:
    return find_standings(context, key, context.all("positions-on", key))


def _draw_scale(context: PageContext, key: str) -> Drawing | None:
    return draw_scale(context, context.one("issue", key), _find_standings(context, key))


PLOT = PageChart("scale", _draw_scale, ARCHIVE.address)


def _view_issue(key: str, context: PageContext) -> Page:
    issue: Issue = context.one("issue", key)
    lists = ARCHIVE.read(key, context.view)
    everything = context.all("positions-on", key)
    standings = _find_standings(context, key)
    positions = [show_standing(context, one) for one in keep_newest(standings)]
    quotes = tuple(one.ref for one in pick_newest(lists["quotes"]))
    dates = [date for position in positions for date in position["dates"]]
    data = {
        "issue": {
            "id": key,
            "name": issue.name,
            "question": issue.question,
            "summary": render_line(context, issue.summary),
            "line": render_line(context, issue.line),
        },
        "scale": _show_scale(issue, positions, everything),
        "plot": PLOT.show(context, key),
        "positions": positions,
        **ARCHIVE.show_newest(context, key, lists),
        "claims": show_claims(context, find_claims(context, quotes)),
        "meetings": links(context, context.all("meetings-about", key)),
        "handouts": show_handouts(context, "issue", key),
        **draw_mentions(lists["mentions"], issue.name),
    }
    facts = {"@type": "DefinedTerm", "name": issue.name, "description": issue.question}
    head = Head(issue.name, CRUMBS, dates, description=issue.question, facts=facts, ref=key)
    return frame(context, "issue.html", head, data)


def _show_scale(
    issue: Issue, positions: list[Data], everything: Sequence[DatedPosition]
) -> list[Data]:
    """Return the labels of the scale in their order, then those off it, with who is there.

    That nobody was found at a label is said only where nobody ever was.
    """
    columns = [
        {
            "label": label.replace("-", " "),
            "step": find_step((label,), issue.scale),
            "off_scale": label not in issue.scale,
            "holders": _holders_of(positions, label),
            "none": say_sentence(
                none_found([held for held in everything if label in held.stance])
            ),
        }
        for label in (*issue.scale, *OFF_SCALE)
    ]
    return [column for column in columns if column["holders"] or not column["off_scale"]]


def _holders_of(positions: list[Data], label: str) -> list[Data]:
    latest = (held for position in positions for held in position["latest"])
    return [held for held in latest if _stands_at(held, label)]


def _stands_at(held: Data, label: str) -> bool:
    """Tell whether a shown position is at a label, or may be."""
    return label.replace("-", " ") in str(held["words"]).split(" or ")


ISSUE_PAGE = PageKind("issue", "issue", ARCHIVE.address, _view_issue)
ISSUE_YEAR_PAGE = ARCHIVE.make_kind()
ISSUE_CHART = PLOT.make_kind("issue-chart", "issue")
