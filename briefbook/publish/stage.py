"""Staging: new bytes wait in a folder of ours, within the output folder, for their places.

There every replacement is one rename. Until a journal speaks of it, the staging folder is
litter that any run may remove.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from briefbook.base.addresses import Address, folder_of
from briefbook.disk.files import Disk, base_of, is_folder, stat_path
from briefbook.publish.apply import Bench, remove_staging
from briefbook.publish.journal import (
    JOURNAL_NAME,
    STAGING_PREFIX,
    JournalStep,
    Kind,
    staged_name,
)
from briefbook.publish.records import start_clock

UNKNOWN = ""
"""Stands for the hash of a page that was not made yet."""


@contextmanager
def open_bench(output: Path, disk: Disk) -> Iterator[Bench]:
    """Give a new staging folder in the output folder; take both away again after an error.

    Unless there is a journal: then they are what the next run needs.
    """
    base, name = base_of(output), STAGING_PREFIX + os.urandom(8).hex()
    made = [
        folder for folder in (*reversed(output.parents), output) if not is_folder(f"{folder}/")
    ]
    try:
        for folder in made:
            disk.mkdir(os.fspath(folder))
        disk.mkdir(base + name, 0o700)
        start_clock(base + name, disk)
        yield Bench(base, f"{base}{name}/", disk)
    except (Exception, KeyboardInterrupt):
        if stat_path(base + JOURNAL_NAME) is None:
            _discard(base + name, made, disk)
        raise


def _discard(staging: str, made: Sequence[Path], disk: Disk) -> None:
    remove_staging(staging, disk)
    for folder in reversed(made):
        with suppress(OSError):
            disk.rmdir(os.fspath(folder))


def stage(
    bench: Bench,
    made: Iterable[tuple[Address, bytes]],
    needed: Mapping[Address, str],
    held: Mapping[Address, str],
    vacant: Collection[str] = (),
) -> dict[Address, JournalStep]:
    """Write the bytes that differ from what is there; return the step that will place each.

    ``needed`` and ``held`` are the hashes of the bytes that are wanted, or ``UNKNOWN``, and
    of those that are there now. Pages of a folder that is ``vacant`` wait in one of their
    own, to be brought there together, which halves the work.

    Raises:
        ValueError: not just the needed pages were made, each once.
    """
    rooms, staged = _make_rooms(bench, needed, vacant), dict[Address, JournalStep]()
    for number, (address, data) in enumerate(_expect(made, needed)):
        digest = needed[address] or sha256(data).hexdigest()
        if held.get(address) != digest:
            kind: Kind = "swap" if address in held else "place"
            step = JournalStep(kind, address, str(number), digest)
            if room := rooms.get(folder_of(address)):
                step = JournalStep("inside", address, room, digest)
            bench.disk.write(bench.staging + staged_name(step), data)
            staged[address] = step
    return staged


def _expect(
    made: Iterable[tuple[Address, bytes]], needed: Iterable[Address]
) -> Iterator[tuple[Address, bytes]]:
    """Yield what was made, if it is just what is needed."""
    left = set(needed)
    for address, data in made:
        if address not in left:
            raise ValueError(f"a page that was not asked for: {address}")
        left.remove(address)
        yield address, data
    if left:
        raise ValueError(f"pages that were not made: {sorted(left)[:3]}")


def _make_rooms(
    bench: Bench, needed: Collection[Address], vacant: Collection[str]
) -> dict[str, str]:
    """Make a room in staging for each vacant folder that has pages; return their names."""
    folders = sorted(set(map(folder_of, needed)).intersection(vacant)) if vacant else []
    rooms = {folder: str(number) for number, folder in enumerate(folders, len(needed))}
    for room in rooms.values():
        bench.disk.mkdir(bench.staging + room)
    return rooms


def verify(
    made: Iterable[tuple[Address, bytes]], wanted: Mapping[Address, str]
) -> Iterator[tuple[Address, bytes]]:
    """Yield what was made, hashed again.

    Raises:
        ValueError: it is not what ``wanted`` says.
    """
    for address, data in made:
        if wanted.get(address) not in (UNKNOWN, sha256(data).hexdigest()):
            raise ValueError(f"a page other than was announced: {address}")
        yield address, data
