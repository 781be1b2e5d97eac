"""A document in the making: words and markup are appended in the order of the page."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefbook.syntax.markdown.document import (
    Block,
    BlockEnd,
    BlockStart,
    Document,
    Heading,
    Html,
    Piece,
    Run,
)
from briefbook.syntax.markdown.footnotes import CitedFootnotes
from briefbook.syntax.markdown.sources import LiteralPlace

PARAGRAPH_BREAK = "\n\n"

_SHARED = 32
"""Characters of markup up to which equal pieces are one object: most are the same few tags."""


class MarkupProblem(NamedTuple):
    """A problem, told by what stands in the body on ``lines`` (first, and past the last)."""

    code: str
    lines: tuple[int, int]
    literal: str
    data: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=512)
def _share_html(html: str) -> Html:
    return Html(html)


class DocumentWriter:
    """What has been read so far. It lives within one call of ``read_markdown``.

    Words become a run when markup follows them, and adjoining markup becomes one piece.
    ``gap`` is what parts the next words from those before, if any come.
    """

    def __init__(self, sources: tuple[LiteralPlace, ...], budget: int) -> None:
        """Begin an empty document, in which addresses may take ``budget`` characters."""
        self.text: list[str] = []
        self.length = self.run = self.begin = self.unlinkable = self.number = 0
        self.gap = self.tag = ""
        self.html: list[str] = []
        self.pieces: list[Piece] = []
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.levels: tuple[int, ...] = ()
        self.slugs: dict[str, int] = {}
        self.findings: list[MarkupProblem] = []
        self.lines = (0, 0)
        self.sources = sources
        self.sources_left: Iterator[LiteralPlace] = iter(())
        self.ranks: dict[int, int] = {}
        self.links: list[bool] = []
        self.encoded: dict[str, str] = {}
        self.budget = budget
        self.heading_waits = False
        self.footnotes = CitedFootnotes({}, {}, [])

    def add_text(self, words: str) -> None:
        """Append words that a reader sees."""
        if self.gap:
            self.fill_gap()
        if self.html:
            self.flush_html()
        self.text.append(words)
        self.length += len(words)

    def add_html(self, html: str) -> None:
        """Append markup."""
        if self.run < self.length:
            self.flush_run()
        self.html.append(html)

    def add_unlinkable(self, opening: str, words: str, closing: str) -> None:
        """Append an element with words in which no link of ours may begin."""
        self.add_html(opening)
        self.unlinkable += 1
        self.add_text(words)
        self.add_html(closing)
        self.unlinkable -= 1

    def add_piece(self, piece: Piece) -> None:
        """Append a piece that stands alone."""
        self.flush()
        self.pieces.append(piece)

    def add_words(self, words: str) -> int:
        """Append words that a piece of their own will bear; return where they begin."""
        self.flush()
        self.add_text(words)
        self.run = self.length
        return self.length - len(words)

    def flush(self) -> None:
        """Make pieces of all that was appended."""
        if self.html:
            self.flush_html()
        if self.run < self.length:
            self.flush_run()

    def flush_html(self) -> None:
        """Make a piece of the markup."""
        html = "".join(self.html)
        self.pieces.append(_share_html(html) if len(html) <= _SHARED else Html(html))
        self.html.clear()

    def flush_run(self) -> None:
        """Make a run of the words."""
        self.pieces.append(Run(self.run, self.length, not self.unlinkable))
        self.run = self.length

    def fill_gap(self) -> None:
        """Part the words to come from those before."""
        if self.length:
            self.text.append(self.gap)
            self.length += len(self.gap)
        self.run, self.gap = self.length, ""

    def next_number(self) -> int:
        """Number one more block; a heading before it shares the number."""
        self.number += 1
        self.heading_waits = False
        return self.number

    def open_tag(self, tag: str, number: int, slug: str = "") -> None:
        """Append the opening tag of a block that may bear an id."""
        self.add_html(f"<{tag}")
        self.add_piece(BlockStart(number, slug))
        self.add_html(">")

    def open_block(self) -> None:
        """Begin a block: its words start behind the gap."""
        self.begin = self.length + (len(self.gap) if self.length else 0)

    def close_block(self, kind: str, number: int, line: int) -> None:
        """Note the block, if it has words; what follows is parted from it."""
        self.flush()
        self.gap = self.gap or PARAGRAPH_BREAK
        if self.begin < self.length:
            self.blocks.append(Block(number, kind, self.begin, self.length, line))

    def report(self, code: str, literal: str = "", **data: str) -> None:
        """Note a problem with ``literal``, on the lines being read."""
        self.findings.append(MarkupProblem(code, self.lines, literal, tuple(data.items())))

    def finish(self, title: str) -> Document:
        """Return the document; notes on a last heading stand at its end."""
        self.flush()
        if self.heading_waits:
            self.pieces.append(BlockEnd(self.number + 1))
        return Document(
            "".join(self.text),
            tuple(self.pieces),
            tuple(self.blocks),
            tuple(self.headings),
            title,
        )
