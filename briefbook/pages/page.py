"""A page as a value, and the kinds of pages as a table row each."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, NamedTuple, TypeVar, cast

from briefbook.base.addresses import Address, relative
from briefbook.base.problems import Problem
from briefbook.index.ledger import EditionView
from briefbook.render.page import Data, Page


class PageContext:
    """What a page is made with: eyes on the site, and the address it is written for.

    ``made`` are the parts made so far that may be shown again (see ``once``). A desk serves
    one page: so what was looked at for a part counts as looked at by that page. ``cards``
    are the previews that its buttons open, by their ids: the frame shows each of them once.
    """

    __slots__ = ("cards", "here", "look", "made")

    def __init__(self, look: EditionView, here: str) -> None:
        """Begin a page at the address ``here``."""
        self.look = look
        self.here = here
        self.made: dict[tuple[Any, ...], Any] = {}
        self.cards: dict[str, Data] = {}

    def href(self, address: str) -> str:
        """Return the relative link from this page to ``address``, its fragment kept."""
        page, _, fragment = address.partition("#")
        return relative(Address(self.here), Address(page), fragment)


Show = TypeVar("Show", bound=Callable[..., Any])


def once(show: Show) -> Show:
    """Have a part of a page made once for each of its arguments, which pages repeat.

    The page then shows one value in several places: nobody may change it.
    """

    @wraps(show)
    def remember(desk: PageContext, *given: Any) -> Any:
        part = (show, *given)
        if part in desk.made:
            return desk.made[part]
        return desk.made.setdefault(part, show(desk, *given))

    return cast(Show, remember)


ONE = ""
"""The index of the pages that there is always one of: its only key is "" too."""


def find_none(_: str, __: EditionView) -> Iterable[Problem]:
    """Return no faults: most pages can always be made."""
    return ()


class PageKind(NamedTuple):
    """One kind of page: what claims a page, its address, and its view.

    There is a page for each key of ``index`` that has something to see, or, where a kind
    brings ``keys``, one for each page key that this makes of a key of the index. ``faults``
    yields what keeps a page of a key from being made. The keys of
    the pages of a kind lie in the bucket ``listed``, for a page that says which there are.
    """

    name: str
    index: str  # type: ignore[assignment]  # hides a method of tuples that nobody needs here
    address: Callable[[str, EditionView], str]
    view: Callable[[str, PageContext], Page]
    keys: Callable[[str, EditionView], tuple[str, ...]] | None = None
    faults: Callable[[str, EditionView], Iterable[Problem]] = find_none
    listed: str = ""


def claimed_keys(kind: PageKind, key: str, look: EditionView) -> tuple[str, ...]:
    """Return the keys of the pages that a key of a kind's index claims."""
    if kind.keys:
        return kind.keys(key, look)
    return (key,) if kind.index == ONE or look.all(kind.index, key) else ()
