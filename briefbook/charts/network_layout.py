"""Where the boxes, verbs and lines of a network stand.

All ties between two nodes are one bond. Nodes that hang together form a group; groups stand
one below the other, nodes without ties come last. Within a group, nodes stand in columns and
verbs in the gaps between them: both are bands, in which nothing may cover anything else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefbook.charts.measure import spread, text_width, wrap

MARGIN = 4.0
NODE_SIZE = 15.0
NODE_LINE = 18.0
NODE_TEXT = 130.0
NODE_PADDING = 11.0
NODE_WIDTH = 76.0
LINES_AT_MOST = 8
PORT = 9.0
VERB_SIZE = 14.0
VERB_LINE = 25.0
VERB_TEXT = 220.0
BEND = 24.0
GROUP_GAP = 30.0
LONER_GAP = 12.0
PASSAGE = 7.0
BETWEEN = {0: 14.0, 1: 9.0}
ARROW = "→ "
COLUMNS_AT_MOST = 3
ROUNDS = 12
ROW_ROUNDS = 24
COSTS = {1: 0, -1: 4, 0: 5, 2: 6, -2: 9}

Pair = tuple[str, str]


class Node(NamedTuple):
    """One box of a network; ``kind`` ends up in its class and its shape."""

    id: str
    label: str
    href: str
    kind: str


class Verb(NamedTuple):
    """A verb of a bond: ``forth`` if it runs from the bond's source to its target."""

    words: str
    href: str
    forth: bool


class Bond(NamedTuple):
    """All ties between two nodes, drawn as one line; the first tie tells its direction.

    ``weight`` is how many they are.
    """

    source: str
    target: str
    verbs: tuple[Verb, ...]
    weight: int


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


class Box(NamedTuple):
    """A node with its wrapped label, from the top left corner."""

    node: Node
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


class VerbLines(NamedTuple):
    """The verbs of a bond, one a line, from the top left corner."""

    route: Route
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


