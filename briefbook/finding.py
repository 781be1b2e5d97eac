"""Which names stand in which texts, kept up by difference.

A text that changed is searched for all names. When names come or go, the stored texts are
searched for the new names alone, so that an alias costs what its occurrences cost.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefbook.names import find_names, make_finder


class Found(NamedTuple):
    """The names that were looked for, and by text (known by its key) those that it has."""

    names: frozenset[str] = frozenset()
    texts: Mapping[str, str] = {}
    found: Mapping[str, tuple[str, ...]] = {}


def find_in(before: Found, texts: Mapping[str, str], names: Iterable[str]) -> Found:
    """Return ``before`` brought up to the texts and names given."""
    wanted = frozenset(names)
    everything, new = make_finder(wanted), make_finder(wanted - before.names)
    gone = before.names - wanted
    found = {}
    for key, text in texts.items():
        if before.texts.get(key) != text:
            found[key] = find_names(everything, text)
        elif gone or wanted != before.names:
            kept = set(before.found[key]) - gone
            found[key] = tuple(sorted(kept.union(find_names(new, text))))
        else:
            found[key] = before.found[key]
    return Found(wanted, dict(texts), found)
