"""Lists by name: all of it on one page while it fits there, else letter by letter.

A part has a page for whoever begins with its letters, and these in turn have parts where they
are many. What its page is asked for stands in its key: so no page reads what is on another.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from briefbook.index.ledger import EditionView
from briefbook.pages.context import PageContext
from briefbook.pages.page import HOME, ONE, Crumb, PageKind, single_page
from briefbook.pages.parts.parting import NAMES, Parting, count_all, say_letters
from briefbook.render.page import Data, Page

Items = Sequence[Data]


class Shelf(NamedTuple):
    """What a page by name shows: a part ("" for the whole), and the links to what is within.

    ``key`` is that of its page.
    """

    part: str
    items: Items
    links: Sequence[Data]
    key: str


def head_shelf(shelf: Shelf, title: str, main: str) -> tuple[str, tuple[Crumb, ...]]:
    """Return the title of a list or of a part of it, and the way back from there."""
    if not shelf.part:
        return title, (HOME,)
    return f"{title}: {say_letters(shelf.part)}", (HOME, (title, main))


class NamedPages(NamedTuple):
    """A list by name: its page, and those of its parts.

    ``find`` yields what is listed under some refs, each as ``name_item`` returns it;
    ``list_refs`` says which there are.
    """

    name: str
    main: str
    list_refs: Callable[[EditionView], Sequence[str]]
    find: Callable[[EditionView, Sequence[str]], Iterable[Data]]
    show: Callable[[PageContext, Shelf], Page]
    parting: Parting = NAMES
    is_wanted: Callable[[EditionView], bool] = lambda _: True

    def address(self, part: str) -> str:
        """Return the address of the page of a part."""
        return f"{self.main.removesuffix('.html')}/{part}.html"

    def make_kinds(self) -> tuple[PageKind, PageKind]:
        """Return the kinds of the page and of its parts."""
        return (
            single_page(self.name, self.main, self._view_page, self.is_wanted),
            PageKind(f"{self.name}-part", ONE, self.locate, self._view_page, self.list_parts),
        )

    def list_parts(self, _: str, view: EditionView) -> Iterator[str]:
        """Yield the keys of the pages of parts: each names a part, and what lies in it."""
        every = self.read(view, "")
        for part, items in self.parting.walk(every):
            yield f"{part} {' '.join(dict.fromkeys(one['ref'] for one in items))}"

    def locate(self, key: str, _: EditionView) -> str:
        """Return the address of the page of a key."""
        part = key.partition(" ")[0]
        return self.address(part) if part else self.main

    def read(self, view: EditionView, key: str) -> Items:
        """Return what lies in the part that a key names, in the whole for ""."""
        part, *refs = key.split(" ")
        found = self.find(view, refs if part else self.list_refs(view))
        items = [item for item in found if item]
        return self.parting.pick(items, part) if part else items

    def _view_page(self, key: str, context: PageContext) -> Page:
        part, items = key.partition(" ")[0], self.read(context.view, key)
        parts = count_all(self.parting.split(items, part))
        links = self.parting.show(context, parts, self.address)
        return self.show(context, Shelf(part, items, links, key))


def name_item(view: EditionView, ref: str, then: str = "", **also: object) -> Data:
    """Return an entry by the name that it is filed by, {} where this edition sees none.

    ``then`` is another entry: who has much in a list is parted by its name in turn.
    """
    card, other = view.one("card", ref), view.one("card", then) if then else None
    if not card or (then and not other):
        return {}
    name = other.name if other else ""
    return {"name": card.name, "ref": ref, "then": name, "more": then, **also}
