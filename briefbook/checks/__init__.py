"""All checks over the whole book, one rule a file: each asks buckets, and yields problems.

What can be seen in a unit by itself (its syntax, its fields, its quotes) is reported when
it is read; these are the rules that need to know of other units.
"""

from collections.abc import Callable, Iterator

from briefbook.base.problems import Problem
from briefbook.checks.article_source import check_article_source
from briefbook.checks.basis import check_basis
from briefbook.checks.citations import check_citations
from briefbook.checks.dates import check_dates
from briefbook.checks.editions import check_editions
from briefbook.checks.events import check_events
from briefbook.checks.heads import drop_headless
from briefbook.checks.identity import check_identity
from briefbook.checks.pictures import check_pictures
from briefbook.checks.places import check_links
from briefbook.checks.references import check_references
from briefbook.checks.rights import check_rights
from briefbook.checks.second_hand import check_second_hand
from briefbook.checks.speakers import check_speakers
from briefbook.checks.stances import check_stances
from briefbook.checks.two_stances import check_two_stances
from briefbook.index.ledger import FullView
from briefbook.units.resolving import Contribution, with_references

Check = Callable[[Contribution, FullView], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    check_identity,
    check_references,
    check_article_source,
    check_editions,
    check_stances,
    check_events,
    check_dates,
    check_speakers,
    check_second_hand,
    check_two_stances,
    check_basis,
    check_rights,
    check_citations,
    check_links,
    check_pictures,
)


def check_all(contribution: Contribution, look: FullView) -> tuple[Problem, ...]:
    """Return every problem that any rule finds in what a unit contributes."""
    known = with_references(contribution)
    problems = tuple(found for check in CHECKS for found in check(known, look))
    return drop_headless(problems, contribution, look)
