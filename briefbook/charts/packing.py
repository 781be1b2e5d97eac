"""Placing things in a row without overlap, each as near as can be to where it wants to be."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate

Span = tuple[float, float]


def spread(wanted: Sequence[float], sizes: Sequence[float], gap: float) -> tuple[float, ...]:
    """Return the starts of things that keep their order and a ``gap`` between them.

    ``wanted`` are their preferred starts, ``sizes`` their lengths. The sum of squared
    moves is least (isotonic regression by pooling adjacent violators).
    """
    offsets = tuple(accumulate((size + gap for size in sizes), initial=0.0))[:-1]
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        pools = absorb(pools, want - offset)
    level = [total / count for total, count in pools for _ in range(count)]
    return tuple(start + offset for start, offset in zip(level, offsets, strict=True))


def absorb(pools: list[tuple[float, int]], value: float) -> list[tuple[float, int]]:
    """Add a value to the pools (sum, count), joining those that would stand in wrong order."""
    total, count = value, 1
    while pools and pools[-1][0] / pools[-1][1] > total / count:
        before = pools.pop()
        total, count = total + before[0], count + before[1]
    pools.append((total, count))
    return pools


def pick_lanes(spans: Sequence[Span], gap: float) -> tuple[int, ...]:
    """Return for each span the first lane in which it is ``gap`` away from those before it."""
    lanes: list[list[Span]] = []
    return tuple(pick_lane(lanes, span, gap) for span in spans)


def pick_lane(lanes: list[list[Span]], span: Span, gap: float) -> int:
    """Put ``span`` into the first lane with room, or a new one, and return its number."""
    for number, lane in enumerate(lanes):
        place = bisect(lane, span)
        if not any(overlap(span, other, gap) for other in lane[max(place - 1, 0) : place + 1]):
            lane.insert(place, span)
            return number
    lanes.append([span])
    return len(lanes) - 1


def overlap(one: Span, other: Span, gap: float = 0.0) -> bool:
    """Tell whether two spans are nearer to each other than ``gap``."""
    return one[0] < other[1] + gap and other[0] < one[1] + gap
