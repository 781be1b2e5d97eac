"""How long a handout is, and what to cut where it is too long."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from briefbook.base.problems import Locus, Problem, problem
from briefbook.handouts.document import Document

LINE = 14.5
"""Points from line to line of a handout's text."""

NAMED = 2
"""How many sections are named: the longest ones."""


class End(NamedTuple):
    """Where a section ends: its name, the page from 1, and the place on it in points.

    The first is where the first section begins, named ""; the last is where the notes end.
    ``y`` counts from the top of what is printed, of which a page holds ``height``.
    """

    name: str
    page: int
    y: float
    height: float


def explain_length(document: Document, ends: Sequence[End]) -> Iterator[Problem]:
    """Yield a problem where a handout has more sides than it may."""
    if not ends or ends[-1].page <= document.sides:
        return
    lengths = [(measure(one, other), other.name) for one, other in pairwise(ends)]
    over = (ends[-1].page - document.sides - 1) * ends[-1].height + ends[-1].y
    longest = sorted((one for one in lengths if one[1]), reverse=True)[:NAMED]
    told = ", ".join(f"“{name}” ({count_lines(length)})" for length, name in longest)
    yield problem(
        "over-length",
        Locus(document.address),
        sides=str(document.sides),
        pages=str(ends[-1].page),
        lines=count_lines(over),
        sections=told,
    )


def measure(begin: End, end: End) -> float:
    """Return how long a section is, over all its pages, in points."""
    return max(0.0, (end.page - begin.page) * end.height + end.y - begin.y)


def count_lines(length: float) -> str:
    """Return how many lines of text a length holds, in words."""
    lines = max(1, ceil(length / LINE))
    return f"{lines} line{'s' if lines > 1 else ''}"
