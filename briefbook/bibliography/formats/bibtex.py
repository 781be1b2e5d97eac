"""BibTeX and biblatex → records, by the tables of the export, the other way round.

Pandoc reads BibTeX, too, but loses what Zotero writes: languages, rights, the types of all but
a few kinds, line breaks of notes; and it writes the titles of what contains a work in small
letters. So it is read here.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefbook.bibliography.formats import (
    LONGEST,
    MOST_FIELDS,
    NO_PLACE,
    TOO_LONG,
    CannotParse,
    CSLRecord,
    Fields,
    count_particles,
    place,
)
from briefbook.bibliography.formats.latex import decode
from briefbook.exports.bibtex import (
    DATES,
    FIELDS,
    NAMES,
    SUBTYPES,
    USUAL,
    name_number,
)
from briefbook.kinds.csl import TYPES
from briefbook.syntax.edtf import MONTH_NAMES

ENTRIES = USUAL | {
    "audio": "song",
    "artwork": "graphic",
    "bookinbook": "chapter",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "mastersthesis": "thesis",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "thesis": "thesis",
    "video": "motion_picture",
    "www": "webpage",
}
"""The type of CSL by that of an entry."""

SUBTYPE = {name: kind for kind, name in SUBTYPES.items()}
TEXTS = {field: name for name, field in FIELDS.items()} | {
    "abstract": "abstract",
    "booktitle": "container-title",
    "copyright": "license",
    "institution": "publisher",
    "journal": "container-title",
    "journaltitle": "container-title",
    "langid": "language",
    "language": "language",
    "location": "publisher-place",
    "note": "note",
    "organization": "publisher",
    "pmid": "PMID",
    "publisher": "publisher",
    "school": "publisher",
    "shortjournal": "container-title-short",
    "title": "title",
}
"""The field of CSL by that of an entry."""

DATE_OF = {field: name for name, field in DATES.items()}
PARTS_OF_DATES = ("year", "month", "day")
ASIDE = ("comment", "preamble")

_HEAD = re.compile(r"@[ \t\n]*([A-Za-z]+)[ \t\n]*[{(]")
_SPACE = re.compile(r"\s*")
_KEY = re.compile(r"\s*([^\s,{}()=\"]*)\s*")
_NAME = re.compile(r"\s*([^\s,{}()=\"#%']+)\s*=\s*")
_BARE = re.compile(r"[^\s,{}()=\"#]+")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_RANGE = re.compile("(?<=[0-9])[–—](?=[0-9])")
_WEB = re.compile(r"https?://\S+")


class _Entry(NamedTuple):
    """An entry as it stands in the file: ``fields`` are LaTeX, by names in small letters."""

    kind: str
    key: str
    fields: dict[str, str]
    start: int


def read_bibtex(text: str) -> Iterator[CSLRecord]:
    """Yield the records of a file.

    Raises:
        CannotParse: an entry has no end, or its fields are not parted as they should be.
    """
    line, counted = 1, 0
    for entry in _list_entries(text):
        line += text.count("\n", counted, entry.start)
        counted = entry.start
        yield _make_record(entry, line)


def _list_entries(text: str) -> Iterator[_Entry]:
    macros = {name[:3]: name for name in MONTH_NAMES}
    at = 0
    while found := _HEAD.search(text, at):
        kind = found[1].lower()
        at = found.end()
        if kind in ASIDE:
            at = _skip_braces(text, at)
        elif kind == "string":
            fields, at = _read_fields(text, at, macros)
            macros |= fields
        else:
            key = _KEY.match(text, at)
            assert key
            fields, at = _read_fields(text, _expect(text, key.end(), ",})"), macros)
            yield _Entry(kind, key[1], fields, found.start())


def _expect(text: str, at: int, signs: str) -> int:
    """Return the place behind a comma, or that of the sign that ends an entry.

    Raises:
        CannotParse: something else stands there.
    """
    sign = text[at : at + 1]
    if not sign:
        raise CannotParse(f"{place(text, at)}: an entry has no end")
    if sign not in signs:
        raise CannotParse(f"{place(text, at)}: a comma is missing before {sign!r}")
    return at + (sign == ",")


def _read_fields(text: str, at: int, macros: dict[str, str]) -> tuple[dict[str, str], int]:
    """Return the fields of an entry by their names, and the place behind the entry."""
    fields: dict[str, str] = {}
    count = 0
    while True:
        at = _skip_space(text, at)
        if text[at : at + 1] in ("}", ")"):
            return fields, at + 1
        name = _NAME.match(text, at)
        if not name:
            raise CannotParse(f"{place(text, at)}: the name of a field is missing")
        value, at = _read_value(text, name.end(), macros)
        fields.setdefault(name[1].lower(), value)
        count += 1
        if count > MOST_FIELDS:
            raise CannotParse(
                f"{place(text, at)}: an entry has more than {MOST_FIELDS:,} fields"
            )
        at = _expect(text, at, ",})")


def _skip_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _read_value(text: str, at: int, macros: dict[str, str]) -> tuple[str, int]:
    """Return a value, which may be joined of several by ``#``, and the place behind it."""
    parts = list[str]()
    while True:
        part, at = _read_part(text, at, macros)
        parts.append(part)
        at = _skip_space(text, at)
        if text[at : at + 1] != "#":
            return "".join(parts), at
        at = _skip_space(text, at + 1)


