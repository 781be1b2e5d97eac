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


def one_page(_: Look) -> tuple[str, ...]:
    """Return the key of a page that there is always one of."""
    return ("",)


class PageKind(NamedTuple):
    """One kind of page: the keys it claims, their addresses, and the view of one."""

    name: str
    keys: Callable[[Look], tuple[str, ...]]
    address: Callable[[str, Look], str]
    view: Callable[[str, Desk], Page]
