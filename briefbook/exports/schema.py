"""``data/book.schema.json``: what the book holds, as a JSON Schema made of the same table."""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from briefbook.kinds import LISTS
from briefbook.kinds.fields import (
    MARKDOWN,
    Day,
    PublishedField,
    Refers,
    drop_words,
    list_published,
)
from briefbook.kinds.kind import Added, BookList

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ADDRESS = "data/book.schema.json"

Schema = dict[str, Any]

ABOUT: Schema = {
    "$schema": {"type": "string"},
    "version": {
        "const": 1,
        "description": "Of the form: raised when a field means something else",
    },
    "title": {"type": "string", "description": "Of the book"},
    "edition": {"type": "string", "description": "Whom the book is for"},
    "language": {"type": "string", "description": "Of the book (BCP 47)"},
    "base_url": {"type": "string", "description": "Where the site is, if that is known"},
}

FORMS: dict[Any, str] = {
    Annotated: "marked",
    Literal: "choice",
    tuple: "list",
    dict: "mapping",
    OrderedDict: "mapping",
    Union: "optional",
    UnionType: "optional",
}


class TypeForm(NamedTuple):
    """What a type is.

    ``name`` is date, marked, choice, list, mapping, fields, text, truth or number; ``inner``
    are the types in it, and ``refers`` tells what a marked text refers to.
    """

    name: str
    inner: tuple[Any, ...] = ()
    refers: str = ""


PLAIN = {str: TypeForm("text"), bool: TypeForm("truth"), int: TypeForm("number")}


@cache
def write_schema() -> str:
    """Return the schema as JSON."""
    return json.dumps(_make_schema(), indent=1, ensure_ascii=False) + "\n"


def _make_schema() -> Schema:
    return {
        "$schema": DRAFT,
        "title": "A book of annotated briefings",
        "description": "What is empty is left out. Dates are EDTF, one-of sets of level 2 "
        "included; addresses count from the top of the site; texts are Markdown, in which "
        "[[id]] names an entry.",
        "type": "object",
        "properties": {**ABOUT, **{name: _refer(name, one) for name, one in LISTS.items()}},
        "required": ["version", "title", "edition", "language", *LISTS],
        "$defs": {name: _describe_list(one) for name, one in LISTS.items()},
    }


def _refer(name: str, listed: BookList) -> Schema:
    items = {"$ref": f"#/$defs/{name}"}
    return {"type": "array", "items": items, "description": listed.about}


def _describe_list(listed: BookList) -> Schema:
    required = ("id", *listed.required)
    return _describe_fields(listed.about, _list_fields(listed).values(), required)


def _describe_part(shape: Any) -> Schema:
    required = [name for name in shape._fields if name not in shape._field_defaults]
    return _describe_fields(shape.__doc__.partition("\n")[0], list_published(shape), required)


def _describe_fields(
    about: str, fields: Iterable[PublishedField], required: Sequence[str]
) -> Schema:
    """Return the schema of what has fields, with what each of them means."""
    found = {one.name: {**_describe_type(one.type), "description": one.words} for one in fields}
    head: Schema = {"type": "object", "description": about, "properties": found}
    needed = {"required": list(required)} if required else {}
    return {**head, **needed, "additionalProperties": False}


def _list_fields(listed: BookList) -> dict[str, PublishedField]:
    """Return the fields of the records of a list by their names, in their order."""
    added = {field.name: field for field in list_published(Added)}
    own = {field.name: field for field in list_published(listed.shape)}
    return {"id": added["id"], **own, **{name: added[name] for name in listed.added}}


def read_fields(name: str) -> dict[str, Any]:
    """Return the types of the fields of the records of a list, by their names."""
    return {field: one.type for field, one in _list_fields(LISTS[name]).items()}


def _describe_type(hint: Any) -> Schema:
    """Return the schema of a type; what is empty, false or nought is left out of a book."""
    form = read_form(hint)
    return DESCRIBE[form.name](form)


def _describe_marked(form: TypeForm) -> Schema:
    """Return the schema of a text that is an id or Markdown, or of a list of such."""
    found = _describe_type(form.inner[0])
    if form.refers == MARKDOWN:
        return {**found, "contentMediaType": "text/markdown"}
    return {**found, "$comment": f"id: {form.refers}"} if form.refers else found


TEXT: Schema = {"type": "string", "minLength": 1}

DESCRIBE: dict[str, Callable[[TypeForm], Schema]] = {
    "date": lambda _: {**TEXT, "$comment": "EDTF"},
    "text": lambda _: TEXT,
    "truth": lambda _: {"const": True},
    "number": lambda _: {"type": "integer", "minimum": 1},
    "choice": lambda form: {"enum": [value for value in form.inner if value]},
    "marked": _describe_marked,
    "fields": lambda form: _describe_part(form.inner[0]),
    "list": lambda form: {
        "type": "array",
        "items": _describe_type(form.inner[0]),
        "minItems": 1,
    },
    "mapping": lambda form: {
        "type": "object",
        "additionalProperties": _describe_type(form.inner[1]),
    },
}


@cache
def read_form(hint: Any) -> TypeForm:
    """Return what a type is."""
    hint = drop_words(hint)
    if hint == Day:
        return TypeForm("date")
    if hint in PLAIN:
        return PLAIN[hint]
    name, inner = FORMS.get(get_origin(hint), "fields"), get_args(hint)
    if name == "optional":
        return read_form(next(one for one in inner if one is not NoneType))
    if name == "fields":
        return TypeForm(name, (hint,))
    marks = (mark.to for mark in inner[1:] if isinstance(mark, Refers))
    return TypeForm(name, inner, next(marks, "") if name == "marked" else "")
