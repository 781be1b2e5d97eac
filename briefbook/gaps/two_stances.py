"""Two answers of an actor on one issue and one day: do they hold under conditions?"""

from collections.abc import Iterator

from briefbook.checks.two_stances import clash
from briefbook.gaps.gap import ActorContext, Gap, GapKind, name_entry
from briefbook.kinds.position import DatedPosition
from briefbook.statements.gaps import two_answers
from briefbook.statements.positions import Stance


def find_two_stances(context: ActorContext) -> Iterator[Gap]:
    """Yield the positions of an actor beside which there is another answer on the same day.

    Of the two, the one is told that comes later by article and label.
    """
    for run in context.runs:
        issue = name_entry(run.issue, context.view)
        for one in run.every:
            others = (each.held for each in run.every if clash(one.held, each.held))
            other = next(others, None)
            said = other and two_answers(context.name, issue, _see(other), _see(one.held))
            if said:
                refs = context.refer(run.issue)
                yield Gap(TWO_STANCES.name, one.locus, one.held.article, said, refs)


def _see(held: DatedPosition) -> Stance:
    return Stance(held.date, held.stance, held.condition)


TWO_STANCES = GapKind(
    "two-stances",
    "Two stances on one day",
    "Say on which condition each holds, or give the wrong one the rank deprecated.",
    of_actor=find_two_stances,
)
