"""The search: its page, and the index by which names are found, as scripts.

Each script of the index holds what begins with the same letters, and is loaded when
somebody types them: so it works from disk as well, and one edit touches a few of them.
One more says which of them there are, so that none is asked for in vain.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from briefbook.base.addresses import fold_address
from briefbook.index import jump
from briefbook.index.ledger import EditionView
from briefbook.kinds import KINDS
from briefbook.kinds.kind import FoundAs
from briefbook.pages.by_year import YEARLY
from briefbook.pages.context import PageContext, name_of
from briefbook.pages.page import (
    CLAIM,
    SEARCH,
    Head,
    PageKind,
    frame,
    show_menu,
    single_page,
)
from briefbook.pages.parts.parting import Filed, Parting
from briefbook.render.page import Data, Page

LISTED = "jump listed"
LISTED_TITLES = "titles listed"
LARGEST = 48_000
"""Letters that the entries of a script may have: it stays below 64 KB."""

Item = tuple[str, Any]
"""An entry of a script behind the JSON of its page, or a title behind its link."""

FULL_TEXT = "pagefind/pagefind.js"


CALLED = {name: called for kind in KINDS for name, called in kind.searched.items()} | {
    "date": FoundAs("Date", "Dates", 6, has_day=True)
}
"""What the search calls what it finds."""


def _view_search(_: str, context: PageContext) -> Page:
    has_full_text = context.one("config", "search") == "pagefind"
    about, menu = context.href("about.html"), show_menu(context)
    data: Data = {
        "indexes": [item for item in (*menu["first"], *menu["more"]) if item["href"] != about],
        "full_text": FULL_TEXT if has_full_text else "",
    }
    return frame(context, "search.html", Head("Search"), data)


def jump_address(beginning: str) -> str:
    """Return the address of the script of a beginning (not ``con.js``: a device to some)."""
    return f"search/jump-{beginning}.js"


def _fits(items: Sequence[Item]) -> bool:
    return sum(len(f"{item}") for item in items) <= LARGEST


def _file_item(beginning: str, item: Item) -> Filed:
    return (beginning,), f"{item}"


def _part(name: str, items: Sequence[Item]) -> list[str]:
    """Return the names of the scripts of a beginning or share: one, or as many as it takes."""
    parts = _make_parting(name).walk(items)
    return [part for part, some in parts if _fits(some)] or [name]


def _make_parting(name: str) -> Parting:
    return Parting(partial(_file_item, name), str, _fits)


def _pick(part: str, items: Sequence[Item]) -> Sequence[Item]:
    """Return what lies in one of these scripts."""
    name, is_part, _ = part.partition(".")
    return _make_parting(name).pick(items, part) if is_part else items


def _list_items(groups: Iterable[jump.Group]) -> list[Item]:
    return [(head, piece) for head, pieces in groups for piece in pieces]


def _claim_jump(beginning: str, view: EditionView) -> list[str]:
    groups = view.all(jump.INDEX, beginning)
    return _part(beginning, _list_items(groups)) if groups else []


def _view_jump(part: str, context: PageContext) -> Page:
    beginning = part.partition(".")[0]
    groups: dict[str, list[jump.Piece]] = {}
    for head, piece in _pick(part, _list_items(context.all(jump.INDEX, beginning))):
        groups.setdefault(head, []).append(piece)
    times = _find_times(part, context) if jump.TIME.fullmatch(beginning) else ()
    found = (*times, *((head, tuple(pieces)) for head, pieces in groups.items()))
    script = Markup(jump.write_script(part, found, partial(name_of, context)))
    return Page(context.here, "search-index.html", {"script": script})


def _view_jumps(_: str, context: PageContext) -> Page:
    shares = context.all(LISTED_TITLES)
    script = Markup(jump.write_list(context.all(LISTED), CALLED, shares))
    return Page(context.here, "search-index.html", {"script": script})


def _claim_titles(share: str, view: EditionView) -> list[str]:
    titles = list(dict.fromkeys(view.all(jump.TITLES, share)))
    return _part(share, titles) if titles else []


def _view_titles(part: str, context: PageContext) -> Page:
    titles = list(dict.fromkeys(context.all(jump.TITLES, part.partition(".")[0])))
    script = Markup(jump.write_titles(dict(_pick(part, titles))))
    return Page(context.here, "search-index.html", {"script": script})


def _find_times(part: str, context: PageContext) -> Iterator[jump.Group]:
    """Yield the pages of a year or month, in the first of its scripts.

    Who claims these pages is asked, not what they list.
    """
    time = part.partition(".")[0]
    if part == min(_claim_jump(time, context.view)):
        pages = tuple(
            jump.write_piece(jump.SearchEntry("date", one.title(time), address), "")
            for one in YEARLY
            if context.view.all(CLAIM, fold_address(address := one.address(time)))
        )
        yield jump.NO_UNIT, pages


SEARCH_PAGE = single_page("search", SEARCH, _view_search)
JUMP_PAGE = PageKind(
    "jump",
    jump.INDEX,
    lambda key, _: jump_address(key),
    _view_jump,
    _claim_jump,
    listed=LISTED,
)
TITLES_PAGE = PageKind(
    "titles",
    jump.TITLES,
    lambda key, _: f"search/titles-{key}.js",
    _view_titles,
    _claim_titles,
    listed=LISTED_TITLES,
)
JUMPS_PAGE = single_page("jumps", "search/jumps.js", _view_jumps)
