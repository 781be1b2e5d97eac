"""Cards: what other pages may show of an entry, and where it can be read whole."""

from typing import NamedTuple


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
