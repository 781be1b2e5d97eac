"""The network of a page: who does what to whom, as boxes, arrows and verbs."""

from collections.abc import Iterator, Mapping, Sequence

from briefbook.charts.bonds import (
    NetworkArrow,
    Node,
    Verb,
    join_ties,
    keep_strongest,
    keep_tied,
    known_ties,
    runs_both_ways,
)
from briefbook.charts.measure import wrap
from briefbook.charts.network_layout import (
    ARROW,
    MARGIN,
    NODE_LINE,
    NODE_SIZE,
    VERB_LINE,
    VERB_SIZE,
    Bands,
    Box,
    Network,
    NodeGroup,
    Route,
    Stop,
    VerbLines,
    inside_gap,
    is_level,
    lay_network,
)
from briefbook.charts.svg import (
    Drawn,
    Value,
    element,
    link,
    name_class,
    path,
    picture,
    steps,
    write_line,
)

__all__ = ["NetworkArrow", "Node", "draw_network"]

CORNERS = {"person": 14.0, "group": 8.0}
BONDS_AT_MOST = 40
CAPTION_LINE = 18.0

Ports = Mapping[tuple[int, int], float]


def draw_network(
    nodes: Sequence[Node], ties: Sequence[NetworkArrow], title: str, prefix: str
) -> Drawn:
    """Return the network of ``nodes`` and ``ties`` as SVG, or nothing where there are none.

    Ties to ids that are not among the nodes are left out. Of more than ``BONDS_AT_MOST``
    pairs, those with the most ties are drawn, of equal ones the first, and the picture says
    so. ``prefix`` begins the ids in the picture, and must be used once in a page.
    """
    single = tuple({node.id: node for node in nodes}.values())
    if not single:
        return Drawn("")
    bonds = join_ties(known_ties(single, ties))
    kept = keep_strongest(bonds, BONDS_AT_MOST)
    shown = keep_tied(single, bonds, kept)
    network = lay_network(shown, kept)
    caption = wrap(
        say_left_out(len(kept), len(bonds)), network.width - 2 * MARGIN, VERB_SIZE, 3
    )
    drawn = (
        *(part for group in network.groups for part in draw_group(group, network.bands)),
        *(draw_box(box) for box in network.loners),
        *draw_caption(caption, network.height),
    )
    told = describe_network(network, len(shown), sum(bond.weight for bond in kept))
    words = (title, " ".join((told, *caption)))
    height = network.height + len(caption) * CAPTION_LINE
    return picture((network.width, height), "network", prefix, words, *drawn)


def say_left_out(drawn: int, all_: int) -> str:
    """Return what the picture leaves out, "" if nothing."""
    if drawn == all_:
        return ""
    kept = f"Drawn are {drawn} of {all_} pairs: those with the most relations, then the newest."
    return f"{kept} The table has all of them."


def draw_caption(lines: Sequence[str], top: float) -> Iterator[Drawn]:
    """Yield the lines of a caption."""
    for number, line in enumerate(lines):
        y = top + (number + 0.8) * CAPTION_LINE
        yield write_line(MARGIN, y, line, "net-caption", VERB_SIZE)


def describe_network(network: Network, nodes: int, ties: int) -> str:
    """Return what the picture shows, for those who cannot see it."""
    alone = f"; {len(network.loners)} of them without any" if network.loners and ties else ""
    return f"{nodes} boxes, {ties} relations between them{alone}."


def draw_group(group: NodeGroup, bands: Bands) -> Iterator[Drawn]:
    """Yield lines, then what stands over them."""
    ports = find_ports(group)
    for route in group.routes:
        yield draw_bond(group, route, ports, bands)
    for box in group.boxes.values():
        yield draw_box(box)
    for words in group.words.values():
        yield from draw_words(group, words)


