"""An issue's page: the question, who stands where in which words, and what is disputed."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from briefbook.kinds.issue import Issue, issue_address
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import Standing, say_move, stance_place
from briefbook.pages.by_year import Archive
from briefbook.pages.context import PageContext, links, render_line
from briefbook.pages.handouts import show_handouts
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.evidence import (
    DISPUTED,
    find_claims,
    find_standings,
    find_step,
    keep_newest,
    show_claims,
    show_standing,
)
from briefbook.pages.parts.lists import draw_mentions, pick_newest
from briefbook.render.page import Data, Page
from briefbook.statements.absence import none_found
from briefbook.statements.positions import say_labels
from briefbook.statements.words import say_sentence

CRUMBS = (HOME, ("Issues", "issues/index.html"))
ARCHIVE = Archive(
    "issue",
    lambda key, _: issue_address(key),
    CRUMBS,
    {"quotes": "quotes-on", "positions": "positions-on", "mentions": "mentioned"},
)


MOST_DISPUTED = 3
"""Disputed claims that the head of the page names."""


def _view_issue(key: str, context: PageContext) -> Page:
    issue: Issue = context.one("issue", key)
    lists = ARCHIVE.read(key, context.view)
    everything = context.all("positions-on", key)
    standings = keep_newest(find_standings(context, key, everything))
    # Words that stand under a position are not shown again in a list.
    scale = _show_scale(context, issue, standings, everything)
    newest = ARCHIVE.show_newest(context, key, lists)
    quotes = tuple(one.ref for one in pick_newest(lists["quotes"]))
    claims = show_claims(context, find_claims(context, quotes))
    dates = [held.date for one in standings for held in (*one.latest, *one.earlier)]
    data = {
        "issue": {
            "id": key,
            "name": issue.name,
            "question": issue.question,
            "summary": render_line(context, issue.summary),
            "line": render_line(context, issue.line),
        },
        "scale": scale,
        "has_positions": bool(standings),
        **newest,
        "claims": claims,
        "disputed": [one for one in claims if one["status"] in DISPUTED][:MOST_DISPUTED],
        "meetings": links(context, context.all("meetings-about", key)),
        "handouts": show_handouts(context, "issue", key),
        **draw_mentions(lists["mentions"], issue.name),
    }
    facts = {"@type": "DefinedTerm", "name": issue.name, "description": issue.question}
    head = Head(issue.name, CRUMBS, dates, description=issue.question, facts=facts, ref=key)
    return frame(context, "issue.html", head, data)


def _show_scale(
    context: PageContext,
    issue: Issue,
    standings: Iterable[Standing],
    everything: Sequence[DatedPosition],
) -> list[Data]:
    """Return the steps of the scale in their order, then what is off it, with who is there.

    Who is at one of several steps stands between them. That nobody was found at a step is said
    only where nobody ever was.
    """
    steps: dict[tuple[str, ...], list[Data]] = {(label,): [] for label in issue.scale}
    for standing in standings:
        for held, shown in _show_holders(context, standing):
            labels = tuple(sorted(held.stance, key=partial(_rank, issue.scale)))
            steps.setdefault(labels, []).append(shown)
    ever = {label for held in everything for label in held.stance}
    return [
        {
            "label": say_labels(labels),
            "step": find_step(labels, issue.scale),
            "holders": steps[labels],
            "none": say_sentence(none_found({*labels} & ever)),
        }
        for labels in sorted(steps, key=partial(_place, issue.scale))
    ]


def _show_holders(
    context: PageContext, standing: Standing
) -> Iterator[tuple[DatedPosition, Data]]:
    """Yield the latest positions of somebody; the earlier ones stand with the first."""
    shown = show_standing(context, standing)
    past = {"earlier": shown["earlier"], "before": shown["before"]}
    for held, each in zip(standing.latest, shown["latest"], strict=True):
        moved = say_sentence(say_move(standing, held, context.view))
        yield held, {**each, "moved": moved, **past}
        past = {"earlier": [], "before": 0}


def _rank(scale: tuple[str, ...], label: str) -> tuple[int, str]:
    """Return what orders labels along a scale, those off it last."""
    return (scale.index(label) if label in scale else len(scale)), label


def _place(scale: tuple[str, ...], labels: tuple[str, ...]) -> tuple[bool, float, int]:
    """Return what orders stances along a scale: one of several steps lies between these."""
    place = stance_place(labels, scale)
    return (False, sum(place) / 2, len(labels)) if place else (True, 0, len(labels))


ISSUE_PAGE = PageKind("issue", "issue", ARCHIVE.address, _view_issue)
ISSUE_YEAR_PAGE = ARCHIVE.make_kind()
