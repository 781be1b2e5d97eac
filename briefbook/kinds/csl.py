"""What CSL-JSON knows of a source beyond our own fields, and its forms of names and dates.

Analysts write ``author: Ann Lee`` and ``issued: 2023-08-30``; reference managers write lists
of ``{family, given}`` and ``{date-parts: [[2023, 8, 30]]}``. Both are understood. What only
CSL knows is kept as it is, so that it can be exported as it came.
"""

import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from briefbook.kinds.fields import After, Before, Explained, as_list
from briefbook.statements.date_words import say_date
from briefbook.syntax.dates import PARTS, parse_date, split_ends
from briefbook.syntax.edtf import Date

TextField = Literal[
    "id", "citation-key", "citation-label", "citation-number",
    "title-short", "shortTitle", "original-title", "part-title", "volume-title",
    "reviewed-title", "reviewed-genre",
    "container-title", "container-title-short", "journalAbbreviation",
    "collection-title", "collection-number",
    "volume", "issue", "edition", "version", "number", "supplement-number", "part-number",
    "page", "page-first", "section", "chapter-number", "printing-number", "locator",
    "number-of-pages", "number-of-volumes",
    "publisher-place", "original-publisher", "original-publisher-place",
    "event", "event-title", "event-place",
    "genre", "medium", "dimensions", "scale", "division", "jurisdiction", "authority",
    "status", "references", "source",
    "archive", "archive_collection", "archive_location", "archive-place", "call-number",
    "DOI", "ISBN", "ISSN", "PMCID", "PMID",
    "abstract", "annote", "keyword", "note", "license", "year-suffix",
    "first-reference-note-number",
]  # fmt: skip
"""Fields of words and numbers that only CSL knows."""

NameField = Literal[
    "author", "editor", "translator", "container-author", "collection-editor",
    "editor-translator", "editorial-director", "chair", "compiler", "composer", "contributor",
    "curator", "director", "executive-producer", "guest", "host", "illustrator", "interviewer",
    "narrator", "organizer", "original-author", "performer", "producer", "recipient",
    "reviewed-author", "script-writer", "series-creator",
]  # fmt: skip
"""Fields of names."""

DateField = Literal[
    "issued", "accessed", "available-date", "event-date", "original-date", "submitted"
]
"""Fields of dates."""

NamePart = Literal[
    "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal",
    "comma-suffix", "static-ordering", "parse-names",
]  # fmt: skip

TEXT_FIELDS: tuple[str, ...] = get_args(TextField)
NAME_FIELDS: tuple[str, ...] = get_args(NameField)
DATE_FIELDS: tuple[str, ...] = get_args(DateField)
NAME_PARTS: tuple[str, ...] = get_args(NamePart)

_TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event
    figure graphic hearing interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software
    song speech standard thesis treaty webpage
"""
TYPES = frozenset(_TYPES.split())
"""The types that CSL knows; any other is a document."""

OWN_DATES = ("issued", "accessed")
"""Dates that are fields of ours, unless they are words."""

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")


def date_or_words(text: str) -> str:
    """Return the EDTF form of a date, and words that are none as they are."""
    date = parse_or_none(text)
    return date.edtf if date else text


PersonName = OrderedDict[NamePart, str]
PersonNames = Annotated[tuple[PersonName, ...], Before(as_list)]
DateOrWords = Annotated[str, After(date_or_words)]

WrittenNames = Annotated[tuple[str | PersonName, ...], Before(as_list)]
DateOfParts = OrderedDict[Literal["date-parts", "season", "circa", "literal", "raw"], Any]
WrittenDate = str | DateOfParts
"""What may be written for names, and for a date."""

KEPT = "as CSL has it: kept, and exported as it is"
TOLD = {
    "id": "the key by which reference managers and texts cite it, if it is not our id",
    "container-title": "the newspaper, journal, book or site that it appeared in",
    "volume": "of the journal or work",
    "issue": "of the journal or newspaper",
    "page": "its pages in what it appeared in",
    "DOI": "its DOI, which readers can follow",
}
"""What analysts are told of fields that pages show, or that the program needs."""

TEXT_WORDS = tuple(
    (name, Explained(TOLD.get(name, KEPT)))
    for name in sorted(TEXT_FIELDS, key=lambda name: name not in TOLD)
)
NAME_WORDS = tuple(
    (name, Explained("names, as those of `author`; kept, and exported as they are"))
    for name in NAME_FIELDS
)
DATE_WORDS = tuple(
    (name, Explained("dates, as `issued`; kept, and exported as they are"))
    for name in DATE_FIELDS
)


def tidy_source(raw: dict[str, Any]) -> dict[str, Any]:
    """Return a source with what only CSL knows in fields of its own.

    Of authors in CSL's form the names as printed are ``author``; a date in CSL's form is EDTF,
    or its words are among ``csl_dates``.
    """
    texts = {name: raw[name] for name in TEXT_FIELDS if name in raw}
    names = {name: _spell_names(raw[name]) for name in NAME_FIELDS if _has_names(name, raw)}
    dates = {name: read_date(raw[name]) for name in DATE_FIELDS if name in raw}
    own = {name: one for name, one in raw.items() if name not in texts and name not in names}
    if "author" in names:
        own["author"] = say_names(names["author"])
    for name in DATE_FIELDS:
        own.pop(name, None)
        if name in OWN_DATES and name in dates and not _is_in_words(raw[name], dates[name]):
            own[name] = dates.pop(name)
    groups = {"csl_texts": texts, "csl_names": names, "csl_dates": dates}
    return own | {group: fields for group, fields in groups.items() if fields}


def _has_names(name: str, raw: Mapping[str, Any]) -> bool:
    """Tell whether names have a place among those of CSL: authors in plain words have not."""
    if name not in raw or name != "author":
        return name in raw
    return any(isinstance(one, dict) for one in _list(raw[name]))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _spell_names(value: Any) -> list[Any]:
    """Return names in CSL's form; what is no name is left for the validator to refuse."""
    return [{"literal": one} if isinstance(one, str) else one for one in _list(value)]


