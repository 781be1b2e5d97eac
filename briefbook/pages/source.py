"""A source's page: what it is, who may print how much of it, and everything taken from it."""

from briefbook.kinds.source import Source, source_address, source_name
from briefbook.pages.by_year import Archive
from briefbook.pages.context import PageContext, link, links, show_day
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.parting import MANY, count_all
from briefbook.render.page import Data, Page
from briefbook.syntax.dates import iso_date

CRUMBS = (HOME, ("Sources", "sources/index.html"))
ARCHIVE = Archive(
    "source",
    lambda key, _: source_address(key),
    CRUMBS,
    {"articles": "stories-from", "quotes": "quotes-from"},
    newest=MANY,
)


def _view_source(key: str, context: PageContext) -> Page:
    source: Source = context.one("source", key)
    lists = ARCHIVE.read(key, context.view)
    data = {
        "source": show_source(context, key, source),
        **ARCHIVE.show_newest(context, key, lists),
        "counts": count_all(lists),
        "seen_through": links(context, context.all("seen-through", key)),
    }
    title = source_name(key, source)
    head = Head(title, CRUMBS, (source.issued,), facts=_describe_source(title, source), ref=key)
    return frame(context, "source.html", head, data)


def show_source(context: PageContext, key: str, source: Source) -> Data:
    """Return the fields of a source in words."""
    return {
        "ref": key,
        "name": source_name(key, source),
        "type": source.type.replace("-", " "),
        "title": source.title,
        "author": ", ".join(source.author),
        "publisher": source.publisher,
        "issued": show_day(source.issued),
        "accessed": show_day(source.accessed),
        "url": source.URL,
        "archive_url": source.archive_url,
        "language": source.language,
        "transcript": source.transcript,
        "rights": source.rights.replace("-", " "),
        "max_quote_words": source.max_quote_words,
        "via": link(context, source.via),
    }


def _describe_source(title: str, source: Source) -> Data:
    facts = {"@type": "CreativeWork", "name": title, "publisher": source.publisher}
    if source.issued and (day := iso_date(source.issued)):
        facts["datePublished"] = day
    return facts


SOURCE_PAGE = PageKind("source", "source", ARCHIVE.address, _view_source)
SOURCE_YEAR_PAGE = ARCHIVE.make_kind()
