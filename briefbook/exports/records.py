"""Entries → records of the book: ready JSON, made once by the unit that an entry stands in.

A record is kept in two halves with its identity between them: two of one identity are told
apart by their rank, which an edition counts among what it may see.

An id may tell the very name that is withheld. Who may not be named, or has another name in
lower editions, goes there by an id made of the description that stands for them: in every
field that names actors, in identities and in texts. Such ids are masked.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from json import JSONEncoder, loads
from typing import Any

from briefbook.exports.schema import TypeForm, read_fields, read_form
from briefbook.index.rows import Access, Row
from briefbook.kinds import BY_NAME, LISTS
from briefbook.kinds.fields import MARKDOWN, list_published
from briefbook.kinds.kind import BookRecord, Context, Entry
from briefbook.syntax.markdown.parser import plain_text

INDEX = "record"

Record = tuple[str, str]
"""The identity, escaped as JSON wants it, and the rest of the record's JSON after it."""

ENCODER = JSONEncoder(ensure_ascii=False)
LOUD = {ord("<"): "\\u003c", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What might end a script, or a line, wherever a record is put."""

NAMED = re.compile(r"\[\[([^\[\]|\\\n]+)(?:\|([^\[\]\n]*))?\]\]")
CITED = re.compile(r"\[\^[^\s\[\]^]+\]")
ADDRESSES = ("address", "words_at")
NAMING = ("actor", "entity", "evidence")
"""What the fields refer to in which the id of an actor may stand, whole or as a part."""

Masks = Mapping[str, str]


def record_rows(entries: tuple[Entry, ...], context: Context) -> Iterator[Row]:
    """Yield what the entries of a unit are in the book: for each list and access one row."""
    groups: defaultdict[tuple[str, Access], list[Record]] = defaultdict(list)
    for entry in entries:
        kind = BY_NAME[entry.kind]
        for one in kind.publish(entry, context):
            groups[one.list, one.access].append(_write_record(one))
        yield from kind.masks(entry)
    for (name, access), records in groups.items():
        yield Row(INDEX, name, tuple(records), access)


def _write_record(one: BookRecord) -> Record:
    """Return a record; what is empty is left out."""
    rest = _pack_fields(one.value)
    for name in LISTS[one.list].added if one.list in LISTS else ():
        if part := getattr(one.added, name):
            rest[name] = part
    return write_json(one.added.id)[1:-1], write_json(rest)[1:]


def _pack_fields(value: Any) -> dict[str, Any]:
    found = list_published(type(value))  # type: ignore[arg-type]  # classes are hashable
    return {field.name: _pack(part) for field in found if (part := value[field.at])}


def _pack(value: Any) -> Any:
    """Return a value of a field; a part that has fields itself is a mapping of these."""
    if hasattr(value, "_fields"):
        return _pack_fields(value)
    return [_pack(one) for one in value] if isinstance(value, tuple) else value


def write_json(value: object) -> str:
    """Return JSON in which nothing can end what it is put into."""
    text = ENCODER.encode(value)
    return text if text.isascii() and "<" not in text else text.translate(LOUD)


def join_record(identity: str, rest: str, rank: int = 1) -> str:
    """Return the JSON of a record, on one line."""
    number = f".{rank}" if rank > 1 else ""
    return f'{{"id": "{identity}{number}"' + (f", {rest}" if rest != "}" else rest)


def say_text(text: str, names: Mapping[str, str]) -> str:
    """Return the words of a text on one line."""
    if "[" not in text:
        return plain_text(text)

    def name(found: re.Match[str]) -> str:
        return found[2] or names.get(found[1], found[1])

    return plain_text(NAMED.sub(name, CITED.sub("", text)))


def match_masks(masks: Masks) -> re.Pattern[str]:
    """Return what finds any id that is masked."""
    words = "|".join(map(re.escape, sorted(masks)))
    return re.compile(rf"(?<![a-z0-9-])(?:{words})(?![a-z0-9-])")


def mask_record(name: str, record: Record, masks: Masks) -> Record:
    """Return a record of a list with other ids for those that are masked."""
    hints, fields = read_fields(name), loads(join_record(*record))
    masked = {
        field: _mask_field(field, hints[field], value, masks) for field, value in fields.items()
    }
    identity = masked.pop("id")
    return write_json(identity)[1:-1], write_json(masked)[1:]


def _mask_field(field: str, hint: Any, value: Any, masks: Masks) -> Any:
    if field in ADDRESSES:
        return _mask_address(value, masks)
    return mask_id(value, masks) if field == "id" else _mask_by(hint, value, masks)


def _mask_by(hint: Any, value: Any, masks: Masks) -> Any:
    form = read_form(hint)
    return MASK[form.name](form, value, masks) if form.name in MASK else value


def _mask_fields(form: TypeForm, value: Any, masks: Masks) -> Any:
    hints = {field.name: field.type for field in list_published(form.inner[0])}
    return {name: _mask_by(hints[name], one, masks) for name, one in value.items()}


def _mask_mapping(form: TypeForm, value: Any, masks: Masks) -> Any:
    of_key, of_value = form.inner
    items = value.items()
    return {_mask_by(of_key, a, masks): _mask_by(of_value, b, masks) for a, b in items}


def _mask_marked(form: TypeForm, value: Any, masks: Masks) -> Any:
    if form.refers == MARKDOWN:
        return _mask_text(value, masks)
    is_id = form.refers in NAMING
    return mask_id(value, masks) if is_id else _mask_by(form.inner[0], value, masks)


MASK: dict[str, Callable[[TypeForm, Any, Masks], Any]] = {
    "fields": _mask_fields,
    "list": lambda form, value, masks: [_mask_by(form.inner[0], one, masks) for one in value],
    "mapping": _mask_mapping,
    "marked": _mask_marked,
}


def mask_id(ref: str, masks: Masks) -> str:
    """Return an id; those of list entries are made of others, with dots between."""
    head, mark, local = ref.rpartition("#")
    return f"{head}{mark}{'.'.join(masks.get(part, part) for part in local.split('.'))}"


def _mask_address(address: str, masks: Masks) -> str:
    """Return an address, without the place in the page if its name would tell."""
    page, _, place = address.partition("#")
    return page if masks.keys() & set(place.split(".")) else address


def _mask_text(text: str, masks: Masks) -> str:

    def write_words(found: re.Match[str]) -> str:
        if found[1] not in masks:
            return found[0]
        return found[2] or masks[found[1]].removeprefix("~").replace("-", " ")

    return NAMED.sub(write_words, text)
