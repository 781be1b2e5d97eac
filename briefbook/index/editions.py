"""The one place that decides what an edition may see."""

from functools import cache
from typing import NamedTuple

from briefbook.index.rows import HIGHEST, Access


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


def needs(levels: tuple[str, ...], access: Access) -> int:
    """Return the rank of the lowest edition that may see what has an access."""
    return max((rank(levels, name) for name in access.editions), default=0)


@cache
def is_visible(edition: Edition, access: Access) -> bool:
    """Tell whether ``edition`` may see what has an access."""
    own = rank(edition.levels, edition.name)
    is_replaced = bool(access.below) and needs(edition.levels, Access(access.below)) <= own
    return (
        is_in_time(edition, access) and needs(edition.levels, access) <= own and not is_replaced
    )


def is_in_time(edition: Edition, access: Access) -> bool:
    """Tell whether what has an access is there on the day that is shown."""
    day = min(edition.today, edition.as_of or edition.today)
    is_published = edition.drafts or (not access.draft and access.publish <= day)
    return is_published and not (edition.as_of and access.since > edition.as_of)


def top(levels: tuple[str, ...], today: str) -> Edition:
    """Return the edition that sees everything there is, drafts included."""
    return Edition(levels[-1], levels, today, drafts=True)


def shows_gaps(edition: Edition) -> bool:
    """Tell whether an edition says what is missing: the highest, where there is a lower one.

    A book with one edition is published as a whole. As of an earlier day nothing is missing:
    what was written by then cannot be added to.
    """
    is_highest = edition.name == edition.levels[-1]
    return is_highest and len(edition.levels) > 1 and not edition.as_of
