"""Stretches of a folded text, and what they are in the original."""

from collections.abc import Iterable

from briefbook.base.folding import Folded, tidy, unfold
from briefbook.base.problems import Span

Stretch = tuple[int, int]
"""(start, end) in a folded text"""

Chain = tuple[Stretch, ...]
"""One place of a selector: a stretch for each of its parts, in order"""


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


def locate(chain: Chain, folded: Folded, original: str) -> tuple[Span, ...]:
    """Return the spans of the original that the stretches of a place are."""
    return tuple(Span(*unfold(folded, start, end, original)) for start, end in chain)


def hull(chain: Chain, folded: Folded, original: str) -> Span:
    """Return the span of the original from the first words of a place to its last."""
    return Span(*unfold(folded, chain[0][0], chain[-1][1], original))


def show(stretch: Stretch, folded: Folded, original: str) -> str:
    """Return the original words of a stretch, on one line."""
    return tidy(original[slice(*unfold(folded, *stretch, original))]).strip()
