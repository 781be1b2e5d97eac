"""Rectangles on a page, in CSS pixels."""

from typing import NamedTuple

from playwright.sync_api import Locator

SLACK = 1.0
"""Pixels by which boxes may lie on each other: what rounding makes."""


class Box(NamedTuple):
    """A rectangle, measured from the left and from above."""

    left: float
    top: float
    right: float
    bottom: float


def overlap(first: Box, second: Box) -> bool:
    """Tell whether two boxes share more than an edge."""
    across = min(first.right, second.right) - max(first.left, second.left)
    along = min(first.bottom, second.bottom) - max(first.top, second.top)
    return across > SLACK and along > SLACK


def box_of(shown: Locator) -> Box:
    """Return where something stands in the window."""
    found = shown.bounding_box()
    assert found, "it is not shown"
    x, y = found["x"], found["y"]
    return Box(x, y, x + found["width"], y + found["height"])
