"""The files of data, each with the output that asks for it, and what it is in plain words."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.index.ledger import EditionView


class File(NamedTuple):
    """A file: ``needs_base`` where its form demands whole web addresses."""

    address: str
    output: str
    name: str
    words: str
    type: str
    needs_base: bool = False


ANNOTATIONS = "data/annotations/"

FILES = (
    File(
        "data/book.json",
        "book",
        "The whole book",
        "Every entry with its identity, fields, evidence and address, one on a line.",
        "application/json",
    ),
    File(
        "data/book.schema.json",
        "book",
        "What the book holds",
        "A JSON Schema of the file above, with what each field means.",
        "application/schema+json",
    ),
    File(
        "data/actors.csv",
        "csv",
        "People and bodies",
        "A table for a spreadsheet: names, roles, and where each is read of.",
        "text/csv",
    ),
    File(
        "data/positions.csv",
        "csv",
        "Positions",
        "A table for a spreadsheet: who stood where, on what, when, and on what evidence.",
        "text/csv",
    ),
    File(
        "data/quotes.csv",
        "csv",
        "Quotes",
        "A table for a spreadsheet: the words, who said them, when, to whom, and the source.",
        "text/csv",
    ),
    File(
        "data/events.csv",
        "csv",
        "Events",
        "A table for a spreadsheet: what happened, when, where, and who took part.",
        "text/csv",
    ),
    File(
        "data/claims.csv",
        "csv",
        "Claims",
        "A table for a spreadsheet: what is asserted, by whom, and who disputes it.",
        "text/csv",
    ),
    File(
        "data/sources.json",
        "sources",
        "Sources for reference managers",
        "All sources in CSL-JSON, as Zotero and pandoc read it.",
        "application/vnd.citationstyles.csl+json",
    ),
    File(
        "data/sources.bib",
        "sources",
        "Sources for LaTeX",
        "All sources in BibTeX.",
        "application/x-bibtex",
    ),
    File(
        "data/timeline.ics",
        "calendar",
        "The timeline as a calendar",
        "All dated events for a calendar. An uncertain date spans its days, and says so.",
        "text/calendar",
    ),
    File(
        "feed.xml",
        "feeds",
        "New briefings",
        "An Atom feed for a news reader.",
        "application/atom+xml",
        needs_base=True,
    ),
    File(
        "feed.json",
        "feeds",
        "New briefings",
        "The same as a JSON feed.",
        "application/feed+json",
        needs_base=True,
    ),
    File(
        "positions.xml",
        "feeds",
        "Changes of position",
        "An Atom feed for a news reader: who has come to stand where, and where they stood.",
        "application/atom+xml",
        needs_base=True,
    ),
    File(
        "positions.json",
        "feeds",
        "Changes of position",
        "The same as a JSON feed.",
        "application/feed+json",
        needs_base=True,
    ),
    File(
        "sitemap.xml",
        "sitemap",
        "Site map",
        "The addresses of the pages, for search engines.",
        "application/xml",
        needs_base=True,
    ),
    File(
        "robots.txt",
        "sitemap",
        "For robots",
        "What search engines may visit: everything in the lowest edition, nothing in others.",
        "text/plain",
    ),
)

FEEDS = tuple(file for file in FILES if file.output == "feeds")


def is_wanted(file: File, look: EditionView) -> bool:
    """Tell whether a file is made."""
    has_base = bool(look.one("config", "base_url"))
    return asks_for(file.output, look) and (has_base or not file.needs_base)


def asks_for(output: str, look: EditionView) -> bool:
    """Tell whether the settings ask for an output."""
    return output in (look.one("config", "data") or ())


def list_wanted(look: EditionView) -> Iterator[File]:
    """Yield the files that are made."""
    return (file for file in FILES if is_wanted(file, look))
