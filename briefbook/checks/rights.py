"""No quote prints more words than its source allows, nor than any source on the way."""

from collections.abc import Iterator

from briefbook.anchoring.quotation import count_words
from briefbook.base.problems import Problem, problem
from briefbook.index.ledger import FullView
from briefbook.kinds.kind import Entry
from briefbook.units.resolving import Contribution

SOURCES_ON_THE_WAY = 16


def check_rights(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the quotes, and the passages of events and notes, that are too long to print."""
    for entry in contribution.entries:
        if entry.passage is None:
            continue
        source = getattr(entry.fact, "source", "") or contribution.context.source
        limit = words_allowed(source, view)
        if limit:
            yield from check_length(entry, limit)


def words_allowed(source: str, view: FullView) -> int:
    """Return the least ``max_quote_words`` along ``via``; 0 where nothing bounds it."""
    limits = []
    for _ in range(SOURCES_ON_THE_WAY):
        found = view.one("source", source) if source else None
        if found is None:
            break
        limits.append(found.max_quote_words)
        source = found.via
    return min((limit for limit in limits if limit), default=0)


def check_length(entry: Entry, limit: int) -> Iterator[Problem]:
    """Yield the problem of words beyond the limit."""
    exact = entry.fact.exact
    parts = (exact,) if isinstance(exact, str) else exact
    words = sum(count_words(part) for part in parts)
    if words > limit:
        locus = entry.locate("exact")
        yield problem("quote-too-long", locus, words=f"{words:g}", limit=str(limit))
