"""One id, one entry: ids are unique across the site, local ones hide none of them."""

from collections.abc import Iterator

from briefbook.base.problems import Problem, problem
from briefbook.index.ledger import FullView
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Entry
from briefbook.units.resolving import Contribution


def check_identity(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the ids of this unit that another entry bears too."""
    for entry in contribution.entries:
        kind = BY_NAME[entry.kind]
        if not kind.is_named or not entry.defines:
            continue
        yield from check_twice(entry, view)
        if contribution.context.article and kind.is_local:
            yield from check_hiding(entry, view)


def check_twice(entry: Entry, view: FullView) -> Iterator[Problem]:
    """Yield the problem of an id that an entry before this one bears."""
    others = [place for _, place in view.all("id", entry.ref)]
    if len(others) > 1:
        locus, first = entry.locate(part="key"), min(others)
        if first._replace(part="key") != locus:
            related = (first._replace(part="key"),)
            yield problem("duplicate-id", locus, related=related, id=entry.id)


def check_hiding(entry: Entry, view: FullView) -> Iterator[Problem]:
    """Yield the problem of a local id that means something else on the whole site."""
    for kind, place in view.all("id", entry.id):
        locus = entry.locate(part="key")
        related = (place._replace(part="key"),)
        yield problem("hidden-id", locus, related=related, id=entry.id, kind=kind)
        return
