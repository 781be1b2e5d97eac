"""What becomes of words that are looked for."""

from typing import NamedTuple

from briefbook.anchoring.selector import Selector
from briefbook.base.problems import Span


class Anchored(NamedTuple):
    """The words are there: one span per part, or per occurrence for ``every``."""

    spans: tuple[Span, ...]


class PossiblePlace(NamedTuple):
    """One of several places, and what to add to the selector if it is the one meant."""

    span: Span
    cure: str


class Ambiguous(NamedTuple):
    """The words are there several times, and nothing says which is meant."""

    places: tuple[PossiblePlace, ...]


class Nearest(NamedTuple):
    """The passage most like words that were not found.

    ``words`` are the text's own, ``score`` their likeness (0 to 1), ``diff`` leads from
    the words looked for to these, ``patch`` is what to write instead: ``selector`` as
    YAML. It serves as a proposal only: a high score proves nothing.
    """

    span: Span
    words: str
    score: float
    diff: str
    patch: str
    selector: Selector


class Lost(NamedTuple):
    """The words are not there; ``nearest`` is None where nothing is like them.

    It is None, too, where nobody has ``looked``.
    """

    nearest: Nearest | None
    looked: bool = True


class TooFew(NamedTuple):
    """The words are there ``found`` times, which is fewer than ``nth`` asks for."""

    found: int


class TooMany(NamedTuple):
    """The words, or the letters of them, are there more often than ``most``, the limit."""

    most: int


Outcome = Anchored | Ambiguous | Lost | TooFew | TooMany
