"""Bytes → units, one after another or by many workers: the same either way."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor

from briefbook.reading.unit import Unit
from briefbook.units import UnitFiles
from briefbook.working import work_in_order

Order = tuple[UnitFiles, Mapping[str, bytes | None]]
"""The files of a unit and their bytes; the capture's, if any, lie under its path."""


def read_all(executor: Executor | None, orders: Iterable[Order]) -> Iterator[Unit]:
    """Yield the unit of each order, in their order."""
    return work_in_order(executor, read_batch, orders)


def read_batch(orders: Iterable[Order]) -> list[Unit]:
    """Return the units of some orders."""
    return [read_unit(files, data) for files, data in orders]


def read_unit(files: UnitFiles, data: Mapping[str, bytes | None]) -> Unit:
    """Return a unit from the bytes of its files."""
    from briefbook.reading.article import read_article
    from briefbook.reading.picture import read_picture
    from briefbook.reading.registry import read_registry

    if files.kind == "registry":
        return read_registry(files.main, data[files.main] or b"")
    if files.kind == "picture":
        return read_picture(files.main, data[files.main] or b"")
    return read_article(files, data)
