"""Which fields of a fact name other entries: read off the types, once per kind.

Mappings of facts are ordered ones, which differ when their order does.

``Refers`` marks them. A visitor is made for each type; it returns the value with every
reference replaced, and is None where a type can hold no reference, so that most fields
cost nothing.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cache
from operator import is_
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from briefbook.kinds.fields import MARKDOWN, Refers

Pointer = tuple[str, ...]
Replace = Callable[[str, str, Pointer], str]
"""(word, kind it must be of, pointer within the fact) → what to put in its place."""

Visitor = Callable[[Any, Pointer, Replace], Any]


class Reference(NamedTuple):
    """A word that names another entry; ``pointer`` leads to it within its own entry."""

    word: str
    to: str
    pointer: Pointer


Marked = tuple[Reference, ...]


def replace_references(fact: Any, replace: Replace) -> Any:
    """Return ``fact`` with each word that names another entry replaced."""
    visit = visitor_for(type(fact))  # type: ignore[arg-type]  # classes are hashable
    return visit(fact, (), replace) if visit else fact


def find_prose(fact: Any) -> Marked:
    """Return every Markdown text of ``fact``, in the order of the fields."""
    return tuple(found for found in find_marked(fact) if found.to == MARKDOWN)


def find_marked(fact: Any) -> Marked:
    """Return everything in ``fact`` that is marked by ``Refers``."""
    found: list[Reference] = []

    def note(word: str, to: str, pointer: Pointer) -> str:
        found.append(Reference(word, to, pointer))
        return word

    replace_references(fact, note)
    return tuple(found)


@cache
def visitor_for(hint: Any) -> Visitor | None:
    """Return the visitor of a type, or None if nothing in it can name an entry."""
    if get_origin(hint) is Annotated:
        return annotated_visitor(hint)
    if get_origin(hint) is tuple:
        return tuple_visitor(hint)
    if get_origin(hint) in (dict, OrderedDict):
        return mapping_visitor(hint)
    if get_origin(hint) in (Union, UnionType):
        return union_visitor(hint)
    return fields_visitor(hint) if hasattr(hint, "_fields") else None


def annotated_visitor(hint: Any) -> Visitor | None:
    """Return a visitor that replaces the word itself where ``Refers`` marks it."""
    inner, *marks = get_args(hint)
    to = next((mark.to for mark in marks if isinstance(mark, Refers)), None)
    if to is None:
        return visitor_for(inner)
    return lambda word, pointer, replace: replace(word, to, pointer) if word else word


def tuple_visitor(hint: Any) -> Visitor | None:
    """Return a visitor of each item of a list."""
    visit = visitor_for(get_args(hint)[0])
    if visit is None:
        return None

    def visit_items(items: Any, pointer: Pointer, replace: Replace) -> Any:
        visited = [
            visit(item, (*pointer, str(position)), replace)
            for position, item in enumerate(items)
        ]
        return items if is_same(visited, items) else tuple(visited)

    return visit_items


def is_same(visited: Iterable[object], before: Iterable[object]) -> bool:
    """Tell whether nothing was replaced; what was not is kept, and takes no second place."""
    return all(map(is_, visited, before))


def mapping_visitor(hint: Any) -> Visitor | None:
    """Return a visitor of the keys and values of a mapping."""
    visits = tuple(visitor_for(inner) for inner in get_args(hint))
    if not any(visits):
        return None
    of_key, of_value = visits

    def visit_mapping(mapping: Any, pointer: Pointer, replace: Replace) -> Any:
        return OrderedDict(
            (
                of_key(key, (*pointer, key), replace) if of_key else key,
                of_value(value, (*pointer, key), replace) if of_value else value,
            )
            for key, value in mapping.items()
        )

    return visit_mapping


def union_visitor(hint: Any) -> Visitor | None:
    """Return a visitor that takes the branch of the value's own shape."""
    branches = [
        (get_origin(strip_marks(inner)) or strip_marks(inner), visitor_for(inner))
        for inner in get_args(hint)
        if inner is not NoneType
    ]
    if not any(visit for _, visit in branches):
        return None

    def visit_union(value: Any, pointer: Pointer, replace: Replace) -> Any:
        for shape, visit in branches:
            if type(value) is shape:
                return visit(value, pointer, replace) if visit else value
        return value

    return visit_union


def strip_marks(hint: Any) -> Any:
    """Return the type under its annotations."""
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def fields_visitor(hint: Any) -> Visitor | None:
    """Return a visitor of those fields of a fact that can name an entry."""
    hints = get_type_hints(hint, include_extras=True)
    all_visits = ((at, name, visitor_for(hints[name])) for at, name in enumerate(hint._fields))
    visits = [(at, name, visit) for at, name, visit in all_visits if visit]
    if not visits:
        return None

    def visit_fields(fact: Any, pointer: Pointer, replace: Replace) -> Any:
        changed = {}
        for at, name, visit in visits:
            if value := fact[at]:
                visited = visit(value, (*pointer, name), replace)
                if visited is not value:
                    changed[name] = visited
        return fact._replace(**changed) if changed else fact

    return visit_fields
