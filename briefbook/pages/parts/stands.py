"""Where an actor stands, in sentences whose stances lead to the words that show them."""

from collections.abc import Iterable, Sequence

from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import (
    Standing,
    basis_of,
    held_key,
    list_sides,
    name_tellers,
    say_move,
    see_stance,
    standings_of,
)
from briefbook.pages.context import PageContext, by_name, link, links, name_of
from briefbook.pages.parts.evidence import say_age
from briefbook.pages.parts.plots import find_words
from briefbook.render.page import Data
from briefbook.statements.basis import second_hand
from briefbook.statements.stands import StatedPosition, stands_nowhere, stands_on
from briefbook.statements.words import Piece, Sentence, split

MOST, FEW = 8, 2
"""Issues of which a page tells where somebody stands, and those of a preview."""


def state_standing(
    context: PageContext, standing: Standing
) -> tuple[Sentence | None, list[DatedPosition]]:
    """Return the sentence on a standing, and the positions in it, by their places there.

    Positions of which it would say the same are said once.
    """
    said: dict[StatedPosition, DatedPosition] = {}
    for held in standing.latest:
        said.setdefault(_state_position(context, standing, held), held)
    issue, body = (name_of(context, one) for one in (standing.issue, standing.inherited_from))
    return stands_on(issue, [*said], body) if issue else None, [*said.values()]


def _state_position(
    context: PageContext, standing: Standing, held: DatedPosition
) -> StatedPosition:
    view, known = context.view, basis_of(held, context.view)
    tellers = (name_of(context, ref) for ref in name_tellers(held, known, view))
    return StatedPosition(
        see_stance(standing, held, view),
        known,
        " and ".join(filter(None, tellers)),
        bool(second_hand(list_sides(held, view))),
        held.confidence,
        say_move(standing, held, view),
        say_age(context, held),
    )


def order_by_newest(standings: Iterable[Standing]) -> list[Standing]:
    """Return standings with the newest first, those of one day in the order given."""
    return sorted(standings, key=lambda one: held_key(one.latest[0])[0], reverse=True)


def show_stands(context: PageContext, standings: Sequence[Standing], most: int = MOST) -> Data:
    """Return ``{lines, more}``: the newest standings, each a sentence in pieces.

    A piece is ``{words, link, is_stance}``; ``more`` is how many are left out.
    """
    newest = order_by_newest(standings)
    return {
        "lines": [_tell(context, one) for one in newest[:most]],
        "more": len(newest[most:]),
    }


def _tell(context: PageContext, standing: Standing) -> list[Data]:
    made, said = state_standing(context, standing)
    if made is None:
        return []
    ends = {f"{at}.stance": find_words(context, held) for at, held in enumerate(said)}
    pieces = split(made, within="positions")
    return [_show_piece(context, piece, {"issue": standing.issue}, ends) for piece in pieces]


def _show_piece(
    context: PageContext, piece: Piece, refs: dict[str, str], ends: dict[str, str]
) -> Data:
    if piece.name in ends:
        shown = {"name": piece.words, "href": ends[piece.name], "status": ""}
        return {"words": piece.words, "link": shown, "is_stance": True}
    named = link(context, refs.get(piece.name, ""))
    return {"words": piece.words, "link": named, "is_stance": False}


def tell_absence(
    context: PageContext, issues: Iterable[str], found: Iterable[str]
) -> list[Data]:
    """Return in pieces on which of some issues nothing is found of somebody.

    ``found`` are those on which there is a position.
    """
    known = {*found}
    shown = by_name(links(context, issues))
    made = stands_nowhere([(one["name"], one["ref"] in known) for one in shown])
    absent = [one["ref"] for one in shown if one["ref"] not in known]
    refs = {f"{at}.issue": ref for at, ref in enumerate(absent)}
    pieces = split(made, within="issues") if made else ()
    return [_show_piece(context, piece, refs, {}) for piece in pieces]


def show_in_brief(context: PageContext, key: str) -> Data | None:
    """Return what previews say of where an actor stands, None where there is nothing to say."""
    stands = standings_of(key, context.view)
    known = [stands[one["ref"]] for one in by_name(links(context, stands))]
    return {"ref": key, **show_stands(context, known, FEW)} if known else None
