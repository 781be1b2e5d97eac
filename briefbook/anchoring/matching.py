"""What becomes of words that are looked for."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain as chained
from itertools import islice
from typing import NamedTuple

from briefbook.base.folding import (
    CJK,
    UNMATCHABLE,
    Folded,
    fold_words,
    spell_ends,
    tidy,
    unfold,
)
from briefbook.base.problems import Span
from briefbook.syntax.yaml.quoting import quoted

Stretch = tuple[int, int]
"""(start, end) in a folded text"""

Chain = tuple[Stretch, ...]
"""One place of a selector: a stretch for each of its parts, in order"""

_UNSPACED = CJK + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f"
_LETTER = rf"[^\W_{_UNSPACED}]"
_WORD = rf"[{CJK}]|[^\W{CJK}]+(?:['’.-][^\W{CJK}]+)*"

_RIVAL = 200
"""Characters by which interrupted words may lie further apart than the closest ones, and
still be meant: a cue ("she told reporters on Tuesday") is not longer."""

MOST = 10_000
"""Places of the same letters that are looked at: words that stand there more often, alone or
within others, tell nothing, and take seconds."""


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


def measure(chain: Chain) -> int:
    """Return how far apart the ends of a place are."""
    return chain[-1][1] - chain[0][0]


def drop_overlaps(stretches: Iterable[Stretch]) -> Chain:
    """Return the stretches without those that begin within one before them."""
    kept: list[Stretch] = []
    for stretch in stretches:
        if not kept or stretch[0] >= kept[-1][1]:
            kept.append(stretch)
    return tuple(kept)


def unfold_chain(chain: Chain, folded: Folded) -> tuple[Span, ...]:
    """Return the spans of the original that the stretches of a place are."""
    return tuple(Span(*unfold(folded, start, end)) for start, end in chain)


def hull(chain: Chain, folded: Folded) -> Span:
    """Return the span of the original from the first words of a place to its last."""
    return Span(*unfold(folded, chain[0][0], chain[-1][1]))


def show_stretch(stretch: Stretch, folded: Folded) -> str:
    """Return the original words of a stretch, on one line."""
    return tidy(folded.original[slice(*unfold(folded, *stretch))]).strip()


# These patterns take long to make, and most runs need none of them.


@cache
def match_word() -> re.Pattern[str]:
    """Return what finds a word with the marks inside it, or one CJK character."""
    return re.compile(_WORD)


@cache
def match_token() -> re.Pattern[str]:
    """Return what finds a word, or a mark."""
    return re.compile(rf"{_WORD}|[^\w\s]")


@cache
def match_chunk() -> re.Pattern[str]:
    """Return what finds a word with the marks that touch it and the space before, or marks."""
    return re.compile(rf"\s*[^\w\s]*(?:{_WORD})[^\w\s]*|\s*[^\w\s]+")


@cache
def _match_inside() -> re.Pattern[str]:
    """Return what finds a place over which a word goes on."""
    return re.compile(
        rf"(?<={_LETTER})(?={_LETTER})|(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)|(?<=n)(?='t(?!\w))"
    )


def _breaks_word(text: str, at: int) -> bool:
    sides = text[at - 1 : at + 1] if at else ""
    if len(sides) < 2:
        return False
    is_inside = sides.isalnum()
    if _are_doubtful(sides) or (is_inside and not sides.isascii()):
        is_inside = _match_inside().match(text, at) is not None
    return is_inside or unicodedata.category(sides[1])[0] == "M"


def _are_doubtful(sides: str) -> bool:
    """Tell whether more than these two characters count: in numbers, and in "can't"."""
    return sides == "n'" or sides[0].isdigit() or sides[1].isdigit()


def widen(text: str, start: int, end: int) -> Stretch:
    """Return the stretch with the words at its ends made whole."""
    while _breaks_word(text, start):
        start -= 1
    while _breaks_word(text, end):
        end += 1
    return start, end


def find_chains(selector: Selector, text: str) -> tuple[Chain, ...]:
    """Return every place of the selector but for ``nth``, in the order of the text."""
    before, after = fold_words(selector.prefix), fold_words(selector.suffix)
    if not selector.exact or UNMATCHABLE in before + after:
        return ()
    parts = [find_part(part, text) for part in selector.exact]
    if before:
        parts[0] = tuple(found for found in parts[0] if _comes_before(before, text, found))
    if after:
        parts[-1] = tuple(found for found in parts[-1] if _comes_after(after, text, found))
    return _link(parts) if len(parts) > 1 else tuple((found,) for found in parts[0])


def find_limit(selector: Selector, text: str) -> int:
    """Return how often words are looked at, if a part of the selector is there more often."""
    if len(text) <= MOST:
        return 0
    return MOST if any(_stands_often(fold_words(part), text) for part in selector.exact) else 0


def _stands_often(needle: str, text: str) -> bool:
    return next(islice(_look(needle, text), MOST, None), None) is not None


def find_part(part: str, text: str) -> tuple[Stretch, ...]:
    """Return each occurrence of words as they are written, else with an ellipsis at the end."""
    needle = fold_words(part)
    found = tuple(_find_all(needle, text))
    if found or "…" not in text:
        return found
    spelled = (_find_all(one, text) for one in spell_ends(needle))
    return tuple(sorted(chained.from_iterable(spelled)))


def _find_all(needle: str, text: str) -> Iterator[Stretch]:
    """Yield each occurrence that breaks no word; they may overlap.

    Of letters that stand there more than ``MOST`` times, the first so many are looked at.
    """
    size = len(needle)
    for at in islice(_look(needle, text), MOST):
        if not _breaks_word(text, at) and not _breaks_word(text, at + size):
            yield at, at + size


def _look(needle: str, text: str) -> Iterator[int]:
    """Yield where the letters of the needle stand, within words too."""
    at = -1 if not needle or UNMATCHABLE in needle else text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _comes_before(words: str, text: str, found: Stretch) -> bool:
    end = found[0] - text.endswith(" ", 0, found[0])
    return text.endswith(words, 0, end)


def _comes_after(words: str, text: str, found: Stretch) -> bool:
    return text.startswith(words, found[1] + text.startswith(" ", found[1]))


def _link(parts: Sequence[tuple[Stretch, ...]]) -> tuple[Chain, ...]:
    """Return the places where the parts follow each other, each as close as can be.

    Of places that end alike the last to begin is kept: it lies within the others.
    """
    chains: dict[Stretch, Chain] = {}
    for first in parts[0]:
        chain = _follow(first, parts[1:])
        if chain:
            chains[chain[-1]] = chain
    return tuple(chains.values())


def _follow(first: Stretch, parts: Sequence[tuple[Stretch, ...]]) -> Chain:
    """Return the first place that begins with ``first``, or () if a part does not follow."""
    chain = [first]
    for part in parts:
        at = bisect_left(part, (chain[-1][1], 0))
        if at == len(part):
            return ()
        chain.append(part[at])
    return tuple(chain)


def choose(nth: str, chains: tuple[Chain, ...]) -> tuple[Chain, ...]:
    """Return the places that ``nth`` leaves: one, or all that may be meant, or none."""
    if not nth:
        return _find_rivals(chains)
    if nth == "last":
        return chains[-1:]
    rank = int(nth) if nth.isdecimal() and len(nth) < 9 else 0
    return chains[rank - 1 : rank] if rank else ()


def _find_rivals(chains: tuple[Chain, ...]) -> tuple[Chain, ...]:
    if len(chains) < 2:
        return chains
    least = min(map(measure, chains))
    return tuple(chain for chain in chains if measure(chain) <= least + _RIVAL)
