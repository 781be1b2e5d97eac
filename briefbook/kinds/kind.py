"""What every kind has in common: its entries, the passages they rest on, and its rows."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import OPEN, Gate, Row


class Passage(NamedTuple):
    """The words of a text that an entry rests on, without their place.

    ``words`` as they stand in the text, parts joined by " … ". ``before`` and ``after``
    complete the sentence, where the text may be published. ``where`` is ``text`` (the
    article that readers see), ``capture`` (an unpublished original), ``lock`` (accepted
    on the quote lock, ``verified`` on that day) or ``lost``. ``is_source`` tells whether the
    words are known to be those of a source: else we may have written them.
    """

    words: str
    where: str = "text"
    basis: str = ""
    before: str = ""
    after: str = ""
    verified: str = ""
    is_source: bool = False


class Entry(NamedTuple):
    """One fact with its identity and its place in a file.

    ``id`` is local to its unit for quotes, claims, notes and a sidecar's sources, else
    site-wide. ``ref`` is site-wide always (``uk-china-2023/beijing-talks#posture``).
    ``pointer`` leads to the entry in the file at ``path``; ``short`` names the fields of
    an entry that was written as a list.
    """

    kind: str
    id: str
    ref: str
    fact: Any
    path: str
    pointer: tuple[str, ...]
    gate: Gate = OPEN
    was: tuple[str, ...] = ()
    passage: Passage | None = None
    short: tuple[str, ...] = ()


Published = tuple[str, Any, Gate]
"""The list that a record stands in, its fields (the identity first), and its gate."""


class Context(NamedTuple):
    """What an entry knows of where it stands.

    ``article`` is the article's site-wide key, "" in a registry; ``address`` its page.
    ``date`` is the article's own, or its source's ``issued``, in EDTF, or "".
    ``briefing`` is the folder of the nearest ``index.md``, or "". ``order`` is the rank
    of the entry among those of its unit with the same identity. ``transcripts`` are those of
    the unit's sources of which all words are quotations.
    """

    path: str
    article: str = ""
    address: str = ""
    date: str = ""
    source: str = ""
    briefing: str = ""
    title: str = ""
    order: int = 0
    transcripts: tuple[str, ...] = ()


def no_change(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the mapping as it is: most kinds know no synonyms."""
    return raw


def find_nothing(_: Entry, __: Context) -> Iterator[SearchEntry]:
    """Yield nothing: most kinds are parts of others, and found with these."""
    yield from ()


def publish_nothing(_: Entry, __: Context) -> Iterator[Published]:
    """Yield nothing: what speaks to its own article alone is no part of the book."""
    yield from ()


def mask_nothing(_: Entry) -> Iterator[Row]:
    """Yield nothing: most ids may be shown wherever their entry may."""
    yield from ()


class FoundAs(NamedTuple):
    """What the search calls what it finds: ``one`` of them, all of them as a group.

    Groups stand in the order of their ``rank``. Of a passage the words count, not a name.
    """

    one: str
    many: str
    rank: int = 5
    is_passage: bool = False


class BookList(NamedTuple):
    """A list of the book: the shape of its records, and how one is known in another book.

    ``identity`` are the fields that tell records apart which have no id of their own;
    ``known_by`` those by which a record is known under another id, if no other has the
    same, the surest first. ``has_pages`` tells whether its records have pages of their own.
    """

    shape: Any
    known_by: tuple[tuple[str, ...], ...] = ()
    identity: tuple[str, ...] = ()
    has_pages: bool = False


class Kind(NamedTuple):
    """One kind of entry: everything about it that others may ask.

    ``section`` is the name of its registry file and of its key in a sidecar. ``shape``
    is ``mapping`` (id → entry) or ``list``. ``short`` names the fields of the list form
    of an entry. ``scalar`` is the field that a bare scalar fills. ``lax`` fields are
    understood under other names or in other words by ``tidy``; ``names`` tells what the
    analyst calls a field that has another name here, ``also`` other keys that ``tidy`` takes.
    ``finds`` is what the search knows.
    ``sketch`` are the fields that a new entry begins with, the first of them its name.
    ``publish`` makes the records of the book, which stand in the ``lists``: a field is not
    published before it stands in their shape. A name of a field ends with ``_`` where Python
    has taken it. ``masks`` are rows that tell which ids may not be shown. ``searched`` tells
    what the search calls what ``finds`` yields.

    ``heading`` is that of the index of a kind with plain pages (see ``plain.py``). Entries
    that are not named have no id; those that are local are known by it in their article
    alone. ``is_linkable``: words in a text may lead there (``[[id]]``). ``is_evidence``: what
    others may rest on. ``is_captured``: their words stand in the capture, where there is one.
    ``is_attributed``: their words are shown elsewhere, so that it matters whose they are.
    ``is_previewed``: links to them show a card, whose line is Markdown.
    """

    name: str
    section: str
    model: type
    rows: Callable[[Entry, Context], Iterator[Row]]
    shape: str = "mapping"
    in_registry: bool = False
    in_sidecar: bool = False
    short: tuple[str, ...] = ()
    scalar: str = ""
    tidy: Callable[[dict[str, Any]], dict[str, Any]] = no_change
    gate: Gate = OPEN
    names: Mapping[str, str] = {}
    also: tuple[str, ...] = ()
    finds: Callable[[Entry, Context], Iterator[SearchEntry]] = find_nothing
    sketch: tuple[str, ...] = ()
    publish: Callable[[Entry, Context], Iterator[Published]] = publish_nothing
    lists: Mapping[str, BookList] = {}
    masks: Callable[[Entry], Iterator[Row]] = mask_nothing
    searched: Mapping[str, FoundAs] = {}
    heading: str = ""
    is_named: bool = True
    is_local: bool = False
    is_linkable: bool = False
    is_evidence: bool = False
    is_captured: bool = False
    is_attributed: bool = False
    is_previewed: bool = False
