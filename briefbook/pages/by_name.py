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
    """What a page by name shows: a part ("" for the whole), and the links to what is within."""

    part: str
    items: Items
    links: Sequence[Data]


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

        def claim(_: str, view: EditionView) -> Iterator[str]:
            every = self._read(view, self.list_refs(view))
            for part, items in self.parting.walk(every):
                yield f"{part} {' '.join(dict.fromkeys(one['ref'] for one in items))}"

        return (
            single_page(self.name, self.main, self._view_main, self.is_wanted),
            PageKind(
                f"{self.name}-part",
                ONE,
                lambda key, _: self.address(key.partition(" ")[0]),
                self._view_part,
                lambda key, view: tuple(claim(key, view)),
            ),
        )

    def _view_main(self, _: str, context: PageContext) -> Page:
        every = self._read(context.view, self.list_refs(context.view))
        return self._view(context, "", every)

    def _view_part(self, key: str, context: PageContext) -> Page:
        part, *refs = key.split(" ")
        found = self._read(context.view, refs)
        return self._view(context, part, self.parting.pick(found, part))

    def _read(self, view: EditionView, refs: Sequence[str]) -> Items:
        return [item for item in self.find(view, refs) if item]

    def _view(self, context: PageContext, part: str, items: Items) -> Page:
        parts = count_all(self.parting.split(items, part))
        links = self.parting.show(context, parts, self.address)
        return self.show(context, Shelf(part, items, links))


def name_item(view: EditionView, ref: str, then: str = "", **also: object) -> Data:
    """Return an entry by the name that it is filed by, {} where this edition sees none.

    ``then`` is another entry: who has much in a list is parted by its name in turn.
    """
    card, other = view.one("card", ref), view.one("card", then) if then else None
    if not card or (then and not other):
        return {}
    name = other.name if other else ""
    return {"name": card.name, "ref": ref, "then": name, "more": then, **also}
