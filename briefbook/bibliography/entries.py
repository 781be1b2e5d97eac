"""Records of CSL → sources as analysts write them, in the short forms wherever they will do.

What is written is what ``sources.yaml`` takes without a problem: what it would not take is left
out, and said.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from briefbook.base.codes import CODES
from briefbook.bibliography.formats import MOST_NAMES, TOO_LONG, CSLRecord, Fields
from briefbook.checks.merging import make_id
from briefbook.kinds.csl import DATE_FIELDS, NAME_FIELDS, NAME_PARTS, find_parts, parse_or_none
from briefbook.kinds.csl import read_date as read_csl_date
from briefbook.kinds.source import ONLY_CSL, SOURCE, Source
from briefbook.syntax.text import find_forbidden, has_forbidden
from briefbook.syntax.yaml.reader import Plain
from briefbook.units.entries import EntryGroup, read_entry

LONGEST_ID = 60
WORDS_OF_TITLE = 2
IDLE = frozenset(("a", "an", "and", "for", "how", "of", "on", "the", "to", "with"))
"""Words that tell nothing of what a title is about."""

KNOWN = frozenset((*ONLY_CSL, *Source._fields)) - {"csl_texts", "csl_names", "csl_dates"}
ORDER = (*Source._fields, *ONLY_CSL)
"""The fields as they are written, as ``fmt`` has them."""

_LIST_PLACE = EntryGroup("", ())


PERSONAL = ("abstract", "annote", "note")
"""Fields in which people keep what is for their own eyes, or another's text."""


class LeftOut(NamedTuple):
    """A field of a record that is not among our entry's, and why."""

    field: str
    reason: str


class SourceRecord(NamedTuple):
    """A source as it would be written: its id, if nobody has it yet, and its fields.

    ``key`` is that of the reference manager, else the id; it is not among the ``fields``.
    ``line`` is where it stands in the file, 0 if that is
    not known.
    """

    id: str
    key: str
    fields: dict[str, Plain]
    left_out: tuple[LeftOut, ...] = ()
    line: int = 0


def make_entry(record: CSLRecord) -> SourceRecord:
    """Return the source that a record describes."""
    given = _rename({name: _clean(value) for name, value in record.fields.items()})
    written = {name: _shorten(name, one) for name, one in given.items() if name in KNOWN}
    refused = _find_refused(written)
    unknown = {name: "it is no field of CSL" for name in given if name not in KNOWN}
    left_out = {**dict(record.unused), **unknown, **refused}
    fields = {
        name: written[name]
        for name in ORDER
        if name not in refused and written.get(name) not in (None, "", [], {})
    }
    name = _name_record(fields)
    key = str(fields.pop("id", name))
    told = tuple(LeftOut(field, reason) for field, reason in left_out.items())
    return SourceRecord(name, key, fields, told, record.line)


def leave_notes_out(record: SourceRecord) -> SourceRecord:
    """Return the source without its notes and its abstract, which would be published."""
    out = tuple(LeftOut(name, "--no-notes") for name in PERSONAL if name in record.fields)
    fields = {name: one for name, one in record.fields.items() if name not in PERSONAL}
    return record._replace(fields=fields, left_out=record.left_out + out)


def _find_refused(written: dict[str, Plain]) -> dict[str, str]:
    """Return the fields that ``sources.yaml`` would not take, with the reasons."""
    long = {
        name: TOO_LONG
        for name, one in written.items()
        if isinstance(one, list) and len(one) > MOST_NAMES
    }
    rest = {name: one for name, one in written.items() if name not in long}
    if not _judge(rest):
        return long
    return long | {name: found for name, one in rest.items() if (found := _judge({name: one}))}


def _judge(fields: dict[str, Plain]) -> str:
    """Return what is wrong with fields, "" if nothing is."""
    _, problems = read_entry(SOURCE, "a", dict(fields), _LIST_PLACE)
    return next((CODES[one.code].says.format_map(dict(one.data)) for one in problems), "")


def _rename(fields: Fields) -> Fields:
    """Return fields with those of ours that CSL has other names for."""
    found = dict(fields)
    if "license" in found:
        found.setdefault("rights", found.pop("license"))
    if str(found.get("archive_location", "")).startswith(("https://", "http://")):
        found["archive_url"] = found.pop("archive_location")
    return found


def _clean(value: Any) -> Any:
    """Return a value of JSON as YAML has it: text, lists and mappings, and no foul signs."""
    if isinstance(value, dict):
        return {_clean_text(str(name)): _clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else _clean_text(str(value))


def _clean_text(text: str) -> str:
    """Return a text without the signs that no source may have, and with one end of lines."""
    even = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    while has_forbidden(even):
        bad = {even[found.locus.span.start] for found in find_forbidden("", even)
               if found.locus.span}  # fmt: skip
        even = even.translate(dict.fromkeys(map(ord, bad)))
    return even


def _shorten(name: str, value: Any) -> Plain:
    """Return a value in its short form, where it has one."""
    if name in NAME_FIELDS:
        return _shorten_names(value)
    return _shorten_date(value) if name in DATE_FIELDS else value


def _shorten_names(value: Any) -> Plain:
    """Return names without what CSL knows nothing of; whole ones as text, one by itself."""
    listed = value if isinstance(value, list) else [value]
    if len(listed) > MOST_NAMES:
        return listed
    names = [name for name in map(_shorten_name, listed) if name not in ("", {})]
    return names[0] if len(names) == 1 else names


def _shorten_name(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    parts = {part: text for part, text in value.items() if part in NAME_PARTS and text}
    return parts["literal"] if parts.keys() == {"literal"} else parts


def _shorten_date(value: Any) -> Plain:
    """Return a date as EDTF, or words that are none in CSL's form."""
    read = read_csl_date(value)
    date = parse_or_none(read) if isinstance(read, str) else None
    if date is None and isinstance(value, dict) and "date-parts" in value:
        return value
    if date is None:
        words = {"literal": read} if isinstance(read, str) else value
        return {} if words == {"literal": ""} else words
    is_whole = isinstance(value, str) or "date-parts" in value or bool(find_parts(date))
    return date.edtf if is_whole else {"literal": str(read)}


# Ids


def _name_record(fields: dict[str, Plain]) -> str:
    """Return an id: made of the key of a record, or of its words where that is an address."""
    key = str(fields.get("citation-key", fields.get("id", "")))
    made = "" if "://" in key else _cut(make_id(key))
    spelled = made or _cut(make_id(" ".join(_list_words(fields))))
    return (
        spelled if re.search("[a-z]", spelled) else "-".join(filter(None, ("source", spelled)))
    )


def _cut(name: str) -> str:
    return name[:LONGEST_ID].rstrip("-")


def _list_words(fields: dict[str, Plain]) -> Iterator[str]:
    """Yield whom or what a record is by, the first words of its title, and its year."""
    people = [fields[name] for name in (*NAME_FIELDS, "publisher") if name in fields]
    first = people[0] if people else ""
    one = first[0] if isinstance(first, list) else first
    whole = one.get("family", "") if isinstance(one, dict) else one
    yield from _list_telling(str(whole), 1)
    yield from _list_telling(str(fields.get("title", "")), WORDS_OF_TITLE)
    yield from re.findall("^[0-9]{4}", str(fields.get("issued", "")))


def _list_telling(text: str, most: int) -> list[str]:
    """Return the first words of a text that tell something."""
    return [word for word in re.findall(r"\w+", text) if word.lower() not in IDLE][:most]
