"""Where a validator found an error → the keys that lead to the place in the YAML.

Its own names for the shapes that one field may have (``str``, ``Words``) stand in no file:
they are told from keys by the type of the field, since a key may be any word.
"""

from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

KEY = "[key]"
"""What the validator adds where the key of a mapping is wrong, not its value."""


def spell_place(model: Any, loc: Sequence[int | str]) -> tuple[str, ...]:
    """Return the names and positions in ``loc``, a place in an entry of type ``model``."""
    names: list[str] = []
    hint: Any = model
    for part in loc:
        hint = bare_hint(hint)
        if get_origin(hint) in (Union, UnionType):
            hint = choose_branch(hint, str(part))
        elif part != KEY:
            names.append(str(part))
            hint = inner_hint(hint, str(part))
    return tuple(names)


def bare_hint(hint: Any) -> Any:
    """Return a type without its annotations, and without the choice of having no value."""
    if get_origin(hint) is Annotated:
        return bare_hint(get_args(hint)[0])
    branches = [one for one in get_args(hint) if one is not NoneType]
    is_choice = get_origin(hint) in (Union, UnionType)
    return bare_hint(branches[0]) if is_choice and len(branches) == 1 else hint


def choose_branch(hint: Any, name: str) -> Any:
    """Return the type that the validator calls so, of those that a field may have."""
    return next((one for one in get_args(hint) if getattr(one, "__name__", "") == name), Any)


def inner_hint(hint: Any, name: str) -> Any:
    """Return the type of a field, of an item of a list, or of a value in a mapping."""
    if hasattr(hint, "_fields"):
        return get_type_hints(hint, include_extras=True).get(name, Any)
    if get_origin(hint) in (tuple, dict):
        return get_args(hint)[int(get_origin(hint) is dict)]
    return Any
