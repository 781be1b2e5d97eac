"""Positions as readers see them: in words, dated, and with the words that show them."""

from collections.abc import Iterable

from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import Standing, basis_of, find_reporters, list_sides, say_move
from briefbook.pages.context import keep_card, link, name_of, tell_sentence
from briefbook.pages.page import PageContext
from briefbook.pages.parts.days import show_day
from briefbook.pages.parts.prose import render_line
from briefbook.pages.parts.quotes import show_chip, show_cited
from briefbook.render.page import Data
from briefbook.statements.basis import basis, reporter, second_hand
from briefbook.statements.positions import SILENT, confidence, position_of
from briefbook.statements.words import say_sentence


def show_held(desk: PageContext, held: DatedPosition) -> Data:
    """Return one position with its evidence; ``step`` is 1–5 along the scale, or ``off``.

    The article is named where there is no evidence to lead to.
    """
    evidence = show_evidence(desk, held.evidence, held.actor)
    return {
        **show_chip(desk, held.issue, held.stance),
        **show_doubts(desk, held),
        "holder": link(desk, held.actor),
        "date": show_day(held.date),
        "condition": held.condition,
        "summary": render_line(desk, held.summary),
        "article": None if evidence else link(desk, held.article),
        "href": desk.href(held.address),
        "evidence": evidence,
    }


def show_doubts(desk: PageContext, held: DatedPosition, brief: bool = False) -> Data:
    """Return how a position is known, who describes it, and what is doubtful about it."""
    known = basis_of(held, desk.look)
    is_told = known == "described" and not {*held.stance} & {*SILENT}
    reporters = find_reporters(held, desk.look) if is_told else []
    teller = " and ".join(name_of(desk, ref) for ref in reporters)
    return {
        "basis_words": say_sentence(basis(known, teller), brief),
        "reporter": say_sentence(reporter(known, teller, held.stance)),
        "described": say_sentence(basis(known, teller)) if reporters else "",
        "confidence": say_sentence(confidence(held.confidence)),
        "second_hand": say_sentence(second_hand(list_sides(held, desk.look))),
    }


def show_evidence(desk: PageContext, refs: Iterable[str], holder: str = "") -> list[Data]:
    """Return the evidence of a statement: quotes by their words, claims and events as links.

    ``holder`` is the person of the card that it stands on, whose name need not be said.
    """
    shown = (show_one(desk, ref, holder) for ref in dict.fromkeys(refs))
    return [one for one in shown if one["quote"] or one["link"]]


def show_one(desk: PageContext, ref: str, holder: str = "") -> Data:
    """Return one piece of evidence, without either where this edition has nothing of it."""
    said = desk.look.one("quote", ref)
    if said:
        return {"quote": show_cited(desk, said, holder), "link": None}
    found = link(desk, ref)
    return {"quote": None, "link": found and {**found, "card": keep_card(desk, ref)}}


EARLIER = 10
"""Former positions that are shown; how many there were besides is said."""


def show_standing(desk: PageContext, standing: Standing) -> Data:
    """Return where an actor stands on an issue: the latest positions, and earlier ones."""
    latest = [show_held(desk, held) for held in standing.latest]
    return {
        "actor": link(desk, standing.actor),
        "issue": link(desk, standing.issue),
        "latest": latest,
        "earlier": [show_held(desk, held) for held in standing.earlier[:EARLIER]],
        "before": len(standing.earlier[EARLIER:]),
        "inherited": show_inherited(desk, standing),
        "count": len(
            {ref for held in (*standing.latest, *standing.earlier) for ref in held.evidence}
        ),
        "dates": [held.date for held in (*standing.latest, *standing.earlier)],
        "moved": say_moves(desk, standing),
    }


def say_moves(desk: PageContext, standing: Standing, brief: bool = False) -> str:
    """Return from where an actor moved to the latest positions, "" if that is not shown.

    Under several conditions there may be several moves.
    """
    moves = (say_move(standing, held, desk.look) for held in standing.latest)
    return "; ".join(say_sentence(made, brief) for made in dict.fromkeys(moves) if made)


def show_inherited(desk: PageContext, standing: Standing) -> list[Data]:
    """Return whose position it is that stands at somebody who speaks for them, in pieces."""
    body = standing.inherited_from
    return tell_sentence(desk, position_of(name_of(desk, body)), {"body": body})
