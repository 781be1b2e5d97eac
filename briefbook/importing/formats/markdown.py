"""Markdown, with or without front matter."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from briefbook.importing.days import read_day
from briefbook.importing.document import Dropped, ImportedDocument, TextBlock, squeeze
from briefbook.importing.encodings import decode_text
from briefbook.syntax.markdown.document import REFERENCE_CHARACTER, Block
from briefbook.syntax.markdown.parser import read_markdown
from briefbook.syntax.text import drop_forbidden, split_front_matter
from briefbook.syntax.yaml.reader import read_yaml
from briefbook.workspace.scan import Unreadable

FATAL = "too-much-markup"
_LINKS = re.compile(r"[\[<]")
"""What may lead to where nothing is: a block with such marks is taken as its words alone."""


def read(path: str, data: bytes) -> ImportedDocument:
    """Return a Markdown file: what its front matter says, and its text as readers see it.

    Raises:
        Unreadable: it is no text, or has more markup than is read.
    """
    decoded = decode_text(path, data)
    text = drop_forbidden(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    halves = split_front_matter(text, path)
    raw = read_yaml(halves.yaml, path)[0] if halves.yaml.strip() else None
    head = raw if isinstance(raw, dict) else {}
    document, problems = read_markdown(halves.body, path, halves.body_start)
    for found in problems:
        if found.code == FATAL:
            raise Unreadable(found)
    first = text.count("\n", 0, halves.body_start) + 1
    title = _take(head, "title") or document.title
    heads = filter(None, dict.fromkeys((title, document.title)))
    top = (TextBlock(words, first, heading=1) for words in heads)
    lines = halves.body.split("\n")
    return ImportedDocument(
        (*top, *_list_blocks(document.blocks, document.text, lines, first)),
        title=title,
        author=_list_authors(head),
        date=read_day(_take(head, "date")),
        publisher=_take(head, "publisher"),
        URL=_take(head, "URL") or _take(head, "url"),
        language=_take(head, "language") or _take(head, "lang"),
        dropped=tuple(
            Dropped(
                text.count("\n", 0, span.start) + 1, squeeze(text[slice(*span)]), "a comment"
            )
            for span in document.comments
        ),
        encoding=decoded.guessed,
    )


def _take(head: Mapping[str, Any], name: str) -> str:
    value = head.get(name)
    return squeeze(value) if isinstance(value, str) else ""


def _list_authors(head: Mapping[str, Any]) -> tuple[str, ...]:
    given = head.get("author", head.get("authors"))
    listed = given if isinstance(given, list) else [given]
    names = (one.get("name") if isinstance(one, dict) else one for one in listed)
    return tuple(squeeze(one) for one in names if isinstance(one, str) and one.strip())


def _list_blocks(
    blocks: Sequence[Block], text: str, lines: Sequence[str], first: int
) -> Iterator[TextBlock]:
    """Yield the blocks of a text; what stands on one line, as the cells of a row do, is one."""
    rows = [(line, list(group)) for line, group in groupby(blocks, key=attrgetter("line"))]
    ends = [*(line for line, _ in rows), len(lines)][1:]
    for (line, row), end in zip(rows, ends, strict=True):
        told = " ".join(text[block.start : block.end] for block in row)
        words = squeeze(told.replace(REFERENCE_CHARACTER, ""))
        written = "\n".join(lines[line:end]).strip("\n")
        if words:
            yield TextBlock(
                words,
                first + line,
                heading=_find_level(row[0], written),
                is_item=written.lstrip().startswith(("- ", "* ", "+ ")),
                markup="" if _LINKS.search(written) else written,
            )


def _find_level(block: Block, written: str) -> int:
    if block.kind != "heading":
        return 0
    marks = len(written) - len(written.lstrip("#"))
    return min(marks or 2, 6)
