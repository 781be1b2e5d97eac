"""A page as a value, and the kinds of pages as a table row each."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefbook.base.addresses import fold_address, link_by_top
from briefbook.base.problems import Problem
from briefbook.index.ledger import EditionView
from briefbook.kinds import KINDS
from briefbook.kinds.kind import Kind
from briefbook.kinds.plain import NAMED_BY
from briefbook.pages.context import PageContext, show_cards, show_day
from briefbook.render.page import Data, Page
from briefbook.statements.events import find_newest, newest_day
from briefbook.statements.words import say_sentence

ONE = ""
"""The index of the pages that there is always one of: its only key is "" too."""

CLAIM = "claim"
"""The index of who claims which page, by its folded address."""

MEETINGS = "meetings/index.html"
TAGS = "tags/index.html"
GAPS = "gaps.html"
DATA = "data/index.html"
SOMETIMES = (MEETINGS, TAGS, DATA, GAPS)
"""Pages of the menu that are only there where they have something to list."""

PLAIN = tuple(kind for kind in KINDS if kind.heading)
HOME = ("Home", "index.html")
SEARCH = "search.html"
ASSETS: Data = {
    "style": link_by_top("assets/style.css"),
    "accent": link_by_top("assets/accent.css"),
    "script": link_by_top("assets/site.js"),
    "icon": link_by_top("assets/icon.svg"),
    "fonts": [
        link_by_top(f"fonts/source-{face}.woff2")
        for face in ("serif-regular", "serif-semibold", "sans-regular", "sans-semibold")
    ],
}

Crumb = tuple[str, str]


class Head(NamedTuple):
    """What a page says of itself.

    ``crumbs`` are (name, address) from the home page down to the page above this one.
    ``dates`` are those of what happened or was said: the newest is the page's "as of".
    ``facts`` is the page's schema.org description, without its context. ``ref`` is the entry
    that the page is about: what names it in a field is listed below.
    """

    title: str
    crumbs: Sequence[Crumb] = (HOME,)
    dates: Iterable[str] = ()
    description: str = ""
    facts: Data | None = None
    ref: str = ""


class PageKind(NamedTuple):
    """One kind of page: what claims a page, its address, and its view.

    There is a page for each key of ``index`` that has something to see, or, where a kind
    brings ``keys``, one for each page key that this makes of a key of the index; among them
    may be problems, of pages that cannot be made. The keys of the pages of a kind lie under
    the key ``listed``, for a page that says which there are.
    """

    name: str
    index: str  # type: ignore[assignment]  # hides a method of tuples that nobody needs here
    address: Callable[[str, EditionView], str]
    view: Callable[[str, PageContext], Page]
    keys: Callable[[str, EditionView], Iterable[str | Problem]] | None = None
    listed: str = ""


def single_page(
    name: str,
    address: str,
    show: Callable[[str, PageContext], Page],
    is_wanted: Callable[[EditionView], bool] = lambda _: True,
) -> PageKind:
    """Return the kind of a page that there is one of, where it is wanted."""

    def claim(key: str, view: EditionView) -> tuple[str, ...]:
        return (key,) if is_wanted(view) else ()

    return PageKind(name, ONE, lambda _, __: address, show, claim)


def claim_keys(
    kind: PageKind, key: str, view: EditionView
) -> tuple[list[str], tuple[Problem, ...]]:
    """Return the keys of the pages that a key of a kind's index claims, and its problems."""
    if kind.keys is None:
        return ([key] if view.all(kind.index, key) else []), ()
    found = list(kind.keys(key, view))
    problems = tuple(one for one in found if isinstance(one, Problem))
    return [one for one in found if isinstance(one, str)], problems


def index_address(kind: Kind) -> str:
    """Return the address of the index of a plain kind."""
    return f"{kind.section}/index.html"


