"""The texts of a workspace by units, as far as renaming needs to know them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Entry
from briefbook.units.article_files import read_front, read_sidecar, unit_key
from briefbook.units.entries import EntryGroup, read_registry
from briefbook.units.files import UnitFiles, article_key, group_files
from briefbook.units.resolving import LOCAL, article_names


class Sources(NamedTuple):
    """The files of a workspace: ``load`` returns the bytes of one.

    ``units`` are those with a text; ``captures`` what articles name, as it is written.
    """

    paths: frozenset[str]
    units: Mapping[str, UnitFiles]
    load: Callable[[str], bytes]
    captures: Mapping[str, str]


class Part(NamedTuple):
    """A unit: its key ("" of a registry), its entries, and the ids that hold in it alone."""

    files: UnitFiles
    key: str
    entries: tuple[Entry, ...]
    local_ids: frozenset[str]


def list_sources(
    paths: Iterable[str], load: Callable[[str], bytes], captures: Mapping[str, str]
) -> Sources:
    """Return the files of a workspace as ``rename`` needs them."""
    known = frozenset(paths)
    units, _ = group_files(known)
    texts = {path: unit for path, unit in units.items() if unit.kind != "picture"}
    return Sources(known, texts, load, captures)


def read_parts(sources: Sources, words: Iterable[str]) -> Iterator[Part]:
    """Yield the units in whose files or names one of the words stands; all for no words."""
    wanted = [word.encode() for word in words]
    for path, files in sources.units.items():
        data = {one: sources.load(one) for one in files[1:] if one}
        texts = (path.encode(), *data.values())
        if not wanted or any(word in text for word in wanted for text in texts):
            yield read_part(files, data)


def read_part(files: UnitFiles, data: Mapping[str, bytes]) -> Part:
    """Return a unit from the bytes of its files; entries with errors are among its own."""
    if files.kind == "registry":
        unit = read_registry(files.main, data[files.main])
        return Part(files, "", (*unit.entries, *unit.broken), frozenset())
    head, key = read_front(files, data).entry, unit_key(files)
    _, entries, _ = read_sidecar(files, data, EntryGroup(files.sidecar, (), key))
    local = frozenset(entry.id for entry in entries if entry.kind in LOCAL)
    return Part(files, key, (*([head] if head else ()), *entries), local)


def list_names(sources: Sources) -> dict[str, frozenset[str]]:
    """Return the keys of the articles that each name may mean."""
    names: dict[str, frozenset[str]] = {}
    for path, unit in sources.units.items():
        for name in article_names(path) if unit.kind == "article" else ():
            names[name] = names.get(name, frozenset()) | {article_key(path)}
    return names


def find_article(name: str, names: Mapping[str, frozenset[str]]) -> str:
    """Return the key of the one article of a name, "" for none and for several."""
    keys = names.get(name.removesuffix(".md"), frozenset[str]())
    return next(iter(keys)) if len(keys) == 1 else ""


def list_folders(sources: Sources) -> set[str]:
    """Return the folders of all briefings."""
    return {unit_key(unit) for unit in sources.units.values() if unit.kind == "briefing"}


def is_everywhere(entry: Entry) -> bool:
    """Tell whether an entry has an id that holds everywhere."""
    kind = BY_NAME[entry.kind]
    return bool(kind.section) and kind.is_named and entry.ref == entry.id