def _read_part(text: str, at: int, macros: dict[str, str]) -> tuple[str, int]:
    sign = text[at : at + 1]
    if sign == "{":
        end = _skip_braces(text, at + 1)
        return text[at + 1 : end - 1], end
    if sign == '"':
        end = _skip_quotes(text, at + 1)
        return text[at + 1 : end - 1], end
    found = _BARE.match(text, at)
    if not found:
        raise CannotParse(f"{place(text, at)}: a value is missing")
    return macros.get(found[0].lower(), found[0]), found.end()


def _skip_braces(text: str, at: int) -> int:
    """Return the place behind the brace that closes the one before ``at``."""
    depth = 1
    for found in _BRACE.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    raise CannotParse(f"{place(text, at)}: a brace is not closed")


def _skip_quotes(text: str, at: int) -> int:
    """Return the place behind the quotation mark that ends a value, outside of braces."""
    depth = 0
    for found in _QUOTE.finditer(text, at):
        if found[0] == '"' and not depth:
            return found.end()
        depth += {"{": 1, "}": -1}.get(found[0], 0)
    raise CannotParse(f"{place(text, at)}: a quotation mark is not closed")


# From an entry to a record


def _make_record(whole: _Entry, line: int) -> CSLRecord:
    long = [name for name, latex in whole.fields.items() if len(latex) > LONGEST]
    kept = {name: latex for name, latex in whole.fields.items() if name not in long}
    entry = whole._replace(fields=kept)
    fields: Fields = {"id": entry.key} if entry.key else {}
    fields["type"] = _find_type(entry)
    fields |= dict(_list_texts(entry))
    fields |= dict(_list_names(entry))
    fields |= dict(_list_dates(entry))
    unused = [(name, NO_PLACE) for name in kept if not _is_used(name)]
    return CSLRecord(fields, line, (*unused, *((name, TOO_LONG) for name in long)))


def _is_used(name: str) -> bool:
    known = (TEXTS, NAMES.values(), DATE_OF, (*PARTS_OF_DATES, "url", "entrysubtype", "number"))
    return any(name in some for some in known)


def _find_type(entry: _Entry) -> str:
    subtype = decode(entry.fields.get("entrysubtype", ""))
    found = SUBTYPE.get(subtype, subtype)
    return found if found in TYPES else ENTRIES.get(entry.kind, "document")


