"""The lines of a network: from box to verbs to box, bending only between bands.

Lines stay off everything else: within a band they run level, through places that are
kept free for them.
"""

from collections.abc import Mapping

from briefbook.charts.network_layout import Bands, Box, Group, inside_gap
from briefbook.charts.network_rows import Route, Stop, is_level
from briefbook.charts.svg import steps

Ports = Mapping[tuple[int, int], float]


def find_ports(group: Group) -> dict[tuple[int, int], float]:
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


def find_end(group: Group, route: Route, ports: Ports, end: int) -> tuple[float, float]:
    """Return the point at which a line meets its box."""
    box = group.boxes[route.stops[end]]
    x = box.x + box.width if faces_right(route, end) else box.x
    return x, ports[route.number, end]


def trace(group: Group, route: Route, ports: Ports, bands: Bands) -> str:
    """Return the steps of a bond's line, which its verbs interrupt."""
    if is_level(route):
        return trace_level(group, route, ports, bands)
    return trace_across(group, route, ports, bands)


def trace_across(group: Group, route: Route, ports: Ports, bands: Bands) -> str:
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


def trace_level(group: Group, route: Route, ports: Ports, bands: Bands) -> str:
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
