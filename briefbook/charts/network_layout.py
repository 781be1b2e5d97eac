"""Where the boxes, verbs and lines of a network stand.

Nodes that hang together form a group; groups stand one below the other, nodes without
ties come last. See ``columns`` and ``network_rows`` for what happens within a group.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefbook.charts.bonds import Bond, Node, find_groups, runs_both_ways
from briefbook.charts.columns import choose_columns
from briefbook.charts.measure import shorten, text_width, wrap
from briefbook.charts.network_rows import PASSAGE, Route, Stop, arrange, find_routes, is_level

MARGIN = 4.0
NODE_SIZE = 15.0
NODE_LINE = 18.0
NODE_TEXT = 130.0
NODE_PADDING = 11.0
NODE_WIDTH = 76.0
PORT = 9.0
VERB_SIZE = 14.0
VERB_LINE = 25.0
VERB_TEXT = 140.0
BEND = 24.0
GROUP_GAP = 30.0
LONER_GAP = 12.0
ARROW = "→ "


class Box(NamedTuple):
    """A node with its wrapped label, from the top left corner."""

    node: Node
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


class Words(NamedTuple):
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


class Group(NamedTuple):
    """A group of tied nodes: where its stops are, as middles from the top of the picture."""

    routes: tuple[Route, ...]
    middles: Mapping[Stop, float]
    boxes: Mapping[Stop, Box]
    words: Mapping[Stop, Words]


class Network(NamedTuple):
    """A network ready to be drawn."""

    groups: tuple[Group, ...]
    bands: Bands
    loners: tuple[Box, ...]
    width: float
    height: float


def lay_network(nodes: Sequence[Node], bonds: Sequence[Bond]) -> Network:
    """Return the layout of at least one node; ``bonds`` are among ``nodes``."""
    table = {node.id: node for node in nodes}
    plans = [plan_group(ids, bonds) for ids in find_groups(nodes, bonds)]
    bands = size_bands(table, plans)
    groups, bottom = stack_groups(table, plans, bands)
    tied = {stop.name for group in groups for stop in group.boxes}
    edge = max(sum(bands.widths) + 2 * MARGIN, 320.0)
    loners = lay_loners([node for node in nodes if node.id not in tied], bottom, edge)
    low = max((box.y + box.height for box in loners), default=bottom - GROUP_GAP)
    return Network(groups, bands, loners, edge, low + MARGIN)


def plan_group(ids: Sequence[str], bonds: Sequence[Bond]) -> tuple[Route, ...]:
    """Return the routes of a group of nodes."""
    own = [bond for bond in bonds if bond.source in ids]
    columns = choose_columns(ids, [(bond.source, bond.target) for bond in own])
    return find_routes(own, columns)


def size_bands(table: Mapping[str, Node], plans: Sequence[Sequence[Route]]) -> Bands:
    """Return bands that are as wide as the widest thing in any group."""
    count = 1 + max((stop.band for plan in plans for stop in list_stops(plan)), default=0)
    bends = tuple(bend_room(plans, band) for band in range(count))
    inner = (widest(table, plans, band) for band in range(count))
    widths = tuple(width + 2 * bend for width, bend in zip(inner, bends, strict=True))
    lefts = tuple(MARGIN + sum(widths[:band]) for band in range(count))
    return Bands(lefts, widths, bends)


def widest(table: Mapping[str, Node], plans: Sequence[Sequence[Route]], band: int) -> float:
    """Return the width of the widest box or verb in a band."""
    if band % 2:
        labels = (route for plan in plans for route in plan if route.label.band == band)
        return max((verbs_width(route.bond) for route in labels), default=0.0)
    names = {stop.name for plan in plans for stop in list_stops(plan) if stop.band == band}
    return max((node_width(table[name]) for name in names if name), default=NODE_WIDTH)


def bend_room(plans: Sequence[Sequence[Route]], band: int) -> float:
    """Return the width in which the lines of a gap bend: more where there are many."""
    crossing = [sum(stop.band == band for stop in list_stops(plan)) for plan in plans]
    return BEND + min(1.5 * max(crossing, default=0), 40.0) if band % 2 else 0.0


def list_stops(routes: Sequence[Route]) -> tuple[Stop, ...]:
    """Return all stops of routes, each once, in a fixed order."""
    return tuple(dict.fromkeys(stop for route in routes for stop in route.stops))


def node_width(node: Node) -> float:
    """Return the width of a node's box."""
    lines = wrap(node.label, NODE_TEXT, NODE_SIZE, 3)
    text = max((text_width(line, NODE_SIZE) for line in lines), default=0.0)
    return max(text + 2 * NODE_PADDING, NODE_WIDTH)


