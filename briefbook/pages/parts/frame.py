"""What every page bears: the site's name, the marking, the way back, and its date."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefbook.pages.page import Data, Desk, Page
from briefbook.pages.parts.days import newest, show_day

MENU = (
    ("Briefings", "briefings/index.html"),
    ("People & bodies", "actors/index.html"),
    ("Issues", "issues/index.html"),
    ("Positions", "positions.html"),
    ("Timeline", "timeline.html"),
    ("Quotes", "quotes.html"),
    ("Claims", "claims.html"),
    ("Relations", "relations.html"),
    ("Glossary", "glossary.html"),
    ("Sources", "sources/index.html"),
    ("Meetings", "meetings/index.html"),
    ("About", "about.html"),
)
HOME = ("Home", "index.html")
Crumb = tuple[str, str]


class Head(NamedTuple):
    """What a page says of itself.

    ``crumbs`` are (name, address) from the home page down to the page above this one.
    ``dates`` are those of the facts shown: the newest is the page's "as of". ``facts``
    is the page's schema.org description, without its context.
    """

    title: str
    crumbs: Sequence[Crumb] = (HOME,)
    dates: Iterable[str] = ()
    description: str = ""
    facts: Data | None = None


def frame(desk: Desk, template: str, head: Head, data: Data) -> Page:
    """Return a page: its own data within what every page bears."""
    setting = desk.look.one
    site = "config"
    base = (setting(site, "base_url") or "").rstrip("/")
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
        "home": desk.href("index.html"),
        "marking": find_marking(desk),
        "edition": desk.look.edition.name,
        "menu": [menu_item(desk, name, address) for name, address in list_menu(desk)],
        "crumbs": [{"name": name, "href": desk.href(address)} for name, address in head.crumbs],
        "as_of": show_day(newest(head.dates)),
        "canonical": f"{base}/{desk.here}" if base else "",
        "facts": {"@context": "https://schema.org", **head.facts} if head.facts else None,
        "assets": asset_links(desk),
    }
    return Page(desk.here, template, {**shared, **data})


def list_menu(desk: Desk) -> list[Crumb]:
    """Return the items of the menu; an edition that sees no meeting has no such page."""
    has_meetings = bool(desk.look.keys("meeting"))
    return [item for item in MENU if has_meetings or not item[1].startswith("meetings/")]


def menu_item(desk: Desk, name: str, address: str) -> Data:
    """Return an item of the menu; ``here`` marks the part of the site that a page is in."""
    part = address.partition("/")[0] if "/" in address else address
    is_here = desk.here == address or ("/" in address and desk.here.startswith(f"{part}/"))
    return {"name": name, "href": desk.href(address), "here": is_here}


def find_marking(desk: Desk) -> str:
    """Return the marking of this edition, else the one for every edition, else ""."""
    marking = desk.look.one("config", "marking") or {}
    return str(marking.get(desk.look.edition.name, marking.get("", "")))


def asset_links(desk: Desk) -> Data:
    """Return the links to the theme's files."""
    names = {
        "style": "assets/style.css",
        "accent": "assets/accent.css",
        "script": "assets/site.js",
    }
    return {name: desk.href(address) for name, address in names.items()}
