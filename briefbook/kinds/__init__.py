"""All kinds, one file each: their fields, and the rows that one entry contributes."""

from itertools import chain

from briefbook import registry
from briefbook.kinds.kind import BookList, Kind

KINDS: tuple[Kind, ...] = tuple(registry.load_all("kinds", registry.KINDS))

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
