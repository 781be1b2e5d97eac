"""Relations as readers see them, as a table and as a network."""

from collections.abc import Iterable

from briefbook.drawing.network import Node, draw_network
from briefbook.drawing.network import Tie as Line
from briefbook.kinds.relation import Tie
from briefbook.pages.page import Data, Desk
from briefbook.pages.parts.days import latest_key, show_day
from briefbook.pages.parts.links import link
from briefbook.pages.parts.positions import show_evidence


def show_ties(desk: Desk, ties: Iterable[Tie]) -> list[Data]:
    """Return relations, the newest first, those to hidden actors left out."""
    ordered = sorted(dict.fromkeys(ties), key=lambda tie: (tie.source, tie.type, tie.target))
    ordered.sort(key=lambda tie: latest_key(tie.date), reverse=True)
    shown = (show_tie(desk, tie) for tie in ordered)
    return [tie for tie in shown if tie["source"] and tie["target"]]


def show_tie(desk: Desk, tie: Tie) -> Data:
    """Return one relation with its evidence."""
    return {
        "source": link(desk, tie.source),
        "verb": tie.type,
        "target": link(desk, tie.target),
        "date": show_day(tie.date),
        "article": link(desk, tie.article),
        "evidence": show_evidence(desk, tie.evidence),
    }


def draw_ties(shown: list[Data], title: str, prefix: str) -> str:
    """Return the network of relations as SVG, "" if there is none."""
    if not shown:
        return ""
    ends = {end["ref"]: end for tie in shown for end in (tie["source"], tie["target"])}
    nodes = [
        Node(ref, end["name"], end["href"], end["type"]) for ref, end in sorted(ends.items())
    ]
    lines = [
        Line(tie["source"]["ref"], tie["verb"], tie["target"]["ref"], first_href(tie))
        for tie in shown
    ]
    return draw_network(nodes, lines, title, prefix)


def first_href(tie: Data) -> str:
    """Return where the first piece of evidence is read."""
    evidence = next(iter(tie["evidence"]), None)
    if evidence is None:
        return ""
    found = evidence["quote"] or evidence["link"]
    return str(found["href"])
