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
    *(
        File(f"data/{name}.csv", "csv", title, f"A table for a spreadsheet: {words}.")
        for name, title, words in (
            ("actors", "People and bodies", "names, roles, and where each is read of"),
            ("positions", "Positions", "who stood where, on what, when, and on what evidence"),
            ("quotes", "Quotes", "the words, who said them, when, to whom, and the source"),
            ("events", "Events", "what happened, when, where, and who took part"),
            ("claims", "Claims", "what is asserted, by whom, and who disputes it"),
        )
    ),
    File(
        "data/sources.json",
        "sources",
        "Sources for reference managers",
        "All sources in CSL-JSON, as Zotero and pandoc read it.",
    ),
    File("data/sources.bib", "sources", "Sources for LaTeX", "All sources in BibTeX."),
    File(
        "data/timeline.ics",
        "calendar",
        "The timeline as a calendar",
        "All dated events for a calendar. An uncertain date spans its days, and says so.",
    ),
    *(
        File(f"{name}.{form}", "feeds", title, words, needs_base=True)
        for name, title, more in (
            ("feed", "New briefings", ""),
            (
                "positions",
                "Changes of position",
                ": who has come to stand where, and where they stood",
            ),
        )
        for form, words in (
            ("xml", f"An Atom feed for a news reader{more}."),
            ("json", "The same as a JSON feed."),
        )
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
