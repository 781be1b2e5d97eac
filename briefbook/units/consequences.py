"""One mistake, one problem: what only follows from another mistake is not reported as well."""

from collections.abc import Iterator

from briefbook.base.problems import Problem
from briefbook.syntax.yaml.reader import FATAL, Pointer, ValuePlace, locate

FOLLOWING = frozenset(("missing-field", "not-text", "wrong-shape"))
"""Problems of fields that may come of YAML in which something could not be read."""


LOST = frozenset(("quote-not-found", "nth-out-of-range"))
"""Problems of quoted words that come of a text in which nothing stands."""


def join_problems(
    yaml: tuple[Problem, ...], fields: tuple[Problem, ...], text: str, start: int = 0
) -> tuple[Problem, ...]:
    """Return the problems of a YAML text, and those of its fields that have no part in them.

    ``start`` is the offset of ``text`` in its file.
    """
    if not yaml or not any(found.code in FOLLOWING for found in fields):
        return (*yaml, *fields)
    places = locate(text, start)
    return (*yaml, *(found for found in fields if not follows(found, yaml, places)))


def follows(
    found: Problem, yaml: tuple[Problem, ...], places: dict[Pointer, ValuePlace]
) -> bool:
    """Tell whether a field's problem lies in an entry that YAML could not read as meant."""
    pointer = found.locus.pointer
    if found.code not in FOLLOWING or pointer not in places:
        return False
    return any(is_within(pointer, cause, places) for cause in yaml)


def is_within(pointer: Pointer, cause: Problem, places: dict[Pointer, ValuePlace]) -> bool:
    """Tell whether a cause lies in an entry, or ended the reading while the entry was open."""
    whole, span = places[pointer].value, cause.locus.span
    if span and whole.start <= span.start <= whole.end:
        return True
    at = span.start if span else max(place.value.start for place in places.values())
    return cause.code in FATAL and whole.start == max(begun_before(at, len(pointer), places))


def begun_before(at: int, depth: int, places: dict[Pointer, ValuePlace]) -> Iterator[int]:
    """Yield where the entries of a depth begin that begin before a place."""
    yield -1
    for pointer, place in places.items():
        if len(pointer) == depth and place.value.start <= at:
            yield place.value.start


def drop_lost(found: tuple[Problem, ...], is_readable: bool) -> tuple[Problem, ...]:
    """Return the problems of quoted words, less those lost with a text that is unreadable."""
    return found if is_readable else tuple(one for one in found if one.code not in LOST)


def drop_misspelt(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems less the missing fields that are there under a misspelt name."""
    hints = {
        found.locus.pointer[:-1]: found.hint
        for found in problems
        if found.code == "unknown-field"
    }
    return tuple(found for found in problems if not is_misspelt(found, hints))


def is_misspelt(found: Problem, hints: dict[Pointer, str]) -> bool:
    """Tell whether a missing field is what an unknown one of its entry was meant for."""
    field = dict(found.data).get("field", "")
    return found.code == "missing-field" and f'"{field}"' in hints.get(found.locus.pointer, "")
