"""What one unit says: a registry, an overview or an article, with all its problems.

Everything in it is computed from the unit's own bytes, so that a unit is known by their
hash, and read once.
"""

from typing import NamedTuple

from briefbook.base.problems import Problem, Span
from briefbook.index.rows import OPEN, Access
from briefbook.kinds.kind import Entry
from briefbook.syntax.markdown.document import Document


class Body(NamedTuple):
    """An article's text as its own page and the linker need it."""

    document: Document
    quiet: tuple[Span, ...]


class MarkedPassage(NamedTuple):
    """A marked passage of an article: offsets into its text, or into its capture's."""

    id: str
    kind: str
    spans: tuple[Span, ...]
    number: int
    where: str
    access: Access = OPEN


class Settled(NamedTuple):
    """A stretch of an article's text whose meaning an analyst has settled."""

    spans: tuple[Span, ...]
    who: str
    access: Access = OPEN


class Unit(NamedTuple):
    """What one unit says. ``article`` is its site-wide key, "" for a registry.

    ``access`` is the article's own, its folders' left out. ``seeds`` are rows that need
    nothing but the unit: the identities by which others find it. ``broken`` entries have
    an identity but no fact; of an ``unreadable`` unit not even the identities are known.
    Either way the references to them are not reported as well. ``size`` is a picture's width
    and height in pixels, ``bare`` the SHA-256 of the picture without what is noted in it.
    """

    path: str
    kind: str
    article: str = ""
    title: str = ""
    date: str = ""
    source: str = ""
    access: Access = OPEN
    entries: tuple[Entry, ...] = ()
    local_ids: tuple[str, ...] = ()
    body: Body | None = None
    marks: tuple[MarkedPassage, ...] = ()
    settled: tuple[Settled, ...] = ()
    broken: tuple[Entry, ...] = ()
    unreadable: bool = False
    problems: tuple[Problem, ...] = ()
    size: tuple[int, int] = (0, 0)
    bare: str = ""
