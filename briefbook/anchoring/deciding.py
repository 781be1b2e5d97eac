"""A selector and a text → the one place that is meant, or why there is none."""

from itertools import chain as chained

from briefbook.anchoring.choosing import choose
from briefbook.anchoring.curing import list_places
from briefbook.anchoring.matching import find_chains, find_limit
from briefbook.anchoring.nearest import find_nearest
from briefbook.anchoring.outcome import Ambiguous, Anchored, Lost, Outcome, TooFew, TooMany
from briefbook.anchoring.selector import Selector
from briefbook.anchoring.stretches import Chain, drop_overlaps, locate
from briefbook.base.folding import Folded


def anchor(selector: Selector, folded: Folded, original: str, patient: bool = True) -> Outcome:
    """Return where the words stand in ``original``, whose folded form is ``folded``.

    Spans are code points of ``original``. Of the parts of an interrupted quotation the
    closest together are meant; only others nearly as close make them ambiguous. What is
    like lost words is looked for if ``patient``.
    """
    if limit := find_limit(selector, folded.text):
        return TooMany(limit)
    chains = find_chains(selector, folded.text)
    if not chains:
        return Lost(find_nearest(selector, folded, original) if patient else None, patient)
    if selector.every:
        return Anchored(locate(drop_overlaps(chained.from_iterable(chains)), folded, original))
    return _decide(selector, chains, folded, original)


def _decide(
    selector: Selector, chains: tuple[Chain, ...], folded: Folded, original: str
) -> Outcome:
    chosen = choose(selector.nth, chains)
    if not chosen:
        return TooFew(len(chains))
    if len(chosen) == 1:
        return Anchored(locate(chosen[0], folded, original))
    return Ambiguous(tuple(list_places(selector, chosen, chains, folded, original)))
