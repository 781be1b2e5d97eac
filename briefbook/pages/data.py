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
from briefbook.pages.by_year import YEARLY
from briefbook.pages.context import PageContext
from briefbook.pages.page import MEETINGS, MENU, ONE, Head, PageKind, frame
from briefbook.render.page import Data, Page

ADDRESS = "data/index.html"
TEMPLATE = "data-file.html"
BY_ADDRESS = {file.address: file for file in FILES}

Write = Callable[[EditionView], str]


def _write_file(context: PageContext, text: str) -> Page:
    return Page(context.here, TEMPLATE, {"text": Markup(text)})


def _fixed(address: str, write: Write) -> PageKind:
    """Return the kind of a file that there is one of, where it is wanted."""

    def claim(key: str, view: EditionView) -> tuple[str, ...]:
        return (key,) if is_wanted(BY_ADDRESS[address], view) else ()

    def view(_: str, context: PageContext) -> Page:
        return _write_file(context, write(context.view))

    return PageKind(address, ONE, lambda _, __: address, view, claim)


def _table(name: str) -> PageKind:
    return _fixed(f"data/{name}.csv", lambda view: write_table(name, view))


def _list_addresses(view: EditionView) -> Iterator[str]:
    """Yield the pages that are lists: of the menu, and of each year."""
    yield "index.html"
    has_meetings = bool(view.keys("meeting"))
    yield from (at for _, at in MENU if has_meetings or at != MEETINGS)
    yield from (one.address(year) for one in YEARLY for year in view.keys(one.by_year))


BOOK_PAGE = _fixed(book.ADDRESS, book.write_book)
BOOK_SCHEMA_PAGE = _fixed(schema.ADDRESS, lambda _: schema.write_schema())
ACTORS_TABLE = _table("actors")
POSITIONS_TABLE = _table("positions")
QUOTES_TABLE = _table("quotes")
EVENTS_TABLE = _table("events")
CLAIMS_TABLE = _table("claims")
SOURCES_DATA = _fixed("data/sources.json", write_sources)
BIBLIOGRAPHY = _fixed("data/sources.bib", write_bibliography)
CALENDAR = _fixed("data/timeline.ics", write_calendar)
BRIEFINGS_FEED = _fixed("feed.xml", lambda view: write_atom(gather_briefings(view), "feed.xml"))
BRIEFINGS_JSON_FEED = _fixed(
    "feed.json", lambda view: write_json_feed(gather_briefings(view), "feed.json")
)
POSITIONS_FEED = _fixed(
    "positions.xml", lambda view: write_atom(gather_positions(view), "positions.xml")
)
POSITIONS_JSON_FEED = _fixed(
    "positions.json", lambda view: write_json_feed(gather_positions(view), "positions.json")
)
SITEMAP = _fixed("sitemap.xml", lambda view: write_sitemap(view, _list_addresses(view)))
ROBOTS = _fixed("robots.txt", write_robots)


def _claim_annotations(key: str, view: EditionView) -> tuple[str, ...]:
    """Return the article whose annotations are wanted, if it has some to see."""
    has_some = asks_for("annotations", view) and view.all(annotations.INDEX, key)
    return (key,) if has_some else ()


def _view_annotations(key: str, context: PageContext) -> Page:
    return _write_file(context, annotations.write_annotations(key, context.view))


ANNOTATIONS = PageKind(
    "annotations",
    annotations.INDEX,
    lambda key, _: annotations.annotations_address(key),
    _view_annotations,
    _claim_annotations,
)


def _view_data(_: str, context: PageContext) -> Page:
    data: Data = {
        "files": [
            {"href": context.href(file.address), "name": file.name, "words": file.words}
            for file in list_wanted(context.view)
        ],
        "annotations": asks_for("annotations", context.view),
    }
    return frame(context, "data.html", Head("Data"), data)


DATA_PAGE = PageKind(
    "data",
    ONE,
    lambda _, __: ADDRESS,
    _view_data,
    lambda key, view: (key,) if view.one("config", "data") else (),
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


def list_feeds(context: PageContext) -> list[Data]:
    """Return the feeds that a browser is told of."""
    wanted = (file for file in FEEDS if is_wanted(file, context.view))
    return [
        {"href": context.href(file.address), "type": file.type, "title": file.name}
        for file in wanted
    ]
