"""A stance is a label of its issue's scale, or one of the words off every scale."""

from collections.abc import Iterator

from briefbook.base.problems import Problem, problem
from briefbook.base.suggesting import did_you_mean
from briefbook.index.ledger import FullView
from briefbook.kinds.issue import OFF_SCALE
from briefbook.kinds.kind import Entry
from briefbook.units.resolving import Contribution

Given = tuple[str, tuple[str, ...], tuple[str, ...]]


def check_stances(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the stances that are not on the scale of their issue."""
    for entry in contribution.entries:
        for issue, stance, pointer in given_stances(entry):
            found = view.one("issue", issue)
            if found:
                allowed = (*found.scale, *OFF_SCALE, *own_labels(view))
                yield from check_stance(entry, (issue, stance, pointer), allowed)


def own_labels(view: FullView) -> tuple[str, ...]:
    """Return the labels that the workspace allows for every issue."""
    vocabulary = view.one("config", "vocabulary")
    return tuple(vocabulary.stances) if vocabulary else ()


def given_stances(entry: Entry) -> Iterator[Given]:
    """Yield (issue, labels, pointer) of every stance that an entry gives."""
    if entry.kind == "position":
        yield entry.fact.issue, entry.fact.stance, ("stance",)
    elif entry.kind == "quote":
        for issue, stance in entry.fact.stance.items():
            yield issue, stance, ("stance", issue)


def check_stance(entry: Entry, given: Given, allowed: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a problem for each label that is not allowed."""
    issue, stance, pointer = given
    for place, label in enumerate(stance):
        if label not in allowed:
            inner = (*pointer, str(place)) if len(stance) > 1 else pointer
            yield problem(
                "off-scale",
                entry.locate(*inner),
                did_you_mean(label, allowed),
                label=label,
                issue=issue,
                scale=", ".join(allowed),
            )
