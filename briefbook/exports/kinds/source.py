"""Sources in the book; ``csl.py`` and ``bibtex.py`` give them in their own forms."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published
from briefbook.kinds.fields import Day, SourceId, Texts
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.source import Source, source_address


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
