"""``data/book.schema.json``: what the book holds, as a JSON Schema made of the same table."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from briefbook.exports.kinds import SECTIONS
from briefbook.exports.shapes import Form, list_required, read_fields, read_form
from briefbook.exports.words import WORDS
from briefbook.kinds.fields import MARKDOWN

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


@cache
def write_schema() -> str:
    """Return the schema as JSON."""
    return json.dumps(make_schema(), indent=1, ensure_ascii=False) + "\n"


def make_schema() -> Schema:
    """Return the schema of a book."""
    lists = {name: describe_list(name, shape) for name, shape in SECTIONS.items()}
    return {
        "$schema": DRAFT,
        "title": "A book of annotated briefings",
        "description": "What is empty is left out. Dates are EDTF, one-of sets of level 2 "
        "included; addresses count from the top of the site; texts are Markdown, in which "
        "[[id]] names an entry.",
        "type": "object",
        "properties": {**ABOUT, **lists},
        "required": ["version", "title", "edition", "language", *lists],
        "$defs": {name: describe_shape(shape) for name, shape in SECTIONS.items()},
    }


def describe_list(name: str, shape: Any) -> Schema:
    """Return the schema of one list of the book."""
    items = {"$ref": f"#/$defs/{name}"}
    return {"type": "array", "items": items, "description": first_line(shape)}


def describe_shape(shape: Any) -> Schema:
    """Return the schema of a record, or of a part of one."""
    fields = {name: describe_field(name, hint) for name, hint in read_fields(shape).items()}
    required = list(list_required(shape))
    found: Schema = {"type": "object", "description": first_line(shape), "properties": fields}
    needed = {"required": required} if required else {}
    return {**found, **needed, "additionalProperties": False}


def first_line(shape: Any) -> str:
    """Return what a shape is."""
    return str(shape.__doc__).split("\n")[0]


def describe_field(name: str, hint: Any) -> Schema:
    """Return the schema of a field, with what it means."""
    return {**describe_type(hint), "description": WORDS[name]}


def describe_type(hint: Any) -> Schema:
    """Return the schema of a type; what is empty, false or nought is left out of a book."""
    form = read_form(hint)
    return DESCRIBE[form.name](form)


def describe_marked(form: Form) -> Schema:
    """Return the schema of a text that is an id or Markdown, or of a list of such."""
    found = describe_type(form.inner[0])
    if form.refers == MARKDOWN:
        return {**found, "contentMediaType": "text/markdown"}
    return {**found, "$comment": f"id: {form.refers}"} if form.refers else found


def describe_array(form: Form) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": describe_type(form.inner[0]), "minItems": 1}


def describe_mapping(form: Form) -> Schema:
    """Return the schema of a mapping."""
    return {"type": "object", "additionalProperties": describe_type(form.inner[1])}


TEXT: Schema = {"type": "string", "minLength": 1}

DESCRIBE: dict[str, Callable[[Form], Schema]] = {
    "date": lambda _: {**TEXT, "$comment": "EDTF"},
    "text": lambda _: TEXT,
    "truth": lambda _: {"const": True},
    "number": lambda _: {"type": "integer", "minimum": 1},
    "choice": lambda form: {"enum": [value for value in form.inner if value]},
    "marked": describe_marked,
    "fields": lambda form: describe_shape(form.inner[0]),
    "list": describe_array,
    "mapping": describe_mapping,
}
