"""RIS, as Zotero and catalogues write it → records.

Pandoc reads RIS, too, but loses days of publication and of reading, places, short titles,
sections and remarks; and it takes offices for people. So it is read here.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefbook.bibliography.formats import (
    MOST_FIELDS,
    MOST_NAMES,
    NO_PLACE,
    CannotParse,
    CSLRecord,
    Fields,
    count_particles,
)

TYPES = {
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "FIGURE": "figure",
    "GOVDOC": "report",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "manuscript",
    "JFULL": "article-journal",
    "JOUR": "article-journal",
    "LEGAL": "legal_case",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
}
"""The type of CSL by that of RIS; any other is a document."""

ARTICLES = ("JOUR", "EJOUR", "JFULL", "MGZN", "NEWS")
WHOLE = ("BOOK", "EBOOK", "EDBOOK", "THES", "MANSCPT", "UNPB", "UNPD")

TAGS: Mapping[str, str] = {
    "A2": "editor",
    "A3": "collection-editor",
    "A4": "translator",
    "A1": "author",
    "AB": "abstract",
    "AN": "archive_location",
    "AU": "author",
    "BT": "container-title",
    "CN": "call-number",
    "CY": "publisher-place",
    "DA": "issued",
    "DB": "archive",
    "DO": "DOI",
    "DP": "source",
    "ED": "editor",
    "EP": "last page",
    "ET": "edition",
    "ID": "id",
    "IS": "issue",
    "J1": "container-title-short",
    "J2": "container-title-short",
    "JA": "container-title-short",
    "JF": "container-title",
    "JO": "container-title",
    "KW": "keyword",
    "LA": "language",
    "M1": "number",
    "M2": "note",
    "M3": "genre",
    "N1": "annote",
    "N2": "abstract",
    "NV": "number-of-volumes",
    "PB": "publisher",
    "PP": "publisher-place",
    "PY": "year",
    "SE": "section",
    "SN": "ISBN",
    "SP": "page",
    "ST": "title-short",
    "T1": "title",
    "T2": "container-title",
    "T3": "collection-title",
    "TI": "title",
    "UR": "URL",
    "VL": "volume",
    "Y1": "issued",
    "Y2": "accessed",
}
"""The field of CSL by the tag, where the type does not say otherwise."""

OF_TYPE: Mapping[str, Mapping[str, str]] = {
    **{kind: {"SN": "ISSN"} for kind in ARTICLES},
    **{kind: {"SP": "number-of-pages"} for kind in WHOLE},
    "BOOK": {
        "A2": "collection-editor",
        "A3": "editor",
        "SP": "number-of-pages",
        "T2": "collection-title",
        "M1": "collection-number",
    },
    "BILL": {"T3": "authority", "ET": "chapter-number"},
    "CASE": {"A2": "container-title", "PB": "authority", "SV": "number"},
    "COMP": {"ET": "version", "T2": "collection-title", "LA": "genre"},
    "CONF": {"C1": "event-place", "C3": "container-title", "T2": "event-title"},
    "CPAPER": {"C3": "container-title", "T2": "event-title"},
    "HEAR": {"T2": "section", "T3": "authority", "ET": "chapter-number"},
    "ICOMM": {"A2": "recipient"},
    "MAP": {"C1": "scale", "T2": "collection-title"},
    "MPCT": {"AU": "director", "A3": "producer", "C4": "genre", "C5": "medium",
             "SP": "dimensions"},
    "PAT": {"SN": "number", "A2": "authority", "C3": "jurisdiction", "C6": "status",
            "M1": "call-number", "OP": "references", "PB": "publisher"},
    "PCOMM": {"A2": "recipient"},
    "RPRT": {"SN": "number", "T2": "collection-title"},
    "SLIDE": {"A2": "author", "T2": "event-title"},
    "SOUND": {"A2": "performer", "AU": "composer", "T3": "collection-title", "C5": "medium"},
    "STAT": {"ET": "chapter-number", "VL": "container-title-short"},
    "VIDEO": {"AU": "director", "A3": "producer", "C5": "medium", "SP": "dimensions"},
}  # fmt: skip
"""What tags mean in some types."""

_NAMES = """
    author editor translator collection-editor recipient director producer performer composer
