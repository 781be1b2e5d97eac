"""What is said about somebody is dated: by itself, by its article, or by the source."""

from collections.abc import Iterator

from briefbook.contributing import Contribution
from briefbook.kinds.kind import Entry
from briefbook.ledger import Overview
from briefbook.problems import Locus, Problem, problem


def check_dates(contribution: Contribution, look: Overview) -> Iterator[Problem]:
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
