"""What can be put into a document: marks with their notes, links, and finished asides."""

from collections.abc import Mapping
from typing import NamedTuple

from briefbook.base.problems import Span


class TextMark(NamedTuple):
    """An annotation to show: ``#id``, the stretches of the text that it is about, its note.

    ``kind`` becomes a class of its pieces. ``number`` is that of its note, ``#note.ID``,
    and ``label`` says so in words for those who hear it; with 0 it has no note.
    """

    id: str
    spans: tuple[Span, ...]
    number: int
    label: str
    kind: str


class LinkTarget(NamedTuple):
    """What a link leads to: an entity by its id and name, at ``href`` ("" if it has no page).

    ``kind`` becomes the link's class. ``preview`` is the id of the entity's card on this
    page, for which a button stands after the first link to the entity; "" for none.
    """

    href: str
    entity: str
    name: str
    kind: str = ""
    preview: str = ""


class TextLink(NamedTuple):
    """A link over words of the text."""

    start: int
    end: int
    target: LinkTarget


class CitationNote(NamedTuple):
    """The note of a cited quote: its address, its number, and what it is, in words."""

    href: str
    number: int
    label: str


class Resolved(NamedTuple):
    """Where a relative address leads from this page; for a picture, its size in pixels."""

    address: str
    width: int = 0
    height: int = 0


class Marking(NamedTuple):
    """All that is put into one document; plain data, so that it can be compared and sent.

    ``marks`` have different ids. Of ``links`` that overlap, the first is taken, and only
    where the document is linkable. ``references`` and ``citations`` are keyed by target as
    written: what is missing stays words, or nothing. ``addresses`` are keyed by the
    document's; what is missing stays as it is. ``asides`` is finished HTML by the number of
    the block that it follows. Without ``ids`` the document's own are left out (``p.3``,
    ``h.results``), for a text shown beside another one.
    """

    marks: tuple[TextMark, ...] = ()
    links: tuple[TextLink, ...] = ()
    references: Mapping[str, LinkTarget] = {}
    citations: Mapping[str, CitationNote] = {}
    addresses: Mapping[str, Resolved] = {}
    asides: Mapping[int, str] = {}
    ids: bool = True
