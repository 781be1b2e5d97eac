"""What only follows from a head that could not be read is not reported as well.

The front matter of an article, and that of the overviews of its folders, says who may see
what is in it, and when it was. Where that is not known, no other rule can judge by it.
"""

from briefbook.base.problems import Problem
from briefbook.index.ledger import FullView
from briefbook.units.files import folder_of, folders_above
from briefbook.units.resolving import Contribution

FOLLOWING = frozenset(("missing-date", "hidden-reference", "unpublished-reference"))
"""Problems that may come of front matter of which nothing is known."""


def drop_headless(
    problems: tuple[Problem, ...], contribution: Contribution, look: FullView
) -> tuple[Problem, ...]:
    """Return the problems of a unit, less those that may come of a head that is not known."""
    if not any(found.code in FOLLOWING for found in problems) or has_heads(contribution, look):
        return problems
    return tuple(found for found in problems if found.code not in FOLLOWING)


def has_heads(contribution: Contribution, look: FullView) -> bool:
    """Tell whether the head of a unit, and those of the folders above it, could be read."""
    unit = contribution.unit
    heads = (unit.article, *folders_above(folder_of(unit.path)))
    return not any(look.all("headless", head) for head in heads)
