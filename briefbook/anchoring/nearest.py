"""A selector that finds nothing → the passage that is probably meant, and its selector."""

from collections.abc import Iterator

from briefbook.anchoring.alike import LONGEST, find_alike
from briefbook.anchoring.comparing import compare, mark_change
from briefbook.anchoring.curing import settle_chain
from briefbook.anchoring.matching import find_chains, find_part
from briefbook.anchoring.outcome import Nearest
from briefbook.anchoring.selector import Selector, strip_frame, to_yaml
from briefbook.anchoring.stretches import Chain, Stretch, hull, measure, show
from briefbook.anchoring.words import widen
from briefbook.base.folding import UNMATCHABLE, Folded, fold_words, tidy

ALIKE_AROUND = 0.3
"""Likeness under which a wrong prefix or suffix does not tell which place was meant."""


def find_nearest(selector: Selector, folded: Folded, original: str) -> Nearest | None:
    """Return the passage most like what is looked for: words, surroundings or order."""
    lost = next(_list_lost(selector, folded.text), None)
    if lost is not None:
        return _nearest_words(selector, lost, folded, original)
    chains = find_chains(strip_frame(selector), folded.text)
    if chains:
        return _nearest_frame(selector, chains, folded, original)
    return _nearest_order(selector, folded, original)


def _list_lost(selector: Selector, text: str) -> Iterator[int]:
    """Yield the ranks of the parts that are nowhere."""
    for rank, part in enumerate(selector.exact):
        if not find_part(part, text):
            yield rank


def _nearest_words(
    selector: Selector, rank: int, folded: Folded, original: str
) -> Nearest | None:
    """Return the passage most like the part of that rank, or None if nothing is like it."""
    found = find_alike(fold_words(selector.exact[rank]), folded.text)
    if found is None:
        return None
    stretch, score = found
    words = show(stretch, folded, original)
    mended = _mend(_put_words(selector, rank, words), stretch, folded, original)
    diff = compare(selector.exact[rank], words)
    return Nearest(
        hull((stretch,), folded, original), words, score, diff, to_yaml(mended), mended
    )


def _put_words(selector: Selector, rank: int, words: str) -> Selector:
    """Return the selector with other words for one part; what is unmatchable parts them."""
    parts = [part.strip() for part in words.split(UNMATCHABLE)]
    exact = (*selector.exact[:rank], *filter(None, parts), *selector.exact[rank + 1 :])
    return selector._replace(exact=exact)


def _mend(selector: Selector, stretch: Stretch, folded: Folded, original: str) -> Selector:
    """Return the selector such that it finds its place at ``stretch``."""
    for base in (selector, strip_frame(selector)):
        chains = find_chains(base, folded.text)
        there = [chain for chain in chains if any(_lies_in(part, stretch) for part in chain)]
        if there:
            return settle_chain(base, min(there, key=measure), folded, original)
    return selector


def _lies_in(part: Stretch, stretch: Stretch) -> bool:
    return stretch[0] <= part[0] and part[1] <= stretch[1]


def _nearest_frame(
    selector: Selector, chains: tuple[Chain, ...], folded: Folded, original: str
) -> Nearest | None:
    """Return the place of the words whose surroundings are most like those looked for.

    None where the words are there several times, and never with anything like these.
    """
    if len(selector.prefix + selector.suffix) > LONGEST:
        return None
    scores = [_score_frame(selector, chain, folded.text) for chain in chains]
    score = max(scores)
    if len(chains) > 1 and score < ALIKE_AROUND:
        return None
    chain = chains[scores.index(score)]
    settled = settle_chain(strip_frame(selector), chain, folded, original)
    diff = _compare_frames(selector, chain, folded, original)
    span = hull(chain, folded, original)
    return Nearest(span, tidy(original[slice(*span)]), score, diff, to_yaml(settled), settled)


def _compare_frames(selector: Selector, chain: Chain, folded: Folded, original: str) -> str:
    return "; ".join(
        f"{name}: {compare(wanted, show(stretch, folded, original))}"
        for name, wanted, stretch in _list_frames(selector, chain, folded.text)
    )


def _list_frames(
    selector: Selector, chain: Chain, text: str
) -> Iterator[tuple[str, str, Stretch]]:
    """Yield prefix and suffix, those that are given, each with what stands in its stead."""
    start, end = chain[0][0], chain[-1][1]
    if selector.prefix:
        first = max(0, start - len(fold_words(selector.prefix)) - 1)
        yield "prefix", selector.prefix, (widen(text, first, start)[0], start)
    if selector.suffix:
        last = min(len(text), end + len(fold_words(selector.suffix)) + 1)
        yield "suffix", selector.suffix, (end, widen(text, end, last)[1])


def _score_frame(selector: Selector, chain: Chain, text: str) -> float:
    from rapidfuzz.fuzz import ratio

    scores = [
        ratio(fold_words(wanted), text[slice(*stretch)].strip()) / 100
        for _, wanted, stretch in _list_frames(selector, chain, text)
    ]
    return sum(scores) / len(scores)


def _nearest_order(selector: Selector, folded: Folded, original: str) -> Nearest | None:
    """Return the parts in the order of the text, where only their order is wrong."""
    places = {part: find_part(part, folded.text)[0] for part in selector.exact}
    parts = Selector(tuple(sorted(selector.exact, key=places.__getitem__)))
    chains = find_chains(parts, folded.text)
    if not chains:
        return None
    settled = settle_chain(parts, chains[0], folded, original)
    old, new = " … ".join(selector.exact), " … ".join(parts.exact)
    span = hull(chains[0], folded, original)
    return Nearest(span, new, 1.0, mark_change([(old, new)]), to_yaml(settled), settled)
