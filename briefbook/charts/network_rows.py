"""How high each thing in a group of tied nodes stands.

A group has bands from left to right: columns of boxes (0, 2, 4) and, between them, gaps
that hold the verbs (1, 3). A bond that crosses a band without stopping there keeps a
narrow place free in it. So within a band nothing overlaps, and lines bend between bands.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefbook.charts.bonds import Bond
from briefbook.charts.packing import spread

ROUNDS = 24
PASSAGE = 7.0
BETWEEN = {0: 14.0, 1: 9.0}


class Stop(NamedTuple):
    """Something in a band: a box (``name`` is a node's id), a bond's verbs, or a passage.

    ``bond`` is the number of the bond, -1 for a box.
    """

    band: int
    name: str
    bond: int


class Route(NamedTuple):
    """The way of a bond: its stops, from the box that is further left (or the source's)."""

    bond: Bond
    number: int
    stops: tuple[Stop, ...]
    label: Stop


def find_routes(bonds: Sequence[Bond], columns: Mapping[str, int]) -> tuple[Route, ...]:
    """Return the routes of the bonds among nodes that ``columns`` tells the columns of."""
    return tuple(find_route(bond, number, columns) for number, bond in enumerate(bonds))


def find_route(bond: Bond, number: int, columns: Mapping[str, int]) -> Route:
    """Return the route of one bond; its verbs stand in the first gap after its left box."""
    ends = sorted((bond.source, bond.target), key=lambda node: columns[node])
    first, last = (Stop(2 * columns[node], node, -1) for node in ends)
    if first.band == last.band:
        label = Stop(first.band - 1 if first.band else 1, "", number)
        return Route(bond, number, (first, label, last), label)
    between = tuple(Stop(band, "", number) for band in range(first.band + 1, last.band))
    return Route(bond, number, (first, *between, last), between[0])


def is_level(route: Route) -> bool:
    """Tell whether both boxes of a route stand in one column."""
    return route.stops[0].band == route.stops[-1].band


def arrange(
    stops: Sequence[Stop], routes: Sequence[Route], heights: Mapping[Stop, float]
) -> dict[Stop, float]:
    """Return the middle of each stop, none over another of its band, lines rather level."""
    near = find_neighbours(routes)
    middles = dict.fromkeys(stops, 0.0)
    for number in range(ROUNDS):
        for band in order_bands(stops, number):
            middles |= settle(
                [stop for stop in stops if stop.band == band], middles, near, heights
            )
    return middles


def order_bands(stops: Sequence[Stop], number: int) -> tuple[int, ...]:
    """Return the bands as a round goes through them: to and fro, in the end boxes first."""
    bands = sorted({stop.band for stop in stops})
    if number == ROUNDS - 1:
        return tuple(sorted(bands, key=lambda band: band % 2))
    return tuple(bands if number % 2 else reversed(bands))


def find_neighbours(routes: Sequence[Route]) -> dict[Stop, list[Stop]]:
    """Return the stops that each stop is joined to by a line."""
    near: dict[Stop, list[Stop]] = {}
    for route in routes:
        for one, other in zip(route.stops, route.stops[1:], strict=False):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    return near


def settle(
    stops: Sequence[Stop],
    middles: Mapping[Stop, float],
    near: Mapping[Stop, Sequence[Stop]],
    heights: Mapping[Stop, float],
) -> dict[Stop, float]:
    """Return the stops of one band moved towards what they are joined to."""
    wanted = {stop: mean([middles[other] for other in near[stop]]) for stop in stops}
    order = sorted(stops, key=lambda stop: (round(wanted[stop], 3), round(middles[stop], 3)))
    sizes = [heights[stop] for stop in order]
    starts = [wanted[stop] - heights[stop] / 2 for stop in order]
    tops = spread(starts, sizes, BETWEEN[order[0].band % 2])
    return {stop: top + heights[stop] / 2 for stop, top in zip(order, tops, strict=True)}


def mean(values: Sequence[float]) -> float:
    """Return the average."""
    return sum(values) / len(values)
