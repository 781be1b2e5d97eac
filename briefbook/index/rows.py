"""Rows: what one unit tells the whole site, kept in posting lists that pages read.

A row says (index, key, value). All rows of one index and key are a posting list. Its access
says who may see it; ``editions.py`` holds it against the edition that is being built, and
nothing else decides what is published.
"""

from typing import NamedTuple

HIGHEST = "*"
"""The access of what belongs to the highest edition, whatever its name."""


class CardRole(NamedTuple):
    """An office that an actor holds or held, as shown on cards: dates in EDTF."""

    role: str
    organization: str = ""
    as_of: str = ""
    start: str = ""
    end: str = ""


class Card(NamedTuple):
    """The face of an entry: ``address`` is "" when it has no page of its own.

    ``status`` is that of an event.
    """

    kind: str
    ref: str
    name: str
    address: str = ""
    line: str = ""
    type: str = ""
    date: str = ""
    roles: tuple[CardRole, ...] = ()
    pronunciation: str = ""
    part_of: str = ""
    status: str = ""


class Listed(NamedTuple):
    """An entry in a list that grows: by its date one knows whether it is to be looked at."""

    date: str
    ref: str


class Access(NamedTuple):
    """Who may see a row, and from when on.

    ``editions``: their names, each of which must be reached. ``below``: the row is only
    for editions that do not reach all of these (a stand-in for something hidden from them).
    ``draft``: only with ``--drafts``. ``publish``: the first day it may be seen, or "".
    ``since``: the day of what is too late for the day as of which the book is built; "" for
    everything else, and always where it is built as it is now.
    """

    editions: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    draft: bool = False
    publish: str = ""
    since: str = ""


OPEN = Access()


class Row(NamedTuple):
    """One contribution to the posting list (``index``, ``key``): a plain, comparable value."""

    index: str  # type: ignore[assignment]  # hides a method of tuples that nobody needs here
    key: str
    value: object
    access: Access = OPEN


def join_access(first: Access, second: Access) -> Access:
    """Return the access of those whom both let see."""
    if OPEN in (first, second):
        return second if first == OPEN else first
    return Access(
        editions=tuple(sorted({*first.editions, *second.editions})),
        below=first.below or second.below,
        draft=first.draft or second.draft,
        publish=max(first.publish, second.publish),
        since=max(first.since, second.since),
    )
