"""A selector → every place where its words stand, whichever of them is meant."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain as chained
from itertools import islice

from briefbook.anchoring.selector import Selector
from briefbook.anchoring.stretches import Chain, Stretch, breaks_word, measure
from briefbook.base.folding import UNMATCHABLE, fold_words, spell_ends

RIVAL = 200
"""Characters by which interrupted words may lie further apart than the closest ones, and
still be meant: a cue ("she told reporters on Tuesday") is not longer."""


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


MOST = 10_000
"""Places of the same letters that are looked at: words that stand there more often, alone or
within others, tell nothing, and take seconds."""


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
        if not breaks_word(text, at) and not breaks_word(text, at + size):
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
    return tuple(chain for chain in chains if measure(chain) <= least + RIVAL)
