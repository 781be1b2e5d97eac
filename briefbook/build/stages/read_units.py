"""Bytes → units: only those whose bytes changed are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from briefbook.base.addresses import list_places
from briefbook.base.problems import Problem
from briefbook.build.as_of import dated_rows
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site
from briefbook.build.working import work_in_order
from briefbook.index.ledger import EditionView, TaskResult
from briefbook.units.files import (
    UnitFiles,
    find_main,
    find_unread,
    group_files,
    make_unit,
    unit_kind,
)
from briefbook.units.resolving import seed_rows
from briefbook.units.unit import Unit

BY_UNIT = ("read", "contribute", "check", "gap-uses", "gaps")
"""The stages that have a task for each unit."""


Order = tuple[UnitFiles, Mapping[str, bytes | None]]
"""The files of a unit and their bytes; the capture's, if any, lie under its path."""


def read_units(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Read the units whose bytes changed; return what is wrong in any of them."""
    changed = differing(site.last.files, inputs.files)
    mains = set(find_mains(changed, site.last.captures, inputs.captures))
    here = {path for path in mains if path in inputs.files and unit_kind(path)}
    ledger = site.ledger
    for stage in BY_UNIT:
        ledger.forget(stage, sorted(mains - here))
    ledger.mark("read", here, "its files")
    take_files(site, inputs)
    find = unit_finder(site, inputs)

    def read(path: str, _: EditionView) -> TaskResult:
        unit = find(path)
        assert unit.path == path
        rows = (*seed_rows(unit), *(dated_rows(unit) if inputs.edition.as_of else ()))
        return TaskResult(unit._replace(problems=()), rows, unit.problems)

    site.deltas["read"] = ledger.run("read", inputs.edition, read)
    return (*site.last.strays, *ledger.stage_problems("read"))


def take_files(site: Site, inputs: Inputs) -> None:
    """Remember the files that came in, and which of them belong to nobody."""
    is_other = site.last.files.keys() != inputs.files.keys()
    if is_other or site.last.captures != inputs.captures:
        _, strays = group_files(inputs.files)
        unread = find_unread(inputs.files, inputs.captures)
        site.last = site.last._replace(strays=(*strays, *unread))
    site.last = site.last._replace(files=dict(inputs.files), captures=dict(inputs.captures))


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Return the keys that are new, gone, or have another value."""
    return {key for key, _ in before.items() ^ now.items()}


def find_mains(
    paths: set[str], before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[str]:
    """Yield the main files of the units that files belong to, or belonged to."""
    for path in paths:
        yield find_main(path)
    for captures in (before, now):
        for main, capture in captures.items():
            if not paths.isdisjoint(list_places(main, capture)):
                yield main
    yield from differing(before, now)


def order_unit(inputs: Inputs, path: str) -> Order:
    """Return what a reader is given of a unit: its files' bytes.

    None stands where a capture may lie and does not.
    """
    unit = make_unit(path, inputs.files)
    capture = inputs.captures.get(unit.main, "")
    places = list_places(unit.main, capture) if capture else ()
    paths = (unit.main, unit.sidecar, unit.lock, *places)
    return unit, {
        path: inputs.load(path) if path in inputs.files else None for path in paths if path
    }


def unit_finder(site: Site, inputs: Inputs) -> Callable[[str], Unit]:
    """Return what gives each unit that is due: read when it is asked for, or by an executor.

    What an executor reads is to be asked for in the order of the units.
    """
    orders = partial(order_unit, inputs)
    if site.executor is None:
        return lambda path: read_unit(*orders(path))
    results = work_in_order(site.executor, read_batch, map(orders, site.ledger.due("read")))
    return lambda _: next(results)


def read_batch(orders: Iterable[Order]) -> list[Unit]:
    """Return the units of some orders."""
    return [read_unit(files, data) for files, data in orders]


def read_unit(files: UnitFiles, data: Mapping[str, bytes | None]) -> Unit:
    """Return a unit from the bytes of its files."""
    from briefbook.units.article import read_article
    from briefbook.units.entries import read_registry
    from briefbook.units.picture import read_picture

    if files.kind == "registry":
        return read_registry(files.main, data[files.main] or b"")
    if files.kind == "picture":
        return read_picture(files.main, data[files.main] or b"")
    return read_article(files, data)
