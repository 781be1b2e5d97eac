"""The ids that a workspace has, as the command line needs them: read without any text."""

import re
from collections.abc import Collection, Iterable

from briefbook.build.config import Config
from briefbook.cli.articles import list_ids
from briefbook.kinds.kind import Entry
from briefbook.schemas.book import BookIds
from briefbook.units.article_files import read_sidecar, unit_key
from briefbook.units.entries import EntryGroup, is_lost, read_registry
from briefbook.units.files import UnitFiles, folder_of, group_files
from briefbook.units.resolving import article_names
from briefbook.workspace.load import Snapshot


def read_book_ids(snapshot: Snapshot, words: Collection[str] = ()) -> BookIds:
    """Return what is in the registries and the annotations of a workspace.

    With ``words``, only annotations are read in which one of them stands.
    """
    units, _ = group_files(snapshot.files)
    wanted = tuple(word.encode() for word in words)
    read = [_read_entries(unit, snapshot, wanted) for unit in units.values()]
    return BookIds(
        snapshot.config or Config(""),
        tuple(entry for entries, _ in read for entry in entries),
        articles=tuple(
            name
            for path, unit in units.items()
            if unit.kind == "article"
            for name in article_names(path)
        ),
        briefings=tuple(
            folder_of(path) for path, unit in units.items() if unit.kind == "briefing"
        ),
        is_whole=all(is_whole for _, is_whole in read),
    )


def list_taken(snapshot: Snapshot) -> frozenset[str]:
    """Return the ids that stand for something in the whole book."""
    book = read_book_ids(snapshot)
    ids = (one.id for one in book.entries if one.defines and "#" not in one.ref)
    return frozenset((*ids, *list_ids(snapshot), *book.briefings))


def find_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some texts that may be ids, or parts of references."""
    return frozenset(word for text in texts for word in re.findall(r"[\w-]+", text))


def _read_entries(
    unit: UnitFiles, snapshot: Snapshot, wanted: tuple[bytes, ...]
) -> tuple[tuple[Entry, ...], bool]:
    """Return the entries of a unit, and whether that is all of them."""
    if unit.kind == "registry":
        found = read_registry(unit.main, snapshot.load(unit.main))
        return (*found.entries, *found.broken), not found.unreadable
    if not unit.sidecar:
        return (), True
    data = {unit.sidecar: snapshot.load(unit.sidecar)}
    if wanted and not any(word in data[unit.sidecar] for word in wanted):
        return (), True
    raw, entries, problems = read_sidecar(
        unit, data, EntryGroup(unit.sidecar, (), unit_key(unit))
    )
    return entries, not is_lost(raw, problems)
