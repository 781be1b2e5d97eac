"""Articles and actors as the command line names them."""

from collections import defaultdict
from collections.abc import Mapping

from briefbook.base.addresses import list_places
from briefbook.base.suggesting import did_you_mean
from briefbook.kinds.actor import ACTOR
from briefbook.kinds.fields import is_id
from briefbook.session.choices import WrongUsage
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
    capture = snapshot.captures.get(unit.main, "")
    places = list_places(unit.main, capture) if capture else ()
    paths = [path for path in (*unit[1:], *places) if path]
    return {path: snapshot.load(path) if path in snapshot.files else None for path in paths}


def check_speaker(name: str, snapshot: Snapshot) -> None:
    """Return if ``name`` means one actor, by id or by a name, as in a sidecar.

    Where a registry cannot be read, the actor may be in it.

    Raises:
        WrongUsage: it means none, or several.
    """
    known = _list_actors(snapshot)
    bearers = known.get(name, set()) if known is not None else {name}
    if len(bearers) > 1:
        raise WrongUsage(f'"{name}" is the name of several: {", ".join(sorted(bearers))}')
    if not bearers:
        hint = (
            did_you_mean(name, known or ()) or f"add one to {ROOT}/{ACTOR.section}.yaml first"
        )
        raise WrongUsage(f'no actor "{name}"; {hint}')


def _list_actors(snapshot: Snapshot) -> Mapping[str, set[str]] | None:
    units, _ = group_files(snapshot.files)
    paths = [path for path in units if path.endswith(f"/{ACTOR.section}.yaml")]
    registries = [read_registry(path, snapshot.load(path)) for path in paths]
    if any(unit.unreadable for unit in registries):
        return None
    found: defaultdict[str, set[str]] = defaultdict(set)
    for unit in registries:
        for entry in (*unit.entries, *unit.broken):
            names = (name for name in called(entry) if not is_id(name))
            for name in (entry.id, *names):
                found[name].add(entry.id)
    return found
