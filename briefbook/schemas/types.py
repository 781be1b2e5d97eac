"""The types of fields → schemas of what may be written there.

Editors read YAML otherwise than the program, to which every scalar is text: where text may
stand, so may a number or a truth value.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from briefbook.base.codes import CODES
from briefbook.build.config import all_editions
from briefbook.kinds import fields
from briefbook.kinds.fields import MARKDOWN, After, Before, Refers, WordOf
from briefbook.kinds.written import WrittenField, list_parts
from briefbook.syntax.date_pattern import write_pattern
from briefbook.units.entries import FIELD_LIMIT

Schema = dict[str, Any]

TEXT, NOTHING, DATE, ID = "text", "nothing", "date", "id"
"""Definitions that schemas share, besides one for the ids of each kind, and lists of words."""

_SCALARS = ["string", "number"]


def _say(code: str) -> Schema:
    """Return what editors say of a value that does not match: what the problem's page says."""
    return {"patternErrorMessage": f"{CODES[code].meaning} {CODES[code].cure}"}


def refer(name: str) -> Schema:
    """Return the schema that is defined under a name."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(*schemas: Schema) -> Schema:
    """Return the schema of what any of some allows."""
    branches = [one for schema in schemas for one in _list_branches(schema)]
    return {"anyOf": [one for at, one in enumerate(branches) if one not in branches[:at]]}


def _list_branches(schema: Schema) -> list[Schema]:
    return schema["anyOf"] if schema.keys() == {"anyOf"} else [schema]


DEFINED: dict[str, Schema] = {
    TEXT: {
        "anyOf": [
            {"type": _SCALARS, "maxLength": FIELD_LIMIT},
            # A truth value; said so that editors offer none in every field of text.
            {"not": {"type": [*_SCALARS, "object", "array", "null"]}},
        ]
    },
    # An empty value says nothing; said so that editors do not offer null.
    NOTHING: {"not": {"type": ["number", "boolean", "object", "array"]}, "maxLength": 0},
    DATE: one_of(
        {
            "type": ["string", "integer"],
            "pattern": write_pattern(),
            **_say("bad-date"),
        },
        {"type": "array", "items": {"type": _SCALARS}, "minItems": 1},
    ),
    ID: {
        "type": ["string", "integer"],
        "pattern": f"^(?:{fields.ID_PATTERN.pattern})$",
        **_say("bad-id"),
    },
}


def describe_field(field: WrittenField, *, is_part: bool = False) -> Schema:
    """Return the schema of a field with what it means; those of a part may not be empty."""
    return {**_describe_value(field, is_part), **explain(field)}


def _describe_value(field: WrittenField, is_part: bool) -> Schema:
    found = describe_type(field.type)
    if field.is_required and not is_part:
        return {**found, "minLength": 1, "minItems": 1, "minProperties": 1}
    return found if is_part else one_of(found, refer(NOTHING))


def explain(field: WrittenField) -> Schema:
    """Return what a field means, in words, with an example."""
    words = fields.drop_links(field.words)
    shown = f"\n\nFor example: `{field.name}: {field.example}`" if field.example else ""
    text = f"{words[:1].upper()}{words[1:]}{shown}"
    return {"description": text, "markdownDescription": text} if words else {}


def describe_parts(shape: Any) -> Schema:
    """Return the schema of a part of an entry that has fields of its own."""
    return describe_fields(list_parts(shape), is_part=True)


def describe_fields(
    written: Iterable[WrittenField], more: Iterable[WrittenField] = (), *, is_part: bool = False
) -> Schema:
    """Return the schema of what has fields, and no others; ``more`` may be in it, too."""
    own = {field.name: describe_field(field, is_part=is_part) for field in written}
    common = {field.name: describe_field(field) for field in more}
    required = [field.name for field in written if field.is_required]
    return {
        "type": "object",
        "properties": {**own, **common},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def describe_type(hint: Any) -> Schema:
    """Return the schema of what may be written for a type."""
    origin = get_origin(hint) or hint
    if origin in _FORMS:
        return _FORMS[origin](hint)
    return describe_parts(hint) if hasattr(hint, "_fields") else {}


def _describe_marked(hint: Any) -> Schema:
    inner, *marks = get_args(hint)
    found = describe_type(inner)
    for mark in marks:
        found = _apply_mark(mark, found)
    return found


def _apply_mark(mark: object, found: Schema) -> Schema:
    """Return a schema with what a mark changes: anything goes where that is not known."""
    if isinstance(mark, Refers):
        return found if mark.to == MARKDOWN else refer(name_ids(mark.to))
    if isinstance(mark, WordOf):
        return refer(mark.list)
    if isinstance(mark, Before):
        return _BEFORE.get(mark.change, _allow_anything)(found)
    return _AFTER.get(mark.change, found) if isinstance(mark, After) else found


def _allow_anything(_: Schema) -> Schema:
    return {}


def name_ids(kind: str) -> str:
    """Return the name under which the ids of a kind are defined."""
    return f"{kind}-id"


def _describe_choice(hint: Any) -> Schema:
    branches = [one for one in get_args(hint) if one is not NoneType]
    found = [describe_type(one) for one in branches]
    return one_of(*found) if len(found) > 1 else found[0]


def _describe_mapping(hint: Any) -> Schema:
    of_key, of_value = map(describe_type, get_args(hint))
    names = {} if of_key == refer(TEXT) else {"propertyNames": of_key}
    return {"type": "object", **names, "additionalProperties": of_value}


_FORMS: dict[Any, Callable[[Any], Schema]] = {
    str: lambda _: refer(TEXT),
    int: lambda _: {"type": "integer"},
    bool: lambda _: {"type": "boolean"},
    Annotated: _describe_marked,
    tuple: lambda hint: {"type": "array", "items": describe_type(get_args(hint)[0])},
    OrderedDict: _describe_mapping,
    Literal: lambda hint: {"enum": [value for value in get_args(hint) if value]},
    Union: _describe_choice,
    UnionType: _describe_choice,
}


def _match(code: str, pattern: str, *types: str, **more: Any) -> Schema:
    return {"type": ["string", *types], "pattern": f"^(?:{pattern})$", **_say(code), **more}


def _allow_one(found: Schema) -> Schema:
    """Return the schema of a list that may be written as its one item."""
    return one_of(found, found.get("items", {}))


def _allow_listed(found: Schema) -> Schema:
    """Return the schema of a value that may stand in a list by itself."""
    return one_of(found, {"type": "array", "items": found, "minItems": 1, "maxItems": 1})


def _allow_names(found: Schema) -> Schema:
    """Return the schema of handouts: with formats, or their names alone."""
    names = found.get("propertyNames", {})
    return one_of(found, {"type": "array", "items": names}, names)


_YES_OR_NO = "[Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Oo][Nn]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|[Oo][Ff][Ff]"
_ADDRESS = _match("unsafe-address", fields.ADDRESS_PATTERN.pattern)
_PATH = r"(?![/~])(?!(?:.*/)?\.{0,2}(?:/|$))[^\\:*?\"<>|]+"

_BEFORE: dict[Callable[[Any], object], Callable[[Schema], Schema]] = {
    fields.as_list: _allow_one,
    fields.split_tags: _allow_one,
    fields.only_item: _allow_listed,
    fields.join_set: lambda found: found,
    fields.count: lambda _: _match(
        "bad-number", "[0-9]{1,9}", "integer", minimum=0, maximum=999_999_999
    ),
    fields.yes_or_no: lambda _: _match("not-yes-or-no", _YES_OR_NO, "boolean"),
    fields.in_every_format: _allow_names,
    all_editions: lambda found: one_of(found, refer(TEXT)),
}
"""What may be written besides, where a value is changed before its type is looked at."""

_AFTER: dict[Callable[[Any], object], Schema] = {
    fields.canonical_date: refer(DATE),
    fields.web_address: _ADDRESS,
    fields.site_address: _ADDRESS,
    fields.workspace_path: _match("bad-path", _PATH),
    fields.language_tag: _match("bad-language", fields.LANGUAGE_PATTERN.pattern),
    fields.occurrence: _match(
        "bad-number", fields.OCCURRENCE_PATTERN.pattern, "integer", minimum=1, maximum=999_999
    ),
    fields.colour: _match("bad-colour", fields.COLOUR_PATTERN.pattern),
}
"""What a text must be, as far as a pattern can tell."""
