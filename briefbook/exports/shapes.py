"""The types of published fields, as the schema, the reader and the mask look at them."""

from collections import OrderedDict
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin
from typing import get_type_hints as read_types

from briefbook.kinds.fields import Day, Refers

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
def read_form(hint: Any) -> TypeForm:
    """Return what a type is."""
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


@cache
def read_fields(shape: Any) -> dict[str, Any]:
    """Return the types of the fields of a shape, by their published names."""
    hints = read_types(shape, include_extras=True)
    return {publish_name(name): hint for name, hint in hints.items()}


@cache
def list_required(shape: Any) -> tuple[str, ...]:
    """Return the published names of the fields that are always there."""
    fields = (name for name in shape._fields if name not in shape._field_defaults)
    return tuple(map(publish_name, fields))


def publish_name(field: str) -> str:
    """Return the published name of a field."""
    return field.removesuffix("_")
