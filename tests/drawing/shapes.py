"""Reads drawings back: what stands where in an SVG."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from briefbook.charts.measure import text_width

NAMESPACE = "{http://www.w3.org/2000/svg}"


class Shape(NamedTuple):
    """A rectangle that a piece of text or a box covers, with the words in it."""

    left: float
    top: float
    right: float
    bottom: float
    words: str


def parse(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)


def all_named(drawing: str, name: str) -> Iterator[ET.Element]:
    for element in parse(drawing).iter():
        if name in element.get("class", "").split():
            yield element


def find_texts(drawing: str, *names: str) -> tuple[Shape, ...]:
    """Return the lines of text of the given classes, as wide as they are reckoned."""
    return tuple(text_shape(found) for name in names for found in all_named(drawing, name))


def text_shape(found: ET.Element) -> Shape:
    words = found.text or ""
    size, x, y = (float(found.get(key, "0")) for key in ("font-size", "x", "y"))
    width = text_width(words, size)
    left = x - width * {"end": 1.0, "middle": 0.5}.get(found.get("text-anchor", ""), 0.0)
    return Shape(left, y - size * 0.8, left + width, y + size * 0.2, words)


def find_boxes(drawing: str, *names: str) -> tuple[Shape, ...]:
    """Return the rectangles and circles of the given classes."""
    found = (element for name in names for element in all_named(drawing, name))
    return tuple(box_shape(element) for element in found if not element.tag.endswith("path"))


def box_shape(found: ET.Element) -> Shape:
    x, y, width, height, cx, cy, r = (
        float(found.get(key, "0")) for key in ("x", "y", "width", "height", "cx", "cy", "r")
    )
    if r:
        return Shape(cx - r, cy - r, cx + r, cy + r, "")
    return Shape(x, y, x + width, y + height, "")


def find_overlaps(shapes: Sequence[Shape]) -> list[tuple[Shape, Shape]]:
    """Return the pairs of shapes that cover more than a hair of each other."""
    return [pair for pair in combinations(shapes, 2) if overlap(*pair)]


def overlap(one: Shape, other: Shape, slack: float = 0.05) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > slack and along > slack


def find_outside(drawing: str, shapes: Sequence[Shape]) -> list[Shape]:
    """Return the shapes that stick out of the picture."""
    _, _, width, height = map(float, parse(drawing).get("viewBox", "").split())
    whole = Shape(-0.05, -0.05, width + 0.05, height + 0.05, "")
    return [shape for shape in shapes if not is_within(shape, whole)]


def is_within(shape: Shape, whole: Shape) -> bool:
    along = whole.top <= shape.top and shape.bottom <= whole.bottom
    return along and whole.left <= shape.left and shape.right <= whole.right


def find_titles(drawing: str) -> list[str]:
    return [title.text or "" for title in parse(drawing).iter(f"{NAMESPACE}title")]


def find_links(drawing: str) -> list[str]:
    return [link.get("href", "") for link in parse(drawing).iter(f"{NAMESPACE}a")]