class Bands(NamedTuple):
    """The left edge and the width of each band; at either side lines bend over ``bends``."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    bends: tuple[float, ...]


class NodeGroup(NamedTuple):
    """A group of tied nodes: where its stops are, as middles from the top of the picture."""

    routes: tuple[Route, ...]
    middles: Mapping[Stop, float]
    boxes: Mapping[Stop, Box]
    words: Mapping[Stop, VerbLines]


class Network(NamedTuple):
    """A network ready to be drawn."""

    groups: tuple[NodeGroup, ...]
    bands: Bands
    loners: tuple[Box, ...]
    width: float
    height: float


def find_tied(bonds: Iterable[Bond]) -> set[str]:
    """Return the ids of all nodes that a bond ties."""
    return {end for bond in bonds for end in (bond.source, bond.target)}


def runs_both_ways(bond: Bond) -> bool:
    """Tell whether there are ties in either direction."""
    return len({verb.forth for verb in bond.verbs}) > 1


def _find_groups(nodes: Sequence[Node], bonds: Sequence[Bond]) -> list[tuple[str, ...]]:
    """Return the ids of nodes that hang together, largest groups first, loners left out."""
    group_of = {node.id: node.id for node in nodes}
    for bond in bonds:
        old, new = group_of[bond.source], group_of[bond.target]
        group_of = {node: new if group == old else group for node, group in group_of.items()}
    groups: dict[str, list[str]] = {}
    for node, group in group_of.items():
        groups.setdefault(group, []).append(node)
    tied = find_tied(bonds)
    return sorted((tuple(g) for g in groups.values() if g[0] in tied), key=lambda g: -len(g))


def lay_network(nodes: Sequence[Node], bonds: Sequence[Bond]) -> Network:
    """Return the layout of at least one node; ``bonds`` are among ``nodes``."""
    table = {node.id: node for node in nodes}
    plans = [_plan_group(ids, bonds) for ids in _find_groups(nodes, bonds)]
    bands = _size_bands(table, plans)
    groups, bottom = _stack_groups(table, plans, bands)
    tied = {stop.name for group in groups for stop in group.boxes}
    width = max(sum(bands.widths) + 2 * MARGIN, 320.0)
    loose = [node for node in nodes if node.id not in tied]
    loners = tuple(_place_loners(loose, bottom, width - MARGIN))
    low = max((box.y + box.height for box in loners), default=bottom - GROUP_GAP)
    return Network(groups, bands, loners, width, low + MARGIN)


def _plan_group(ids: Sequence[str], bonds: Sequence[Bond]) -> tuple[Route, ...]:
    own = [bond for bond in bonds if bond.source in ids]
    columns = _choose_columns(ids, [(bond.source, bond.target) for bond in own])
    return tuple(_find_route(bond, number, columns) for number, bond in enumerate(own))


def _size_bands(table: Mapping[str, Node], plans: Sequence[Sequence[Route]]) -> Bands:
    """Return bands that are as wide as the widest thing in any group."""
    count = 1 + max((stop.band for plan in plans for stop in _list_stops(plan)), default=0)
    bends = tuple(_bend_room(plans, band) for band in range(count))
    inner = (_widest(table, plans, band) for band in range(count))
    widths = tuple(width + 2 * bend for width, bend in zip(inner, bends, strict=True))
    lefts = tuple(MARGIN + sum(widths[:band]) for band in range(count))
    return Bands(lefts, widths, bends)


def _widest(table: Mapping[str, Node], plans: Sequence[Sequence[Route]], band: int) -> float:
    if band % 2:
        labels = (route for plan in plans for route in plan if route.label.band == band)
        return max((_verbs_width(route.bond) for route in labels), default=0.0)
    names = {stop.name for plan in plans for stop in _list_stops(plan) if stop.band == band}
    return max((_node_width(table[name]) for name in names if name), default=NODE_WIDTH)


def _bend_room(plans: Sequence[Sequence[Route]], band: int) -> float:
    """Return the width in which the lines of a gap bend: more where there are many."""
    crossing = [sum(stop.band == band for stop in _list_stops(plan)) for plan in plans]
    return BEND + min(1.5 * max(crossing, default=0), 40.0) if band % 2 else 0.0


def _list_stops(routes: Sequence[Route]) -> tuple[Stop, ...]:
    return tuple(dict.fromkeys(stop for route in routes for stop in route.stops))


def _wrap_label(node: Node) -> tuple[str, ...]:
    return wrap(node.label, NODE_TEXT, NODE_SIZE, LINES_AT_MOST)


def _node_width(node: Node) -> float:
    text = max((text_width(line, NODE_SIZE) for line in _wrap_label(node)), default=0.0)
    return max(text + 2 * NODE_PADDING, NODE_WIDTH)


def _verbs_width(bond: Bond) -> float:
    return max(text_width(line, VERB_SIZE) for line in _verb_lines(bond)) + 10


def _verb_lines(bond: Bond) -> tuple[str, ...]:
    """Return the verbs of a bond as they are printed, but for the direction of arrows.

    One that is too long is left out: the arrow alone remains.
    """
    arrow = ARROW if runs_both_ways(bond) else ""
    lines = (wrap(f"{arrow}{verb.words}", VERB_TEXT, VERB_SIZE, 1) for verb in bond.verbs)
    return tuple(line[0] if line else "" for line in lines)


def _stack_groups(
    table: Mapping[str, Node], plans: Sequence[tuple[Route, ...]], bands: Bands
) -> tuple[tuple[NodeGroup, ...], float]:
    """Return the groups one below the other, and where the next thing may begin."""
    groups: list[NodeGroup] = []
    top = MARGIN
    for plan in plans:
        heights = _measure_stops(table, plan)
        middles = _arrange_stops(_list_stops(plan), plan, heights)
        lift = top - min(middles[stop] - heights[stop] / 2 for stop in middles)
        lowered = {stop: middle + lift for stop, middle in middles.items()}
        groups.append(_lay_group(table, plan, lowered, heights, bands))
        top = max(lowered[stop] + heights[stop] / 2 for stop in lowered) + GROUP_GAP
    return tuple(groups), top


def _measure_stops(table: Mapping[str, Node], routes: Sequence[Route]) -> dict[Stop, float]:
    labels = {route.label: len(route.bond.verbs) * VERB_LINE for route in routes}
    lines = [stop for route in routes for stop in (route.stops[0], route.stops[-1])]
    return {
        stop: _box_height(table[stop.name], lines.count(stop))
        if stop.name
        else labels.get(stop, PASSAGE)
        for stop in _list_stops(routes)
    }


def _box_height(node: Node, lines: int) -> float:
    """Return the height of a node's box, which must hold its label and the ends of lines."""
    words = len(_wrap_label(node)) * NODE_LINE
    return max(words + NODE_PADDING * 1.5, lines * PORT + 8)


def _lay_group(
    table: Mapping[str, Node],
    routes: tuple[Route, ...],
    middles: Mapping[Stop, float],
    heights: Mapping[Stop, float],
    bands: Bands,
) -> NodeGroup:
    boxes = {
        stop: Box(
            table[stop.name],
            _wrap_label(table[stop.name]),
            bands.lefts[stop.band],
            middles[stop] - heights[stop] / 2,
            bands.widths[stop.band],
            heights[stop],
        )
        for stop in middles
        if stop.name
    }
    words = {
        route.label: _lay_words(route, middles[route.label], heights[route.label], bands)
        for route in routes
    }
    return NodeGroup(routes, middles, boxes, words)


def _lay_words(route: Route, middle: float, height: float, bands: Bands) -> VerbLines:
    """Return the verbs of a bond: in the middle of the gap, or next to the column they tie."""
    width = _verbs_width(route.bond)
    inner, room = inside_gap(bands, route.label.band)
    before = route.stops[0].band < route.label.band
    shift = ((0.0 if before else 1.0) if is_level(route) else 0.5) * (room - width)
    return VerbLines(
        route, _verb_lines(route.bond), inner + shift, middle - height / 2, width, height
    )


