"""Sound plain values → facts: read off the types of the fields, once per kind.

It says the same as the validator (``validating.py``), but only of what is right in every
field: what is wrong, and where, the validator knows. Most runs read sound entries alone,
and need not wait for the validator to be loaded, which takes longer than all else.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from briefbook.kinds.fields import After, Before, Refers

Shaper = Callable[[Any], Any]


class MisfitError(ValueError):
    """A value is not, beyond doubt, what its field takes."""


def shape_fact(model: Any, raw: dict[str, Any]) -> Any:
    """Return the fact of type ``model`` that has these fields.

    Raises:
        ValueError: a field is wrong or missing, or needs the validator's judgement.
    """
    return shaper_for(model)(raw)


@cache
def shaper_for(hint: Any) -> Shaper:
    """Return what makes values of a type, and raises ``ValueError`` where it cannot."""
    origin = get_origin(hint) or hint
    if origin in SHAPERS:
        return SHAPERS[origin](hint)
    return shape_fields(hint) if hasattr(hint, "_fields") else refuse


def refuse(_: Any) -> Any:
    """Refuse a value."""
    raise MisfitError


def keep_text(value: Any) -> str:
    """Return text as it is."""
    if type(value) is not str:
        raise MisfitError
    return value


def keep_plain(kind: type) -> Shaper:
    """Return a shaper of what a mark has made already: a number, or a truth value."""

    def keep(value: Any) -> Any:
        return value if type(value) is kind else refuse(value)

    return keep


def shape_marked(hint: Any) -> Shaper:
    """Return a shaper of a type with its marks, the first of which is the innermost."""
    inner, *marks = get_args(hint)
    shape = shaper_for(inner)
    for mark in marks:
        shape = shape_mark(mark, shape)
    return shape


def shape_mark(mark: object, shape: Shaper) -> Shaper:
    """Return a shaper with what a mark does before or after it; refuse a strange mark."""
    if isinstance(mark, Before):
        before = mark.change
        return lambda value: shape(before(value))
    if isinstance(mark, After):
        after = mark.change
        return lambda value: after(shape(value))
    return shape if isinstance(mark, Refers) else refuse


def shape_list(hint: Any) -> Shaper:
    """Return a shaper of a list of any length."""
    shape = shaper_for(get_args(hint)[0])

    def shape_items(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            raise MisfitError
        return tuple(map(shape, value))

    return shape_items


def shape_mapping(hint: Any) -> Shaper:
    """Return a shaper of a mapping, in its order."""
    of_key, of_value = map(shaper_for, get_args(hint))

    def shape_pairs(value: Any) -> OrderedDict[Any, Any]:
        if type(value) is not dict:
            raise MisfitError
        return OrderedDict((of_key(key), of_value(item)) for key, item in value.items())

    return shape_pairs


def shape_literal(hint: Any) -> Shaper:
    """Return a shaper of a word that is one of those allowed."""
    allowed = frozenset(get_args(hint))

    def keep(value: Any) -> Any:
        return value if type(value) is str and value in allowed else refuse(value)

    return keep


def shape_choice(hint: Any) -> Shaper:
    """Return a shaper that takes the branch of the value's own shape."""
    branches = {raw_type(inner): shaper_for(inner) for inner in get_args(hint)}
    return lambda value: branches.get(type(value), refuse)(value)


def raw_type(hint: Any) -> type:
    """Return the type of the plain value that a branch is made of."""
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return dict if hasattr(bare, "_fields") else bare


def shape_fields(model: Any) -> Shaper:
    """Return a shaper of a fact, or of a part of one, from its fields by name."""
    hints = get_type_hints(model, include_extras=True)
    shapes = {name: shaper_for(hints[name]) for name in model._fields}

    def shape(value: Any) -> Any:
        if type(value) is not dict:
            raise MisfitError
        try:
            return model(**{name: shapes[name](item) for name, item in value.items()})
        except (KeyError, TypeError):  # a field that is not known, or one that is missing
            raise MisfitError from None

    return shape


SHAPERS: dict[Any, Callable[[Any], Shaper]] = {
    str: lambda _: keep_text,
    bool: keep_plain,
    int: keep_plain,
    NoneType: keep_plain,
    Annotated: shape_marked,
    tuple: shape_list,
    OrderedDict: shape_mapping,
    Literal: shape_literal,
    Union: shape_choice,
    UnionType: shape_choice,
}
