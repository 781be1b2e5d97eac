"""A unit with its references resolved, as the checks and the rows see it."""

from typing import NamedTuple

from briefbook.index.rows import Gate
from briefbook.kinds.fields import MARKDOWN
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.references import Marked, find_marked
from briefbook.units.resolving import Scope
from briefbook.units.unit import Unit


class Contribution(NamedTuple):
    """A unit as the checks see it: entries with their references resolved, and the setting.

    ``references`` are the words that name other entries, ``texts`` the Markdown in which
    others may be named, both entry by entry: the checks find them once for all rules.
    """

    unit: Unit
    entries: tuple[Entry, ...]
    context: Context
    scope: Scope
    gate: Gate
    references: tuple[Marked, ...] = ()
    texts: tuple[Marked, ...] = ()


def with_references(contribution: Contribution) -> Contribution:
    """Return a contribution with all that its entries refer to."""
    marked = [find_marked(entry.fact) for entry in contribution.entries]
    references = tuple(tuple(one for one in some if one.to != MARKDOWN) for some in marked)
    texts = tuple(tuple(one for one in some if one.to == MARKDOWN) for some in marked)
    return contribution._replace(references=references, texts=texts)