def verbs_width(bond: Bond) -> float:
    """Return the width of a bond's verbs, arrows included, with some room on either side."""
    return max(text_width(line, VERB_SIZE) for line in verb_lines(bond)) + 10


def verb_lines(bond: Bond) -> tuple[str, ...]:
    """Return the verbs of a bond as they are printed, but for the direction of arrows."""
    arrow = ARROW if runs_both_ways(bond) else ""
    return tuple(shorten(f"{arrow}{verb.words}", VERB_TEXT, VERB_SIZE) for verb in bond.verbs)


def stack_groups(
    table: Mapping[str, Node], plans: Sequence[tuple[Route, ...]], bands: Bands
) -> tuple[tuple[Group, ...], float]:
    """Return the groups one below the other, and where the next thing may begin."""
    groups: list[Group] = []
    top = MARGIN
    for plan in plans:
        heights = measure_stops(table, plan)
        middles = arrange(list_stops(plan), plan, heights)
        lift = top - min(middles[stop] - heights[stop] / 2 for stop in middles)
        lowered = {stop: middle + lift for stop, middle in middles.items()}
        groups.append(lay_group(table, plan, lowered, heights, bands))
        top = max(lowered[stop] + heights[stop] / 2 for stop in lowered) + GROUP_GAP
    return tuple(groups), top


def measure_stops(table: Mapping[str, Node], routes: Sequence[Route]) -> dict[Stop, float]:
    """Return the height of each stop."""
    labels = {route.label: len(route.bond.verbs) * VERB_LINE for route in routes}
    lines = [stop for route in routes for stop in (route.stops[0], route.stops[-1])]
    return {
        stop: box_height(table[stop.name], lines.count(stop))
        if stop.name
        else labels.get(stop, PASSAGE)
        for stop in list_stops(routes)
    }


def box_height(node: Node, lines: int) -> float:
    """Return the height of a node's box, which must hold its label and the ends of lines."""
    words = len(wrap(node.label, NODE_TEXT, NODE_SIZE, 3)) * NODE_LINE
    return max(words + NODE_PADDING * 1.5, lines * PORT + 8)


def lay_group(
    table: Mapping[str, Node],
    routes: tuple[Route, ...],
    middles: Mapping[Stop, float],
    heights: Mapping[Stop, float],
    bands: Bands,
) -> Group:
    """Return a group with its boxes and verbs in their bands."""
    boxes = {
        stop: lay_box(table[stop.name], stop, middles[stop], heights[stop], bands)
        for stop in middles
        if stop.name
    }
    words = {
        route.label: lay_words(route, middles[route.label], heights[route.label], bands)
        for route in routes
    }
    return Group(routes, middles, boxes, words)


def lay_box(node: Node, stop: Stop, middle: float, height: float, bands: Bands) -> Box:
    """Return the box of a node, as wide as its column."""
    lines = wrap(node.label, NODE_TEXT, NODE_SIZE, 3)
    left, width = bands.lefts[stop.band], bands.widths[stop.band]
    return Box(node, lines, left, middle - height / 2, width, height)


def lay_words(route: Route, middle: float, height: float, bands: Bands) -> Words:
    """Return the verbs of a bond: in the middle of the gap, or next to the column they tie."""
    width = verbs_width(route.bond)
    inner, room = inside_gap(bands, route.label.band)
    before = route.stops[0].band < route.label.band
    shift = ((0.0 if before else 1.0) if is_level(route) else 0.5) * (room - width)
    return Words(
        route, verb_lines(route.bond), inner + shift, middle - height / 2, width, height
    )


def inside_gap(bands: Bands, band: int) -> tuple[float, float]:
    """Return the left edge and the width of a band without the room where lines bend."""
    bend = bands.bends[band]
    return bands.lefts[band] + bend, bands.widths[band] - 2 * bend


def lay_loners(nodes: Sequence[Node], top: float, width: float) -> tuple[Box, ...]:
    """Return the boxes of nodes without ties, in rows from ``top`` down."""
    return tuple(place_loners(nodes, top, width - MARGIN))


def place_loners(nodes: Sequence[Node], top: float, edge: float) -> Iterator[Box]:
    """Yield boxes from left to right; a new row begins where the edge is reached."""
    x, y, low = MARGIN, top, top
    for node in nodes:
        lines, width = wrap(node.label, NODE_TEXT, NODE_SIZE, 3), node_width(node)
        if x + width > edge:
            x, y = MARGIN, low + LONER_GAP
        box = Box(node, lines, x, y, width, box_height(node, 0))
        yield box
        x, low = x + width + LONER_GAP, max(low, y + box.height)
