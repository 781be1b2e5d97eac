"""Plain text, as it was pasted or saved."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from briefbook.importing.document import ImportedDocument, TextBlock, squeeze
from briefbook.importing.encodings import decode_text
from briefbook.importing.refusing import refuse_format

_WIDE = 120
"""A text with longer lines has no line ends but those of its paragraphs."""

_LAST_WORD = 15
"""By how much most lines of a text with broken lines are shorter than it is wide."""

_MOST_LINES = 100_000
_ITEM = re.compile(r"(?:[-*•–▪◦]|\d{1,3}[.)])\s+\S")


class _TextLine(NamedTuple):
    number: int
    text: str
    indent: int


def read(path: str, data: bytes) -> ImportedDocument:
    """Return a text: its paragraphs are parted by blank lines, or are a line each.

    Raises:
        Unreadable: it is no text, or has too many lines.
    """
    decoded = decode_text(path, data)
    if decoded.text.count("\n") > _MOST_LINES:
        refuse_format(path, "text", f"it has more than {_MOST_LINES:,} lines")
    lines = [
        _TextLine(number, squeeze(line), len(line) - len(line.lstrip()))
        for number, line in enumerate(decoded.text.replace("\f", "\n\n").splitlines(), 1)
    ]
    return ImportedDocument(tuple(_list_blocks(lines)), encoding=decoded.guessed)


def _list_blocks(lines: Sequence[_TextLine]) -> Iterator[TextBlock]:
    width = _find_width([line.indent + len(line.text) for line in lines if line.text])
    for is_text, group in groupby(lines, key=lambda line: bool(line.text)):
        if is_text:
            yield from _join_lines(list(group), width)


def _find_width(lengths: Sequence[int]) -> int:
    """Return how long lines are before they are broken; those of a head may be longer."""
    longest = max(lengths, default=0)
    usual = sorted(lengths)[len(lengths) * 9 // 10] if lengths else 0
    near = sum(usual - _LAST_WORD <= length <= usual for length in lengths)
    return longest if longest > _WIDE or near * 5 < len(lengths) * 2 else usual


def _join_lines(lines: Sequence[_TextLine], width: int) -> Iterator[TextBlock]:
    """Yield the paragraphs of lines that stand together.

    A line that was broken because the next word did not fit goes on in the next one, unless
    that is indented.
    """
    open_lines: list[_TextLine] = []
    for line in lines:
        if open_lines and not _goes_on(open_lines[-1], line, width):
            yield _make_block(open_lines)
            open_lines = []
        open_lines.append(line)
    yield _make_block(open_lines)


def _goes_on(line: _TextLine, after: _TextLine, width: int) -> bool:
    if width > _WIDE or after.indent > line.indent or _ITEM.match(after.text):
        return False
    word = after.text.split(" ", 1)[0]
    return line.indent + len(line.text) + 1 + len(word) > width


def _make_block(lines: Iterable[_TextLine]) -> TextBlock:
    kept = list(lines)
    text = " ".join(map(attrgetter("text"), kept))
    return TextBlock(text, kept[0].number, is_item=bool(_ITEM.match(text)))