def draw_bond(group: NodeGroup, route: Route, ports: Ports, bands: Bands) -> Drawn:
    """Return the line of a bond with an arrow head at each end that a tie leads to."""
    line = path(trace(group, route, ports, bands), {"class": "net-line"})
    heads = (draw_head(group, route, ports, end) for end in (0, -1) if is_reached(route, end))
    return element("g", {"class": "net-bond"}, line, *heads)


def is_reached(route: Route, end: int) -> bool:
    """Tell whether a tie leads to this end of a bond; of a bond with itself, to the second."""
    bond = route.bond
    if bond.source == bond.target:
        return end == -1
    forth = route.stops[end].name == bond.target
    return any(verb.forth == forth for verb in bond.verbs)


def draw_head(group: NodeGroup, route: Route, ports: Ports, end: int) -> Drawn:
    """Return the arrow head at one end of a bond."""
    tip = find_end(group, route, ports, end)
    look: dict[str, Value] = {"class": "net-head", "fill": "currentColor", "stroke": None}
    return path(arrow_head(*tip, leftwards=faces_right(route, end)), look)


def draw_words(group: NodeGroup, words: VerbLines) -> Iterator[Drawn]:
    """Yield the verbs of a bond, each linked to what bears it out."""
    names = {stop.name: box.node.label for stop, box in group.boxes.items()}
    for number, verb in enumerate(words.route.bond.verbs):
        y = words.y + (number + 0.5) * VERB_LINE + VERB_SIZE * 0.34
        line = point(group, words.route, verb, words.lines[number])
        drawn = write_line(
            words.x + words.width / 2,
            y,
            line,
            "net-label",
            VERB_SIZE,
            {"text-anchor": "middle"},
        )
        yield link(verb.href, {"class": "net-verb"}, say_tie(words.route, verb, names), drawn)


def say_tie(route: Route, verb: Verb, names: Mapping[str, str]) -> Drawn:
    """Return the tooltip of a verb: who does it to whom."""
    ends = (names[route.bond.source], names[route.bond.target])
    subject, object_ = ends if verb.forth else ends[::-1]
    return element("title", {}, f"{subject} {verb.words} {object_}")


def point(group: NodeGroup, route: Route, verb: Verb, line: str) -> str:
    """Return a verb's line with its arrow turned to the box that the verb leads to."""
    if not runs_both_ways(route.bond):
        return line
    onwards = verb.forth == (route.stops[0].name == route.bond.source)
    if is_level(route):
        first, last = (group.boxes[route.stops[end]].y for end in (0, -1))
        return line.replace(ARROW, "↓ " if onwards == (first < last) else "↑ ", 1)
    return line if onwards else line.replace(ARROW, "← ", 1)


def draw_box(box: Box) -> Drawn:
    """Return a node's box, whose corners tell people, groups and other kinds apart."""
    names = {"class": name_class("net-node", "net-", box.node.kind)}
    title = element("title", {}, box.node.label)
    return link(box.node.href, names, title, draw_outline(box), *draw_lines(box))


def draw_outline(box: Box) -> Drawn:
    """Return the frame of a box: dashed for a place."""
    return element(
        "rect",
        {
            "class": "net-box",
            "fill": "none",
            "height": box.height,
            "rx": min(CORNERS.get(box.node.kind, 2.0), box.height / 2),
            "stroke": "currentColor",
            "stroke-dasharray": "4 3" if box.node.kind == "place" else None,
            "width": box.width,
            "x": box.x,
            "y": box.y,
        },
    )


def draw_lines(box: Box) -> Iterator[Drawn]:
    """Yield the lines of a box's label, in its middle."""
    x = box.x + box.width / 2
    first = box.y + (box.height - len(box.lines) * NODE_LINE) / 2 + NODE_SIZE * 0.95
    for number, line in enumerate(box.lines):
        y = first + number * NODE_LINE
        yield write_line(x, y, line, "net-name", NODE_SIZE, {"text-anchor": "middle"})


