"""The matrix: who stands where on what, a row for each actor, a column for each issue.

What does not fit on its page stands on those of its parts, by the names of the actors: then it
has the newest positions itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefbook.index.ledger import EditionView
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import (
    Standing,
    basis_of,
    bodies_of,
    held_key,
    join_alike,
    stand,
)
from briefbook.pages.by_name import NamedPages, Shelf, head_shelf, name_item
from briefbook.pages.context import (
    PageContext,
    by_name,
    keep_card,
    link,
    render_line,
    show_short_day,
)
from briefbook.pages.page import Head, frame
from briefbook.pages.parts.evidence import (
    EARLIER,
    find_speakers,
    show_chip,
    show_doubts,
    show_latest,
    show_past,
    show_proofs,
)
from briefbook.pages.parts.parting import NAMES
from briefbook.render.page import Data, Page
from briefbook.statements.absence import none_found
from briefbook.statements.basis import OWN_WORDS
from briefbook.statements.events import find_newest
from briefbook.statements.words import say_sentence

HEAVIEST = 280
"""What a matrix on one page may weigh."""

Cells = Mapping[tuple[str, str], list[DatedPosition]]

WIDE = 6
"""With more issues than this the matrix is scrolled sideways, and printed as a list."""


def _find_cells(view: EditionView, actors: Iterable[str]) -> Iterator[Data]:
    """Yield what these actors hold, each on each issue, by their names."""
    for actor in actors:
        for (_, issue), held in group_cells(view.all("positions-of", actor)).items():
            yield name_item(view, actor, issue, held=held)


def _fits(cells: Sequence[Data]) -> bool:
    """Tell whether cells may share a page: by how much they say, and how many are empty."""
    return weigh(cells) <= HEAVIEST


def weigh(cells: Sequence[Data]) -> int:
    """Return how much cells weigh in a matrix, in the weight of a position."""
    said = sum(min(len(cell["held"]), EARLIER + 1) for cell in cells)
    rows, columns = {cell["ref"] for cell in cells}, {cell["more"] for cell in cells}
    return said + len(rows) + len(columns) + len(rows) * len(columns) // 12


def keep_newest_cells(cells: Sequence[Data]) -> list[Data]:
    """Return as many cells as fit on a page, the newest."""
    newest = sorted(cells, key=lambda cell: max(map(held_key, cell["held"])), reverse=True)
    count = len(newest)
    while not _fits(newest[:count]):
        count = count * 9 // 10
    return newest[:count]


def _show_positions(context: PageContext, shelf: Shelf) -> Page:
    """Return the matrix of a part, or of the newest positions with the ways to all of them."""
    cells = [] if shelf.part and shelf.links else keep_newest_cells(shelf.items)
    is_whole = not shelf.part and not shelf.links
    shown = [held for cell in cells for held in cell["held"]]
    title, crumbs = head_shelf(shelf, "Positions", POSITIONS.main)
    head = Head(title, crumbs, [held.date for held in shown])
    data = {
        "matrix": show_matrix(context, shown, has_speakers=is_whole),
        "parts": shelf.links,
        "is_newest": bool(shelf.links and not shelf.part),
    }
    return frame(context, "positions.html", head, data)


def show_matrix(
    context: PageContext, positions: Iterable[DatedPosition], has_speakers: bool = True
) -> Data:
    """Return ``{issues, rows, is_wide}``; a row's cells stand in the order of the issues.

    It has those who speak for a body, too, unless they are so many that it is cut.
    """
    cells = group_cells(positions)
    day = find_newest(held.date for standing in cells.values() for held in standing)
    issues = _show_heads(context, {issue for _, issue in cells}, day)
    holders = {actor for actor, _ in cells}
    bodies = holders if has_speakers else ()
    speakers = {one for body in bodies for one in find_speakers(context, body)}
    context.placed |= holders | speakers
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
    latest = [
        show_latest(context, held, _show_position) for held in join_alike(standing.latest)
    ]
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
    return {
        "words": chip["words"],
        "short": chip["short"],
        "step": chip["step"],
        "date": show_short_day(held.date),
        "condition": held.condition,
        "summary": render_line(context, held.summary),
        "is_own": basis_of(held, context.view) in OWN_WORDS,
        "evidence": show_proofs(context, held),
        **show_doubts(context, held, brief=True),
    }


def _say_count(context: PageContext, refs: list[str]) -> str:
    quotes = all(context.one("quote", ref) for ref in refs)
    one, more = ("quote", "quotes") if quotes else ("piece", "pieces")
    return f"{len(refs)} {one if len(refs) == 1 else more}" if refs else ""


POSITIONS = NamedPages(
    "positions",
    "positions.html",
    lambda view: view.keys("positions-of"),
    _find_cells,
    _show_positions,
    NAMES._replace(fits=_fits),
)