def inside_gap(bands: Bands, band: int) -> tuple[float, float]:
    """Return the left edge and the width of a band without the room where lines bend."""
    bend = bands.bends[band]
    return bands.lefts[band] + bend, bands.widths[band] - 2 * bend


def _place_loners(nodes: Sequence[Node], top: float, edge: float) -> Iterator[Box]:
    x, y, low = MARGIN, top, top
    for node in nodes:
        width = _node_width(node)
        if x + width > edge:
            x, y = MARGIN, low + LONER_GAP
        box = Box(node, _wrap_label(node), x, y, width, _box_height(node, 0))
        yield box
        x, low = x + width + LONER_GAP, max(low, y + box.height)


def _choose_columns(nodes: Sequence[str], pairs: Sequence[Pair]) -> dict[str, int]:
    """Return the column of each node, as few columns as cost no more than others.

    ``pairs`` are (source, target). The order of ``nodes`` settles what is equally good.
    """
    tried = [
        _improve(start, nodes, pairs, count)
        for count in range(2, COLUMNS_AT_MOST + 1)
        for start in (_start_by_direction(nodes, pairs, count), dict.fromkeys(nodes, 0))
    ]
    best = min(tried, key=lambda columns: _total_cost(columns, pairs))
    least = min(best.values())
    return {node: column - least for node, column in best.items()}


def _start_by_direction(
    nodes: Sequence[str], pairs: Sequence[Pair], count: int
) -> dict[str, int]:
    """Return a guess: what only acts on the left, what is only acted upon on the right."""
    sources, targets = {source for source, _ in pairs}, {target for _, target in pairs}
    middle = (count - 1) // 2
    return {
        node: 0 if node not in targets else count - 1 if node not in sources else middle
        for node in nodes
    }


def _improve(
    columns: Mapping[str, int], nodes: Sequence[str], pairs: Sequence[Pair], count: int
) -> dict[str, int]:
    """Return columns after moving one node at a time to where its arrows cost least."""
    current = dict(columns)
    around = {node: [pair for pair in pairs if node in pair] for node in nodes}
    for _ in range(ROUNDS):
        before = dict(current)
        for node in nodes:
            current[node] = _best_column(node, current, around[node], count)
        if current == before:
            break
    return current


def _best_column(
    node: str, columns: Mapping[str, int], pairs: Iterable[Pair], count: int
) -> int:
    """Return the cheapest column of a node while all others stay; where it is, if equal."""
    own = tuple(pairs)
    costs = [_total_cost({**columns, node: column}, own) for column in range(count)]
    return columns[node] if costs[columns[node]] == min(costs) else costs.index(min(costs))


def _total_cost(columns: Mapping[str, int], pairs: Iterable[Pair]) -> int:
    return sum(COSTS[columns[target] - columns[source]] for source, target in pairs)


def _find_route(bond: Bond, number: int, columns: Mapping[str, int]) -> Route:
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


def _arrange_stops(
    stops: Sequence[Stop], routes: Sequence[Route], heights: Mapping[Stop, float]
) -> dict[Stop, float]:
    """Return the middle of each stop, none over another of its band, lines rather level."""
    near = _find_neighbours(routes)
    middles = dict.fromkeys(stops, 0.0)
    for number in range(ROW_ROUNDS):
        for band in _order_bands(stops, number):
            middles |= _settle_band(
                [stop for stop in stops if stop.band == band], middles, near, heights
            )
    return middles


def _order_bands(stops: Sequence[Stop], number: int) -> tuple[int, ...]:
    """Return the bands as a round goes through them: to and fro, in the end boxes first."""
    bands = sorted({stop.band for stop in stops})
    if number == ROW_ROUNDS - 1:
        return tuple(sorted(bands, key=lambda band: band % 2))
    return tuple(bands if number % 2 else reversed(bands))


def _find_neighbours(routes: Sequence[Route]) -> dict[Stop, list[Stop]]:
    near: dict[Stop, list[Stop]] = {}
    for route in routes:
        for one, other in zip(route.stops, route.stops[1:], strict=False):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    return near


def _settle_band(
    stops: Sequence[Stop],
    middles: Mapping[Stop, float],
    near: Mapping[Stop, Sequence[Stop]],
    heights: Mapping[Stop, float],
) -> dict[Stop, float]:
    """Return the stops of one band moved towards what they are joined to."""
    wanted = {
        stop: sum(middles[other] for other in near[stop]) / len(near[stop]) for stop in stops
    }
    order = sorted(stops, key=lambda stop: (round(wanted[stop], 3), round(middles[stop], 3)))
    sizes = [heights[stop] for stop in order]
    starts = [wanted[stop] - heights[stop] / 2 for stop in order]
    tops = spread(starts, sizes, BETWEEN[order[0].band % 2])
    return {stop: top + heights[stop] / 2 for stop, top in zip(order, tops, strict=True)}
