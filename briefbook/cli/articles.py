"""Articles and entries of registries as the command line names them."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from briefbook.base.suggesting import did_you_mean
from briefbook.kinds import REGISTRIES
from briefbook.kinds.fields import is_id
from briefbook.kinds.kind import Entry, Kind
from briefbook.session.choices import WrongUsage
from briefbook.units.article_files import list_paths
from briefbook.units.entries import read_registry
from briefbook.units.files import ROOT, UnitFiles, group_files
from briefbook.units.resolving import article_names, called
from briefbook.workspace.load import Snapshot


def find_article(name: str, snapshot: Snapshot) -> UnitFiles:
    """Return the article that ``name`` means: its path, or the end of it that is unique."""
    units, _ = group_files(snapshot.files)
    articles = {path: unit for path, unit in units.items() if unit.kind == "article"}
    found = [unit for path, unit in articles.items() if name in (path, *article_names(path))]
    if len(found) == 1:
        return found[0]
    names = [article_names(path)[-1] for path in articles]
    why = "several articles are" if found else "no article is"
    hint = did_you_mean(name, names)
    raise WrongUsage(f"{why} called {name!r}" + (f"; {hint}" if hint else ""))


def load_unit(unit: UnitFiles, snapshot: Snapshot) -> dict[str, bytes | None]:
    """Return the bytes of a unit's files; None where a capture may lie and does not."""
    paths = list_paths(unit, snapshot.captures.get(unit.main, ""))
    return {path: snapshot.load(path) if path in snapshot.files else None for path in paths}


class KnownEntries(NamedTuple):
    """The entries of a kind in registries, by id, and the ids that each id and name means."""

    entries: Mapping[str, Entry]
    meant: Mapping[str, AbstractSet[str]]

    @property
    def names(self) -> dict[str, AbstractSet[str]]:
        """The names alone, with whom they mean."""
        return {name: ids for name, ids in self.meant.items() if name not in self.entries}


def list_known(kind: Kind, snapshot: Snapshot) -> KnownEntries | None:
    """Return what the registries of a kind hold, None where one of them cannot be read."""
    units, _ = group_files(snapshot.files)
    paths = [path for path in units if path.endswith(f"/{kind.section}.yaml")]
    registries = [read_registry(path, snapshot.load(path)) for path in paths]
    if any(unit.unreadable for unit in registries):
        return None
    entries = {one.id: one for unit in registries for one in (*unit.entries, *unit.broken)}
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries.values():
        for name in (entry.id, *(name for name in called(entry) if not is_id(name))):
            meant[name].add(entry.id)
    return KnownEntries(entries, meant)


def check_known(kind: Kind, name: str, snapshot: Snapshot) -> Entry | None:
    """Return the one entry of a kind that ``name`` means, by id or by a name, as in a sidecar.

    None where a registry cannot be read: the entry may be in it.

    Raises:
        WrongUsage: it means none, or several.
    """
    known = list_known(kind, snapshot)
    if known is None:
        return None
    bearers = known.meant.get(name, frozenset[str]())
    if len(bearers) > 1:
        raise WrongUsage(f'"{name}" is the name of several: {", ".join(sorted(bearers))}')
    if not bearers:
        hint = did_you_mean(name, known.meant)
        hint = hint or f"add one to {ROOT}/{kind.section}.yaml first"
        raise WrongUsage(f'no {kind.name} "{name}"; {hint}')
    return known.entries[next(iter(bearers))]


def list_ids(snapshot: Snapshot) -> set[str]:
    """Return the ids of all registries that can be read."""
    found = (list_known(kind, snapshot) for kind in REGISTRIES.values())
    return {name for known in found if known for name in known.entries}
