"""What changed between two books, in plain words and as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefbook.exports.comparing import (
    MAIN,
    ChangedRecord,
    Changes,
    Difference,
    FieldChange,
    Record,
)
from briefbook.statements.date_words import say_date
from briefbook.statements.events import HAPPENED, status
from briefbook.statements.positions import say_labels
from briefbook.statements.words import say_sentence

NOTHING = "Nothing changed."
LABELS = ("new", "changed", "withdrawn")
FIELDS = {
    "asserted_by": "asserted by",
    "disputed_by": "disputed by",
    "exact": "words",
    "on_behalf_of": "on behalf of",
    "according_to": "according to",
    "part_of": "part of",
    "year_inferred": "year inferred",
    "addressee_text": "addressee",
    "found_in": "found in",
    "is_source": "words of a source",
}
"""What fields are called in words, where that is not their name."""

LONGEST = 200
"""Characters of a value that are told."""

Names = Mapping[str, str]


def tell_changes(changes: Changes) -> str:
    """Return the changes as text, without a line end after the last line."""
    if changes.is_empty():
        return NOTHING
    parts = [
        "\n".join(_tell_list(name, changes)) for name in MAIN if changes.lists[name].size()
    ]
    if others := "; ".join(tell_counts(name, one) for name, one in changes.others().items()):
        parts.append(f"{'Besides: ' if parts else ''}{others}.")
    return "\n\n".join(parts)


def _tell_list(name: str, changes: Changes) -> Iterator[str]:
    """Yield the lines on one list."""
    found, names = changes.lists[name], changes.names
    yield name.capitalize()
    yield from (f"  new: {tell_entry(name, one, names)}" for one in found.new)
    for change in found.changed:
        yield f"  changed: {tell_entry(name, change.now, names)}"
        yield from (f"    {tell_field(field, names)}" for field in change.fields)
    yield from (f"  withdrawn: {tell_entry(name, one, names)}" for one in found.withdrawn)


def tell_counts(name: str, found: Difference) -> str:
    """Return how many entries of a list differ."""
    counts = zip(LABELS, map(len, found), strict=True)
    return f"{name}: " + ", ".join(f"{count} {label}" for label, count in counts if count)


def tell_entry(name: str, one: Record, names: Names) -> str:
    """Return an entry in one line."""
    when = f" ({_tell_date(one['date'])})" if one.get("date") else ""
    return f"{TELL[name](one, names)}{when}"


def _tell_position(one: Record, names: Names) -> str:
    condition = f", {one['condition']}" if one.get("condition") else ""
    stance = say_labels(one["stance"])
    actor, issue = (_call_entry(one[field], names) for field in ("actor", "issue"))
    return f"{actor} on {issue}: {stance}{condition}"


def _tell_quote(one: Record, names: Names) -> str:
    """Return a quote with whose words they are: of those that describe, the reporter's."""
    speaker = one.get("speaker") or one.get("on_behalf_of") or one.get("source") or ""
    if one.get("basis") == "described":
        speaker = one.get("according_to") or one.get("source") or speaker
    who = f"{_call_entry(speaker, names)}: " if speaker else ""
    return f"{who}“{_clip_line(one['exact'])}”"


def _tell_event(one: Record, _: Names) -> str:
    told = say_sentence(status(one.get("status", HAPPENED)))
    return ", ".join(filter(None, (str(one["name"]), told)))


def _tell_claim(one: Record, names: Names) -> str:
    who = ", ".join(_call_entry(actor, names) for actor in one.get("asserted_by", ()))
    return f"{who + ': ' if who else ''}{_clip_line(one['text'])}"


TELL = {
    "positions": _tell_position,
    "quotes": _tell_quote,
    "events": _tell_event,
    "claims": _tell_claim,
}


def tell_field(field: FieldChange, names: Names) -> str:
    """Return what a field said, and says."""
    label = FIELDS.get(field.field, field.field.replace("_", " "))
    before, now = (
        _tell_value(field.field, value, names) for value in (field.before, field.now)
    )
    return f"{label}: {before} → {now}"


def _tell_value(field: str, value: Any, names: Names) -> str:
    if not value:
        return "nothing"
    if field in WORDS:
        return WORDS[field](value)
    if isinstance(value, list):
        return _clip_line(", ".join(_tell_value("", one, names) for one in value))
    if isinstance(value, dict):
        items = (
            (_call_entry(at, names), _tell_value("", one, names)) for at, one in value.items()
        )
        return _clip_line("; ".join(f"{at}: {one}" for at, one in items))
    return "yes" if value is True else _clip_line(_call_entry(str(value), names))


def _tell_date(edtf: str) -> str:
    """Return a date in words, as it stands where it is none."""
    try:
        return say_date(edtf)
    except ValueError:
        return edtf


WORDS: dict[str, Callable[[Any], str]] = {"stance": say_labels, "date": _tell_date}
"""Fields whose values are told in a way of their own."""


def _call_entry(ref: str, names: Names) -> str:
    return names.get(ref, ref)


def _clip_line(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def write_changes(changes: Changes) -> str:
    """Return the changes as JSON: every list in which there are some."""
    lists = {name: _pack(one) for name, one in changes.lists.items() if one.size()}
    return json.dumps({"version": 1, "lists": lists}, indent=1, ensure_ascii=False)


def _pack(found: Difference) -> dict[str, Any]:
    return {
        "new": list(found.new),
        "changed": [_pack_change(one) for one in found.changed],
        "withdrawn": list(found.withdrawn),
    }


def _pack_change(change: ChangedRecord) -> dict[str, Any]:
    fields = [field._asdict() for field in change.fields]
    was = change.before["id"]
    former = {"former_id": was} if was != change.now["id"] else {}
    return {"id": change.now["id"], **former, "fields": fields}
