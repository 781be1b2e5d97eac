"""Blocks that stand twice in a row, as captions of pictures do when a page is copied."""

from collections.abc import Iterator, Sequence

from briefbook.importing.document import TextBlock, squash

_SHORT = 25
"""Letters below which a repetition may be meant."""


def find_doubles(blocks: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
    """Yield the blocks that repeat the one before, and captions that are repeated.

    A text does not repeat its sentences side by side, a page does its captions: so the first of
    them is dropped as well, unless it is a heading.
    """
    seen = [squash(block.text) for block in blocks]
    for rank, words in enumerate(seen):
        if rank and words == seen[rank - 1] and len(words) >= _SHORT:
            yield rank, "a repetition"
            if not blocks[rank - 1].heading and not blocks[rank].heading:
                yield rank - 1, "a caption"
