"""The least that must be added to a selector for one place to be meant."""

from collections.abc import Iterator, Sequence
from itertools import islice

from briefbook.anchoring.matching import choose, find_chains
from briefbook.anchoring.outcome import PossiblePlace
from briefbook.anchoring.selector import Selector, list_fields, strip_frame
from briefbook.anchoring.stretches import Chain, hull, match_token, show
from briefbook.base.folding import UNMATCHABLE, Folded, refold
from briefbook.base.problems import Span

CURED = 20
"""Places that are listed with a suffix; beyond these, and for words that stand there more
than ``MANY`` times, only ``nth`` is worked out."""

MANY = 500


def settle(
    selector: Selector, spans: Sequence[Span], folded: Folded, original: str
) -> Selector:
    """Return the selector with the least added that makes ``spans`` its only place.

    ``spans`` must be a place of the words in ``selector.exact``.
    """
    return settle_chain(
        selector, tuple(refold(folded, *span) for span in spans), folded, original
    )


def list_places(
    selector: Selector,
    chosen: tuple[Chain, ...],
    chains: tuple[Chain, ...],
    folded: Folded,
    original: str,
) -> Iterator[PossiblePlace]:
    """Yield each of the chosen places, with what to add if it is the one meant."""
    ranks = {chain: rank for rank, chain in enumerate(chains, start=1)}
    cured = CURED if len(chains) <= MANY else 0
    for rank, chain in enumerate(chosen):
        cure = f"nth: {ranks[chain]}"
        if rank < cured:
            cure = _write_cure(selector, settle_chain(selector, chain, folded, original))
        yield PossiblePlace(hull(chain, folded, original), cure)


def _write_cure(selector: Selector, settled: Selector) -> str:
    """Return the fields in which the settled selector differs."""
    given = set(list_fields(selector))
    return ", ".join(field for field in list_fields(settled) if field not in given)


def settle_chain(selector: Selector, chain: Chain, folded: Folded, original: str) -> Selector:
    """Return the selector with the least added that makes ``chain`` its only place."""
    for candidate in (selector, *_narrow(selector, chain, folded, original)):
        if choose(candidate.nth, find_chains(candidate, folded.text)) == (chain,):
            return candidate
    return _number(selector, chain, folded.text)


def _narrow(
    selector: Selector, chain: Chain, folded: Folded, original: str
) -> Iterator[Selector]:
    """Yield the selector with ever longer suffixes, then with ever longer prefixes."""
    base = selector._replace(nth="", every=False)
    for words in _grow_after(chain[-1][1], folded, original):
        yield base._replace(suffix=words)
    for words in _grow_before(chain[0][0], folded, original):
        yield base._replace(prefix=words)


def _grow_after(at: int, folded: Folded, original: str) -> Iterator[str]:
    for token in islice(match_token().finditer(folded.text, at), 6):
        if token[0] == UNMATCHABLE:
            return
        yield show((at, token.end()), folded, original)


def _grow_before(at: int, folded: Folded, original: str) -> Iterator[str]:
    tokens = list(match_token().finditer(folded.text, max(0, at - 80), at))
    for token in tokens[:-7:-1]:
        if token[0] == UNMATCHABLE:
            return
        yield show((token.start(), at), folded, original)


def _number(selector: Selector, chain: Chain, text: str) -> Selector:
    for base in (selector._replace(nth="", every=False), strip_frame(selector)):
        chains = find_chains(base, text)
        if chain in chains:
            return base._replace(nth=str(chains.index(chain) + 1))
    return selector
