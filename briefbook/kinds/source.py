"""Sources: where words and facts come from, in the names of CSL-JSON."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Annotated, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Card, Row
from briefbook.kinds.csl import (
    DATE_FIELDS,
    DATE_WORDS,
    NAME_FIELDS,
    NAME_WORDS,
    TEXT_FIELDS,
    TEXT_WORDS,
    DateField,
    DateOfParts,
    DateOrWords,
    NameField,
    PersonName,
    PersonNames,
    TextField,
    WrittenDate,
    WrittenNames,
    tidy_source,
)
from briefbook.kinds.fields import (
    SORT,
    Count,
    Day,
    Explained,
    Published,
    SourceId,
    SpreadOut,
    Texts,
    Title,
    Tongue,
    WebAddress,
    Written,
    YesNo,
)
from briefbook.kinds.kind import BookList, BookRecord, Context, Entry, FoundAs, Kind
from briefbook.statements.days import first_day

NO_TEXTS: OrderedDict[TextField, str] = OrderedDict()
NO_NAMES: OrderedDict[NameField, tuple[PersonName, ...]] = OrderedDict()
NO_DATES: OrderedDict[DateField, str] = OrderedDict()


class Source(NamedTuple):
    """A document; ``max_quote_words`` bounds what may be printed of it at a time."""

    type: Annotated[
        str,
        SORT,
        Explained(
            "`article-newspaper`, `report`, `speech` …; without it `document`",
            "article-newspaper",
        ),
    ] = "document"
    title: Annotated[
        Title,
        Explained(
            "as printed; where it has none, a description in brackets, which are not shown",
            "Talks end without a word",
        ),
    ] = ""
    author: Annotated[
        Texts,
        Published("Who wrote it, in the order of the source"),
        Explained(
            "who wrote it, as printed, or `{family: Lee, given: Ann}`; several as a list",
            "[Ann Lee, Bo Quist]",
        ),
        Written(WrittenNames),
    ] = ()
    publisher: Annotated[
        str,
        Published("Who published it"),
        Explained("as printed", "United Press International"),
    ] = ""
    issued: Annotated[
        Day,
        Published("When it was published (EDTF)"),
        Explained(
            "the day of publication; also `{date-parts: [[2023, 8, 30]]}`, or"
            " `{literal: …}` for words",
            "2023-08-30",
        ),
        Written(Day | DateOfParts),
    ] = ""
    accessed: Annotated[
        Day,
        Published("When it was last looked at (EDTF)"),
        Explained("the day of reading", "2023-09-01"),
        Written(Day | DateOfParts),
    ] = ""
    URL: Annotated[
        WebAddress,
        Published("Its web address"),
        Explained("where it can be read", "https://www.parliament.uk/"),
    ] = ""
    archive_url: Annotated[
        WebAddress,
        Published("Where a copy is archived"),
        Explained("where a copy is kept", "https://web.archive.org/"),
    ] = ""
    language: Annotated[Tongue, Explained("of the document", "zh-Hant")] = ""
    transcript: Annotated[
        YesNo,
        Published("Whether all its words are quotations"),
        Explained(
            "`true`: all its words are quotations, so that quotes from it are `quoted`", "true"
        ),
    ] = False
    rights: Annotated[
        str,
        Published("Who has rights in it"),
        Explained("what may be done with it, in words", "all-rights-reserved"),
    ] = ""
    max_quote_words: Annotated[
        Count,
        Published("How many words of it may be quoted at a time"),
        Explained("the most words that one quote may have; a longer one is an error", "25"),
    ] = 0
    via: Annotated[
        SourceId,
        Published("The source through which alone it was seen"),
        Explained(
            "the source through which alone this one was seen; the stricter limit of the two"
            " counts",
            "upi-talks",
        ),
    ] = ""
    csl_texts: Annotated[
        OrderedDict[TextField, str],
        Published("What else is known of it, under the names of CSL"),
        SpreadOut(TEXT_WORDS),
    ] = NO_TEXTS
    csl_names: Annotated[
        OrderedDict[NameField, PersonNames],
        Published("Who had a part in it, in the form of CSL"),
        SpreadOut(NAME_WORDS, WrittenNames),
    ] = NO_NAMES
    csl_dates: Annotated[
        OrderedDict[DateField, DateOrWords],
        Published("Other dates (EDTF), and dates in words"),
        SpreadOut(DATE_WORDS, WrittenDate),
    ] = NO_DATES


ONLY_CSL = tuple(
    name for name in (*TEXT_FIELDS, *NAME_FIELDS, *DATE_FIELDS) if name not in Source._fields
)
"""Fields that CSL knows, and we only keep."""


def source_address(ref: str) -> str:
    """Return the address of a source's page (``article#id`` → ``sources/article.id.html``)."""
    return f"sources/{ref.replace('#', '.')}.html"


def source_name(ref: str, source: Source) -> str:
    """Return what to call a source: its title, else its publisher, else its id.

    Who writes a description in the place of a title puts it in brackets: it is shown without.
    """
    return strip_brackets(source.title) or source_outlet(source) or ref.rpartition("#")[2]


def strip_brackets(title: str) -> str:
    """Return a title without the brackets around all of it: they say that it is none."""
    is_whole = title.startswith("[") and title.find("]") == len(title) - 1
    return title[1:-1] if is_whole else title


def source_outlet(source: Source) -> str:
    """Return who published a source, else what it appeared in."""
    return source.publisher or source.csl_texts.get("container-title", "")


def source_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a source tells the site."""
    source: Source = entry.fact
    name = source_name(entry.ref, source)
    line = source_outlet(source) if source.title else source.type.replace("-", " ")
    card = Card("source", entry.ref, name, source_address(entry.ref), line, date=source.issued)
    yield from entry.list_faces(card, source)
    if source.via:
        yield Row("seen-through", source.via, entry.ref, entry.access)
    if context.article:
        yield Row("sources-of", context.article, entry.ref, entry.access)


def find_source(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield a source by its title, its authors and its publisher."""
    source: Source = entry.fact
    name = source_name(entry.ref, source)
    outlet = source_outlet(source) if source.title else ""
    yield SearchEntry(
        "source",
        name,
        source_address(entry.ref),
        say=outlet,
        date=source.issued,
        more=tuple(filter(None, (*source.author, outlet))),
    )


def publish_source(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield a source."""
    yield entry.make_record("sources", context, source_address(entry.ref))


def know_source(source: Source, as_of: str) -> Source:
    """Return a source as if nobody had looked at it after a day."""
    dates = source.csl_dates.copy()
    dates.pop("accessed", None)
    known = source._replace(csl_dates=dates)
    return known if first_day(known.accessed) <= as_of else known._replace(accessed="")


SOURCE = Kind(
    "source",
    "sources",
    Source,
    source_rows,
    in_registry=True,
    sketch=("title",),
    in_sidecar=True,
    scalar="title",
    tidy=tidy_source,
    also=ONLY_CSL,
    finds=find_source,
    publish=publish_source,
    day=lambda source: source.issued,
    as_known=know_source,
    lists={
        "sources": BookList(
            Source,
            "A document that words and facts come from; the names are those of CSL-JSON.",
            known_by=(("title", "publisher", "issued", "URL"),),
            has_pages=True,
        )
    },
    searched={"source": FoundAs("Source", "Sources", 9)},
    is_local=True,
    is_linkable=True,
)
