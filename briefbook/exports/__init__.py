"""What is published besides pages: the book as data, and other forms of it, one file each.

In: an edition's view; out: JSON, CSV, feeds, a calendar and more. Here stand the files, each
with the output that asks for it, and what it is in plain words. Go on with ``book.py``.
"""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.index.ledger import EditionView


class File(NamedTuple):
    """A file: ``needs_base`` where its form demands whole web addresses."""

    address: str
    output: str
    name: str
    words: str
    needs_base: bool = False

    @property
    def type(self) -> str:
        """The media type of a feed."""
        is_json = self.address.endswith(".json")
        return "application/feed+json" if is_json else "application/atom+xml"


ANNOTATIONS = "data/annotations/"

FILES = (
    File(
        "data/book.json",
        "book",
        "The whole book",
        "Every entry with its identity, fields, evidence and address, one on a line.",
    ),
    File(
        "data/book.schema.json",
        "book",
        "What the book holds",
        "A JSON Schema of the file above, with what each field means.",
    ),
    File(
        "data/actors.csv",
        "csv",
        "People and bodies",
        "A table for a spreadsheet: names, roles, and where each is read of.",
    ),
    File(
        "data/positions.csv",
        "csv",
        "Positions",
        "A table for a spreadsheet: who stood where, on what, when, and on what evidence.",
    ),
    File(
        "data/quotes.csv",
        "csv",
        "Quotes",
        "A table for a spreadsheet: the words, who said them, when, to whom, and the source.",
    ),
    File(
        "data/events.csv",
        "csv",
        "Events",
        "A table for a spreadsheet: what happened, when, where, and who took part.",
    ),
    File(
        "data/claims.csv",
        "csv",
        "Claims",
        "A table for a spreadsheet: what is asserted, by whom, and who disputes it.",
    ),
    File(
        "data/sources.json",
        "sources",
        "Sources for reference managers",
        "All sources in CSL-JSON, as Zotero and pandoc read it.",
    ),
    File(
        "data/sources.bib",
        "sources",
        "Sources for LaTeX",
        "All sources in BibTeX.",
    ),
    File(
        "data/timeline.ics",
        "calendar",
        "The timeline as a calendar",
        "All dated events for a calendar. An uncertain date spans its days, and says so.",
    ),
    File(
        "feed.xml",
        "feeds",
        "New briefings",
        "An Atom feed for a news reader.",
        needs_base=True,
    ),
    File(
        "feed.json",
        "feeds",
        "New briefings",
        "The same as a JSON feed.",
        needs_base=True,
    ),
    File(
        "positions.xml",
        "feeds",
        "Changes of position",
        "An Atom feed for a news reader: who has come to stand where, and where they stood.",
        needs_base=True,
    ),
    File(
        "positions.json",
        "feeds",
        "Changes of position",
        "The same as a JSON feed.",
        needs_base=True,
    ),
    File(
        "sitemap.xml",
        "sitemap",
        "Site map",
        "The addresses of the pages, for search engines.",
        needs_base=True,
    ),
    File(
        "robots.txt",
        "sitemap",
        "For robots",
        "What search engines may visit: everything in the lowest edition, nothing in others.",
    ),
)

FEEDS = tuple(file for file in FILES if file.output == "feeds")


def is_wanted(file: File, view: EditionView) -> bool:
    """Tell whether a file is made."""
    has_base = bool(view.one("config", "base_url"))
    return asks_for(file.output, view) and (has_base or not file.needs_base)


def asks_for(output: str, view: EditionView) -> bool:
    """Tell whether the settings ask for an output."""
    return output in (view.one("config", "data") or ())


def list_wanted(view: EditionView) -> Iterator[File]:
    """Yield the files that are made."""
    return (file for file in FILES if is_wanted(file, view))
