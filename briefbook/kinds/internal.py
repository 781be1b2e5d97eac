"""Fields that belong to the highest edition, whoever may see the rest of their entry.

An entry that has any is shown twice: whole to the highest edition, and without them to the
others, as if nobody had written them.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, get_type_hints

from briefbook.index.rows import HIGHEST, Access, Row, join_access
from briefbook.kinds.fields import Internal
from briefbook.kinds.kind import Context, Entry

TEAM = Access(editions=(HIGHEST,))
OTHERS = Access(below=(HIGHEST,))


@cache
def list_internal(model: Any) -> tuple[str, ...]:
    """Return the names of the internal fields of a fact."""
    hints = get_type_hints(model, include_extras=True)
    return tuple(
        name
        for name, hint in hints.items()
        if any(isinstance(mark, Internal) for mark in getattr(hint, "__metadata__", ()))
    )


def list_given(entry: Entry) -> tuple[str, ...]:
    """Return the names of the internal fields that an entry gives."""
    names = list_internal(type(entry.fact))  # type: ignore[arg-type]  # classes are hashable
    return tuple(name for name in names if getattr(entry.fact, name))


def part_entry(entry: Entry) -> Iterator[Entry]:
    """Yield an entry as each edition may see it: whole, and without its internal fields."""
    if list_given(entry):
        yield entry._replace(access=join_access(entry.access, TEAM))
        yield strip(entry)._replace(access=join_access(entry.access, OTHERS))
    else:
        yield entry


def part_rows(
    entry: Entry, context: Context, make: Callable[[Entry, Context], Iterable[Row]]
) -> Iterator[Row]:
    """Yield the rows of an entry; those that its internal fields change for one side alone."""
    whole = tuple(make(entry, context))
    if not list_given(entry):
        yield from whole
        return
    bare = tuple(make(strip(entry), context))
    for row in whole:
        yield row if row in bare else row._replace(access=join_access(row.access, TEAM))
    for row in bare:
        if row not in whole:
            yield row._replace(access=join_access(row.access, OTHERS))


def strip(entry: Entry) -> Entry:
    """Return an entry without its internal fields."""
    defaults = entry.fact._field_defaults
    given = list_given(entry)
    return entry._replace(fact=entry.fact._replace(**{name: defaults[name] for name in given}))


def access_within(entry: Entry, field: str) -> Access:
    """Return the access of what stands in a field of an entry."""
    return join_access(entry.access, TEAM) if field in list_given(entry) else entry.access
