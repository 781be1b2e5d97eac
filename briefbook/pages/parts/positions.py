"""Positions as readers see them: in words, dated, and with the words that show them."""

from collections.abc import Iterable

from briefbook.kinds.position import Held
from briefbook.pages.page import Data, Desk
from briefbook.pages.parts.days import say_short_day, show_day
from briefbook.pages.parts.links import keep_card, link
from briefbook.pages.parts.prose import render_line
from briefbook.pages.parts.quotes import BASIS_WORDS, show_chip, show_cited
from briefbook.standing import Standing, basis_of, is_second_hand, say_stance


def show_held(desk: Desk, held: Held) -> Data:
    """Return one position with its evidence; ``step`` is 1–5 along the scale, or ``off``.

    The article is named where there is no evidence to lead to.
    """
    basis = basis_of(held, desk.look)
    evidence = show_evidence(desk, held.evidence)
    return {
        **show_chip(desk, held.issue, held.stance),
        "holder": link(desk, held.actor),
        "date": show_day(held.date),
        "condition": held.condition,
        "summary": render_line(desk, held.summary),
        "confidence": held.confidence,
        "basis_words": BASIS_WORDS.get(basis, basis),
        "second_hand": is_second_hand(held, desk.look),
        "article": None if evidence else link(desk, held.article),
        "href": desk.href(held.address),
        "evidence": evidence,
    }


def show_evidence(desk: Desk, refs: Iterable[str]) -> list[Data]:
    """Return the evidence of a statement: quotes by their words, claims and events as links."""
    shown = (show_one(desk, ref) for ref in dict.fromkeys(refs))
    return [one for one in shown if one["quote"] or one["link"]]


def show_one(desk: Desk, ref: str) -> Data:
    """Return one piece of evidence, without either where this edition has nothing of it."""
    said = desk.look.one("quote", ref)
    if said:
        return {"quote": show_cited(desk, said), "link": None}
    found = link(desk, ref)
    return {"quote": None, "link": found and {**found, "card": keep_card(desk, ref)}}


EARLIER = 10
"""Former positions that are shown; how many there were besides is said."""


def show_standing(desk: Desk, standing: Standing) -> Data:
    """Return where an actor stands on an issue: the latest positions, and earlier ones."""
    latest = [show_held(desk, held) for held in standing.latest]
    return {
        "actor": link(desk, standing.actor),
        "issue": link(desk, standing.issue),
        "latest": latest,
        "earlier": [show_held(desk, held) for held in standing.earlier[:EARLIER]],
        "before": len(standing.earlier[EARLIER:]),
        "inherited_from": link(desk, standing.inherited_from),
        "count": len(
            {ref for held in (*standing.latest, *standing.earlier) for ref in held.evidence}
        ),
        "dates": [held.date for held in (*standing.latest, *standing.earlier)],
        "moved": moved(standing),
    }


def moved(standing: Standing) -> str:
    """Return from where to where the newest position differs from the one before it, or ""."""
    begun = moved_from(standing)
    return f"{begun} to {say_stance(standing.latest[0].stance)}" if begun else ""


def moved_from(standing: Standing) -> str:
    """Return from where, and after when, the newest position has moved; "" if it has not."""
    newest, before = find_step(standing)
    if newest is None or before is None or before.stance == newest.stance:
        return ""
    when = f" ({say_short_day(before.date)})" if before.date else ""
    return f"moved from {say_stance(before.stance)}{when}"


def find_step(standing: Standing) -> tuple[Held | None, Held | None]:
    """Return the newest position, and the one before it under the same condition."""
    newest = next(iter(standing.latest), None)
    if newest is None:
        return None, None
    alike = (held for held in standing.earlier if held.condition == newest.condition)
    return newest, next(alike, None)
