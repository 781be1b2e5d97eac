"""What Word and OpenDocument files have in common: paragraphs, and remarks on their words."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefbook.importing.archives import local_name
from briefbook.importing.document import (
    Dropped,
    MarginComment,
    TextBlock,
    squeeze,
)


class OpenRemark(NamedTuple):
    """A place of the text as it is being read: a paragraph, and how much of it there is."""

    block: int
    start: int


class Paragraphs:
    """Paragraphs in the making; they may stand within each other, as in boxes and notes."""

    def __init__(self) -> None:
        """Begin with none."""
        self.blocks: list[TextBlock] = []
        self.dropped: list[Dropped] = []
        self.open: list[list[str]] = []
        self.opened: dict[str, OpenRemark] = {}
        self.ranges: dict[str, tuple[OpenRemark, OpenRemark]] = {}
        self.texts: list[str] = []
        self.ranks: list[int] = []

    def begin(self) -> None:
        """Begin a paragraph, of which nothing but its rank is known."""
        self.open.append([])
        self.ranks.append(len(self.texts))
        self.texts.append("")
        self.blocks.append(TextBlock("", len(self.texts)))

    def add(self, words: str) -> None:
        """Put words to the paragraph that is open, if one is."""
        if self.open:
            self.open[-1].append(words)

    def end(self, heading: int = 0, is_item: bool = False) -> TextBlock:
        """End the innermost paragraph, and return it."""
        rank, text = self.ranks.pop(), "".join(self.open.pop())
        self.texts[rank] = text
        made = TextBlock(squeeze(text), rank + 1, heading=heading, is_item=is_item)
        self.blocks[rank] = made
        return made

    def drop(self, text: str, reason: str) -> None:
        """Note what is left out."""
        if words := squeeze(text):
            self.dropped.append(Dropped(len(self.texts), words, reason))

    def place(self) -> OpenRemark:
        """Return the place that is reached: behind the last paragraph where none is open."""
        if not self.open:
            return OpenRemark(len(self.texts), 0)
        return OpenRemark(self.ranks[-1], sum(map(len, self.open[-1])))

    def begin_words(self, remark: str) -> None:
        """Note where the words of a remark begin."""
        self.opened[remark] = self.place()

    def end_words(self, remark: str) -> None:
        """Note where the words of a remark end."""
        if remark in self.opened:
            self.ranges[remark] = (self.opened[remark], self.place())

    def quote(self, remark: str) -> tuple[int, int, str]:
        """Return the paragraph, the place in it, and the words that a remark stands at.

        Of several paragraphs it is the first; where no words are marked, all of it is meant.
        """
        start, end = self.ranges.get(remark, (self.opened.get(remark),) * 2)
        if start is None or end is None or start.block >= len(self.texts):
            return -1, 0, ""
        text = self.texts[start.block]
        stop = end.start if end.block == start.block else len(text)
        words = squeeze(text[start.start : stop])
        whole = squeeze(text)
        at = len(whole) - len(squeeze(text[start.start :])) if words else 0
        return start.block, at, words or whole

    def list_blocks(self) -> tuple[TextBlock, ...]:
        """Return the paragraphs with words."""
        return tuple(block for block in self.blocks if block.text)

    def list_comments(self, remarks: dict[str, MarginComment]) -> Iterator[MarginComment]:
        """Yield the remarks with their words, and the rank of the block that these stand in."""
        kept = (rank for rank, block in enumerate(self.blocks) if block.text)
        places = {rank: place for place, rank in enumerate(kept)}
        for name, remark in remarks.items():
            rank, at, words = self.quote(name)
            yield remark._replace(words=words, block=places.get(rank, -1), at=at)


class Properties:
    """What a file says of itself. When it was made is not when its text was published."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.found: dict[str, str] = {}
        self.parts: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        """Take the beginning of an element."""
        self.parts = []

    def words(self, text: str) -> None:
        """Take words."""
        self.parts.append(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.found.setdefault(local_name(name), squeeze("".join(self.parts)))
        self.parts = []