FIRST = (
    ("Briefings", "briefings/index.html"),
    ("People", "actors/index.html"),
    ("Issues", "issues/index.html"),
    ("Positions", "positions.html"),
    ("Timeline", "timeline.html"),
)
MORE = (
    ("Quotes", "quotes.html"),
    ("Claims", "claims.html"),
    ("Relations", "relations.html"),
    ("Sources", "sources/index.html"),
    ("Glossary", "glossary.html"),
    ("Meetings", MEETINGS),
    ("Tags", TAGS),
    *((kind.heading, index_address(kind)) for kind in PLAIN),
    ("Data", DATA),
    ("Gaps", GAPS),
    ("About", "about.html"),
)


def frame(context: PageContext, template: str, head: Head, data: Data) -> Page:
    """Return a page: its own data within what every page bears."""
    setting = context.view.one
    site = "config"
    base = setting(site, "base_url")
    shared = {
        "title": head.title,
        "description": head.description,
        "language": setting(site, "language"),
        "site": {
            "title": setting(site, "title"),
            "tagline": setting(site, "tagline"),
            "organization": setting(site, "organization"),
            "contact": setting(site, "contact"),
        },
        "home": context.href(HOME[1]),
        "marking": find_marking(context),
        "edition": context.view.edition.name,
        "search": context.href(SEARCH),
        "menu": show_menu(context),
        "crumbs": [
            {"name": name, "href": context.href(address)} for name, address in head.crumbs
        ],
        "as_of": _show_newest(context.view.edition.as_of or find_newest(head.dates)),
        "canonical": f"{base}/{context.here}" if base else "",
        "facts": {"@context": "https://schema.org", **head.facts} if head.facts else None,
        "assets": ASSETS,
        "named_by": list(_show_named_by(context, head.ref)) if head.ref else [],
        "previews": [{"id": name, **card} for name, card in sorted(context.cards.items())],
    }
    return Page(context.here, template, {**shared, **data})


def _show_named_by(context: PageContext, ref: str) -> Iterator[Data]:
    """Yield ``{name, heading, cards}`` of each plain kind that belongs to an entry.

    It names the entry in its fields, or stands in the sidecar of the article.
    """
    named = context.all(NAMED_BY, ref) if PLAIN else ()
    for kind in PLAIN:
        found = show_cards(context, (one for name, one in named if name == kind.name))
        if found:
            yield {"name": kind.section, "heading": kind.heading, "cards": found}


def _show_newest(day: str) -> Data | None:
    shown = show_day(day)
    return shown and {**shown, "words": say_sentence(newest_day(day))}


def show_menu(context: PageContext) -> Data:
    """Return the menu of this edition: what comes first, and what lies under "More"."""
    part, there = _part_of(context.here), list_menu(context.view)
    return {"first": _make_menu(FIRST, part, there), "more": _make_menu(MORE, part, there)}


def list_menu(view: EditionView) -> tuple[str, ...]:
    """Return the addresses of the menu: an edition that sees no meeting has no such page.

    Who claims such a page is asked, not what it lists: so another meeting changes no menu.
    """
    absent = {one for one in SOMETIMES if not view.all(CLAIM, fold_address(one))}
    return tuple(address for _, address in (*FIRST, *MORE) if address not in absent)


@lru_cache(maxsize=1024)
def _make_menu(
    menu: Sequence[tuple[str, str]], part: str, there: Collection[str]
) -> tuple[Data, ...]:
    """Return a menu on the pages of a part of the site, which ``here`` marks."""
    return tuple(
        {"name": name, "href": link_by_top(address), "here": _part_of(address) == part}
        for name, address in menu
        if address in there
    )


def _part_of(address: str) -> str:
    """Return the part of the site that a page is in: a folder at the top, or a page there."""
    return address.partition("/")[0]


def find_marking(context: PageContext) -> str:
    """Return the marking of this edition, else the one for every edition, else ""."""
    marking = context.one("config", "marking") or {}
    return str(marking.get(context.view.edition.name, marking.get("", "")))
