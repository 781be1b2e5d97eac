"""Of all places of the words, those that may be meant."""

from briefbook.anchoring.stretches import Chain, measure

RIVAL = 200
"""Characters by which interrupted words may lie further apart than the closest ones, and
still be meant: a cue ("she told reporters on Tuesday") is not longer."""


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
