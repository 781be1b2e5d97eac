"""Positions that nobody of their actor's side is noted to have voiced."""

from collections.abc import Iterator

from briefbook.gaps.gap import ActorContext, Gap, GapKind, name_entry
from briefbook.kinds.standing import list_sides
from briefbook.statements.gaps import others_alone


def find_second_hand(context: ActorContext) -> Iterator[Gap]:
    """Yield the positions of an actor that rest on the words of others."""
    for run in context.runs:
        issue = name_entry(run.issue, context.view)
        for one in run.every:
            sides = list_sides(one.held, context.view)
            if said := others_alone(context.name, issue, one.held.stance, sides):
                refs = context.refer(run.issue)
                yield Gap(SECOND_HAND.name, one.locus, one.held.article, said, refs)


SECOND_HAND = GapKind(
    "second-hand",
    "Positions from the words of others",
    "Find words of the actor's own side, and add them to the evidence.",
    of_actor=find_second_hand,
)
