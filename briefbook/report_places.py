"""From a locus to a line and column: the only place in the program where lines are counted."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from briefbook.problems import Locus, Problem, Span
from briefbook.reading.front_matter import split_front_matter
from briefbook.reading.located_yaml import Place, Pointer, locate

Texts = Callable[[str], str | None]
"""Returns the decoded text of a file of the workspace, or None where there is none."""


class Position(NamedTuple):
    r"""A place as editors count: from 1, in code points, lines ending at ``\n`` only."""

    line: int
    column: int


class Spot(NamedTuple):
    """A place that was found: ``last`` is the position after its last character."""

    span: Span
    first: Position
    last: Position


class Source(NamedTuple):
    """A file that problems point into: where its lines and its values stand.

    ``body_start`` is where the body begins, in Markdown only.
    """

    text: str
    lines: list[int]
    places: dict[Pointer, Place]
    body_start: int | None


def open_sources(problems: Iterable[Problem], texts: Texts) -> dict[str, Source]:
    """Return every file that a problem, or what is related to it, points into."""
    loci = [locus for found in problems for locus in (found.locus, *found.related)]
    paths = {locus.path for locus in loci}
    pointed = {locus.path for locus in loci if locus.span is None and locus.pointer}
    found = ((path, texts(path)) for path in sorted(paths))
    return {path: open_source(path, text, path in pointed) for path, text in found if text}


def open_source(path: str, text: str, is_pointed: bool) -> Source:
    """Return a file's lines, and the places of its values if pointers lead into it."""
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    if is_pointed and path.endswith((".yaml", ".yml")):
        return Source(text, lines, locate(text), None)
    if is_pointed and path.endswith(".md"):
        halves = split_front_matter(text, path)
        places = locate(halves.yaml, halves.yaml_start)
        return Source(text, lines, places, halves.body_start)
    return Source(text, lines, {}, None)


def find_spot(source: Source | None, locus: Locus) -> Spot | None:
    """Return the place of a locus; None if it is a whole file, or cannot be found."""
    span = find_span(source, locus) if source else None
    if source is None or span is None:
        return None
    start = min(max(span.start, 0), len(source.text))
    clear = Span(start, min(max(span.end, start), len(source.text)))
    return Spot(clear, find_position(source, clear.start), find_position(source, clear.end))


def find_span(source: Source, locus: Locus) -> Span | None:
    """Return the stretch of text that a locus means."""
    if locus.span is not None or not locus.pointer:
        return locus.span
    literal = locus.pointer[0].removeprefix("~")
    if literal.startswith("[") and source.body_start is not None:
        return find_literal(source.text, source.body_start, literal, locus.pointer[1:])
    return find_value(source, locus)


def find_value(source: Source, locus: Locus) -> Span | None:
    """Return the place of a value or its key; of a missing one, that of what should hold it.

    What should hold it is shown by its key, where it has one. The whole file is no place.
    """
    for size in range(len(locus.pointer), 0, -1):
        place = source.places.get(locus.pointer[:size])
        if place:
            is_key = locus.part == "key" or size < len(locus.pointer)
            return place.key if is_key and place.key else place.value
    return None


def find_literal(text: str, start: int, literal: str, rank: tuple[str, ...]) -> Span | None:
    """Return the place of the n-th occurrence of a literal after ``start``, ``n`` from 0.

    Blanks may be line breaks there; ``[[id`` is not found in ``[[id-two]]``.
    """
    words = r"[\s>]+".join(map(re.escape, literal.split()))
    pattern = words + r"(?=\s*[\]|\\])" if "]" not in literal else words
    nth = int(rank[0]) if rank and rank[0].isdecimal() else 0
    found = re.compile(pattern).finditer(text, start)
    return next((Span(*one.span()) for one in islice(found, nth, None)), None)


def find_position(source: Source, offset: int) -> Position:
    """Return the line and column of an offset into the text, in code points."""
    line = bisect_right(source.lines, offset)
    return Position(line, offset - source.lines[line - 1] + 1)
