"""The door: the one place that decides what an edition may see."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefbook.rows import HIGHEST, Gate


class Edition(NamedTuple):
    """An access level that is published.

    ``levels`` are the names of all editions, lowest first. ``today`` is the ISO day by
    which embargoes are judged. ``drafts`` lets drafts and embargoed articles through.
    """

    name: str
    levels: tuple[str, ...]
    today: str
    drafts: bool = False


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
    in_time = edition.drafts or (not gate.draft and gate.publish <= edition.today)
    is_replaced = bool(gate.below) and needs(edition.levels, Gate(gate.below)) <= own
    return in_time and needs(edition.levels, gate) <= own and not is_replaced


def let_through(edition: Edition, rows: Sequence[tuple[object, Gate]]) -> Iterator[object]:
    """Yield the values that ``edition`` may see."""
    return (value for value, gate in rows if admits(edition, gate))


def top(levels: tuple[str, ...], today: str) -> Edition:
    """Return the edition that sees everything there is, drafts included."""
    return Edition(levels[-1], levels, today, drafts=True)
