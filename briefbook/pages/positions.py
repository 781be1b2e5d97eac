"""The matrix: who stands where on what, a row for each actor, a column for each issue.

Its own page has the actors and issues of the last year. Older positions stand on the pages of
the briefings and issues.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import Standing, basis_of, bodies_of, join_alike, stand
from briefbook.pages.context import (
    PageContext,
    by_name,
    keep_card,
    link,
    render_line,
    show_short_day,
)
from briefbook.pages.page import Head, frame, single_page
from briefbook.pages.parts.evidence import (
    attribute,
    find_speakers,
    show_chip,
    show_doubts,
    show_past,
    show_sentence,
)
from briefbook.render.page import Data, Page
from briefbook.statements.absence import none_found
from briefbook.statements.basis import OWN_WORDS
from briefbook.statements.events import find_newest
from briefbook.statements.words import say_sentence
from briefbook.syntax.dates import parse_date

DAYS = 365

Cells = Mapping[tuple[str, str], list[DatedPosition]]

WIDE = 6
"""With more issues than this the matrix is scrolled sideways, and printed as a list."""


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


def show_matrix(context: PageContext, positions: Iterable[DatedPosition]) -> Data:
    """Return ``{issues, rows, is_wide}``; a row's cells stand in the order of the issues."""
    cells = group_cells(positions)
    day = find_newest(held.date for standing in cells.values() for held in standing)
    issues = _show_heads(context, {issue for _, issue in cells}, day)
    holders = {actor for actor, _ in cells}
    speakers = {one for body in holders for one in find_speakers(context, body)}
    actors = _show_heads(context, holders | speakers, day)
    rows = [
        {"actor": actor, "cells": _show_row(context, actor, issues, cells)} for actor in actors
    ]
    return {
        "issues": issues,
        "rows": rows,
        "is_wide": len(issues) > WIDE,
        "none": say_sentence(none_found(()), brief=True),
    }


def group_cells(
    positions: Iterable[DatedPosition],
) -> dict[tuple[str, str], list[DatedPosition]]:
    """Return positions by (actor, issue)."""
    cells: dict[tuple[str, str], list[DatedPosition]] = {}
    for held in positions:
        cells.setdefault((held.actor, held.issue), []).append(held)
    return cells


def _show_heads(context: PageContext, refs: set[str], day: str) -> list[Data]:
    shown = (_show_head(context, ref, day) for ref in sorted(refs))
    return by_name(one for one in shown if one)


def _show_head(context: PageContext, ref: str, day: str) -> Data | None:
    """Return the head of a row or column: a link with its preview.

    ``type`` is the actor's, ``ends`` are those of the issue's scale.
    """
    card = context.one("card", ref)
    issue = context.one("issue", ref)
    scale = [label.replace("-", " ") for label in issue.scale] if issue else []
    return card and {
        **(link(context, ref) or {}),
        "type": card.type,
        "card": keep_card(context, ref, day),
        "ends": scale[:: len(scale) - 1] if len(scale) > 1 else [],
    }


def _show_row(
    context: PageContext, actor: Data, issues: list[Data], cells: Cells
) -> list[Data | None]:
    ref = actor["ref"]
    bodies = bodies_of(ref, context.view)
    return [_show_cell(context, ref, bodies, issue["ref"], cells) for issue in issues]


def _show_cell(
    context: PageContext, actor: str, bodies: list[str], issue: str, cells: Cells
) -> Data | None:
    """Return a standing: the actor's own, else that of a body the actor speaks for."""
    for body in ("", *bodies):
        held = cells.get((body or actor, issue))
        if held:
            return _show_stand(context, stand(actor, issue, held, inherited_from=body))
    return None


def _show_stand(context: PageContext, standing: Standing) -> Data:
    latest = [_show_position(context, held) for held in join_alike(standing.latest)]
    every = (*standing.latest, *standing.earlier)
    evidence = dict.fromkeys(ref for held in every for ref in held.evidence)
    return {
        "latest": latest,
        "is_own": any(held["is_own"] for held in latest),
        "count": _say_count(context, list(evidence)),
        **show_past(context, standing, _show_position, brief=True),
    }


def _show_position(context: PageContext, held: DatedPosition) -> Data:
    chip = show_chip(context, held.issue, held.stance)
    proofs = [_show_proof(context, ref, held) for ref in dict.fromkeys(held.evidence)]
    return {
        "words": chip["words"],
        "step": chip["step"],
        "date": show_short_day(held.date),
        "condition": held.condition,
        "summary": render_line(context, held.summary),
        "is_own": basis_of(held, context.view) in OWN_WORDS,
        "evidence": [one for one in proofs if one["quote"] or one["link"]],
        **show_doubts(context, held, brief=True),
    }


def _show_proof(context: PageContext, ref: str, held: DatedPosition) -> Data:
    """Return one piece of evidence, without the speaker and day that the position has too."""
    said = context.one("quote", ref)
    if not said:
        return {"quote": None, "link": link(context, ref)}
    quote = {**show_sentence(context, said), **attribute(context, said, held.actor)}
    date = None if said.date == held.date else show_short_day(said.date)
    return {"quote": {**quote, "date": date}, "link": None}


def _say_count(context: PageContext, refs: list[str]) -> str:
    quotes = all(context.one("quote", ref) for ref in refs)
    one, more = ("quote", "quotes") if quotes else ("piece", "pieces")
    return f"{len(refs)} {one if len(refs) == 1 else more}" if refs else ""
