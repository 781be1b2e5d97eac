"""The texts that words are anchored in: the article that readers see, or its capture."""

import re
from bisect import bisect_right
from operator import attrgetter
from typing import NamedTuple

from briefbook.base.folding import Folded, fold
from briefbook.base.problems import Span
from briefbook.syntax.markdown.document import Document

BLANK_LINES = re.compile(r"\n[ \t]*\n")


class AnchoredText(NamedTuple):
    """A text with what anchoring needs to know of it.

    ``paragraphs`` are spans of ``text`` with the 1-based line of the file at ``path``
    that each begins on, and the number by which the page knows them. ``published`` tells
    whether readers may see words around a quote, ``is_source`` whether all words are those
    of a source.
    """

    path: str
    text: str
    folded: Folded
    paragraphs: tuple[Span, ...]
    lines: tuple[int, ...]
    numbers: tuple[int, ...]
    published: bool
    is_source: bool

    def place(self, offset: int) -> int:
        """Return the position of the paragraph that holds ``offset``."""
        return max(bisect_right(self.paragraphs, offset, key=attrgetter("start")) - 1, 0)

    def paragraph(self, offset: int) -> Span:
        """Return the paragraph that holds ``offset``."""
        return (
            self.paragraphs[self.place(offset)] if self.paragraphs else Span(0, len(self.text))
        )

    def line(self, offset: int) -> int:
        """Return the 1-based line of the file on which ``offset`` stands."""
        if not self.paragraphs:
            return 1
        place = self.place(offset)
        return self.lines[place] + self.text.count("\n", self.paragraphs[place].start, offset)


class Absent(NamedTuple):
    """A capture that is not there: the paths at which it was looked for."""

    places: tuple[str, ...]


def text_of_body(
    document: Document, path: str, first_line: int, is_source: bool = False
) -> AnchoredText:
    """Return the text of an article, whose body begins on ``first_line`` of its file."""
    blocks = document.blocks
    return AnchoredText(
        path=path,
        text=document.text,
        folded=fold(document.text),
        paragraphs=tuple(Span(block.start, block.end) for block in blocks),
        lines=tuple(first_line + block.line for block in blocks),
        numbers=tuple(block.number for block in blocks),
        published=True,
        is_source=is_source,
    )


def text_of_capture(text: str, path: str) -> AnchoredText:
    """Return the text of a capture: paragraphs are parted by blank lines."""
    spans = tuple(split_paragraphs(text))
    return AnchoredText(
        path=path,
        text=text,
        folded=fold(text),
        paragraphs=spans,
        lines=tuple(text.count("\n", 0, span.start) + 1 for span in spans),
        numbers=tuple(range(1, len(spans) + 1)),
        published=False,
        is_source=True,
    )


def split_paragraphs(text: str) -> list[Span]:
    """Return the stretches between blank lines."""
    gaps = [(match.start(), match.end()) for match in BLANK_LINES.finditer(text)]
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(text)]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
