"""Two answers of one actor on one issue and one day: do they hold under conditions?"""

from collections.abc import Iterator

from briefbook.base.problems import Locus, Problem, problem
from briefbook.index.ledger import FullView
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.position import DatedPosition, hold_position, question
from briefbook.kinds.quote import hold_stances, make_said
from briefbook.statements.date_words import say_date
from briefbook.statements.positions import Stance, disagree, say_labels
from briefbook.units.resolving import Contribution


def check_two_stances(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the positions beside which there is another answer on the same day.

    Of the two, the one is told that comes later by article and label.
    """
    for entry in contribution.entries:
        for held, pointer in given_positions(entry, contribution.context):
            if not held.date:
                continue
            others = [one for one in view.all("answers", question(held)) if clash(held, one)]
            if others:
                locus = entry.locate(*pointer)
                yield tell_answers(held, others, locus)


def tell_answers(held: DatedPosition, others: list[DatedPosition], locus: Locus) -> Problem:
    """Return what is said of a position and the answers beside it."""
    labels = dict.fromkeys(say_labels(one.stance) for one in others)
    return problem(
        "two-stances",
        locus,
        actor=held.actor,
        issue=held.issue,
        day=say_date(held.date),
        others=" and ".join(f"“{one}”" for one in labels),
    )


def given_positions(
    entry: Entry, context: Context
) -> Iterator[tuple[DatedPosition, tuple[str, ...]]]:
    """Yield the positions that an entry gives, each with where its stance stands."""
    if entry.kind == "position":
        yield from ((held, ("stance",)) for held in hold_position(entry, context))
    elif entry.kind == "quote" and entry.fact.stance:
        said = make_said(entry, context)
        for held in hold_stances(entry, context, said):
            yield held, ("stance", held.issue)


def clash(held: DatedPosition, other: DatedPosition) -> bool:
    """Tell whether another position is an earlier one of two answers on one day."""
    sides = [Stance(one.date, one.stance, one.condition) for one in (held, other)]
    is_later = (held.article, held.stance) > (other.article, other.stance)
    return is_later and disagree(*sides)