def say_names(names: list[Any]) -> tuple[str, ...]:
    """Return names as they are printed."""
    return tuple(words for one in names if isinstance(one, dict) and (words := _say_name(one)))


def _say_name(name: Mapping[str, Any]) -> str:
    """Return a name in the order of its language: Ann van der Berg, 王毅."""
    if name.get("literal"):
        return str(name["literal"])
    given, family = str(name.get("given", "")), str(name.get("family", ""))
    if _CJK.fullmatch(given + family):
        return family + given
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(str(name[part]) for part in order if name.get(part))


def _is_in_words(given: Any, read: Any) -> bool:
    """Tell whether a date in CSL's form is words that are no date."""
    if not isinstance(given, dict) or "date-parts" in given or not isinstance(read, str):
        return False
    return parse_or_none(read) is None


def parse_or_none(text: str) -> Date | None:
    """Return the date that a text means, or None."""
    try:
        return parse_date(text)
    except ValueError:
        return None


# Dates


def read_date(value: Any) -> Any:
    """Return the EDTF text of a date in CSL's form, or the words that stand for it.

    What has another form is returned as it is.
    """
    if not isinstance(value, dict):
        return value
    parts = value.get("date-parts")
    if isinstance(parts, list) and 0 < len(parts) <= 2:
        ends = [_read_parts(one, value.get("season")) for one in parts]
        mark = "~" if _is_true(value.get("circa")) else ""
        return "/".join(f"{end}{mark}" for end in ends) if all(ends) else value
    return _read_words(value)


def _read_words(value: dict[str, Any]) -> Any:
    """Return the words of a date: those that mean a day, a month or a year are one."""
    words = value.get("literal", value.get("raw"))
    if not isinstance(words, str):
        return value
    date = parse_or_none(words)
    return date.edtf if date and find_parts(date) else words


def _read_parts(parts: Any, season: Any) -> str:
    """Return a year, a month or a day as EDTF, "" if it is none of them."""
    if not isinstance(parts, list):
        return ""
    found = [str(part).strip() for part in parts]
    while found and found[-1] in ("", "0", "None"):
        found.pop()
    if not 0 < len(found) <= 3 or not all(part.isdecimal() for part in found):
        return ""
    year, *rest = (int(part) for part in found)
    code = _read_season(season)
    if len(rest) < 2:
        rest = [_turn_season(month) for month in rest or [code] if month]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def _read_season(season: Any) -> int:
    """Return the code of a season in EDTF, 0 for none."""
    words = str(season or "").strip().casefold()
    return SEASONS.get(words) or (20 + int(words) if words in ("1", "2", "3", "4") else 0)


def _turn_season(month: int) -> int:
    """Return a month; 13 to 16 are seasons where CSL has no other place for them."""
    return month + 8 if 13 <= month <= 16 else month


def _is_true(value: Any) -> bool:
    return str(value or "").casefold() not in ("", "0", "false")


def find_parts(date: Date) -> list[list[int]]:
    """Return a date as CSL has it: one list of numbers, two for a span, or none."""
    ends = split_ends(date) if date.precision == "interval" else (date,)
    found = [_split(end) for end in ends]
    return [part for part in found if part] if all(found) else []


def _split(date: Date | None) -> list[int]:
    if date is None or date.precision not in PARTS:
        return []
    return [int(part) for part in date.earliest.split("-")[: PARTS[date.precision]]]


def write_date(text: str) -> dict[str, Any]:
    """Return a date or words in CSL's form."""
    date = parse_or_none(text)
    if date is None:
        return {"literal": text}
    vague = {"circa": True} if date.approximate or date.uncertain else {}
    if date.precision == "season":
        year, season = date.edtf[:4], int(date.edtf[5:7]) - 20
        return {"date-parts": [[int(year)]], "season": season, **vague}
    parts = find_parts(date)
    return {"date-parts": parts, **vague} if parts else {"literal": say_date(date)}
