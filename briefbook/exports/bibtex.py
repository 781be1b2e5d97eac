"""``data/sources.bib``: the sources in BibTeX, with the dates of biblatex.

``bibliography/`` reads the same tables the other way round: what goes out here comes in as it
went.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefbook.exports.book import read_records
from briefbook.exports.sources import (
    Record,
    find_id,
    find_type,
    list_dates,
    list_names,
    name_source,
)
from briefbook.index.ledger import EditionView
from briefbook.kinds.csl import parse_or_none
from briefbook.statements.date_words import say_date
from briefbook.syntax.dates import PARTS

ENTRY_TYPES = {
    "article-journal": "article",
    "article": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "manuscript": "unpublished",
}
"""The type of an entry by that of CSL, the usual one first; any other is ``misc``."""

USUAL = {entry: name for name, entry in reversed(ENTRY_TYPES.items())} | {"misc": "document"}
"""The type of CSL that an entry has which names none as its subtype."""

SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
"""What biblatex calls a type of CSL; of others the name is that of CSL."""

HOLDERS = {"techreport": "institution", "phdthesis": "school"}
"""What the publisher of an entry is called; of any other it is ``publisher``."""

SERIES = ("book", "incollection", "inproceedings")
"""Entries whose ``number`` is that in their series."""

FIELDS = {
    "title-short": "shorttitle",
    "container-title-short": "shortjournal",
    "collection-title": "series",
    "volume": "volume",
    "issue": "issue",
    "number": "eid",
    "edition": "edition",
    "version": "version",
    "page": "pages",
    "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes",
    "chapter-number": "chapter",
    "publisher-place": "address",
    "event-title": "eventtitle",
    "event-place": "venue",
    "genre": "type",
    "medium": "howpublished",
    "status": "pubstate",
    "call-number": "lccn",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "abstract": "abstract",
    "keyword": "keywords",
    "annote": "annote",
}
"""The field of an entry by that of CSL, where this is the same for all entries."""

NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}
DATES = {
    "issued": "date",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
}

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

RAW = str.maketrans({"{": "\\%7B", "}": "\\%7D", "\\": "\\%5C", "%": "\\%", "#": "\\#"})
_LIGATURE = re.compile(r"([-`'])(?=\1)")
_RANGE = re.compile("(?<=[0-9])[-–](?=[0-9])")
_KEY = re.compile(r"[\w:.+/-]+", re.ASCII)


def name_number(entry: str) -> str:
    """Return the field of CSL that the ``number`` of an entry is."""
    return {"article": "issue"}.get(entry, "collection-number" if entry in SERIES else "number")


def name_holder(entry: str) -> str:
    """Return the field of an entry that is its publisher."""
    return HOLDERS.get(entry, "publisher")


def name_container(entry: str) -> str:
    """Return the field of an entry that is what it appeared in."""
    return "journal" if entry == "article" else "booktitle"


def write_bibliography(view: EditionView) -> str:
    """Return the sources as entries."""
    return write_entries(read_records("sources", view))


def write_entries(records: Iterable[Record]) -> str:
    """Return records of sources as entries, in the order of their keys."""
    found = sorted(records, key=lambda one: (_make_key(one), one["id"]))
    return "\n".join(map(_write_entry, found))


def _write_entry(one: Record) -> str:
    entry = ENTRY_TYPES.get(find_type(one), "misc")
    said = ((name, value) for name, value in _list_fields(one, entry) if value)
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in said)
    return f"@{entry}{{{_make_key(one)},\n{fields}\n}}\n"


def _make_key(one: Record) -> str:
    """Return the key of an entry: that under which it came, else made of its id."""
    texts = one.get("csl_texts", {})
    given = (texts.get("citation-key", ""), find_id(one))
    usable = (key for key in given if _KEY.fullmatch(key) and "//" not in key)
    return next(usable, "") or re.sub(r"[/#]", ":", one["id"])


def _list_fields(one: Record, entry: str) -> Iterator[tuple[str, str]]:
    if subtype := _find_subtype(one, entry):
        yield "entrysubtype", escape(subtype)
    yield "title", f"{{{escape(name_source(one))}}}"
    for name, field in NAMES.items():
        written = map(_write_name, list_names(one).get(name, ()))
        if words := " and ".join(filter(None, written)):
            yield field, words
    yield from _list_outlets(one, entry)
    yield from _list_dates(one)
    if "URL" in one:
        yield "url", one["URL"].translate(RAW)
    yield from _list_texts(one, entry)
    if notes := list(_list_notes(one)):
        yield "note", escape(". ".join(notes))


def _find_subtype(one: Record, entry: str) -> str:
    kind = find_type(one)
    return "" if kind == USUAL[entry] else SUBTYPES.get(kind, kind)


def _list_outlets(one: Record, entry: str) -> Iterator[tuple[str, str]]:
    """Yield who published it, and what it appeared in: an article must appear somewhere."""
    container = escape(one.get("csl_texts", {}).get("container-title", ""))
    publisher = escape(one.get("publisher", ""))
    if entry == "article" and not container:
        container, publisher = publisher, ""
    if container:
        yield name_container(entry), f"{{{container}}}"
    yield name_holder(entry), publisher


def _list_texts(one: Record, entry: str) -> Iterator[tuple[str, str]]:
    texts = one.get("csl_texts", {})
    for name, field in {**FIELDS, name_number(entry): "number"}.items():
        if name in texts:
            words = escape(texts[name])
            yield field, _RANGE.sub("--", words) if name == "page" else words
    for name, field in (("language", "language"), ("rights", "copyright")):
        if name in one:
            yield field, escape(one[name])


def _list_dates(one: Record) -> Iterator[tuple[str, str]]:
    """Yield when it was published: EDTF for biblatex, the year for others; and other days.

    One day within a span biblatex does not know: that is said in a note, and so are words.
    """
    dates = list_dates(one)
    for name, field in DATES.items():
        date = parse_or_none(dates.get(name, ""))
        if date and date.precision != "set":
            yield field, date.edtf
            if field == "date" and date.precision in PARTS:
                yield "year", date.edtf[:4]


def _list_notes(one: Record) -> Iterator[str]:
    """Yield what no field has room for, and dates in words."""
    if note := one.get("csl_texts", {}).get("note", "").strip():
        yield note
    for name, text in list_dates(one).items():
        date = parse_or_none(text)
        if name in DATES and (date is None or date.precision == "set"):
            yield f"{name.capitalize()} {say_date(date) if date else text}"


def _write_name(name: Mapping[str, Any]) -> str:
    """Return a name as BibTeX parts it; what has no family or no given name is in braces."""
    family, given = (name.get(part, "").strip() for part in ("family", "given"))
    if name.get("literal") or not (family and given):
        whole = escape(name.get("literal") or family or given)
        return f"{{{whole}}}" if whole else ""
    particles = (name.get("dropping-particle", ""), name.get("non-dropping-particle", ""))
    last = " ".join(filter(None, (*map(_protect, particles), _protect(family))))
    parts = (last, _protect(name.get("suffix", "")), _protect(given))
    return ", ".join(parts if parts[1] else (last, parts[2]))


def _protect(text: str) -> str:
    """Return a part of a name, in braces if it would be parted further."""
    escaped = escape(text)
    return f"{{{escaped}}}" if re.search(r"(?i),|\band\b", escaped) else escaped


def escape(text: str) -> str:
    """Return a text that is nothing but text, whatever LaTeX makes of signs and of pairs."""
    return _LIGATURE.sub(r"\1{}", " ".join(text.split()).translate(ESCAPES))
