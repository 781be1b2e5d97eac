"""Plain text → Markdown that a reader sees as that very text."""

import re
from collections.abc import Iterable

from briefbook.importing.document import BREAK, TextBlock

_MARKS = re.compile(r"[\\`*_\[\]<>&~|^]")
_BULLET = re.compile(r"[-*•–▪◦]\s+")
_OPENING = re.compile(r"(?:[#+=-]|\d{1,9}(?=[.)]))")


def escape_markdown(text: str) -> str:
    """Return words as Markdown in which nothing means anything but itself."""
    escaped = _MARKS.sub(r"\\\g<0>", text)
    opening = _OPENING.match(escaped)
    if not opening:
        return escaped
    end = opening.end() if opening[0].isdigit() else 0
    return f"{escaped[:end]}\\{escaped[end:]}"


def write_markdown(blocks: Iterable[TextBlock], title: str) -> str:
    """Return blocks as the body of an article, without the heading that is its title."""
    kept = (block for block in blocks if not (block.heading and block.text == title))
    return f"{BREAK.join(map(_write_block, kept))}\n"


def _write_block(block: TextBlock) -> str:
    if block.markup:
        return block.markup
    if block.heading:
        return f"{'#' * max(block.heading, 2)} {escape_markdown(block.text)}"
    if block.is_item:
        return f"- {escape_markdown(_BULLET.sub('', block.text))}"
    return escape_markdown(block.text)