def find_ports(group: NodeGroup) -> dict[tuple[int, int], float]:
    """Return the y at which each end (number of the bond, 0 or -1) of a line meets its box.

    The lines at one side of a box stand in the order of where they come from.
    """
    sides: dict[tuple[Stop, bool], list[tuple[float, int, int]]] = {}
    for route in group.routes:
        for end in (0, -1):
            box, other = route.stops[end], route.stops[1 if end == 0 else -2]
            arriving = (group.middles[other], route.number, end)
            sides.setdefault((box, faces_right(route, end)), []).append(arriving)
    return {
        port: y
        for (box, _), arriving in sides.items()
        for port, y in share_side(group.boxes[box], sorted(arriving))
    }


def share_side(
    box: Box, arriving: list[tuple[float, int, int]]
) -> tuple[tuple[tuple[int, int], float], ...]:
    """Return places on the side of a box for the ends that arrive there, evenly apart."""
    pitch = box.height / (len(arriving) + 1)
    return tuple(
        ((number, end), box.y + pitch * place)
        for place, (_, number, end) in enumerate(arriving, start=1)
    )


def faces_right(route: Route, end: int) -> bool:
    """Tell whether a line leaves its box at this end on the right."""
    other = route.stops[1 if end == 0 else -2]
    return other.band > route.stops[end].band


def find_end(group: NodeGroup, route: Route, ports: Ports, end: int) -> tuple[float, float]:
    """Return the point at which a line meets its box."""
    box = group.boxes[route.stops[end]]
    x = box.x + box.width if faces_right(route, end) else box.x
    return x, ports[route.number, end]


def trace(group: NodeGroup, route: Route, ports: Ports, bands: Bands) -> str:
    """Return the steps of a bond's line, which its verbs interrupt."""
    if is_level(route):
        return trace_level(group, route, ports, bands)
    return trace_across(group, route, ports, bands)


def trace_across(group: NodeGroup, route: Route, ports: Ports, bands: Bands) -> str:
    """Return the line between boxes of two columns, from left to right."""
    x, y = find_end(group, route, ports, 0)
    line = [steps("M", x, y)]
    for stop in route.stops[1:-1]:
        (enter, leave), middle = cross_band(stop, bands), group.middles[stop]
        line.append(bend(x, y, enter, middle))
        if stop == route.label:
            words = group.words[stop]
            line.append(steps("H", words.x, "M", words.x + words.width, middle))
        line.append(steps("H", leave))
        x, y = leave, middle
    return " ".join([*line, bend(x, y, *find_end(group, route, ports, -1))])


def cross_band(stop: Stop, bands: Bands) -> tuple[float, float]:
    """Return from where to where a line runs level through a band."""
    left, room = inside_gap(bands, stop.band)
    return left, left + room


def trace_level(group: NodeGroup, route: Route, ports: Ports, bands: Bands) -> str:
    """Return the line between boxes of one column: out to the verbs, and back."""
    words, middle = group.words[route.label], group.middles[route.label]
    right = faces_right(route, 0)
    turn = cross_band(route.label, bands)[0 if right else 1]
    edge = words.x if right else words.x + words.width
    ends = sorted((find_end(group, route, ports, end) for end in (0, -1)), key=lambda at: at[1])
    halves = zip(ends, (middle - 3, middle + 3), strict=True)
    return " ".join(
        f"{steps('M', x, y)} {bend(x, y, turn, level)} {steps('H', edge)}"
        for (x, y), level in halves
    )


def bend(x: float, y: float, to_x: float, to_y: float) -> str:
    """Return a curve that begins and ends level."""
    half = (x + to_x) / 2
    return steps("C", half, y, half, to_y, to_x, to_y)


def arrow_head(x: float, y: float, leftwards: bool) -> str:
    """Return the steps of an arrow head whose tip is at (x, y)."""
    back = x + 8 if leftwards else x - 8
    return steps("M", x, y, "L", back, y - 4, "L", back, y + 4, "Z")
