"""``data/sources.json``: the sources in CSL-JSON, as reference managers exchange it.

What was imported goes out under the id, and in the form, in which it came.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefbook.exports.book import read_records
from briefbook.exports.records import write_json
from briefbook.index.ledger import EditionView
from briefbook.kinds.csl import DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS, TYPES, write_date

Record = Mapping[str, Any]

SAME = ("publisher", "URL", "language")
FLAGS = ("comma-suffix", "static-ordering", "parse-names")
"""Parts of names that are true or false."""

OTHER_TEXTS = tuple(name for name in TEXT_FIELDS if name not in ("id", "license", "note"))
OTHER_NAMES = tuple(name for name in NAME_FIELDS if name != "author")


def write_sources(view: EditionView) -> str:
    """Return the sources, one on a line."""
    return write_records(read_records("sources", view))


def write_records(records: Iterable[Record]) -> str:
    """Return records of sources in the order of the ids under which they go out."""
    found = sorted(records, key=lambda one: (find_id(one), one["id"]))
    lines = ",\n".join(write_json(_trim(_describe_source(one))) for one in found)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def find_id(one: Record) -> str:
    """Return the id under which a source goes out: that under which it came, if it did."""
    return str(one.get("csl_texts", {}).get("id") or one["id"])


def _describe_source(one: Record) -> dict[str, Any]:
    texts = one.get("csl_texts", {})
    names = {field: list(map(_write_name, some)) for field, some in list_names(one).items()}
    dates = {field: write_date(date) for field, date in list_dates(one).items()}
    return {
        "id": find_id(one),
        "type": find_type(one),
        "title": name_source(one),
        **{field: names[field] for field in ("author",) if field in names},
        **{field: one[field] for field in SAME if field in one},
        **{field: dates[field] for field in DATE_FIELDS if field in dates},
        **{field: names[field] for field in OTHER_NAMES if field in names},
        **{field: texts[field] for field in OTHER_TEXTS if field in texts},
        **dict(_describe_rest(one, texts)),
    }


def _trim(value: Any) -> Any:
    """Return a value without space around its texts, and without what says nothing."""
    if isinstance(value, dict):
        trimmed = {name: _trim(one) for name, one in value.items()}
        return {name: one for name, one in trimmed.items() if one not in ("", [], {})}
    if isinstance(value, list):
        return [one for one in map(_trim, value) if one not in ("", [], {})]
    return value.strip() if isinstance(value, str) else value


def find_type(one: Record) -> str:
    """Return the type of a source, ``document`` for one that CSL does not know."""
    return str(one["type"]) if one.get("type") in TYPES else "document"


def list_names(one: Record) -> dict[str, list[dict[str, str]]]:
    """Return the names of a source by their fields, in CSL's form."""
    plain = [{"literal": name} for name in one.get("author", ())]
    return {**({"author": plain} if plain else {}), **one.get("csl_names", {})}


def _write_name(name: Mapping[str, str]) -> dict[str, Any]:
    return {part: text == "true" if part in FLAGS else text for part, text in name.items()}


def list_dates(one: Record) -> dict[str, str]:
    """Return the dates of a source by their fields, as EDTF or in words."""
    own = {field: one[field] for field in ("issued", "accessed") if field in one}
    return {**own, **one.get("csl_dates", {})}


def _describe_rest(one: Record, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what CSL has other names for, or none."""
    if "archive_url" in one and "archive_location" not in texts:
        yield "archive_location", one["archive_url"]
    if rights := one.get("rights") or texts.get("license"):
        yield "license", rights
    via = f"Seen through: {one['via']}" if "via" in one else ""
    if note := "\n".join(filter(None, (texts.get("note"), via))):
        yield "note", note


def name_source(one: Record) -> str:
    """Return what a source is called: its title, else who published it, else its id."""
    container = one.get("csl_texts", {}).get("container-title", "")
    outlet = one.get("publisher", "").strip() or container
    names = (one.get("title"), outlet, one["id"].rpartition("#")[2])
    return next(name for given in names if (name := str(given or "").strip()))
