"""All kinds, one file each: their fields, and the rows that one entry contributes."""

from itertools import chain

from briefbook.kinds.actor import ACTOR
from briefbook.kinds.article import ARTICLE
from briefbook.kinds.briefing import BRIEFING
from briefbook.kinds.claim import CLAIM
from briefbook.kinds.event import EVENT
from briefbook.kinds.issue import ISSUE
from briefbook.kinds.kind import BookList, Kind
from briefbook.kinds.meeting import MEETING
from briefbook.kinds.mention import MENTION
from briefbook.kinds.note import NOTE
from briefbook.kinds.position import POSITION
from briefbook.kinds.quote import QUOTE
from briefbook.kinds.relation import RELATION
from briefbook.kinds.source import SOURCE
from briefbook.kinds.term import TERM

KINDS: tuple[Kind, ...] = (
    ACTOR,
    ISSUE,
    TERM,
    SOURCE,
    EVENT,
    QUOTE,
    POSITION,
    CLAIM,
    RELATION,
    MENTION,
    NOTE,
    MEETING,
    ARTICLE,
    BRIEFING,
)

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
REGISTRIES: dict[str, Kind] = {kind.section: kind for kind in KINDS if kind.in_registry}
SECTIONS: dict[str, Kind] = {kind.section: kind for kind in KINDS if kind.in_sidecar}
LISTS: dict[str, BookList] = dict(
    sorted(chain.from_iterable(kind.lists.items() for kind in KINDS))
)
"""The lists of the book by their names, in the order in which they stand in it."""


def name_kinds(*wanted: str) -> tuple[str, ...]:
    """Return the names of the kinds of which something is so: ``is_linkable``, and so on."""
    return tuple(kind.name for kind in KINDS if all(getattr(kind, one) for one in wanted))
