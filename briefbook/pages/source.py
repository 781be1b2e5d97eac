"""A source's page: what it is, who may print how much of it, and everything taken from it."""

import re
from urllib.parse import quote

from briefbook.kinds.source import Source, source_address, source_name, strip_brackets
from briefbook.pages.by_year import Archive
from briefbook.pages.context import PageContext, link, links, show_day
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.parting import MANY, count_all
from briefbook.render.page import Data, Page
from briefbook.syntax.dates import iso_date

DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
_RANGE = re.compile(r"(?<=\d)-{1,2}(?=\d)")
"""Between the first and the last page; CSL files have it as it is typed."""

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
        "title": strip_brackets(source.title),
        "author": ", ".join(source.author),
        "publisher": source.publisher,
        "within": _name_place(source),
        "issued": show_day(source.issued),
        "accessed": show_day(source.accessed),
        "issued_words": source.csl_dates.get("issued", ""),
        "doi": _link_doi(source.csl_texts.get("DOI", "")),
        "url": source.URL,
        "archive_url": source.archive_url,
        "language": source.language,
        "transcript": source.transcript,
        "rights": source.rights.replace("-", " "),
        "max_quote_words": source.max_quote_words,
        "via": link(context, source.via),
    }


def _name_place(source: Source) -> str:
    """Return where a source appeared: the journal or book, with volume, issue and pages."""
    texts = source.csl_texts
    issue = f"({texts['issue']})" if "issue" in texts else ""
    number = f"{texts.get('volume', '')}{issue}"
    pages = f"p. {_RANGE.sub('–', texts['page'])}" if "page" in texts else ""
    return ", ".join(filter(None, (texts.get("container-title", ""), number, pages)))


def _link_doi(doi: str) -> str:
    """Return the address that a DOI leads to, "" if there is none."""
    bare = DOI.search(doi)
    return f"https://doi.org/{quote(bare[0], safe='/:;()')}" if bare else ""


def _describe_source(title: str, source: Source) -> Data:
    facts = {"@type": "CreativeWork", "name": title, "publisher": source.publisher}
    if source.issued and (day := iso_date(source.issued)):
        facts["datePublished"] = day
    return facts


SOURCE_PAGE = PageKind("source", "source", ARCHIVE.address, _view_source)
SOURCE_YEAR_PAGE = ARCHIVE.make_kind()
