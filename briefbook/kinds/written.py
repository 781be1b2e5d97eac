"""What analysts may write of an entry, field by field, with what each means.

Docs, schemas and skeletons are made of it: there is no other place where fields are told.
"""

from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any, NamedTuple, get_args, get_type_hints

from briefbook.kinds.fields import Explained, Published, SpreadOut, Written
from briefbook.kinds.kind import Kind

LINE_ID = Explained("optional, if others refer to the line", "first-answer")
"""The field that entries may have which are written as a list."""


class WrittenField(NamedTuple):
    """A field as an analyst writes it: ``words`` say what it means, ``example`` is YAML."""

    name: str
    type: Any
    words: str
    example: str = ""
    is_required: bool = False


def list_written(kind: Kind) -> tuple[WrittenField, ...]:
    """Return the fields of a kind, without those that entries of all kinds have."""
    parts = list_parts(kind.model)
    own = {field.name for field in parts}
    named = [
        one._replace(name=kind.names.get(one.name, one.name))
        for field in parts
        for one in spread_out(field)
        if one is field or one.name not in own
    ]
    is_listed = kind.shape == "list" and "id" not in {field.name for field in named}
    line = (WrittenField("id", str, *LINE_ID),) if is_listed else ()
    return (*named[:1], *_find_also(kind), *named[1:], *line)


def _find_also(kind: Kind) -> Iterator[WrittenField]:
    """Yield the fields of parts of an entry that may be written on the entry itself."""
    parts = map(find_parts, get_type_hints(kind.model, include_extras=True).values())
    inner = {field.name: field for part in chain(*parts) for field in list_parts(part)}
    yield from (inner[name] for name in kind.also if name in inner)


def spread_out(field: WrittenField) -> tuple[WrittenField, ...]:
    """Return the fields that are written in place of one that gathers them, else itself."""
    marks = getattr(field.type, "__metadata__", ())
    gathers = next((mark for mark in marks if isinstance(mark, SpreadOut)), None)
    if gathers is None:
        return (field,)
    return tuple(WrittenField(name, gathers.type, *told) for name, told in gathers.fields)


@cache
def list_parts(shape: Any) -> tuple[WrittenField, ...]:
    """Return the fields of a type, by their names in the program."""
    hints = get_type_hints(shape, include_extras=True)
    return tuple(
        WrittenField(
            name,
            _find_written(hints[name]),
            *_explain(hints[name]),
            is_required=name not in shape._field_defaults,
        )
        for name in shape._fields
    )


def _find_written(hint: Any) -> Any:
    """Return the type of what may be written for a field."""
    marks = getattr(hint, "__metadata__", ())
    return next((mark.type for mark in marks if isinstance(mark, Written)), hint)


def _explain(hint: Any) -> Explained:
    """Return what analysts are told of a field; the mark that was put last counts."""
    marks = getattr(hint, "__metadata__", ())
    told = [mark for mark in marks if isinstance(mark, Explained)]
    shown = [mark.words for mark in marks if isinstance(mark, Published)]
    words = f"{shown[-1][:1].lower()}{shown[-1][1:]}" if shown else ""
    return told[-1] if told else Explained(words)


def find_parts(hint: Any) -> tuple[Any, ...]:
    """Return the types with fields that a type is made of."""
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        return (hint,)
    return tuple(chain.from_iterable(map(find_parts, get_args(hint))))
