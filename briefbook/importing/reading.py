"""The table of formats, and the one way in: a path and bytes → a document, cleaned."""

import re
from importlib import import_module
from itertools import takewhile
from pathlib import PurePath
from typing import NamedTuple

from briefbook.base.extras import require_extra
from briefbook.importing.cleaning.cleaning import clean
from briefbook.importing.cleaning.datelines import find_agency
from briefbook.importing.cleaning.head import STAMPS, is_stamp, read_byline
from briefbook.importing.days import find_day
from briefbook.importing.document import ImportedDocument, TextBlock
from briefbook.importing.isolated import read_isolated
from briefbook.importing.refusing import refuse, refuse_format
from briefbook.syntax.text import ARTICLE_LIMIT

_LARGE = 20 << 20
_TITLE = 200
_ENDS = re.compile(r"[.!?。！？…:：,，;；][\"”’»“」』)\]]*$")
EXTRA = "import"
MOST_BLOCKS = 20_000
"""Paragraphs of one file: the longest debates of a day have a tenth of that."""


class Format(NamedTuple):
    """A format: what people call it, its module in ``formats/``, and the most bytes of a file.

    What needs a library of the extra is read in a process of its own.
    """

    name: str
    module: str
    limit: int = ARTICLE_LIMIT
    needs_extra: bool = False


_PAGE = Format("web page", "html", needs_extra=True)
FORMATS = {
    ".txt": Format("text", "text"),
    ".text": Format("text", "text"),
    ".md": Format("Markdown", "markdown"),
    ".markdown": Format("Markdown", "markdown"),
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".docx": Format("Word file", "docx", _LARGE),
    ".odt": Format("OpenDocument text", "odt", _LARGE),
    ".pdf": Format("PDF", "pdf", _LARGE, needs_extra=True),
}
"""The formats of texts, by how the names of their files end."""


def find_format(path: str) -> Format | None:
    """Return the format of a file by its name, None for a name that tells none."""
    return FORMATS.get(PurePath(path).suffix.lower())


def read_document(path: str, data: bytes, *, keep: bool = False) -> ImportedDocument:
    """Return a file as read, less what is no text of it; with ``keep``, that stays in the text.

    What its head says of author and day is taken where the file does not declare them.

    Raises:
        Unreadable: it cannot be read; the problem says why.
        MissingExtra: what reads it is not installed.
        KeyError: its name tells no format (a fault of the caller).
    """
    found = FORMATS[PurePath(path).suffix.lower()]
    if len(data) > found.limit:
        refuse(path, "file-too-large", limit=f"{found.limit:,}")
    document = _read(found, path, data)
    if not any(block.text for block in document.blocks):
        refuse(path, "no-text-inside", format=found.name)
    if len(document.blocks) + len(document.dropped) > MOST_BLOCKS:
        refuse_format(path, found.name, f"it has more than {MOST_BLOCKS:,} paragraphs")
    if sum(len(block.text) for block in document.blocks) > ARTICLE_LIMIT // 2:
        refuse(path, "file-too-large", limit=f"{ARTICLE_LIMIT // 2:,}")
    cleaned = describe(clean(document))
    named = re.search(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", PurePath(path).stem)
    if named and not cleaned.date:
        cleaned = cleaned._replace(date=find_day(named[0]))
    return cleaned if not keep else _keep(document, cleaned)


def _keep(document: ImportedDocument, cleaned: ImportedDocument) -> ImportedDocument:
    """Return a document with all of its text, and with what was found out about it."""
    return cleaned._replace(
        blocks=document.blocks, comments=document.comments, dropped=document.dropped
    )


def _read(found: Format, path: str, data: bytes) -> ImportedDocument:
    if found.needs_extra:
        require_extra(EXTRA, "web pages and PDFs")
        return read_isolated(found.module, found.name, path, data)
    read = import_module(f"briefbook.importing.formats.{found.module}").read
    document: ImportedDocument = read(path, data)
    return document


def describe(document: ImportedDocument) -> ImportedDocument:
    """Return a document with what its first lines, or what was dropped of it, say of it."""
    told = [one.text for one in document.dropped]
    bylines = [name for line in told for name in read_byline(line)]
    datelines = [one.text for one in document.dropped if one.reason == "a dateline"]
    agency = next(filter(None, map(find_agency, datelines)), "")
    return mark_title(document)._replace(
        author=document.author or tuple(dict.fromkeys(bylines)),
        date=document.date or _find_date(document),
        publisher=document.publisher or agency,
        type="article-newspaper" if agency and document.type == "document" else document.type,
        dropped=tuple(sorted(document.dropped, key=lambda one: (one.page, one.line))),
    )


def _find_date(document: ImportedDocument) -> str:
    """Return the day that a line says which is hardly more, or that stands above the text."""
    early = [block.text for block in document.blocks[:6] if is_stamp(block.text)]
    stamps = [one.text for one in document.dropped if one.reason in STAMPS]
    start = next((block.line for block in document.blocks if len(block.text) > _TITLE), 0)
    above = [
        one.text for one in document.dropped if one.line < start and len(one.text) < _TITLE
    ]
    return next(filter(None, map(find_day, (*stamps, *early, *above))), "")


def mark_title(document: ImportedDocument) -> ImportedDocument:
    """Return a document with its title, and that of its lines which is the title as a heading.

    Where no line is a heading, it is the longest of the short ones above the text.
    """
    blocks = document.blocks
    top = next((one.text for one in blocks if one.heading), "")
    if document.title or top:
        return document._replace(title=document.title or top)
    heads = [block for block in takewhile(_is_head, blocks[:8]) if not is_stamp(block.text)]
    best = max(heads, key=lambda block: len(block.text), default=None)
    if best is None or len(heads) == len(blocks):
        return document
    marked = tuple(one._replace(heading=1) if one is best else one for one in blocks)
    return document._replace(blocks=marked, title=best.text)


def _is_head(block: TextBlock) -> bool:
    return len(block.text) <= _TITLE and not _ENDS.search(block.text)
