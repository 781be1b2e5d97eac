"""What is said about somebody is dated: by itself, by its article, or by the source."""

from collections.abc import Iterator

from briefbook.base.problems import Locus, Problem, problem
from briefbook.index.ledger import FullView
from briefbook.kinds.kind import Entry
from briefbook.units.resolving import Contribution


def check_dates(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the article that has no date although something in it needs one."""
    if contribution.context.date:
        return
    undated = [entry for entry in contribution.entries if needs_date(entry)]
    if undated:
        first = undated[0]
        locus = Locus(first.path, first.pointer, "key")
        yield problem("missing-date", locus, what=f"this {first.kind}")


def needs_date(entry: Entry) -> bool:
    """Tell whether an entry is an undated observation."""
    observes = entry.kind == "position" or (entry.kind == "quote" and entry.fact.stance)
    return bool(observes) and not entry.fact.date
