"""Planning: new bytes are staged beside their places, and the journal of a publish is made."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import NamedTuple

from briefbook.base.addresses import Address, fold_address, folder_of, folders_of
from briefbook.disk import files
from briefbook.disk.files import Disk
from briefbook.publish.journal import (
    OLD,
    STAGED_MANIFEST,
    STAGING_PREFIX,
    Journal,
    JournalStep,
    Kind,
    Staging,
)
from briefbook.publish.records import JOURNAL_NAME, encode_manifest, start_clock
from briefbook.publish.survey import Survey

UNKNOWN = ""
"""Stands for the hash of a page that was not made yet."""


class PublishTarget(NamedTuple):
    """What an output folder is to hold: ``hashes`` of all pages, and steps for those staged."""

    staged: Mapping[Address, JournalStep]
    hashes: Mapping[Address, str]


@contextmanager
def open_staging(output: Path, disk: Disk) -> Iterator[Staging]:
    """Give a new staging folder in the output folder; take both away again after an error.

    Unless there is a journal: then they are what the next run needs.
    """
    base, name = files.base_of(output), STAGING_PREFIX + os.urandom(8).hex()
    made = [
        folder
        for folder in (*reversed(output.parents), output)
        if not files.is_folder(f"{folder}/")
    ]
    try:
        for folder in made:
            disk.mkdir(os.fspath(folder))
        disk.mkdir(base + name, 0o700)
        start_clock(base + name, disk)
        yield Staging(base, f"{base}{name}/", disk)
    except (Exception, KeyboardInterrupt):
        if files.stat_path(base + JOURNAL_NAME) is None:
            files.remove_flat(base + name, disk)
            for folder in reversed(made):
                with suppress(OSError):
                    disk.rmdir(os.fspath(folder))
        raise


def stage(
    staging: Staging,
    made: Iterable[tuple[Address, bytes]],
    needed: Mapping[Address, str],
    held: Mapping[Address, str],
) -> dict[Address, JournalStep]:
    """Write the bytes that differ from what is there; return the step that will place each.

    ``needed`` and ``held`` are the hashes of the bytes that are wanted, or ``UNKNOWN``, and
    of those that are there now.

    Raises:
        ValueError: not just the needed pages were made, each once.
    """
    staged = dict[Address, JournalStep]()
    for number, (address, data) in enumerate(_expect(made, needed)):
        digest = needed[address] or sha256(data).hexdigest()
        if held.get(address) != digest:
            staging.disk.write(f"{staging.folder}{number}", data)
            kind: Kind = "swap" if address in held else "place"
            staged[address] = JournalStep(kind, address, str(number), digest)
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


def aim(found: Survey, staged: Mapping[Address, JournalStep]) -> PublishTarget:
    """Return what the folder is to hold, when these pages have been staged."""
    kept = {a: sha for a, sha in found.ours.hashes.items() if a not in found.change.stale}
    placed = {address: step.sha256 for address, step in staged.items()}
    return PublishTarget(staged, {**kept, **found.pages.present, **placed})


def is_outdated(found: Survey, target: PublishTarget) -> bool:
    """Tell whether anything in the folder is not as it is to be."""
    return bool(target.staged) or target.hashes != found.ours.hashes or not found.ours.sound


def prepare(staging: Staging, found: Survey, target: PublishTarget) -> Journal:
    """Stage what is needed to go back, and the new manifest; return the plan."""
    manifest, staged = encode_manifest(target.hashes), target.staged
    staging.disk.write(staging.folder + STAGED_MANIFEST, manifest)
    for step in staged.values():
        if step.kind == "swap":
            old = staging.folder + step.name + OLD
            staging.disk.link(staging.output + step.address, old)
    steps = _arrange(staging.output, staged, found, len(found.pages.needed))
    sweep = sorted(folders_of(found.stale) - found.folders.keys(), reverse=True)
    name = Path(staging.folder).name
    return Journal(name, sha256(manifest).hexdigest(), steps, tuple(sweep))


def _arrange(
    base: str, staged: Mapping[Address, JournalStep], found: Survey, first: int
) -> tuple[JournalStep, ...]:
    """Return the steps in their order, numbering from ``first`` what is to be moved away."""
    placed = [staged[a] for a in sorted(staged) if staged[a].kind == "place"]
    swapped = [staged[a] for a in sorted(staged) if staged[a].kind == "swap"]
    taken = [JournalStep("take", a, str(n)) for n, a in enumerate(sorted(found.gone), first)]
    folders = folders_of(step.address for step in placed)
    existing = {folder for folder in folders if files.is_folder(base + folder)}
    number = count(first + len(taken))
    cleared = {
        address: [
            JournalStep("clear", folder, str(next(number)))
            for folder in _folders_at(base, address)
        ]
        for address in found.pages.in_way
        if files.is_folder(base + address)
    }
    return arrange_steps(placed, swapped, taken, existing, cleared)


def _folders_at(base: str, address: str) -> tuple[Address, ...]:
    """Return the folder at ``address`` and those in it, inner first."""
    entries = files.list_folder(base + address)
    inner = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    within = (folder for name in inner for folder in _folders_at(base, f"{address}/{name}"))
    return (*within, Address(address))


def find_touched(journal: Journal) -> set[str]:
    """Return the folders in which names will change: at least the output folder, ``""``."""
    changed: Iterable[Address] = (*(step.address for step in journal.steps), *journal.sweep)
    return {"", *map(folder_of, changed)}


def find_made(journal: Journal) -> set[str]:
    """Return the folders that will be made."""
    return {step.address for step in journal.steps if step.kind == "folder"}


def arrange_steps(
    placed: Sequence[JournalStep],
    swapped: Sequence[JournalStep],
    taken: Sequence[JournalStep],
    existing: Collection[Address],
    cleared: Mapping[Address, Sequence[JournalStep]],
) -> tuple[JournalStep, ...]:
    """Return all steps of a publish in their order, with those for folders.

    ``existing`` are the folders that are there; ``cleared`` gives, for a new page, the steps
    that clear folders for it, inner first.
    """
    early = _find_early(placed, taken)
    blocked = _find_blocked(placed, early, cleared)
    free = [step for step in placed if step not in blocked] if blocked else placed
    ready = {*existing, *_folders(free)} if blocked else existing
    return (
        *_make_folders(free, existing),
        *free,
        *(step for step in taken if step in early),
        *(clear for step in blocked for clear in cleared.get(step.address, ())),
        *_make_folders(blocked, ready),
        *blocked,
        *swapped,
        *(step for step in taken if step not in early),
    )


def _find_early(
    placed: Sequence[JournalStep], taken: Sequence[JournalStep]
) -> set[JournalStep]:
    """Return the deletions that make room: of a page for a folder, a folder's for a page."""
    if not taken:
        return set()
    spots = _fold(step.address for step in placed)
    room = spots | _fold(_folders(placed))
    return {
        step
        for step in taken
        if fold_address(step.address) in room or _fold(folders_of([step.address])) & spots
    }


def _find_blocked(
    placed: Sequence[JournalStep], early: set[JournalStep], cleared: Collection[Address]
) -> dict[JournalStep, None]:
    """Return the new pages that have to wait for a deletion, in their order."""
    if not early and not cleared:
        return {}
    going = _fold(step.address for step in early)
    return {
        step: None for step in placed if step.address in cleared or _list_spots(step) & going
    }


def _list_spots(step: JournalStep) -> set[str]:
    return _fold((step.address, *folders_of([step.address])))


def _fold(addresses: Iterable[str]) -> set[str]:
    return {fold_address(address) for address in addresses}


def _folders(steps: Iterable[JournalStep]) -> set[Address]:
    return folders_of(step.address for step in steps)


def _make_folders(
    steps: Iterable[JournalStep], ready: Collection[Address]
) -> list[JournalStep]:
    return [
        JournalStep("folder", folder) for folder in sorted(_folders(steps).difference(ready))
    ]
