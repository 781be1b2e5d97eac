"""The door: the one place that decides what an edition may see."""

from functools import cache
from typing import NamedTuple

from briefbook.index.rows import HIGHEST, Gate


class Edition(NamedTuple):
    """An access level that is published.

    ``levels`` are the names of all editions, lowest first. ``today`` is the ISO day by
    which embargoes are judged. ``drafts`` lets drafts and embargoed articles through.
    ``as_of`` is the ISO day as of which the book is shown, "" for now.
    """

    name: str
    levels: tuple[str, ...]
    today: str
    drafts: bool = False
    as_of: str = ""


@cache
def rank(levels: tuple[str, ...], name: str) -> int:
    """Return how high ``name`` stands; an unknown name stands above all, so that it hides."""
    if name == HIGHEST:
        return len(levels) - 1
    return levels.index(name) if name in levels else len(levels)


def needs(levels: tuple[str, ...], gate: Gate) -> int:
    """Return the rank of the lowest edition that may see what is behind ``gate``."""
    return max((rank(levels, name) for name in gate.access), default=0)


@cache
def admits(edition: Edition, gate: Gate) -> bool:
    """Tell whether ``edition`` may see what is behind ``gate``."""
    own = rank(edition.levels, edition.name)
    is_replaced = bool(gate.below) and needs(edition.levels, Gate(gate.below)) <= own
    return is_in_time(edition, gate) and needs(edition.levels, gate) <= own and not is_replaced


def is_in_time(edition: Edition, gate: Gate) -> bool:
    """Tell whether what is behind ``gate`` is there on the day that is shown."""
    day = min(edition.today, edition.as_of or edition.today)
    is_published = edition.drafts or (not gate.draft and gate.publish <= day)
    return is_published and not (edition.as_of and gate.since > edition.as_of)


def top(levels: tuple[str, ...], today: str) -> Edition:
    """Return the edition that sees everything there is, drafts included."""
    return Edition(levels[-1], levels, today, drafts=True)
