"""Word files: paragraphs with the changes made in them, and the remarks on their words."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefbook.importing.archives import (
    SEPARATOR,
    XmlHandler,
    get_attribute,
    read_xml,
    unpack,
)
from briefbook.importing.days import read_day
from briefbook.importing.document import Dropped, ImportedDocument, MarginComment, squeeze
from briefbook.importing.formats.word import Paragraphs, Properties
from briefbook.importing.refusing import refuse_format

_NAME = "Word file"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_PARTS = re.compile(
    r"word/(?:document|comments|styles|footnotes|endnotes|header\d*|footer\d*)\.xml"
    r"|docProps/core\.xml"
)
_EDGES = re.compile(r"word/(header|footer)\d*\.xml")
_SKIPPED = ("Fallback", "instrText", "delInstrText")
"""A second form of what stands before it, and commands to Word."""

_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


class _Style(NamedTuple):
    """A style of paragraphs: its heading's level, 0 for none, and whether it is the title."""

    level: int
    is_title: bool


def read(path: str, data: bytes) -> ImportedDocument:
    """Return a Word file: insertions are text, deletions are dropped.

    Raises:
        Unreadable: it is none, is damaged, or too much.
    """
    parts = unpack(path, _NAME, data, lambda name: _PARTS.fullmatch(name) is not None)
    if _BODY not in parts:
        refuse_format(path, _NAME, f"there is no {_BODY} in it")
    styles, comments, facts = _Styles(), _Comments(), Properties()
    body = _WordBody(styles.found)
    told: tuple[tuple[str, XmlHandler], ...] = (
        ("word/styles.xml", styles),
        ("word/comments.xml", comments),
        ("docProps/core.xml", facts),
        *((name, body) for name in (_BODY, *_NOTES)),
    )
    for name, handler in told:
        if name in parts:
            read_xml(path, _NAME, parts[name], handler)
    title = facts.found.get("title", "") or body.title
    author = facts.found.get("creator", "")
    return ImportedDocument(
        body.paragraphs.list_blocks(),
        title=title,
        author=tuple(filter(None, re.split(r"\s*;\s*", author))),
        language=facts.found.get("language", ""),
        comments=tuple(body.paragraphs.list_comments(comments.found)),
        dropped=(*body.paragraphs.dropped, *_list_edges(path, parts)),
    )


def _list_edges(path: str, parts: Mapping[str, bytes]) -> Iterator[Dropped]:
    """Yield what stands at the head and foot of the pages, each once."""
    seen = set[str]()
    for name, part in parts.items():
        if found := _EDGES.fullmatch(name):
            edge = _WordBody({})
            read_xml(path, _NAME, part, edge)
            for block in edge.paragraphs.list_blocks():
                if block.text not in seen:
                    seen.add(block.text)
                    where = "head" if found[1] == "header" else "foot"
                    yield Dropped(0, block.text, f"the {where} of the pages")


def _local(name: str) -> str:
    """Return the name of an element of a text, "" for what is of another kind."""
    space, _, local = name.rpartition(SEPARATOR)
    return local if space in (_WORDS, _STRICT) or local == "Fallback" else ""


class _WordBody:
    """The paragraphs of a part; words within what was deleted or is skipped are no text."""

    def __init__(self, styles: Mapping[str, _Style]) -> None:
        """Begin with nothing."""
        self.paragraphs = Paragraphs()
        self.styles = styles
        self.title = ""
        self.looks: list[tuple[str, bool]] = []
        self.in_text = self.skipped = 0
        self.deleted: list[str] = []
        self.deleting: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        local = _local(name)
        if local in _SKIPPED:
            self.skipped += 1
        elif not self.skipped:
            self._enter(local, attributes)

    def _enter(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "p":
            self.paragraphs.begin()
            self.looks.append(("", False))
        elif local in ("t", "delText"):
            self.in_text += 1
        elif local in ("del", "moveFrom"):
            self.deleting.append(get_attribute(attributes, "author"))
        elif local in _SPACES:
            self._add(_SPACES[local])
        else:
            self._mark(local, attributes)

    def _mark(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "commentRangeStart":
            self.paragraphs.begin_words(get_attribute(attributes, "id"))
        elif local == "commentRangeEnd":
            self.paragraphs.end_words(get_attribute(attributes, "id"))
        elif local == "commentReference":
            self.paragraphs.opened.setdefault(
                get_attribute(attributes, "id"), self.paragraphs.place()
            )
        elif local == "pStyle" and self.looks:
            self.looks[-1] = (get_attribute(attributes, "val"), self.looks[-1][1])
        elif local == "numPr" and self.looks:
            self.looks[-1] = (self.looks[-1][0], True)

    def words(self, text: str) -> None:
        """Take words."""
        if self.in_text and not self.skipped:
            self._add(text)

    def _add(self, words: str) -> None:
        if self.deleting:
            self.deleted.append(words)
        else:
            self.paragraphs.add(words)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        local = _local(name)
        if local in _SKIPPED:
            self.skipped -= 1
        elif not self.skipped:
            self._leave(local)

    def _leave(self, local: str) -> None:
        if local == "p" and self.looks:
            self._end_paragraph(*self.looks.pop())
        elif local in ("t", "delText"):
            self.in_text -= 1
        elif local in ("del", "moveFrom") and self.deleting:
            who = self.deleting.pop()
            self.paragraphs.drop("".join(self.deleted), f"struck out by {who or 'somebody'}")
            self.deleted.clear()

    def _end_paragraph(self, style: str, is_item: bool) -> None:
        look = self.styles.get(style, _Style(0, is_title=False))
        made = self.paragraphs.end(look.level, is_item and not look.level)
        self.title = self.title or (made.text if look.is_title else "")


class _Styles:
    """The styles of paragraphs: their names are English, whatever Word speaks."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: dict[str, _Style] = {}
        self.id = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        local = _local(name)
        if local == "style":
            self.id = get_attribute(attributes, "styleId")
        elif local == "name" and self.id:
            called = get_attribute(attributes, "val").lower()
            heading = re.fullmatch(r"heading ([1-9])", called)
            is_title = called == "title"
            level = min(int(heading[1]), 6) if heading else int(is_title)
            self.found[self.id] = _Style(level, is_title)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if _local(name) == "style":
            self.id = ""

    def words(self, text: str) -> None:
        """Take words, which say nothing here."""


class _Comments:
    """The remarks of a file, by their ids."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: dict[str, MarginComment] = {}
        self.id = ""
        self.parts: list[str] = []
        self.in_text = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        local = _local(name)
        if local == "comment":
            self.id = get_attribute(attributes, "id")
            self.parts = []
            day = read_day(get_attribute(attributes, "date")[:10])
            author = squeeze(get_attribute(attributes, "author"))
            self.found[self.id] = MarginComment(author, day, "", "")
        elif local == "p" and self.parts:
            self.parts.append(" ")
        self.in_text += local == "t"

    def words(self, text: str) -> None:
        """Take words."""
        if self.in_text:
            self.parts.append(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        local = _local(name)
        self.in_text -= local == "t"
        if local == "comment" and self.id in self.found:
            body = squeeze("".join(self.parts))
            self.found[self.id] = self.found[self.id]._replace(body=body)
