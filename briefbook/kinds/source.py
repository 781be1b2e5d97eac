"""Sources: where words and facts come from, in the names of CSL-JSON."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.base.folding import first_letter
from briefbook.index.cards import Card
from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Row
from briefbook.kinds.fields import Count, Day, Language, SourceId, Texts, WebAddress, YesNo
from briefbook.kinds.kind import BookList, Context, Entry, FoundAs, Kind, Published


class Source(NamedTuple):
    """A document; ``max_quote_words`` bounds what may be printed of it at a time."""

    type: str = "document"
    title: str = ""
    author: Texts = ()
    publisher: str = ""
    issued: Day = ""
    accessed: Day = ""
    URL: WebAddress = ""
    archive_url: WebAddress = ""
    language: Language = ""
    transcript: YesNo = False
    rights: str = ""
    max_quote_words: Count = 0
    via: SourceId = ""


def source_address(ref: str) -> str:
    """Return the address of a source's page (``article#id`` → ``sources/article.id.html``)."""
    return f"sources/{ref.replace('#', '.')}.html"


def source_name(ref: str, source: Source) -> str:
    """Return what to call a source: its title, else its publisher, else its id."""
    return source.title or source.publisher or ref.rpartition("#")[2]


def source_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a source tells the site."""
    source: Source = entry.fact
    name = source_name(entry.ref, source)
    line = source.publisher if source.title else source.type.replace("-", " ")
    card = Card("source", entry.ref, name, source_address(entry.ref), line, date=source.issued)
    yield Row("card", entry.ref, card, entry.gate)
    yield Row("source", entry.ref, source, entry.gate)
    yield Row("sources-by-letter", first_letter(name), entry.ref, entry.gate)
    if source.via:
        yield Row("seen-through", source.via, entry.ref, entry.gate)
    if context.article:
        yield Row("sources-of", context.article, entry.ref, entry.gate)


def find_source(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield a source by its title, its authors and its publisher."""
    source: Source = entry.fact
    name = source_name(entry.ref, source)
    yield SearchEntry(
        "source",
        name,
        source_address(entry.ref),
        say=source.publisher if source.title else "",
        date=source.issued,
        more=tuple(filter(None, (*source.author, source.publisher if source.title else ""))),
    )


class SourceData(NamedTuple):
    """A document that words and facts come from; the names are those of CSL-JSON."""

    id: str
    type: str = ""
    title: str = ""
    author: Texts = ()
    publisher: str = ""
    issued: Day = ""
    accessed: Day = ""
    URL: str = ""
    archive_url: str = ""
    language: str = ""
    transcript: bool = False
    rights: str = ""
    max_quote_words: int = 0
    via: SourceId = ""
    address: str = ""
    was: Texts = ()


def publish_source(entry: Entry, _: Context) -> Iterator[Published]:
    """Yield a source."""
    source: Source = entry.fact
    shown = SourceData(entry.ref, *source, source_address(entry.ref), entry.was)
    yield "sources", shown, entry.gate


SOURCE = Kind(
    "source",
    "sources",
    Source,
    source_rows,
    in_registry=True,
    sketch=("title",),
    in_sidecar=True,
    scalar="title",
    finds=find_source,
    publish=publish_source,
    lists={
        "sources": BookList(
            SourceData, (("title", "publisher", "issued", "URL"),), has_pages=True
        )
    },
    searched={"source": FoundAs("Source", "Sources", 9)},
    is_local=True,
    is_linkable=True,
)
