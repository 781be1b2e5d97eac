"""Positions that have grown old: nothing newer is noted of the actor on the issue."""

from collections.abc import Iterator

from briefbook.gaps.gap import ActorContext, Gap, GapKind, name_entry
from briefbook.statements.ages import last_of_all
from briefbook.statements.gaps import nothing_newer


def find_stale(context: ActorContext) -> Iterator[Gap]:
    """Yield the issues on which all that is noted of an actor has grown old."""
    for run in context.runs:
        last, first = last_of_all(run.list_days()), run.latest[0]
        issue = name_entry(run.issue, context.view)
        is_over = bool(last and context.view.one("old", last))
        said = nothing_newer(context.name, issue, first.held.stance, last, is_over)
        if said:
            refs = context.refer(run.issue)
            yield Gap(STALE.name, first.locus, first.held.article, said, refs)


STALE = GapKind(
    "stale",
    "Positions that have grown old",
    "Look for newer words, and note them; thresholds in config.yaml say what is old.",
    of_actor=find_stale,
)
