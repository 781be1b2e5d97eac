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

from briefbook.kinds.fields import (
    After,
    Before,
    Explained,
    Internal,
    Published,
    Refers,
    SpreadOut,
    WordOf,
    Written,
)

_Shaper = Callable[[Any], Any]

_SAYING = (Refers, Published, Explained, Internal, SpreadOut, WordOf, Written)
"""Marks that say something of a field, and change nothing in it."""


class _MisfitError(ValueError):
    """A value is not, beyond doubt, what its field takes."""


def shape_fact(model: Any, raw: dict[str, Any]) -> Any:
    """Return the fact of type ``model`` that has these fields.

    Raises:
        ValueError: a field is wrong or missing, or needs the validator's judgement.
    """
    return _shaper_for(model)(raw)


@cache
def _shaper_for(hint: Any) -> _Shaper:
    """Return what makes values of a type, and raises ``ValueError`` where it cannot."""
    origin = get_origin(hint) or hint
    if origin in _SHAPERS:
        return _SHAPERS[origin](hint)
    return _shape_fields(hint) if hasattr(hint, "_fields") else _refuse


def _refuse(_: Any) -> Any:
    raise _MisfitError


def _keep_text(value: Any) -> str:
    if type(value) is not str:
        raise _MisfitError
    return value


def _keep_plain(kind: type) -> _Shaper:
    """Return a shaper of what a mark has made already: a number, or a truth value."""

    def keep(value: Any) -> Any:
        return value if type(value) is kind else _refuse(value)

    return keep


def _shape_marked(hint: Any) -> _Shaper:
    """Return a shaper of a type with its marks, the first of which is the innermost."""
    inner, *marks = get_args(hint)
    shape = _shaper_for(inner)
    for mark in marks:
        shape = _shape_mark(mark, shape)
    return shape


def _shape_mark(mark: object, shape: _Shaper) -> _Shaper:
    """Return a shaper with what a mark does before or after it; refuse a strange mark."""
    if isinstance(mark, Before):
        before = mark.change
        return lambda value: shape(before(value))
    if isinstance(mark, After):
        after = mark.change
        return lambda value: after(shape(value))
    return shape if isinstance(mark, _SAYING) else _refuse


def _shape_list(hint: Any) -> _Shaper:
    shape = _shaper_for(get_args(hint)[0])

    def shape_items(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            raise _MisfitError
        return tuple(map(shape, value))

    return shape_items


def _shape_mapping(hint: Any) -> _Shaper:
    of_key, of_value = map(_shaper_for, get_args(hint))

    def shape_pairs(value: Any) -> OrderedDict[Any, Any]:
        if type(value) is not dict:
            raise _MisfitError
        return OrderedDict((of_key(key), of_value(item)) for key, item in value.items())

    return shape_pairs


def _shape_literal(hint: Any) -> _Shaper:
    allowed = frozenset(get_args(hint))

    def keep(value: Any) -> Any:
        return value if type(value) is str and value in allowed else _refuse(value)

    return keep


def _shape_choice(hint: Any) -> _Shaper:
    """Return a shaper that takes the branch of the value's own shape."""
    branches = {_find_raw_type(inner): _shaper_for(inner) for inner in get_args(hint)}
    return lambda value: branches.get(type(value), _refuse)(value)


def _find_raw_type(hint: Any) -> type:
    """Return the type of the plain value that a branch is made of."""
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return dict if hasattr(bare, "_fields") else bare


def _shape_fields(model: Any) -> _Shaper:
    hints = get_type_hints(model, include_extras=True)
    shapes = {name: _shaper_for(hints[name]) for name in model._fields}

    def shape(value: Any) -> Any:
        if type(value) is not dict:
            raise _MisfitError
        try:
            return model(**{name: shapes[name](item) for name, item in value.items()})
        except (KeyError, TypeError):  # a field that is not known, or one that is missing
            raise _MisfitError from None

    return shape


_SHAPERS: dict[Any, Callable[[Any], _Shaper]] = {
    str: lambda _: _keep_text,
    bool: _keep_plain,
    int: _keep_plain,
    NoneType: _keep_plain,
    Annotated: _shape_marked,
    tuple: _shape_list,
    OrderedDict: _shape_mapping,
    Literal: _shape_literal,
    Union: _shape_choice,
    UnionType: _shape_choice,
}
