"""Bytes → units: only those whose bytes changed are read."""

from collections.abc import Iterator, Mapping

from briefbook.inputs import Inputs
from briefbook.ledger import Look, Made
from briefbook.memory import Site
from briefbook.problems import Problem
from briefbook.reading.article import read_article
from briefbook.reading.registry import read_registry
from briefbook.reading.unit import Unit
from briefbook.seeding import seed_rows
from briefbook.units import UnitFiles, group_files


def read_units(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Read the units whose bytes changed; return what is wrong in any of them."""
    site.units, strays = group_files(inputs.files)
    prints = {path: fingerprint(unit, inputs) for path, unit in site.units.items()}
    before = site.prints
    site.ledger.mark("read", [path for path in prints if before.get(path) != prints[path]])
    site.prints = prints

    def read(path: str, _: Look) -> Made:
        unit = read_unit(site.units[path], load_files(site.units[path], inputs))
        return Made(unit, tuple(seed_rows(unit)))

    site.deltas["read"] = site.ledger.run("read", site.units, inputs.edition, read)
    units = (unit for _, unit in site.ledger.stage_values("read"))
    return (*strays, *(found for unit in units for found in unit.problems))


def read_unit(files: UnitFiles, data: Mapping[str, bytes | None]) -> Unit:
    """Return a unit from the bytes of its files; the capture's, if any, lie under its path."""
    if files.kind == "registry":
        return read_registry(files.main, data[files.main] or b"")
    if files.kind == "picture":
        return Unit(files.main, files.kind)
    return read_article(files, data)


def fingerprint(unit: UnitFiles, inputs: Inputs) -> tuple[str, ...]:
    """Return the hashes of all files of a unit, its capture among them."""
    return tuple(
        f"{path}:{inputs.files[path].hash}" if path in inputs.files else path
        for path in unit_paths(unit, inputs)
    )


def unit_paths(unit: UnitFiles, inputs: Inputs) -> Iterator[str]:
    """Yield the paths of a unit's files, its capture last."""
    yield from (path for path in (unit.main, unit.sidecar, unit.lock) if path)
    capture = inputs.captures.get(unit.main, "")
    if capture:
        yield capture


def load_files(unit: UnitFiles, inputs: Inputs) -> dict[str, bytes | None]:
    """Return the bytes of a unit's files; None for a capture that is absent."""
    if unit.kind == "picture":
        return {}
    paths = unit_paths(unit, inputs)
    return {path: inputs.files[path].load() if path in inputs.files else None for path in paths}
