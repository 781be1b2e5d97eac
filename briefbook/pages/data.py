"""The files of data, as pages: so edition, ledger and publishing hold for them too."""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from briefbook.exports import annotations, book, schema
from briefbook.exports.atom import (
    gather_briefings,
    gather_positions,
    write_atom,
    write_json_feed,
)
from briefbook.exports.bibtex import write_bibliography
from briefbook.exports.calendar import write_calendar
from briefbook.exports.csl import write_sources
from briefbook.exports.files import FEEDS, FILES, asks_for, is_wanted, list_wanted
from briefbook.exports.sitemap import write_robots, write_sitemap
from briefbook.exports.tables import write_table
from briefbook.index.ledger import EditionView
from briefbook.pages.context import PageContext
from briefbook.pages.page import MEETINGS, MENU, ONE, Head, PageKind, frame
from briefbook.pages.search import YEARS
from briefbook.render.page import Data, Page

ADDRESS = "data/index.html"
TEMPLATE = "data-file.html"
BY_ADDRESS = {file.address: file for file in FILES}

Write = Callable[[EditionView], str]


def write_file(desk: PageContext, text: str) -> Page:
    """Return a page that is nothing but a text."""
    return Page(desk.here, TEMPLATE, {"text": Markup(text)})


def fixed(address: str, write: Write) -> PageKind:
    """Return the kind of a file that there is one of, where it is wanted."""

    def claim(key: str, look: EditionView) -> tuple[str, ...]:
        return (key,) if is_wanted(BY_ADDRESS[address], look) else ()

    def view(_: str, desk: PageContext) -> Page:
        return write_file(desk, write(desk.look))

    return PageKind(address, ONE, lambda _, __: address, view, claim)


def table(name: str) -> PageKind:
    """Return the kind of a table."""
    return fixed(f"data/{name}.csv", lambda look: write_table(name, look))


def list_addresses(look: EditionView) -> Iterator[str]:
    """Yield the pages that are lists: of the menu, and of each year."""
    yield "index.html"
    has_meetings = bool(look.keys("meeting"))
    yield from (at for _, at in MENU if has_meetings or at != MEETINGS)
    yield from (locate(year) for index, _, locate in YEARS for year in look.keys(index))


BOOK_PAGE = fixed(book.ADDRESS, book.write_book)
BOOK_SCHEMA_PAGE = fixed(schema.ADDRESS, lambda _: schema.write_schema())
ACTORS_TABLE = table("actors")
POSITIONS_TABLE = table("positions")
QUOTES_TABLE = table("quotes")
EVENTS_TABLE = table("events")
CLAIMS_TABLE = table("claims")
SOURCES_DATA = fixed("data/sources.json", write_sources)
BIBLIOGRAPHY = fixed("data/sources.bib", write_bibliography)
CALENDAR = fixed("data/timeline.ics", write_calendar)
BRIEFINGS_FEED = fixed("feed.xml", lambda look: write_atom(gather_briefings(look), "feed.xml"))
BRIEFINGS_JSON_FEED = fixed(
    "feed.json", lambda look: write_json_feed(gather_briefings(look), "feed.json")
)
POSITIONS_FEED = fixed(
    "positions.xml", lambda look: write_atom(gather_positions(look), "positions.xml")
)
POSITIONS_JSON_FEED = fixed(
    "positions.json", lambda look: write_json_feed(gather_positions(look), "positions.json")
)
SITEMAP = fixed("sitemap.xml", lambda look: write_sitemap(look, list_addresses(look)))
ROBOTS = fixed("robots.txt", write_robots)


def claim_annotations(key: str, look: EditionView) -> tuple[str, ...]:
    """Return the article whose annotations are wanted, if it has some to see."""
    has_some = asks_for("annotations", look) and look.all(annotations.INDEX, key)
    return (key,) if has_some else ()


def view_annotations(key: str, desk: PageContext) -> Page:
    """Return the annotations of the article ``key``."""
    return write_file(desk, annotations.write_annotations(key, desk.look))


ANNOTATIONS = PageKind(
    "annotations",
    annotations.INDEX,
    lambda key, _: annotations.annotations_address(key),
    view_annotations,
    claim_annotations,
)


def view_data(_: str, desk: PageContext) -> Page:
    """Return the page that explains the files."""
    data: Data = {
        "files": [
            {"href": desk.href(file.address), "name": file.name, "words": file.words}
            for file in list_wanted(desk.look)
        ],
        "annotations": asks_for("annotations", desk.look),
    }
    return frame(desk, "data.html", Head("Data"), data)


DATA_PAGE = PageKind(
    "data",
    ONE,
    lambda _, __: ADDRESS,
    view_data,
    lambda key, look: (key,) if look.one("config", "data") else (),
)

DATA_PAGES = (
    DATA_PAGE,
    BOOK_PAGE,
    BOOK_SCHEMA_PAGE,
    ACTORS_TABLE,
    POSITIONS_TABLE,
    QUOTES_TABLE,
    EVENTS_TABLE,
    CLAIMS_TABLE,
    SOURCES_DATA,
    BIBLIOGRAPHY,
    CALENDAR,
    BRIEFINGS_FEED,
    BRIEFINGS_JSON_FEED,
    POSITIONS_FEED,
    POSITIONS_JSON_FEED,
    SITEMAP,
    ROBOTS,
    ANNOTATIONS,
)


def list_feeds(desk: PageContext) -> list[Data]:
    """Return the feeds that a browser is told of."""
    wanted = (file for file in FEEDS if is_wanted(file, desk.look))
    return [
        {"href": desk.href(file.address), "type": file.type, "title": file.name}
        for file in wanted
    ]
