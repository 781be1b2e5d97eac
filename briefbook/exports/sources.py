"""``data/sources.json`` and ``.bib``: the sources for reference managers.

The first is CSL-JSON, the second BibTeX.
"""

import re
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
CSL_TYPES = frozenset(KNOWN.split())
"""The types that CSL knows; any other is a document."""

SAME = ("publisher", "URL", "language")

BIBTEX_TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
"""The type of an entry by that of CSL; any other is ``misc``."""

HOLDERS = {"article": "journal", "techreport": "institution", "phdthesis": "school"}
"""What the publisher of a type is called; any other is ``publisher``."""

ESCAPES = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "$&#%_"},
        "\\": "\\textbackslash{}",
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "^": "\\textasciicircum{}",
        "~": "\\textasciitilde{}",
        '"': "\\textquotedbl{}",
    }
)
"""Signs that mean something; braces by name, since they are counted even behind a backslash."""

RAW = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", "%": "\\%", "#": "\\#"})


def write_sources(view: EditionView) -> str:
    """Return the sources, one on a line."""
    lines = ",\n".join(
        write_json(_describe_source(one)) for one in read_records("sources", view)
    )
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _describe_source(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": one["id"],
        "type": one["type"] if one.get("type") in CSL_TYPES else "document",
        "title": _name_source(one),
        **(
            {"author": [{"literal": name} for name in one["author"]]} if "author" in one else {}
        ),
        **{field: one[field] for field in SAME if field in one},
        **{at: _write_date(one[at]) for at in ("issued", "accessed") if at in one},
        **dict(_describe_rest(one)),
    }


def _describe_rest(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what CSL has other names for, or none."""
    if "archive_url" in one:
        yield "archive_location", one["archive_url"]
    rights = f"Rights: {one['rights']}" if "rights" in one else ""
    via = f"Seen through: {one['via']}" if "via" in one else ""
    if note := ". ".join(filter(None, (rights, via))):
        yield "note", note


def _name_source(one: Mapping[str, Any]) -> str:
    """Return what a source is called: its title, else its publisher, else its id."""
    return str(one.get("title") or one.get("publisher") or one["id"].rpartition("#")[2])


def _write_date(edtf: str) -> dict[str, Any]:
    """Return a date: its parts, or in words what has none, and whether it is about then."""
    date = parse_date(edtf)
    vague = {"circa": True} if date.approximate or date.uncertain else {}
    if date.precision in PARTS:
        parts = [int(part) for part in date.earliest.split("-")[: PARTS[date.precision]]]
        return {"date-parts": [parts], **vague}
    return {"literal": say_date(date)}


def write_bibliography(view: EditionView) -> str:
    """Return the sources as entries."""
    return "\n".join(map(_write_entry, read_records("sources", view)))


def _write_entry(one: Mapping[str, Any]) -> str:
    kind = BIBTEX_TYPES.get(one.get("type", ""), "misc")
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _list_fields(one, kind))
    return f"@{kind}{{{_make_key(one['id'])},\n{fields}\n}}\n"


def _make_key(ref: str) -> str:
    """Return the key of an entry: an id cannot hold a colon."""
    return re.sub(r"[/#]", ":", ref)


def _list_fields(one: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{escape(_name_source(one))}}}"
    if "author" in one:
        yield "author", " and ".join(f"{{{escape(name)}}}" for name in one["author"])
    if "publisher" in one:
        yield HOLDERS.get(kind, "publisher"), escape(one["publisher"])
    yield from _list_dates(one)
    if "URL" in one:
        yield "url", one["URL"].translate(RAW)
    if "language" in one:
        yield "language", escape(one["language"])
    if notes := list(_list_notes(one)):
        yield "note", escape(". ".join(notes))


def _list_dates(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield when it was published: EDTF for biblatex, the year for others; and last seen.

    One day within a span biblatex does not know: that is said in a note.
    """
    for field, name in (("issued", "date"), ("accessed", "urldate")):
        precision = parse_date(one[field]).precision if field in one else "set"
        if precision != "set":
            yield name, escape(one[field])
        if name == "date" and precision in PARTS:
            yield "year", one[field][:4]


def _list_notes(one: Mapping[str, Any]) -> Iterator[str]:
    """Yield what no field has room for: who has rights in it, and dates in words."""
    for field in ("issued", "accessed"):
        if field in one and parse_date(one[field]).precision == "set":
            yield f"{field.capitalize()} {say_date(one[field])}"
    if "rights" in one:
        yield f"Rights: {one['rights']}"


def escape(text: str) -> str:
    """Return a text that is nothing but text."""
    return " ".join(text.split()).translate(ESCAPES)
