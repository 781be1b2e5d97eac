"""The network of a page: who does what to whom, as boxes, arrows and verbs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefbook.charts.measure import wrap
from briefbook.charts.network_layout import (
    ARROW,
    MARGIN,
    NODE_LINE,
    NODE_SIZE,
    VERB_LINE,
    VERB_SIZE,
    Bands,
    Bond,
    Box,
    Network,
    Node,
    NodeGroup,
    Route,
    Stop,
    Verb,
    VerbLines,
    find_tied,
    inside_gap,
    is_level,
    lay_network,
    runs_both_ways,
)
from briefbook.charts.svg import (
    Drawn,
    element,
    link,
    name_class,
    path,
    picture,
    rect,
    steps,
    write_line,
    write_lines,
)

__all__ = ["NetworkArrow", "Node", "draw_network"]

CORNERS = {"person": 14.0, "group": 8.0}
BONDS_AT_MOST = 40
CAPTION_LINE = 18.0

Ports = Mapping[tuple[int, int], float]


class NetworkArrow(NamedTuple):
    """One arrow of a network, labelled ``verb``; ``source`` and ``target`` are ids of nodes.

    ``when`` is its date in words, for those who take the picture along.
    """

    source: str
    verb: str
    target: str
    href: str
    when: str = ""


def draw_network(
    nodes: Sequence[Node], ties: Sequence[NetworkArrow], title: str, prefix: str
) -> Drawn:
    """Return the network of ``nodes`` and ``ties`` as SVG, or nothing where there are none.

    Ties to ids that are not among the nodes are left out. Of more than ``BONDS_AT_MOST``
    pairs, those with the most ties are drawn, of equal ones the first, and the picture says
    so.
    """
    table = {node.id: node for node in nodes}
    if not table:
        return Drawn("")
    bonds = _join_ties(tie for tie in ties if {tie.source, tie.target} <= table.keys())
    kept = _keep_strongest(bonds, BONDS_AT_MOST)
    shown = _keep_tied(table.values(), bonds, kept)
    network = lay_network(shown, kept)
    left_out = _say_left_out(len(kept), len(bonds))
    caption = wrap(left_out, network.width - 2 * MARGIN, VERB_SIZE, 3)
    base = network.height + 0.8 * CAPTION_LINE
    drawn = (
        *(part for group in network.groups for part in _draw_group(group, network.bands)),
        *(_draw_box(box) for box in network.loners),
        *write_lines((MARGIN, base), CAPTION_LINE, caption, "net-caption", VERB_SIZE),
    )
    told = _describe_network(network, len(shown), sum(bond.weight for bond in kept))
    words = (title, " ".join((told, *caption)))
    height = network.height + len(caption) * CAPTION_LINE
    return picture((network.width, height), "network", prefix, words, *drawn)


def _join_ties(ties: Iterable[NetworkArrow]) -> tuple[Bond, ...]:
    """Return one bond for each two nodes that are tied, in the order of their first ties."""
    pairs: dict[frozenset[str], list[NetworkArrow]] = {}
    for tie in ties:
        pairs.setdefault(frozenset((tie.source, tie.target)), []).append(tie)
    return tuple(map(_make_bond, pairs.values()))


def _make_bond(ties: Sequence[NetworkArrow]) -> Bond:
    """Return the bond of all ties of two nodes; a verb is counted, and leads to the first."""
    source, target = ties[0].source, ties[0].target
    counts: dict[tuple[str, bool], list[str]] = {}
    for tie in ties:
        counts.setdefault((tie.verb, tie.source == source), []).append(tie.href)
    verbs = tuple(
        Verb(words if len(hrefs) == 1 else f"{words} ×{len(hrefs)}", hrefs[0], forth)
        for (words, forth), hrefs in counts.items()
    )
    return Bond(source, target, verbs, len(ties))


def _keep_strongest(bonds: Sequence[Bond], most: int) -> tuple[Bond, ...]:
    """Return so many bonds, those of most ties, of equal ones the first; in their order."""
    ranked = sorted(range(len(bonds)), key=lambda number: (-bonds[number].weight, number))
    return tuple(bonds[number] for number in sorted(ranked[:most]))


def _keep_tied(
    nodes: Iterable[Node], bonds: Sequence[Bond], kept: Sequence[Bond]
) -> tuple[Node, ...]:
    """Return the nodes without those that were tied by bonds and are by none that is kept."""
    before, after = find_tied(bonds), find_tied(kept)
    return tuple(node for node in nodes if node.id in after or node.id not in before)


def _say_left_out(drawn: int, all_: int) -> str:
    if drawn == all_:
        return ""
    kept = f"Drawn are {drawn} of {all_} pairs: those with the most relations, then the newest."
    return f"{kept} The table has all of them."


def _describe_network(network: Network, nodes: int, ties: int) -> str:
    alone = f"; {len(network.loners)} of them without any" if network.loners and ties else ""
    return f"{nodes} boxes, {ties} relations between them{alone}."


def _draw_group(group: NodeGroup, bands: Bands) -> Iterator[Drawn]:
    """Yield lines, then what stands over them."""
    ports = _find_ports(group)
    for route in group.routes:
        yield _draw_bond(group, route, ports, bands)
    for box in group.boxes.values():
        yield _draw_box(box)
    for words in group.words.values():
        yield from _draw_words(group, words)


def _draw_bond(group: NodeGroup, route: Route, ports: Ports, bands: Bands) -> Drawn:
    """Return the line of a bond with an arrow head at each end that a tie leads to."""
    trace = _trace_level if is_level(route) else _trace_across
    line = path(trace(group, route, ports, bands), "net-line")
    heads = (_draw_head(group, route, ports, end) for end in (0, -1) if _is_reached(route, end))
    return element("g", line, *heads, class_="net-bond")


def _is_reached(route: Route, end: int) -> bool:
    """Tell whether a tie leads to this end of a bond; of a bond with itself, to the second."""
    bond = route.bond
    if bond.source == bond.target:
        return end == -1
    forth = route.stops[end].name == bond.target
    return any(verb.forth == forth for verb in bond.verbs)


def _draw_head(group: NodeGroup, route: Route, ports: Ports, end: int) -> Drawn:
    x, y = _find_end(group, route, ports, end)
    back = x + 8 if _faces_right(route, end) else x - 8
    head = steps("M", x, y, "L", back, y - 4, "L", back, y + 4, "Z")
    return path(head, "net-head", fill="currentColor", stroke=None)


def _draw_words(group: NodeGroup, words: VerbLines) -> Iterator[Drawn]:
    """Yield the verbs of a bond, each linked to what bears it out."""
    names = {stop.name: box.node.label for stop, box in group.boxes.items()}
    x, bond = words.x + words.width / 2, words.route.bond
    for number, verb in enumerate(bond.verbs):
        y = words.y + (number + 0.5) * VERB_LINE + VERB_SIZE * 0.34
        line = _point(group, words.route, verb, words.lines[number])
        drawn = write_line(x, y, line, "net-label", VERB_SIZE, text_anchor="middle")
        ends = (names[bond.source], names[bond.target])
        subject, object_ = ends if verb.forth else ends[::-1]
        title = element("title", f"{subject} {verb.words} {object_}")
        yield link(verb.href, "net-verb", title, drawn)


def _point(group: NodeGroup, route: Route, verb: Verb, line: str) -> str:
    """Return a verb's line with its arrow turned to the box that the verb leads to."""
    if not runs_both_ways(route.bond):
        return line
    onwards = verb.forth == (route.stops[0].name == route.bond.source)
    if is_level(route):
        first, last = (group.boxes[route.stops[end]].y for end in (0, -1))
        return line.replace(ARROW, "↓ " if onwards == (first < last) else "↑ ", 1)
    return line if onwards else line.replace(ARROW, "← ", 1)


