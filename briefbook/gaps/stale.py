"""Positions that have grown old: nothing newer is noted of the actor on the issue."""

from collections.abc import Iterator

from briefbook.gaps.gap import ActorContext, Gap, GapKind, name_entry
from briefbook.statements.gaps import all_grow_old, nothing_newer


def find_stale(context: ActorContext) -> Iterator[Gap]:
    """Yield the issues on which all that is noted of an actor has grown old."""
    today = context.view.edition.today
    for run in context.runs:
        days, first = run.list_days(), run.latest[0]
        said = nothing_newer(
            context.name,
            name_entry(run.issue, context.view),
            first.held.stance,
            days,
            all_grow_old(days, find_most(context)),
            today,
        )
        if said:
            refs = context.refer(run.issue)
            yield Gap(STALE.name, first.locus, first.held.article, said, refs)


def list_turns(context: ActorContext) -> Iterator[str]:
    """Yield the days on which positions of an actor grow old, those that have passed, too."""
    for run in context.runs:
        yield all_grow_old(run.list_days(), find_most(context))


def find_most(context: ActorContext) -> int:
    """Return the age in days beyond which a position counts as old."""
    return int(context.view.one("config", "thresholds").stale)


STALE = GapKind(
    "stale",
    "Positions that have grown old",
    "Look for newer words, and note them; thresholds in config.yaml say what is old.",
    of_actor=find_stale,
)
