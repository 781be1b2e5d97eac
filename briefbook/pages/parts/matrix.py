"""The matrix: who stands where on what, a row for each actor, a column for each issue."""

from collections.abc import Iterable, Mapping

from briefbook.kinds.position import Held
from briefbook.letters import sort_name
from briefbook.pages.page import Data, Desk
from briefbook.pages.parts.links import link
from briefbook.pages.parts.positions import show_standing
from briefbook.standing import bodies_of, stand

Cells = Mapping[tuple[str, str], list[Held]]


def show_matrix(desk: Desk, positions: Iterable[Held]) -> Data:
    """Return ``{issues, rows}``; a row's cells stand in the order of the issues."""
    cells = group_cells(positions)
    issues = show_heads(desk, {issue for _, issue in cells})
    actors = show_heads(desk, {actor for actor, _ in cells} | inheritors(desk, cells))
    rows = [{"actor": actor, "cells": show_row(desk, actor, issues, cells)} for actor in actors]
    return {"issues": issues, "rows": rows}


def group_cells(positions: Iterable[Held]) -> dict[tuple[str, str], list[Held]]:
    """Return positions by (actor, issue)."""
    cells: dict[tuple[str, str], list[Held]] = {}
    for held in positions:
        cells.setdefault((held.actor, held.issue), []).append(held)
    return cells


def inheritors(desk: Desk, cells: Cells) -> set[str]:
    """Return who speaks for a body that stands in the matrix."""
    bodies = {actor for actor, _ in cells}
    quotes = (
        desk.look.one("quote", ref)
        for body in bodies
        for ref in desk.look.all("spoken-by", body)
    )
    return {quote.speaker for quote in quotes if quote}


def show_heads(desk: Desk, refs: set[str]) -> list[Data]:
    """Return the links of visible entries by name."""
    shown = (link(desk, ref) for ref in sorted(refs))
    return sorted((one for one in shown if one), key=lambda one: sort_name(one["name"]))


def show_row(desk: Desk, actor: Data, issues: list[Data], cells: Cells) -> list[Data | None]:
    """Return the cells of one actor: None where nothing is known."""
    ref = actor["ref"]
    bodies = bodies_of(ref, desk.look)
    return [show_cell(desk, ref, bodies, issue["ref"], cells) for issue in issues]


def show_cell(
    desk: Desk, actor: str, bodies: list[str], issue: str, cells: Cells
) -> Data | None:
    """Return a standing: the actor's own, else that of a body the actor speaks for."""
    own = cells.get((actor, issue))
    if own:
        return show_standing(desk, stand(actor, issue, own))
    for body in bodies:
        inherited = cells.get((body, issue))
        if inherited:
            return show_standing(desk, stand(actor, issue, inherited, inherited_from=body))
    return None