def _draw_box(box: Box) -> Drawn:
    """Return a node's box: corners tell people, groups and others apart, dashes a place."""
    kind, x = box.node.kind, box.x + box.width / 2
    outline = rect(
        *(box.x, box.y, box.width, box.height),
        "net-box",
        fill="none",
        rx=min(CORNERS.get(kind, 2.0), box.height / 2),
        stroke="currentColor",
        stroke_dasharray="4 3" if kind == "place" else None,
    )
    first = box.y + (box.height - len(box.lines) * NODE_LINE) / 2 + NODE_SIZE * 0.95
    look = {"text_anchor": "middle"}
    label = write_lines((x, first), NODE_LINE, box.lines, "net-name", NODE_SIZE, **look)
    title = element("title", box.node.label)
    return link(box.node.href, name_class("net-node", "net-", kind), title, outline, *label)


def _find_ports(group: NodeGroup) -> dict[tuple[int, int], float]:
    """Return the y at which each end (number of the bond, 0 or -1) of a line meets its box.

    The lines at one side of a box stand in the order of where they come from.
    """
    sides: dict[tuple[Stop, bool], list[tuple[float, int, int]]] = {}
    for route in group.routes:
        for end in (0, -1):
            stop, other = route.stops[end], route.stops[1 if end == 0 else -2]
            port = (group.middles[other], route.number, end)
            sides.setdefault((stop, _faces_right(route, end)), []).append(port)
    ports: dict[tuple[int, int], float] = {}
    for (stop, _), arriving in sides.items():
        box = group.boxes[stop]
        pitch = box.height / (len(arriving) + 1)
        for place, (_, number, end) in enumerate(sorted(arriving), start=1):
            ports[number, end] = box.y + pitch * place
    return ports


