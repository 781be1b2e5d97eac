"""Who said what: a line for everybody who stands somewhere, with the words that show it."""

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
from briefbook.statements.positions import confidence
from briefbook.statements.words import say_sentence

AT_ONCE = 14
"""Voices that stand open; the others are folded."""


class Voice(NamedTuple):
    """One of the latest positions of an actor, with the words to print beside it, if any."""

    standing: Standing
    held: DatedPosition
    said: Said | None = None


def list_voices(context: PageContext, positions: Sequence[DatedPosition]) -> list[Voice]:
    """Return the latest positions issue by issue, along its scale; of many the newest.

    The issue comes first on which most is held.
    """
    grouped = group_by_issue(_keep_newest(positions))
    found = [one for issue, held in grouped.items() for one in _list_on(context, issue, held)]
    counts = Counter(voice.held.issue for voice in found)
    found.sort(key=lambda voice: (-counts[voice.held.issue], *_rank(context, voice)))
    return found[:MANY]


def _keep_newest(positions: Sequence[DatedPosition]) -> list[DatedPosition]:
    """Return what those hold on an issue who hold it last, as many as a page shows."""
    ordered = sorted(positions, key=held_key, reverse=True)
    kept = {*islice(dict.fromkeys((held.actor, held.issue) for held in ordered), MANY)}
    return [held for held in positions if (held.actor, held.issue) in kept]


def _list_on(
    context: PageContext, issue: str, positions: Iterable[DatedPosition]
) -> Iterator[Voice]:
    for standing in find_standings(context, issue, positions) if link(context, issue) else ():
        yield from (Voice(standing, held) for held in join_alike(standing.latest))


def _rank(context: PageContext, voice: Voice) -> tuple[object, ...]:
    """Return what orders positions: by issue, along its scale, what is off it last."""
    issue: Issue = context.one("issue", voice.held.issue)
    place = stance_place(voice.held.stance, issue.scale)
    by_name = (sort_name(issue.name), voice.held.issue)
    return (*by_name, place is None, place or (), sort_name(name_of(context, voice.held.actor)))


def find_evidence(context: PageContext, voices: Iterable[Voice]) -> list[list[Said]]:
    """Return the quotes that each voice rests on."""
    return [list_quotes(voice.held, context.view) for voice in voices]


def show_voices(context: PageContext, voices: Sequence[Voice]) -> Data:
    """Return ``{open, folded, count}``: voices by issue, the first ones and how many follow.

    ``all`` leads to all positions where there may be more than these voices.
    """
    context.placed.update(voice.held.actor for voice in voices)
    is_whole = len(voices) < MANY
    return {
        "open": _show_issues(context, voices[:AT_ONCE]),
        "folded": _show_issues(context, voices[AT_ONCE:]),
        "count": len(voices[AT_ONCE:]),
        "all": None if is_whole else {"href": context.href("positions.html")},
    }


def _show_issues(context: PageContext, voices: Sequence[Voice]) -> list[Data]:
    return [
        {
            "issue": link(context, issue),
            "voices": [_show_voice(context, voice) for voice in some],
        }
        for issue, some in groupby(voices, key=lambda voice: voice.held.issue)
    ]


def _show_voice(context: PageContext, voice: Voice) -> Data:
    shown = show_latest(context, voice.held, _show_held)
    is_told = voice.said and basis_of(voice.held, context.view) in THROUGH
    return {
        **shown,
        "basis_words": "" if is_told else shown["basis_words"],
        "actor": link(context, voice.held.actor),
        "moved": say_sentence(say_move(voice.standing, voice.held, context.view), brief=True),
        "said": voice.said and show_words(context, voice.said, voice.held.actor),
        "is_same": voice.said is not None and voice.said.words == shown["words"],
    }


def _show_held(context: PageContext, held: DatedPosition) -> Data:
    shown = (link(context, ref) for ref in held.evidence)
    return {
        **show_chip(context, held.issue, held.stance),
        **show_doubts(context, held, brief=True),
        "sure": say_sentence(confidence(held.confidence), brief=True),
        "condition": held.condition,
        "date": show_short_day(held.date),
        "proof": next((one for one in shown if one), None) or link(context, held.article),
    }


def show_words(context: PageContext, said: Said, holder: str = "") -> Data:
    """Return the words of a quote with whose they are, where that is not ``holder``."""
    shown = {"href": context.href(said.address), "words": said.words}
    return {**shown, **attribute(context, said, holder)}
