"""All checks over the whole book, one rule a file: each asks the index and yields problems.

What can be seen in a unit by itself (its syntax, its fields, its quotes) is reported when
it is read; these are the rules that need to know of other units.
"""

from collections.abc import Callable, Iterator

from briefbook import registry
from briefbook.base.problems import Problem
from briefbook.index.ledger import FullView
from briefbook.units.files import folder_of, folders_above
from briefbook.units.resolving import Contribution, with_references

Check = Callable[[Contribution, FullView], Iterator[Problem]]

CHECKS: tuple[Check, ...] = tuple(registry.load_all("checks", registry.CHECKS, "check_{}"))

FOLLOWING = frozenset(("missing-date", "hidden-reference", "unpublished-reference"))
"""Problems that may come of front matter of which nothing is known."""


def check_all(contribution: Contribution, view: FullView) -> tuple[Problem, ...]:
    """Return every problem that any rule finds in what a unit contributes."""
    known = with_references(contribution)
    problems = tuple(found for check in CHECKS for found in check(known, view))
    return drop_headless(problems, contribution, view)


def drop_headless(
    problems: tuple[Problem, ...], contribution: Contribution, view: FullView
) -> tuple[Problem, ...]:
    """Return the problems of a unit, less those that may come of a head that is not known.

    The front matter of an article, and that of the overviews of its folders, says who may see
    what is in it, and when it was. Where it could not be read, no other rule can judge by it.
    """
    if not any(found.code in FOLLOWING for found in problems) or has_heads(contribution, view):
        return problems
    return tuple(found for found in problems if found.code not in FOLLOWING)


def has_heads(contribution: Contribution, view: FullView) -> bool:
    """Tell whether the head of a unit, and those of the folders above it, could be read."""
    unit = contribution.unit
    heads = (unit.article, *folders_above(folder_of(unit.path)))
    return not any(view.all("headless", head) for head in heads)
