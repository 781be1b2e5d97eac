"""``data/sources.json``: the sources in CSL-JSON, for reference managers."""

from collections.abc import Iterator, Mapping
from typing import Any

from briefbook.exports.book import read_records
from briefbook.exports.records import write_json
from briefbook.index.ledger import EditionView
from briefbook.statements.date_words import say_date
from briefbook.syntax.dates import PARTS, parse_date

KNOWN = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event
    figure graphic hearing interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software
    song speech standard thesis treaty webpage
"""
TYPES = frozenset(KNOWN.split())
"""The types that CSL knows; any other is a document."""

SAME = ("publisher", "URL", "language")


def write_sources(look: EditionView) -> str:
    """Return the sources, one on a line."""
    lines = ",\n".join(
        write_json(describe_source(one)) for one in read_records("sources", look)
    )
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def describe_source(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a source as CSL knows it."""
    return {
        "id": one["id"],
        "type": name_type(one.get("type", "")),
        "title": name_source(one),
        **(
            {"author": [{"literal": name} for name in one["author"]]} if "author" in one else {}
        ),
        **{field: one[field] for field in SAME if field in one},
        **{at: write_date(one[at]) for at in ("issued", "accessed") if at in one},
        **dict(describe_rest(one)),
    }


def describe_rest(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what CSL has other names for, or none."""
    if "archive_url" in one:
        yield "archive_location", one["archive_url"]
    rights = f"Rights: {one['rights']}" if "rights" in one else ""
    via = f"Seen through: {one['via']}" if "via" in one else ""
    if note := ". ".join(filter(None, (rights, via))):
        yield "note", note


def name_type(given: str) -> str:
    """Return the type in the words of CSL."""
    return given if given in TYPES else "document"


def name_source(one: Mapping[str, Any]) -> str:
    """Return what a source is called: its title, else its publisher, else its id."""
    return str(one.get("title") or one.get("publisher") or one["id"].rpartition("#")[2])


def write_date(edtf: str) -> dict[str, Any]:
    """Return a date: its parts, or in words what has none, and whether it is about then."""
    date = parse_date(edtf)
    vague = {"circa": True} if date.approximate or date.uncertain else {}
    if date.precision in PARTS:
        parts = [int(part) for part in date.earliest.split("-")[: PARTS[date.precision]]]
        return {"date-parts": [parts], **vague}
    return {"literal": say_date(date)}
