"""A page as a value, and the kinds of pages as a table row each."""

from collections.abc import Callable
from typing import Any, NamedTuple

from briefbook.addresses import Address, relative
from briefbook.ledger import Look

Data = dict[str, Any]


class Page(NamedTuple):
    """What a template gets: finished values only. ``address`` is relative to the site."""

    address: str
    template: str
    data: Data


class Desk(NamedTuple):
    """What a page is made with: eyes on the site, and the address it is written for."""

    look: Look
    here: str

    def href(self, address: str) -> str:
        """Return the relative link from this page to ``address``, its fragment kept."""
        page, _, fragment = address.partition("#")
        return relative(Address(self.here), Address(page), fragment)


ONE = ""
"""The index of the pages that there is always one of: its only key is "" too."""


class PageKind(NamedTuple):
    """One kind of page: what claims a page, its address, and its view.

    There is a page for each key of ``index`` that has something to see, or, where a kind
    brings ``keys``, one for each page key that this makes of a key of the index.
    """

    name: str
    index: str  # type: ignore[assignment]  # hides a method of tuples that nobody needs here
    address: Callable[[str, Look], str]
    view: Callable[[str, Desk], Page]
    keys: Callable[[str, Look], tuple[str, ...]] | None = None


def claimed_keys(kind: PageKind, key: str, look: Look) -> tuple[str, ...]:
    """Return the keys of the pages that a key of a kind's index claims."""
    if kind.keys:
        return kind.keys(key, look)
    return (key,) if kind.index == ONE or look.all(kind.index, key) else ()