def _faces_right(route: Route, end: int) -> bool:
    other = route.stops[1 if end == 0 else -2]
    return other.band > route.stops[end].band


def _find_end(group: NodeGroup, route: Route, ports: Ports, end: int) -> tuple[float, float]:
    box = group.boxes[route.stops[end]]
    x = box.x + box.width if _faces_right(route, end) else box.x
    return x, ports[route.number, end]


def _trace_across(group: NodeGroup, route: Route, ports: Ports, bands: Bands) -> str:
    x, y = _find_end(group, route, ports, 0)
    line = [steps("M", x, y)]
    for stop in route.stops[1:-1]:
        (enter, leave), middle = _cross_band(stop, bands), group.middles[stop]
        line.append(_bend(x, y, enter, middle))
        if stop == route.label:
            words = group.words[stop]
            line.append(steps("H", words.x, "M", words.x + words.width, middle))
        line.append(steps("H", leave))
        x, y = leave, middle
    return " ".join([*line, _bend(x, y, *_find_end(group, route, ports, -1))])


def _cross_band(stop: Stop, bands: Bands) -> tuple[float, float]:
    left, room = inside_gap(bands, stop.band)
    return left, left + room


def _trace_level(group: NodeGroup, route: Route, ports: Ports, bands: Bands) -> str:
    """Return the line between boxes of one column: out to the verbs, and back."""
    words, middle = group.words[route.label], group.middles[route.label]
    right = _faces_right(route, 0)
    turn = _cross_band(route.label, bands)[0 if right else 1]
    edge = words.x if right else words.x + words.width
    ends = sorted(
        (_find_end(group, route, ports, end) for end in (0, -1)), key=lambda at: at[1]
    )
    halves = zip(ends, (middle - 3, middle + 3), strict=True)
    return " ".join(
        f"{steps('M', x, y)} {_bend(x, y, turn, level)} {steps('H', edge)}"
        for (x, y), level in halves
    )


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    half = (x + to_x) / 2
    return steps("C", half, y, half, to_y, to_x, to_y)
