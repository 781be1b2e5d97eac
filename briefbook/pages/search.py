"""The search: its page, and the index by which names are found, as scripts.

Each script of the index holds what begins with the same letters, and is loaded when
somebody types them: so it works from disk as well, and one edit touches a few of them.
One more says which of them there are, so that none is asked for in vain.
"""

from collections.abc import Iterator, Sequence
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


def _part_jump(beginning: str, view: EditionView) -> dict[str, list[Item]]:
    """Return the scripts of a beginning, by name: one, or as many as it takes."""
    groups: Sequence[jump.Group] = view.all(jump.INDEX, beginning)
    items = [(head, piece) for head, pieces in groups for piece in pieces]
    return (_part(beginning, items) or {beginning: items}) if groups else {}


def _part(name: str, items: Sequence[Any]) -> dict[str, list[Any]]:
    parting = Parting(partial(_file_item, name), str, _fits)
    parts = {part: some for part, some in parting.walk(items) if _fits(some)}
    return parts or ({name: [*items]} if items else {})


def _view_jump(part: str, context: PageContext) -> Page:
    beginning = part.partition(".")[0]
    groups: dict[str, list[jump.Piece]] = {}
    parts = _part_jump(beginning, context.view)
    for head, piece in parts[part]:
        groups.setdefault(head, []).append(piece)
    times = _find_times(beginning, context) if part == min(parts) else ()
    found = (*times, *((head, tuple(pieces)) for head, pieces in groups.items()))
    script = Markup(jump.write_script(part, found, partial(name_of, context)))
    return Page(context.here, "search-index.html", {"script": script})


def _view_jumps(_: str, context: PageContext) -> Page:
    shares = context.all(LISTED_TITLES)
    script = Markup(jump.write_list(context.all(LISTED), CALLED, shares))
    return Page(context.here, "search-index.html", {"script": script})


def _part_titles(share: str, view: EditionView) -> dict[str, list[Item]]:
    """Return the scripts with titles, by name: one for a share, or as many as it takes."""
    return _part(share, list(dict.fromkeys(view.all(jump.TITLES, share))))


def _view_titles(part: str, context: PageContext) -> Page:
    titles = dict(_part_titles(part.partition(".")[0], context.view)[part])
    script = Markup(jump.write_titles(titles))
    return Page(context.here, "search-index.html", {"script": script})


def _find_times(beginning: str, context: PageContext) -> Iterator[jump.Group]:
    """Yield the pages of a year or month: who claims them is asked, not what they list."""
    if jump.TIME.fullmatch(beginning):
        pages = tuple(
            jump.write_piece(jump.SearchEntry("date", one.title(beginning), address), "")
            for one in YEARLY
            if context.view.all(CLAIM, fold_address(address := one.address(beginning)))
        )
        yield jump.NO_UNIT, pages


SEARCH_PAGE = single_page("search", SEARCH, _view_search)
JUMP_PAGE = PageKind(
    "jump",
    jump.INDEX,
    lambda key, _: jump_address(key),
    _view_jump,
    lambda key, view: tuple(_part_jump(key, view)),
    listed=LISTED,
)
TITLES_PAGE = PageKind(
    "titles",
    jump.TITLES,
    lambda key, _: f"search/titles-{key}.js",
    _view_titles,
    lambda key, view: tuple(_part_titles(key, view)),
    listed=LISTED_TITLES,
)
JUMPS_PAGE = single_page("jumps", "search/jumps.js", _view_jumps)
