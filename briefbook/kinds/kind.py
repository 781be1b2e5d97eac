"""What every kind has in common: its entries, the passages they rest on, and its rows."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from briefbook.index.jump import Found
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


def find_nothing(_: Entry, __: Context) -> Iterator[Found]:
    """Yield nothing: most kinds are parts of others, and found with these."""
    yield from ()


def publish_nothing(_: Entry, __: Context) -> Iterator[Published]:
    """Yield nothing: what speaks to its own article alone is no part of the book."""
    yield from ()


def mask_nothing(_: Entry) -> Iterator[Row]:
    """Yield nothing: most ids may be shown wherever their entry may."""
    yield from ()


class Kind(NamedTuple):
    """One kind of entry: its fields, and the rows that one entry contributes.

    ``section`` is the name of its registry file and of its key in a sidecar. ``shape``
    is ``mapping`` (id → entry) or ``list``. ``short`` names the fields of the list form
    of an entry. ``scalar`` is the field that a bare scalar fills. ``lax`` fields are
    understood under other names or in other words by ``tidy``; ``names`` tells what the
    analyst calls a field that has another name here, ``also`` other keys that ``tidy`` takes.
    ``finds`` is what the search knows.
    ``sketch`` are the fields that a new entry begins with, the first of them its name.
    ``publish`` makes the records of the book, which stand in the ``lists``, each of one
    shape: a field is not published before it stands there. A name of a field ends with ``_``
    where Python has taken it. ``masks`` are rows that tell which ids may not be shown.
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
    finds: Callable[[Entry, Context], Iterator[Found]] = find_nothing
    sketch: tuple[str, ...] = ()
    publish: Callable[[Entry, Context], Iterator[Published]] = publish_nothing
    lists: Mapping[str, Any] = {}
    masks: Callable[[Entry], Iterator[Row]] = mask_nothing
