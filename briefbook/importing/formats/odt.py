"""OpenDocument texts: paragraphs, remarks on their words, and what was struck out."""

from collections.abc import Mapping

from briefbook.importing.archives import get_attribute, local_name, read_xml, unpack
from briefbook.importing.days import read_day
from briefbook.importing.document import Dropped, ImportedDocument, MarginComment, squeeze
from briefbook.importing.formats.word import Paragraphs, Properties
from briefbook.importing.refusing import refuse_format

_NAME = "OpenDocument text"
_BODY, _LOOK, _META = "content.xml", "styles.xml", "meta.xml"
_EDGES = {"header": "the head of the pages", "footer": "the foot of the pages"}
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
_MOST_SPACES = 100


def read(path: str, data: bytes) -> ImportedDocument:
    """Return an OpenDocument text: what was deleted is dropped.

    Raises:
        Unreadable: it is none, is damaged, or too much.
    """
    parts = unpack(path, _NAME, data, {_BODY, _LOOK, _META}.__contains__)
    if _BODY not in parts:
        refuse_format(path, _NAME, f"there is no {_BODY} in it")
    body, look, meta = _OdtBody(), _Edges(), Properties()
    read_xml(path, _NAME, parts[_BODY], body)
    for name, one in ((_LOOK, look), (_META, meta)):
        if name in parts:
            read_xml(path, _NAME, parts[name], one)
    return ImportedDocument(
        body.paragraphs.list_blocks(),
        title=meta.found.get("title", "") or body.title,
        author=tuple(
            filter(None, [meta.found.get("initial-creator") or meta.found.get("creator")])
        ),
        language=meta.found.get("language", ""),
        comments=tuple(body.paragraphs.list_comments(body.remarks)),
        dropped=(*body.paragraphs.dropped, *dict.fromkeys(look.found)),
    )


class _OdtBody:
    """The paragraphs of a text; a remark stands among the words that it is on."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.paragraphs = Paragraphs()
        self.title = ""
        self.remarks: dict[str, MarginComment] = {}
        self.remark = ""
        self.told: dict[str, list[str]] = {}
        self.field = ""
        self.struck: list[str] | None = None
        self.items = self.told_of = 0
        self.parents: dict[str, str] = {}
        self.levels: list[tuple[int, bool]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        local = local_name(name)
        if local == "annotation":
            self._begin_remark(get_attribute(attributes, "name"))
        elif local == "annotation-end":
            self.paragraphs.end_words(get_attribute(attributes, "name"))
        elif self.remark:
            self.field = local
        elif local == "tracked-changes":
            self.struck = []
        elif self.struck is None:
            self._enter(local, attributes)
        self.told_of += local == "change-info"

    def _begin_remark(self, name: str) -> None:
        self.remark = name or f"#{len(self.remarks)}"
        self.told = {"creator": [], "date": [], "p": []}
        self.paragraphs.begin_words(self.remark)

    def _enter(self, local: str, attributes: Mapping[str, str]) -> None:
        if local in ("p", "h"):
            self._begin_paragraph(local, attributes)
        elif local in _SPACES:
            count = get_attribute(attributes, "c")
            times = min(int(count), _MOST_SPACES) if count.isdecimal() else 1
            self.paragraphs.add(_SPACES[local] * times)
        elif local == "style":
            self.parents[get_attribute(attributes, "name")] = get_attribute(
                attributes, "parent-style-name"
            )
        self.items += local == "list-item"

    def _begin_paragraph(self, local: str, attributes: Mapping[str, str]) -> None:
        level = get_attribute(attributes, "outline-level") if local == "h" else "0"
        style = get_attribute(attributes, "style-name")
        is_title = "Title" in (style, self.parents.get(style))
        heading = min(int(level), 6) if level.isdecimal() else 2
        self.levels.append((heading or int(is_title), is_title))
        self.paragraphs.begin()

    def words(self, text: str) -> None:
        """Take words."""
        if self.remark:
            place = self.field if self.field in self.told else "p"
            self.told[place].append(text)
        elif self.struck is None:
            self.paragraphs.add(text)
        elif not self.told_of:
            self.struck.append(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        local = local_name(name)
        self.told_of -= local == "change-info"
        if local == "annotation":
            self._end_remark()
        elif self.remark:
            self.told["p"].append(" ")
        elif local == "tracked-changes":
            self.paragraphs.drop("".join(self.struck or ()), "struck out")
            self.struck = None
        elif self.struck is None:
            self._leave(local)

    def _end_remark(self) -> None:
        creator, day, body = ("".join(self.told[one]) for one in ("creator", "date", "p"))
        self.remarks[self.remark] = MarginComment(
            squeeze(creator), read_day(day[:10]), "", squeeze(body)
        )
        self.remark = self.field = ""

    def _leave(self, local: str) -> None:
        if local in ("p", "h") and self.levels:
            heading, is_title = self.levels.pop()
            made = self.paragraphs.end(heading, bool(self.items) and not heading)
            self.title = self.title or (made.text if is_title else "")
        self.items -= local == "list-item"


class _Edges:
    """What stands at the head and the foot of the pages."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.found: list[Dropped] = []
        self.where = ""
        self.parts: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        """Take the beginning of an element."""
        local = local_name(name)
        if local in _EDGES and not self.where:
            self.where, self.parts = local, []

    def words(self, text: str) -> None:
        """Take words."""
        if self.where:
            self.parts.append(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if local_name(name) == self.where:
            if text := squeeze("".join(self.parts)):
                self.found.append(Dropped(0, text, _EDGES[self.where]))
            self.where = ""
