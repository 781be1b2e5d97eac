"""Blocks that stand twice in a row, as captions of pictures do when a page is copied."""

from collections.abc import Iterator, Sequence

from briefbook.importing.document import TextBlock, squash

_NEAR = 2
_SHORT = 25
"""Letters below which a repetition may be meant."""


def find_doubles(blocks: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
    """Yield the blocks that repeat one shortly before, and captions that are repeated.

    A text does not repeat its sentences side by side, a page does its captions: so the first of
    them is dropped as well, unless it is a heading.
    """
    seen = [squash(block.text) for block in blocks]
    for rank, words in enumerate(seen):
        before = next(
            (at for at in range(max(rank - _NEAR, 0), rank) if seen[at] == words), None
        )
        if before is not None and len(words) >= _SHORT:
            yield rank, "a repetition"
            if not blocks[before].heading and not blocks[rank].heading:
                yield before, "a caption"
