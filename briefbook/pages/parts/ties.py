"""Relations as readers see them, as a table and as a network."""

from collections.abc import Iterable

from briefbook.charts.network import NetworkArrow, Node
from briefbook.charts.pictures import Drawing
from briefbook.index.ledger import EditionView
from briefbook.kinds.relation import KnownRelation
from briefbook.kinds.standing import date_tie
from briefbook.pages.context import link
from briefbook.pages.page import PageContext
from briefbook.pages.parts.days import latest_key, show_day
from briefbook.pages.parts.evidence import show_evidence
from briefbook.render.page import Data


def show_ties(desk: PageContext, ties: Iterable[KnownRelation]) -> list[Data]:
    """Return relations, the newest first, those to hidden actors left out."""
    shown = (show_tie(desk, tie) for tie in order_ties(ties, desk.look))
    return [tie for tie in shown if tie["source"] and tie["target"]]


def order_ties(ties: Iterable[KnownRelation], look: EditionView) -> list[KnownRelation]:
    """Return relations with their dates, the newest first, none of them twice."""
    dated = [date_tie(tie, look) for tie in dict.fromkeys(ties)]
    ordered = sorted(dated, key=lambda tie: (tie.source, tie.type, tie.target))
    return sorted(ordered, key=lambda tie: latest_key(tie.date), reverse=True)


def show_tie(desk: PageContext, tie: KnownRelation) -> Data:
    """Return one relation with its evidence."""
    return {
        "source": link(desk, tie.source),
        "verb": tie.type,
        "target": link(desk, tie.target),
        "date": show_day(tie.date),
        "year_inferred": tie.is_year_inferred,
        "article": link(desk, tie.article),
        "evidence": show_evidence(desk, tie.evidence, tie.source),
    }


def draw_ties(desk: PageContext, shown: list[Data], title: str, prefix: str) -> Drawing | None:
    """Return the network of relations, None if there is none."""
    if not shown:
        return None
    ends = {end["ref"]: end for tie in shown for end in (tie["source"], tie["target"])}
    nodes = [draw_node(desk, ends[ref]) for ref in sorted(ends)]
    lines = [
        NetworkArrow(tie["source"]["ref"], tie["verb"], tie["target"]["ref"], first_href(tie))
        for tie in shown
    ]
    return Drawing("network", (nodes, lines), title, prefix)


def draw_node(desk: PageContext, end: Data) -> Node:
    """Return an actor as the network draws it."""
    card = desk.look.one("card", end["ref"])
    return Node(card.ref, card.name, end["href"], card.type)


def first_href(tie: Data) -> str:
    """Return where the first piece of evidence is read."""
    evidence = next(iter(tie["evidence"]), None)
    if evidence is None:
        return ""
    found = evidence["quote"] or evidence["link"]
    return str(found["href"])
