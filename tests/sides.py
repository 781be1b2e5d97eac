"""The sides of a PDF, measured: how many lines stand on each, and how far down it is filled."""

from typing import NamedTuple

import pypdfium2

MILLIMETRE = 72 / 25.4
TOP, FOOT = 20 * MILLIMETRE, 19 * MILLIMETRE
"""The margins, in which the marking and the number of the page stand."""


class Side(NamedTuple):
    """One side: its lines, and how much of its height is filled, 1 for all."""

    lines: int
    filled: float


def measure_sides(data: bytes) -> list[Side]:
    """Return the sides of a PDF, without what stands at head and foot."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [_measure_side(page) for page in pdf]


def _measure_side(page: pypdfium2.PdfPage) -> Side:
    height = page.get_height()
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    floors = sorted(box[1] for box in boxes if FOOT < box[1] < height - TOP)
    lines = [one for n, one in enumerate(floors) if not n or one - floors[n - 1] > 3]
    low = floors[0] if floors else height - TOP
    return Side(len(lines), (height - TOP - low) / (height - TOP - FOOT))
