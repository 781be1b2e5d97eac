"""The files of data, as pages: so edition, ledger and publishing hold for them too."""

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from briefbook import exports
from briefbook.exports import (
    annotations,
    bibtex,
    book,
    calendar,
    feeds,
    schema,
    sources,
    tables,
)
from briefbook.index.ledger import EditionView
from briefbook.kinds.article import tag_address
from briefbook.pages.by_year import YEARLY
from briefbook.pages.context import PageContext
from briefbook.pages.page import DATA, Head, PageKind, frame, list_menu, single_page
from briefbook.render.page import Data, Page

TEMPLATE = "data-file.html"
BY_ADDRESS = {file.address: file for file in exports.FILES}
Write = Callable[[EditionView], str]


def _write_file(context: PageContext, text: str) -> Page:
    return Page(context.here, TEMPLATE, {"text": Markup(text)})


def _file(address: str, write: Write) -> PageKind:
    """Return the kind of a file that there is one of, where it is wanted."""

    def show(_: str, context: PageContext) -> Page:
        return _write_file(context, write(context.view))

    return single_page(address, address, show, partial(exports.is_wanted, BY_ADDRESS[address]))


def _list_addresses(view: EditionView) -> Iterator[str]:
    """Yield the pages that are lists: of the menu, and of each year and month."""
    yield "index.html"
    yield from list_menu(view)
    yield from map(tag_address, view.keys("tagged"))
    for one in YEARLY:
        yield from map(one.address, sorted({*one.list_years(view), *view.keys(one.by_month)}))


def _claim_annotations(key: str, view: EditionView) -> tuple[str, ...]:
    has_some = exports.asks_for("annotations", view) and view.all(annotations.INDEX, key)
    return (key,) if has_some else ()


def _view_annotations(key: str, context: PageContext) -> Page:
    return _write_file(context, annotations.write_annotations(key, context.view))


def _view_data(_: str, context: PageContext) -> Page:
    data: Data = {
        "files": [
            {
                "href": context.href(file.address),
                "file": file.address.rpartition("/")[2],
                "name": file.name,
                "words": file.words,
            }
            for file in exports.list_wanted(context.view)
        ],
        "annotations": exports.asks_for("annotations", context.view),
    }
    return frame(context, "data.html", Head("Data"), data)


DATA_PAGES = (
    single_page("data", DATA, _view_data, lambda view: bool(view.one("config", "data"))),
    _file(book.ADDRESS, book.write_book),
    _file(schema.ADDRESS, lambda _: schema.write_schema()),
    *(_file(f"data/{name}.csv", partial(tables.write_table, name)) for name in tables.TABLES),
    _file("data/sources.json", sources.write_sources),
    _file("data/sources.bib", bibtex.write_bibliography),
    _file("data/timeline.ics", calendar.write_calendar),
    _file("feed.xml", lambda view: feeds.write_atom(feeds.gather_briefings(view), "feed.xml")),
    _file(
        "feed.json",
        lambda view: feeds.write_json_feed(feeds.gather_briefings(view), "feed.json"),
    ),
    _file(
        "positions.xml",
        lambda view: feeds.write_atom(feeds.gather_positions(view), "positions.xml"),
    ),
    _file(
        "positions.json",
        lambda view: feeds.write_json_feed(feeds.gather_positions(view), "positions.json"),
    ),
    _file("sitemap.xml", lambda view: feeds.write_sitemap(view, _list_addresses(view))),
    _file("robots.txt", feeds.write_robots),
    PageKind(
        "annotations",
        annotations.INDEX,
        lambda key, _: annotations.annotations_address(key),
        _view_annotations,
        _claim_annotations,
    ),
)


def list_feeds(context: PageContext) -> list[Data]:
    """Return the feeds that a browser is told of."""
    wanted = (file for file in exports.FEEDS if exports.is_wanted(file, context.view))
    return [
        {"href": context.href(file.address), "type": file.type, "title": file.name}
        for file in wanted
    ]
