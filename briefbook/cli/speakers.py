"""Actors as the command line names them."""

from collections import defaultdict
from collections.abc import Mapping

from briefbook.base.suggesting import did_you_mean
from briefbook.kinds.actor import ACTOR
from briefbook.kinds.fields import is_id
from briefbook.session.choices import WrongUsage
from briefbook.units.files import ROOT, group_files
from briefbook.units.registry import read_registry
from briefbook.units.seeds import called
from briefbook.workspace.load import Snapshot


def check_speaker(name: str, snapshot: Snapshot) -> None:
    """Return if ``name`` means one actor, by id or by a name, as in a sidecar.

    Where a registry cannot be read, the actor may be in it.

    Raises:
        WrongUsage: it means none, or several.
    """
    known = list_actors(snapshot)
    bearers = known.get(name, set()) if known is not None else {name}
    if len(bearers) > 1:
        raise WrongUsage(f'"{name}" is the name of several: {", ".join(sorted(bearers))}')
    if not bearers:
        hint = (
            did_you_mean(name, known or ()) or f"add one to {ROOT}/{ACTOR.section}.yaml first"
        )
        raise WrongUsage(f'no actor "{name}"; {hint}')


def list_actors(snapshot: Snapshot) -> Mapping[str, set[str]] | None:
    """Return the ids of the actors by what they are called; None if some cannot be read."""
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
