"""Ids that an edition may not show: an id may tell the very name that is withheld.

Who may not be named, or has another name in lower editions, goes by an id made of the
description that stands for them: in every field that names actors, in identities and in texts.
"""

import re
from collections.abc import Callable, Mapping
from json import loads
from typing import Any

from briefbook.exports.records import Record, join_record, write_json
from briefbook.exports.schema import TypeForm, read_fields, read_form
from briefbook.kinds import LISTS
from briefbook.kinds.fields import MARKDOWN

IN_TEXT = re.compile(r"\[\[([^\[\]|\\\n]+)(?:\|([^\[\]\n]*))?\]\]")
ADDRESSES = ("address", "words_at")
NAMING = ("actor", "entity", "evidence")
"""What the fields refer to in which the id of an actor may stand, whole or as a part."""

Masks = Mapping[str, str]


def match_masks(masks: Masks) -> re.Pattern[str]:
    """Return what finds any id that is masked."""
    words = "|".join(map(re.escape, sorted(masks)))
    return re.compile(rf"(?<![a-z0-9-])(?:{words})(?![a-z0-9-])")


def mask_record(name: str, record: Record, masks: Masks) -> Record:
    """Return a record of a list with other ids for those that are masked."""
    hints, fields = read_fields(LISTS[name].shape), loads(join_record(*record))
    masked = {
        field: mask_field(field, hints[field], value, masks) for field, value in fields.items()
    }
    identity = masked.pop("id")
    return write_json(identity)[1:-1], write_json(masked)[1:]


def mask_field(field: str, hint: Any, value: Any, masks: Masks) -> Any:
    """Return the value of a field without ids that are masked."""
    if field in ADDRESSES:
        return mask_address(value, masks)
    return mask_id(value, masks) if field == "id" else mask_by(hint, value, masks)


def mask_by(hint: Any, value: Any, masks: Masks) -> Any:
    """Return a value of a type without ids that are masked."""
    form = read_form(hint)
    return MASK[form.name](form, value, masks) if form.name in MASK else value


def mask_fields(form: TypeForm, value: Any, masks: Masks) -> Any:
    """Return a part of an entry without ids that are masked."""
    hints = read_fields(form.inner[0])
    return {name: mask_by(hints[name], one, masks) for name, one in value.items()}


def mask_list(form: TypeForm, value: Any, masks: Masks) -> Any:
    """Return a list without ids that are masked."""
    return [mask_by(form.inner[0], one, masks) for one in value]


def mask_mapping(form: TypeForm, value: Any, masks: Masks) -> Any:
    """Return a mapping without ids that are masked."""
    of_key, of_value = form.inner
    items = value.items()
    return {mask_by(of_key, a, masks): mask_by(of_value, b, masks) for a, b in items}


def mask_marked(form: TypeForm, value: Any, masks: Masks) -> Any:
    """Return a value whose type says whether it is an id, or Markdown."""
    if form.refers == MARKDOWN:
        return mask_text(value, masks)
    is_id = form.refers in NAMING
    return mask_id(value, masks) if is_id else mask_by(form.inner[0], value, masks)


MASK: dict[str, Callable[[TypeForm, Any, Masks], Any]] = {
    "fields": mask_fields,
    "list": mask_list,
    "mapping": mask_mapping,
    "marked": mask_marked,
}


def mask_id(ref: str, masks: Masks) -> str:
    """Return an id; those of list entries are made of others, with dots between."""
    head, mark, local = ref.rpartition("#")
    return f"{head}{mark}{'.'.join(masks.get(part, part) for part in local.split('.'))}"


def mask_address(address: str, masks: Masks) -> str:
    """Return an address, without the place in the page if its name would tell."""
    page, _, place = address.partition("#")
    return page if masks.keys() & set(place.split(".")) else address


def mask_text(text: str, masks: Masks) -> str:
    """Return Markdown in which nobody is named who is masked."""

    def write_words(found: re.Match[str]) -> str:
        if found[1] not in masks:
            return found[0]
        return found[2] or masks[found[1]].removeprefix("~").replace("-", " ")

    return IN_TEXT.sub(write_words, text)
