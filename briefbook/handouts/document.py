"""The document of a handout: what stands on paper, before it is HTML, PDF or DOCX.

Plain values only. Addresses are those of the site (``actors/x.html#y``) or of the web: a
format alone knows from where it links to them. Every kind of handout makes such a document,
and every format writes any of them: no kind knows a format, no format knows a kind.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from briefbook.base.addresses import BY_TOP
from briefbook.charts import Drawing

HOUSE = "handouts/reference.docx"
"""The file of a workspace that gives Word files their styles, head, foot and logo."""

WORD = re.compile(r"[{0}]{{1,2}}|[^\s{0}]+".format(r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"))
"""A word; of Chinese, Japanese and Korean, two characters, which take its room."""

Style = Literal["", "strong", "emphasis", "code", "label", "quiet"]


class HandoutSpan(NamedTuple):
    """Words within a line, or, with a ``note``, the number of an endnote in their place."""

    words: str
    style: Style = ""
    href: str = ""
    note: int = 0


Line = tuple[HandoutSpan, ...]


class Paragraph(NamedTuple):
    """A paragraph, or a heading within a section; its ``number`` is printed unless it is 0."""

    line: Line
    number: int = 0
    style: Literal["", "lead", "heading"] = ""


class Listing(NamedTuple):
    """A list: each item is one or more lines, of which the later ones stand below the first."""

    items: tuple[tuple[Line, ...], ...]
    ordered: bool = False


class Quotation(NamedTuple):
    """Words of somebody on lines of their own, and whose they are."""

    words: Line
    source: Line = ()


class Table(NamedTuple):
    """A table whose head is repeated on every page; a cell holds lines.

    ``widths`` are shares of the page's width, one for each column.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    widths: tuple[int, ...]


class Figure(NamedTuple):
    """A picture with what it shows in words, for who cannot see it."""

    picture: Drawing
    words: str


class Group(NamedTuple):
    """What belongs together on paper, under a title: a person with all that is said of them.

    ``title`` stands first, ``aside`` beside it in small print.
    """

    title: Line
    aside: Line
    blocks: tuple[Any, ...]


class Beside(NamedTuple):
    """Two sides of a matter, next to each other."""

    left: tuple[Any, ...]
    right: tuple[Any, ...]


Block = Paragraph | Listing | Quotation | Table | Figure | Group | Beside


class Section(NamedTuple):
    """A section; ``tone`` tells what may be said from what may not, and what comes first.

    One that ``opens_side`` begins the second side of a PDF, where both are then well filled.
    """

    title: str
    blocks: tuple[Block, ...]
    tone: Literal["", "box", "usable", "private"] = ""
    opens_side: bool = False


class Endnote(NamedTuple):
    """An endnote: what it says, and the address at which the words are read."""

    number: int
    line: Line
    address: str


class HandoutDocument(NamedTuple):
    """One handout. ``facts`` are (label, words) of its title block.

    ``language`` is that of the texts (BCP 47), ``paper`` the size of the sheet; ``sides`` is
    how many sides it may have, 0 for any number. ``address`` is that of its page of the site,
    ``base`` where the site is published, "" if that is not known. ``mark`` stands at head and
    foot; ``accent`` is a colour, #rrggbb. ``fonts`` are (name, SHA-256 or size) of the fonts
    that workspace and extras add. ``house`` is the SHA-256 of the workspace's template for
    Word, "" for none.
    """

    kind: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, Line], ...]
    sections: tuple[Section, ...]
    notes: tuple[Endnote, ...]
    mark: str
    organization: str
    edition: str
    language: str
    paper: Literal["a4", "letter"]
    sides: int
    address: str
    base: str
    accent: str
    fonts: tuple[tuple[str, str], ...] = ()
    house: str = ""


def plain(line: Line) -> str:
    """Return the words of a line, without numbers of notes."""
    return "".join(span.words for span in line if not span.note)


def words(text: str, style: Style = "", href: str = "") -> Line:
    """Return a line of one span, an empty one for no words."""
    return (HandoutSpan(text, style, href),) if text else ()


def join_lines(lines: Iterable[Line], between: str = ", ") -> Line:
    """Return lines in one, with words between them; empty ones are left out."""
    full = [line for line in lines if line]
    parts = [line if not n else (HandoutSpan(between), *line) for n, line in enumerate(full)]
    return tuple(span for part in parts for span in part)


def list_items(
    items: Iterable[tuple[Line, ...]], *, ordered: bool = False
) -> tuple[Listing, ...]:
    """Return a list, nothing for no items."""
    full = tuple(items)
    return (Listing(full, ordered),) if full else ()


def put_words(text: str, style: Literal["", "lead"] = "") -> tuple[Paragraph, ...]:
    """Return a paragraph, nothing for no words."""
    return (Paragraph(words(text), style=style),) if text else ()


def list_texts(document: HandoutDocument) -> Iterator[str]:
    """Yield whatever a document says, its pictures and notes included."""
    yield from (document.title, document.mark, document.organization)
    for value in (document.facts, document.sections, document.notes):
        yield from _walk(value)


def count_words(document: HandoutDocument) -> int:
    """Return how many words a document has: a measure of the room that it takes."""
    return sum(len(WORD.findall(text)) for text in list_texts(document))


def _walk(value: object) -> Iterator[str]:
    if isinstance(value, HandoutSpan):
        yield value.words
    elif isinstance(value, Figure):
        yield from _labels_of(value.picture)
    elif isinstance(value, tuple):
        for one in value:
            yield from _walk(one)
    elif isinstance(value, str):
        yield value


def _labels_of(picture: object) -> Iterator[str]:
    for one in picture if isinstance(picture, (tuple, list)) else ():
        if isinstance(one, str):
            yield one.removeprefix(BY_TOP)
        else:
            yield from _labels_of(one)
