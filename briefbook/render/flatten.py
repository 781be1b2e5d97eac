"""Marks that overlap → flat strips, each of which bears all that lie over it.

The strips and the links are then laid over the pieces of a document, so that nothing
crosses a tag: sections (one link, or none) of fragments (the same marks all over).
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from briefbook.render.marks import Marking, TextLink
from briefbook.syntax.markdown.document import Document, Run, TextReference


class FlatStrip(NamedTuple):
    """``[start, end)`` of a text, with the numbers of the stretches that lie over it."""

    start: int
    end: int
    over: tuple[int, ...]


class Fragment(NamedTuple):
    """``text[start:end]`` with the numbers of the marks that lie over all of it."""

    start: int
    end: int
    marks: tuple[int, ...]


class LinkedFragments(NamedTuple):
    """Fragments of one piece of the document, under one link or none."""

    link: TextLink | None
    fragments: tuple[Fragment, ...]


Layout = dict[int, tuple[LinkedFragments, ...]]
"""The sections of the runs and references that a mark or link lies over, by their start."""


class CoveredStretch(Protocol):
    """Anything that covers a part of a text."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset behind its last character."""


Kind = TypeVar("Kind", bound=CoveredStretch)


def _cut_strips(stretches: Iterable[tuple[int, int, int]]) -> tuple[FlatStrip, ...]:
    """Return the flat strips of ``(start, end, number)``, in order; empty ones are left out."""
    changes: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end, number in stretches:
        if start < end:
            changes[start].append((number, 1))
            changes[end].append((number, -1))
    return tuple(strip for strip in _sweep(changes) if strip.over)


def _sweep(changes: dict[int, list[tuple[int, int]]]) -> Iterator[FlatStrip]:
    """Yield a strip between each two places where something begins or ends."""
    layers: Counter[int] = Counter()
    for start, end in pairwise(sorted(changes)):
        for number, step in changes[start]:
            layers[number] += step
            if not layers[number]:
                del layers[number]
        yield FlatStrip(start, end, tuple(sorted(layers)))


def part(
    start: int, end: int, stretches: Sequence[Kind]
) -> Iterator[tuple[int, int, Kind | None]]:
    """Yield all of ``[start, end)`` in parts, each with the stretch that covers it, or None.

    ``stretches`` are in order and do not overlap.
    """
    for stretch in _overlapping(stretches, start, end):
        if start < stretch.start:
            yield start, stretch.start, None
        yield max(start, stretch.start), min(end, stretch.end), stretch
        start = stretch.end
    if start < end:
        yield start, end, None


def _overlapping(stretches: Sequence[Kind], start: int, end: int) -> Sequence[Kind]:
    """Return those of the ordered, flat stretches that have a part in ``[start, end)``."""
    first = bisect_right(stretches, start, key=attrgetter("end"))
    return stretches[first : bisect_left(stretches, end, first, key=attrgetter("start"))]


def lay_out(document: Document, marking: Marking) -> Layout:
    """Return the sections of all pieces that are more than plain words."""
    strips = _cut_strips(
        (*span, number) for number, mark in enumerate(marking.marks) for span in mark.spans
    )
    links = _settle_links(marking.links)
    layout = {}
    for piece in document.pieces:
        if isinstance(piece, (Run, TextReference)):
            linkable = isinstance(piece, Run) and piece.linkable
            over = _overlapping(links, piece.start, piece.end) if linkable else ()
            marked = _overlapping(strips, piece.start, piece.end)
            if over or marked:
                layout[piece.start] = tuple(_cut_sections(document.text, piece, over, marked))
    return layout


def _cut_sections(
    text: str,
    piece: Run | TextReference,
    links: Sequence[TextLink],
    strips: Sequence[FlatStrip],
) -> Iterator[LinkedFragments]:
    """Yield the sections of a piece; a reference is a link itself."""
    for start, end, link in part(piece.start, piece.end, links):
        fragments = tuple(_cut_fragments(text, start, end, strips))
        yield LinkedFragments(None if link and text[start:end].isspace() else link, fragments)


def _cut_fragments(
    text: str, start: int, end: int, strips: Sequence[FlatStrip]
) -> Iterator[Fragment]:
    """Yield the fragments of a section; white space alone bears no marks."""
    for begin, stop, strip in part(start, end, strips):
        is_marked = strip and not text[begin:stop].isspace()
        yield Fragment(begin, stop, strip.over if strip and is_marked else ())


def _settle_links(links: Iterable[TextLink]) -> tuple[TextLink, ...]:
    """Return the links in order, without those that begin within an earlier one."""
    settled: list[TextLink] = []
    for link in sorted(links, key=lambda link: link[:2]):
        if link.start < link.end and (not settled or settled[-1].end <= link.start):
            settled.append(link)
    return tuple(settled)


def find_ends(layout: Layout) -> tuple[dict[int, int], dict[int, int]]:
    """Return where the first and the last fragment of each mark start."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for sections in layout.values():
        for fragment in (f for section in sections for f in section.fragments):
            for mark in fragment.marks:
                first.setdefault(mark, fragment.start)
                last[mark] = fragment.start
    return first, last
