"""Relations: who does what to whom, as a network and as a table."""

from briefbook.pages.page import ONE, PageContext, PageKind
from briefbook.pages.parts.frame import Head, frame
from briefbook.pages.parts.ties import draw_ties, show_ties
from briefbook.render.page import Page

ADDRESS = "relations.html"


def view_relations(_: str, desk: PageContext) -> Page:
    """Return the page of all relations."""
    ties = desk.look.all("ties")
    shown = show_ties(desk, ties)
    data = {
        "relations": shown,
        "network": draw_ties(desk, shown, "Who does what to whom", "ties"),
    }
    return frame(
        desk, "relations.html", Head("Relations", dates=[tie.date for tie in ties]), data
    )


RELATIONS_PAGE = PageKind("relations", ONE, lambda _, __: ADDRESS, view_relations)
