"""What becomes of words that are looked for."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.base.folding import tidy
from briefbook.base.problems import Span
from briefbook.syntax.yaml.quoting import quoted


class Selector(NamedTuple):
    """Which words are meant.

    ``exact`` holds several parts where a quotation is interrupted by its cue. ``prefix``
    and ``suffix`` stand immediately before and after (white space aside). ``nth`` is "",
    a number from "1", or "last", and counts what these leave. ``every`` takes them all.
    """

    exact: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""
    nth: str = ""
    every: bool = False


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


def to_yaml(selector: Selector) -> str:
    """Return the selector's fields, ready to stand in a flow mapping of a sidecar."""
    return ", ".join(list_fields(selector))


def list_fields(selector: Selector) -> Iterator[str]:
    """Yield each field that says something, as YAML."""
    exact = [quote_exact(part) for part in selector.exact]
    yield f"exact: {exact[0]}" if len(exact) == 1 else f"exact: [{', '.join(exact)}]"
    for name in ("prefix", "suffix"):
        words = getattr(selector, name)
        if words:
            yield f"{name}: {quote_exact(words)}"
    if selector.nth:
        yield f"nth: {selector.nth}"
    if selector.every:
        yield "all: true"


def quote_exact(words: str) -> str:
    """Return words as the value of ``exact`` in a flow mapping, on one line."""
    return quoted(tidy(words).strip())


def strip_frame(selector: Selector) -> Selector:
    """Return the selector of the words alone, wherever they stand."""
    return Selector(selector.exact)
