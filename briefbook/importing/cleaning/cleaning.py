"""Every rule in turn: the blocks of a document less what is no text of it, which is listed."""

from collections.abc import Callable, Iterator, Sequence

from briefbook.importing.cleaning.datelines import split_dateline
from briefbook.importing.cleaning.doubles import find_doubles
from briefbook.importing.cleaning.head import find_head
from briefbook.importing.cleaning.lines import find_furniture
from briefbook.importing.cleaning.tails import find_tail
from briefbook.importing.document import Dropped, ImportedDocument, TextBlock

Rule = Callable[[Sequence[TextBlock]], Iterator[tuple[int, str]]]
"""Yields the ranks of blocks that are no text, each with the reason."""

RULES: tuple[Rule, ...] = (find_doubles, find_furniture, find_tail, find_head)
"""In this order: each sees what those before it have left."""


def clean(document: ImportedDocument) -> ImportedDocument:
    """Return a document without what is no text of it, which is among what was dropped."""
    for rule in RULES:
        document = _apply(document, dict(rule(document.blocks)))
    return _split_datelines(document)


def _apply(document: ImportedDocument, reasons: dict[int, str]) -> ImportedDocument:
    blocks = document.blocks
    kept = [rank for rank in range(len(blocks)) if rank not in reasons]
    moved = {rank: place for place, rank in enumerate(kept)}
    return document._replace(
        blocks=tuple(blocks[rank] for rank in kept),
        comments=tuple(
            one._replace(block=moved.get(one.block, -1)) for one in document.comments
        ),
        dropped=(
            *document.dropped,
            *(_drop(blocks[rank], reason) for rank, reason in sorted(reasons.items())),
        ),
    )


def _drop(block: TextBlock, reason: str) -> Dropped:
    return Dropped(block.line, block.text, reason, block.page)


def _split_datelines(document: ImportedDocument) -> ImportedDocument:
    """Return the document with the place and agency before its first words dropped."""
    for rank, block in enumerate(document.blocks[:8]):
        place, rest = split_dateline(block.text)
        if place:
            short = block._replace(text=rest, markup="", turns=())
            blocks = (*document.blocks[:rank], short, *document.blocks[rank + 1 :])
            told = Dropped(block.line, place, "a dateline", block.page)
            return document._replace(blocks=blocks, dropped=(*document.dropped, told))
    return document
