"""The ids and words of a book → definitions in the place of those that allow any text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefbook.build.config import Config
from briefbook.kinds import BY_NAME, KINDS
from briefbook.kinds.event import SYNONYMS, TYPES
from briefbook.kinds.issue import OFF_SCALE
from briefbook.kinds.kind import Entry, Kind
from briefbook.kinds.mention import NOBODY
from briefbook.schemas.types import TEXT, Schema, name_ids, one_of, refer
from briefbook.units.resolving import called

ENTITY = "entity"


class BookIds(NamedTuple):
    """What is in a book: its ``entries``, and the names of articles and folders of briefings.

    ``is_whole`` tells whether all its files could be read: else more may be in it.
    """

    config: Config
    entries: tuple[Entry, ...]
    articles: tuple[str, ...] = ()
    briefings: tuple[str, ...] = ()
    is_whole: bool = True


def define_words(book: BookIds) -> dict[str, Schema]:
    """Return a definition for the ids of each kind, and for each list of words.

    Where an article may have ids of its own besides, any text goes: those of the book are
    offered.
    """
    ids = {kind.name: _list_ids(kind, book) for kind in KINDS if kind.is_named}
    linkable = [one for kind in KINDS if kind.is_linkable for one in ids.get(kind.name, ())]
    defined = {
        name_ids(kind): _choose(found, is_open=BY_NAME[kind].is_local or not book.is_whole)
        for kind, found in ids.items()
    }
    return {
        **defined,
        name_ids("article"): _choose(_name_all(book.articles), is_open=True),
        name_ids("briefing"): _choose(_name_all(book.briefings), is_open=True),
        name_ids(ENTITY): _choose([*linkable, (NOBODY, "")], is_open=True),
        "edition": _choose(_name_all(book.config.editions)),
        "stance": _choose(_name_all(_list_labels(book)), is_open=not book.is_whole),
        "event-type": _choose(_name_all(_list_types(book)), is_open=True),
    }


Named = tuple[str, str]
"""An id or a word, and what it means."""


def _name_all(words: Iterable[str]) -> list[Named]:
    return [(word, "") for word in dict.fromkeys(words)]


def _list_ids(kind: Kind, book: BookIds) -> list[Named]:
    """Return the ids of a kind that hold in the whole book, then the names that will do."""
    entries = [one for one in book.entries if one.kind == kind.name and one.defines]
    own = {one.ref: name_entry(one) for one in entries if "#" not in one.ref}
    bearers: dict[str, set[str]] = {}
    for entry in book.entries:
        for name in called(entry) if entry.defines else ():
            bearers.setdefault(name, set()).add(entry.ref)
    names = {
        name: min(refs)
        for name, refs in bearers.items()
        if len(refs) == 1 and refs <= own.keys() and name not in own
    }
    return [*own.items(), *names.items()]


def name_entry(entry: Entry) -> str:
    """Return what an entry is called: its first field, "" where that is no text."""
    fact = entry.fact or entry.rest
    names = (getattr(fact, name, "") for name in ("name", "term", "title"))
    return next(filter(None, names), "")


def _list_labels(book: BookIds) -> Iterator[str]:
    for entry in book.entries:
        yield from getattr(entry.fact, "scale", ())
    yield from (*OFF_SCALE, *book.config.vocabulary.stances)


def _list_types(book: BookIds) -> tuple[str, ...]:
    return (*TYPES, *SYNONYMS, *book.config.vocabulary.events)


def _choose(found: list[Named], *, is_open: bool = False) -> Schema:
    """Return the schema of one of some words; any text goes too if it ``is_open``."""
    if not found:
        return refer(TEXT)
    words, means = zip(*found, strict=True)
    told = {"enumDescriptions": list(means)} if any(means) else {}
    listed: Schema = {"enum": list(words), **told}
    return one_of(listed, refer(TEXT)) if is_open else listed
