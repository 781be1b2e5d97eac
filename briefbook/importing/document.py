"""What is read from a file: its text in blocks, what is known of it, and what was left out."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefbook.base.problems import Span
from briefbook.syntax.text import drop_forbidden

BREAK = "\n\n"
"""What stands between blocks in the text of a document."""


class TextBlock(NamedTuple):
    """A paragraph, heading, item of a list, or row of a table, as one line of plain text.

    ``line`` is that of the file on which it begins, from 1; where a file has no lines, its rank
    among the paragraphs of the file, or of its page. ``page`` is 0 where there are no pages,
    ``heading`` the level of a heading, 0 for what is none. ``is_item`` tells of an item of a
    list. ``markup`` is the block as Markdown, where the file has that. ``turns`` are the
    offsets in the text at which the next pages begin, where a paragraph goes on over them.
    """

    text: str
    line: int = 0
    page: int = 0
    heading: int = 0
    is_item: bool = False
    markup: str = ""
    turns: tuple[int, ...] = ()

    def find_page(self, offset: int) -> int:
        """Return the page on which a place of the text stands, 0 where there are no pages."""
        return self.page + bisect_right(self.turns, offset)


class MarginComment(NamedTuple):
    """A comment that somebody made in the margin: on which words, and in which block.

    ``block`` is the rank of the block in the document, -1 where the words are in none; ``at``
    is where in its text they begin.
    """

    author: str
    date: str
    words: str
    body: str
    block: int = -1
    at: int = 0


class Dropped(NamedTuple):
    """What a file holds and the text does not, with the reason in a few words."""

    line: int
    text: str
    reason: str
    page: int = 0


class ImportedDocument(NamedTuple):
    """A file as read: nothing of its text is in neither ``blocks`` nor ``dropped``.

    ``date`` is a day as ISO has it, or "". ``type`` is that of CSL. ``encoding`` is named only
    where it was guessed.
    """

    blocks: tuple[TextBlock, ...]
    title: str = ""
    author: tuple[str, ...] = ()
    date: str = ""
    publisher: str = ""
    URL: str = ""
    language: str = ""
    type: str = "document"
    comments: tuple[MarginComment, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    encoding: str = ""


class PlainText(NamedTuple):
    """Blocks put together, with the place of each in the text."""

    text: str
    spans: tuple[Span, ...]


def join_blocks(blocks: Iterable[TextBlock]) -> PlainText:
    """Return the text of blocks, with a blank line between them."""
    parts, spans, start = list[str](), list[Span](), 0
    for block in blocks:
        parts.append(block.text)
        spans.append(Span(start, start + len(block.text)))
        start = spans[-1].end + len(BREAK)
    return PlainText(BREAK.join(parts), tuple(spans))


def squeeze(text: str) -> str:
    """Return words with single spaces between them, and without what no text may hold."""
    return " ".join(drop_forbidden(text).split())


def squash(text: str) -> str:
    """Return words without any space, for comparing."""
    return re.sub(r"\s+", "", text)


def number_blocks(texts: Sequence[str]) -> tuple[TextBlock, ...]:
    """Return paragraphs that have a rank, not a line; those without a word are passed over."""
    squeezed = [words for text in texts if (words := squeeze(text))]
    return tuple(TextBlock(words, rank) for rank, words in enumerate(squeezed, 1))