def _list_texts(entry: _Entry) -> Iterator[tuple[str, str]]:
    """Yield the fields of words; of two that are one field in CSL the first counts."""
    known = {**TEXTS, "number": name_number(_find_usual(entry))}
    found: dict[str, str] = {}
    for field, latex in entry.fields.items():
        if field in known and (words := _read_words(field, latex)):
            found.setdefault(known[field], words)
    if url := _read_address(entry, found.get("medium", "")):
        found["URL"] = url
        found = {name: one for name, one in found.items() if (name, one) != ("medium", url)}
    yield from found.items()


def _find_usual(entry: _Entry) -> str:
    """Return the entry of BibTeX that means the same as one of biblatex."""
    if entry.kind in USUAL:
        return entry.kind
    kind = ENTRIES.get(entry.kind, "")
    return next((name for name, one in USUAL.items() if one == kind), "misc")


def _read_words(field: str, latex: str) -> str:
    words = decode(latex)
    return _RANGE.sub("-", words) if field == "pages" else words


def _read_address(entry: _Entry, medium: str) -> str:
    """Return the address of an entry, with its escapes undone; some have it in a remark."""
    raw = re.sub(r"\\(.)", r"\1", entry.fields.get("url", "").strip())
    return raw or (medium if _WEB.fullmatch(medium) else "")


def _list_dates(entry: _Entry) -> Iterator[tuple[str, str | Fields]]:
    for field, name in DATE_OF.items():
        if text := entry.fields.get(field, "").strip():
            yield name, re.sub(r"\\(.)", r"\1", text)
    year = decode(entry.fields.get("year", ""))
    if year and "date" not in entry.fields:
        month, day = (decode(entry.fields.get(name, "")) for name in PARTS_OF_DATES[1:])
        yield "issued", {"literal": " ".join(filter(None, (day, month, year)))}


# Names


def _list_names(entry: _Entry) -> Iterator[tuple[str, list[Fields]]]:
    for name, field in NAMES.items():
        if latex := entry.fields.get(field):
            yield name, [_read_name(one) for one in _split(latex, r"\s+and\s+") if one.strip()]


def _split(latex: str, at: str) -> list[str]:
    """Return the parts of LaTeX between words or signs that stand outside of braces."""
    parts, depth, start = list[str](), 0, 0
    for found in re.finditer(rf"\\.|[{{}}]|{at}", latex, re.DOTALL | re.IGNORECASE):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth and found[0][0] not in "\\{}":
            parts.append(latex[start : found.start()])
            start = found.end()
    return [*parts, latex[start:]]


def _read_name(latex: str) -> Fields:
    """Return a name: ``Family, Suffix, Given``, ``Given Family`` or {whole}."""
    parts = [one.strip() for one in _split(latex.strip(), ",")]
    if len(parts) == 1:
        return _read_whole(parts[0])
    family, *suffixes, given = parts
    words = [one for one in _split(family, r"\s+") if one]
    at = _count_particles(words)
    found = {
        "family": decode(" ".join(words[at:])),
        "given": decode(given),
        "dropping-particle": decode(" ".join(words[:at])),
        "suffix": decode(" ".join(suffixes)),
    }
    return {part: text for part, text in found.items() if text}


def _read_whole(latex: str) -> Fields:
    words = [one for one in _split(latex, r"\s+") if one]
    if len(words) < 2:
        return {"literal": decode(latex)}
    first = next((at for at, word in enumerate(words[:-1]) if _is_small(word)), len(words) - 1)
    last = first + _count_particles(words[first:])
    given, particles, family = (
        decode(" ".join(some)) for some in (words[:first], words[first:last], words[last:])
    )
    found = {"family": family, "given": given, "dropping-particle": particles}
    return {part: text for part, text in found.items() if text}


def _count_particles(words: list[str]) -> int:
    return count_particles([_show(word) for word in words])


def _is_small(word: str) -> bool:
    return _show(word)[:1].islower()


def _show(word: str) -> str:
    """Return a word as its first letter counts: what is in braces is no particle."""
    return word if word.startswith("{") else decode(word)