"""
NAMES = frozenset(_NAMES.split())
ONE_LINE = {"keyword": ", ", "note": "\n", "annote": "\n", "abstract": "\n"}
"""Fields that may come several times, and what joins them."""

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?")
"""A tag with its words; a line without a tag goes on with the one before."""
_DATE = re.compile(r"([0-9]{4})(?:/([0-9]{0,2}))?(?:/([0-9]{0,2}))?(?:/(.*))?")


class _Tagged(NamedTuple):
    tag: str
    text: str
    line: int


def read_ris(text: str) -> Iterator[CSLRecord]:
    """Yield the records of a file, each from its ``TY`` to its ``ER``.

    Raises:
        CannotParse: a line stands outside of a record, or a record has no end.
    """
    open_lines = list[_Tagged]()
    for one in _list_lines(text):
        if not open_lines and one.tag != "TY":
            raise CannotParse(f"line {one.line}: a record begins with TY, not with {one.tag}")
        if open_lines and one.tag == "TY":
            raise CannotParse(f"line {one.line}: the record before has no end (ER)")
        if one.tag == "ER":
            yield _make_record(open_lines)
            open_lines = []
        else:
            open_lines.append(one)
            _check_length(open_lines)
    if open_lines:
        raise CannotParse(f"line {open_lines[0].line}: this record has no end (ER)")


def _check_length(lines: list[_Tagged]) -> None:
    if len(lines) > MOST_FIELDS:
        raise CannotParse(
            f"line {lines[0].line}: this record has more than {MOST_FIELDS:,} lines"
        )


def _list_lines(text: str) -> Iterator[_Tagged]:
    """Yield the tags of a file with their words, which may go on for lines."""
    waiting: list[str] = []
    tag, at = "", 0
    for number, line in enumerate([*text.split("\n"), "XX  - "], 1):
        found = _LINE.fullmatch(line.strip())
        if not found:
            _check_inside(tag, line, number)
            waiting.append(line.strip())
            continue
        if tag:
            yield _Tagged(tag, "\n".join(waiting).strip(), at)
        tag, at, waiting = found[1], number, [found[2] or ""]


def _check_inside(tag: str, line: str, number: int) -> None:
    """Raise if words stand before the first tag."""
    if line.strip() and not tag:
        raise CannotParse(f"line {number}: this is no line of RIS")


def _make_record(lines: list[_Tagged]) -> CSLRecord:
    head, *rest = lines
    known = {**TAGS, **OF_TYPE.get(head.text, {})}
    fields: Fields = {"type": TYPES.get(head.text, "document")}
    for one in rest:
        if one.tag in known and one.text:
            _add(fields, known[one.tag], one.text)
    unused = {one.tag: NO_PLACE for one in rest if one.tag not in known and one.text}
    return CSLRecord(_finish(fields), head.line, tuple(unused.items()))


def _add(fields: Fields, name: str, text: str) -> None:
    """Add a line to the fields: names in a list, remarks in lines, of others the first."""
    if name in NAMES:
        if len(fields.setdefault(name, [])) <= MOST_NAMES:
            fields[name].append(_read_name(text))
    elif name in ONE_LINE and name in fields:
        fields[name] += ONE_LINE[name] + text
    else:
        fields.setdefault(name, text)


def _read_name(text: str) -> Fields:
    """Return a name: ``Family, Given``, ``Family, Given, Suffix``, or one without a comma."""
    family, *rest = (part.strip() for part in text.split(","))
    if not rest:
        return {"literal": text}
    words = family.split()
    at = count_particles(words)
    parts = {
        "family": " ".join(words[at:]),
        "given": rest[0],
        "dropping-particle": " ".join(words[:at]),
        "suffix": ", ".join(rest[1:]),
    }
    return {part: words for part, words in parts.items() if words}


def _finish(fields: Fields) -> Fields:
    """Return fields with pages as a range, and dates in the form of CSL."""
    year, last = fields.pop("year", ""), fields.pop("last page", "")
    if last and fields.get("page", last) != last:
        fields["page"] = f"{fields['page']}-{last}"
    if year:
        fields.setdefault("issued", year)
    for name in ("issued", "accessed"):
        if name in fields:
            fields[name] = _read_date(fields[name])
    return fields


def _read_date(text: str) -> Fields:
    """Return a date: ``2023/08/30/`` with what is known of it, or words."""
    found = _DATE.fullmatch(text)
    if not found or found[4]:
        return {"literal": text.strip("/")}
    return {"date-parts": [[part for part in found.groups() if part]]}
