"""Who said what: a row for everybody who stands somewhere, with the words that show it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from briefbook.base.folding import sort_name
from briefbook.kinds.issue import Issue
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.quote import Said
from briefbook.kinds.standing import (
    Standing,
    basis_of,
    group_by_issue,
    held_key,
    join_alike,
    list_quotes,
    say_move,
    stance_place,
)
from briefbook.pages.context import PageContext, link, name_of, show_short_day
from briefbook.pages.parts.evidence import (
    attribute,
    find_standings,
    show_chip,
    show_doubts,
    show_latest,
)
from briefbook.pages.parts.parting import MANY
from briefbook.render.page import Data
from briefbook.statements.basis import THROUGH
from briefbook.statements.words import say_sentence

AT_ONCE = 14
"""Rows that stand open; the others are folded."""


class Row(NamedTuple):
    """One of the latest positions of an actor, with the words to print beside it, if any."""

    standing: Standing
    held: DatedPosition
    said: Said | None = None


def list_rows(context: PageContext, positions: Sequence[DatedPosition]) -> list[Row]:
    """Return the latest positions issue by issue, along its scale; of many the newest.

    The issue comes first on which most is held.
    """
    grouped = group_by_issue(_keep_newest(positions))
    rows = [row for issue, held in grouped.items() for row in _list_on(context, issue, held)]
    voices = Counter(row.held.issue for row in rows)
    return sorted(rows, key=lambda row: (-voices[row.held.issue], *_rank(context, row)))[:MANY]


def _keep_newest(positions: Sequence[DatedPosition]) -> list[DatedPosition]:
    """Return what those hold on an issue who hold it last, as many as a page shows."""
    ordered = sorted(positions, key=held_key, reverse=True)
    kept = {*islice(dict.fromkeys((held.actor, held.issue) for held in ordered), MANY)}
    return [held for held in positions if (held.actor, held.issue) in kept]


def _list_on(
    context: PageContext, issue: str, positions: Iterable[DatedPosition]
) -> Iterator[Row]:
    for standing in find_standings(context, issue, positions) if link(context, issue) else ():
        yield from (Row(standing, held) for held in join_alike(standing.latest))


def _rank(context: PageContext, row: Row) -> tuple[object, ...]:
    """Return what orders positions: by issue, along its scale, what is off it last."""
    issue: Issue = context.one("issue", row.held.issue)
    place = stance_place(row.held.stance, issue.scale)
    by_name = (sort_name(issue.name), row.held.issue)
    return (*by_name, place is None, place or (), sort_name(name_of(context, row.held.actor)))


def find_evidence(context: PageContext, rows: Iterable[Row]) -> list[list[Said]]:
    """Return the quotes that each row rests on."""
    return [list_quotes(row.held, context.view) for row in rows]


def show_said(context: PageContext, rows: Sequence[Row]) -> Data:
    """Return ``{open, folded, count}``: rows by issue, the first ones and how many follow.

    ``all`` leads to all positions where there may be more than these rows.
    """
    is_whole = len(rows) < MANY
    return {
        "open": _show_issues(context, rows[:AT_ONCE]),
        "folded": _show_issues(context, rows[AT_ONCE:]),
        "count": len(rows[AT_ONCE:]),
        "all": None if is_whole else {"href": context.href("positions.html")},
    }


def _show_issues(context: PageContext, rows: Sequence[Row]) -> list[Data]:
    return [
        {"issue": link(context, issue), "rows": [_show_row(context, row) for row in some]}
        for issue, some in groupby(rows, key=lambda row: row.held.issue)
    ]


def _show_row(context: PageContext, row: Row) -> Data:
    shown = show_latest(context, row.held, _show_held)
    is_told = row.said and basis_of(row.held, context.view) in THROUGH
    return {
        **shown,
        "basis_words": "" if is_told else shown["basis_words"],
        "actor": link(context, row.held.actor),
        "moved": say_sentence(say_move(row.standing, row.held, context.view), brief=True),
        "said": row.said and show_words(context, row.said, row.held.actor),
        "is_same": row.said is not None and row.said.words == shown["words"],
    }


def _show_held(context: PageContext, held: DatedPosition) -> Data:
    shown = (link(context, ref) for ref in held.evidence)
    return {
        **show_chip(context, held.issue, held.stance),
        **show_doubts(context, held, brief=True),
        "condition": held.condition,
        "date": show_short_day(held.date),
        "proof": next((one for one in shown if one), None) or link(context, held.article),
    }


def show_words(context: PageContext, said: Said, holder: str = "") -> Data:
    """Return the words of a quote with whose they are, where that is not ``holder``."""
    shown = {"href": context.href(said.address), "words": said.words}
    return {**shown, **attribute(context, said, holder)}
