"""Pictures of positions: who stands where on a scale, and an actor's stances over time."""

from collections.abc import Iterable, Sequence

from briefbook.base.folding import sort_name
from briefbook.charts import Drawing
from briefbook.charts.scale import ScaleStep, Stand
from briefbook.charts.steps import Course, Moment
from briefbook.kinds.issue import Issue
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import (
    Standing,
    find_run,
    held_key,
    is_first_hand,
    join_alike,
    say_move,
    stance_place,
)
from briefbook.pages.context import PageContext, link, name_of, say_day
from briefbook.pages.parts.charts import POINTS_AT_LEAST, tells_time
from briefbook.pages.parts.evidence import find_step, scale_step, show_doubts
from briefbook.statements.charts import courses_found, positions_found
from briefbook.statements.positions import confidence, say_labels
from briefbook.statements.words import say_sentence
from briefbook.syntax.dates import certain_days, parse_date

STANDS_AT_MOST = 80
MOMENTS_AT_MOST, MOMENTS_IN_ALL = 60, 300
"""Positions that a course shows, and all courses of a picture together."""


def draw_scale(
    context: PageContext, issue: Issue, standings: Sequence[Standing]
) -> Drawing | None:
    """Return the scale of an issue with everyone on it, None where few are or it has no steps.

    ``standings`` come in the order of the list that says the same.
    """
    scale = issue.scale
    latest = [
        (standing, held) for standing in standings for held in join_alike(standing.latest)
    ]
    if len(latest) < POINTS_AT_LEAST or not scale[1:]:
        return None
    stands = [_make_stand(context, scale, *pair) for pair in _keep_newest(latest)]
    steps = [ScaleStep(say_labels((label,)), find_step((label,), scale)) for label in scale]
    earlier = sum(len(standing.earlier) for standing in standings)
    places = [stance_place(held.stance, scale) for _, held in latest]
    on_scale = [place for place in places if place]
    outside = len(places) - len(on_scale)
    found = positions_found(issue.name, scale, on_scale, outside, earlier)
    parts = (steps, stands, len(latest))
    return Drawing("scale", parts, say_sentence(found), "scale")


def _keep_newest(
    latest: Sequence[tuple[Standing, DatedPosition]],
) -> list[tuple[Standing, DatedPosition]]:
    """Return as many positions as a picture holds, the newest, in the order given."""
    ranked = sorted(latest, key=lambda pair: held_key(pair[1]), reverse=True)
    kept = {pair[1] for pair in ranked[:STANDS_AT_MOST]}
    return [pair for pair in latest if pair[1] in kept]


def _make_stand(
    context: PageContext, scale: tuple[str, ...], standing: Standing, held: DatedPosition
) -> Stand:
    place = stance_place(held.stance, scale)
    move = say_move(standing, held, context.view)
    came = stance_place(find_run(standing, held)[1][0].stance, scale) if move else None
    return Stand(
        name=name_of(context, standing.actor),
        href=find_words(context, held),
        place=place,
        words=say_labels(held.stance),
        colour=scale_step(place, len(scale)),
        note=_say_note(context, held, "" if place and came else say_sentence(move)),
        before=came if place and came != place else None,
        hollow=_is_doubtful(context, held),
    )


def _say_note(context: PageContext, held: DatedPosition, move: str) -> str:
    doubts = show_doubts(context, held, brief=True)
    condition = f"if {held.condition}" if held.condition else ""
    told = (say_day(held.date), doubts["basis_words"], doubts["second_hand"], condition, move)
    return " · ".join(filter(None, told))


def find_words(context: PageContext, held: DatedPosition) -> str:
    """Return where the words behind a position are read, else where it is written."""
    quotes = (context.one("quote", ref) for ref in held.evidence)
    return context.href(next((quote.address for quote in quotes if quote), held.address))


def _is_doubtful(context: PageContext, held: DatedPosition) -> bool:
    return bool(confidence(held.confidence)) or not is_first_hand(held, context.view)


def draw_courses(
    context: PageContext, standings: Iterable[Standing], name: str
) -> Drawing | None:
    """Return an actor's own positions over time, issue by issue.

    None where there is no time to be seen: where they are few, or all have one date.
    """
    own = [one for one in standings if not one.inherited_from]
    most = min(MOMENTS_AT_MOST, MOMENTS_IN_ALL // max(len(own), 1))
    dated = {one.issue: _list_dated(context, one) for one in own}
    kept = {issue: held[-most:] for issue, held in dated.items()}
    days = [held.date for some in kept.values() for held in some]
    if not tells_time(days):
        return None
    courses = [_make_course(context, some, len(dated[at])) for at, some in kept.items() if some]
    drawn = sorted(courses, key=lambda one: sort_name(one.issue))
    number = sum(len((*one.latest, *one.earlier)) for one in own)
    found = courses_found(name, days, len(drawn), len(days) == number)
    return Drawing("steps", (drawn,), say_sentence(found), "steps")


def _list_dated(context: PageContext, standing: Standing) -> list[DatedPosition]:
    """Return the dated positions on an issue that has a scale and a page, the first first."""
    issue = context.one("issue", standing.issue)
    if not (issue and issue.scale and link(context, standing.issue)):
        return []
    dated = [held for held in (*standing.latest, *standing.earlier) if held.date]
    return sorted(dated, key=held_key)


def _make_course(context: PageContext, held: list[DatedPosition], total: int) -> Course:
    """Return the course of dated positions on one issue, of which there are ``total``."""
    issue, shown = context.one("issue", held[0].issue), link(context, held[0].issue)
    assert shown
    labels = tuple(say_labels((label,)) for label in issue.scale)
    some = "" if len(held) == total else f" (the last {len(held)} of {total})"
    moments = tuple(_make_moment(context, one, issue.scale) for one in held)
    return Course(f"{shown['name']}{some}", shown["href"], labels, moments)


def _make_moment(context: PageContext, held: DatedPosition, scale: tuple[str, ...]) -> Moment:
    date, place = parse_date(held.date), stance_place(held.stance, scale)
    return Moment(
        earliest=date.earliest,
        latest=date.latest,
        certain=certain_days(date) == (date.earliest, date.latest),
        place=place,
        colour=scale_step(place, len(scale)),
        words=say_labels(held.stance),
        when=say_day(held.date),
        href=find_words(context, held),
        hollow=_is_doubtful(context, held),
        condition=held.condition,
    )
