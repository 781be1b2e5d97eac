"""Planning: the journal of a publish, from what was staged and what was found."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import count
from os import scandir
from pathlib import Path
from typing import NamedTuple

from briefbook.base.addresses import Address, fold_address, folder_of, folders_of
from briefbook.disk.files import is_folder, read_file
from briefbook.publish.apply import Bench
from briefbook.publish.journal import OLD, STAGED_MANIFEST, Journal, JournalStep
from briefbook.publish.manifest import (
    MANIFEST_NAME,
    SIZE_LIMIT,
    encode_manifest,
    replace_hashes,
)
from briefbook.publish.records import revise_hashes
from briefbook.publish.survey import Survey


class PublishTarget(NamedTuple):
    """What an output folder is to hold: the ``hashes`` of all pages, and steps for ``staged``.

    ``changed`` are the hashes in which the manifest is to differ from the one that is there.
    """

    staged: Mapping[Address, JournalStep]
    changed: Mapping[Address, str]
    hashes: Mapping[Address, str]


def aim(found: Survey, staged: Mapping[Address, JournalStep]) -> PublishTarget:
    """Return what the folder is to hold, when these pages have been staged."""
    held = {address: record.sha256 for address, record in found.pages.present.items()}
    held |= {address: step.sha256 for address, step in staged.items()}
    ours = found.ours.hashes
    changed = {a: sha256 for a, sha256 in held.items() if ours.get(a) != sha256}
    return PublishTarget(staged, changed, revise_hashes(ours, found.change.stale, changed))


def is_outdated(found: Survey, target: PublishTarget) -> bool:
    """Tell whether anything in the folder is not as it is to be."""
    differs = target.staged or target.changed or found.change.stale
    return bool(differs) or not found.ours.sound


def prepare(bench: Bench, found: Survey, target: PublishTarget) -> Journal:
    """Stage what is needed to go back, and the new manifest; return the plan."""
    manifest, staged = _make_manifest(bench.output, found, target), target.staged
    bench.disk.write(bench.staging + STAGED_MANIFEST, manifest)
    for step in staged.values():
        if step.kind == "swap":
            bench.disk.link(bench.output + step.address, bench.staging + step.name + OLD)
    steps = _arrange(bench.output, staged, found, len(found.pages.needed))
    sweep = sorted(folders_of(found.stale) - found.folders.keys(), reverse=True)
    name = Path(bench.staging).name
    return Journal(name, sha256(manifest).hexdigest(), steps, tuple(sweep))


def _make_manifest(base: str, found: Survey, target: PublishTarget) -> bytes:
    """Return the new manifest, from the bytes of the old one where it lists the same pages."""
    if found.ours.same and not (found.change.new or found.change.stale):
        data = read_file(base + MANIFEST_NAME, SIZE_LIMIT) or b""
        with suppress(ValueError):
            return replace_hashes(data, target.changed)
    return encode_manifest(target.hashes)


def _arrange(
    base: str, staged: Mapping[Address, JournalStep], found: Survey, first: int
) -> tuple[JournalStep, ...]:
    """Return the steps in their order, numbering from ``first`` what is to be moved away."""
    placed = [staged[a] for a in sorted(staged) if staged[a].kind in ("place", "inside")]
    swapped = [staged[a] for a in sorted(staged) if staged[a].kind == "swap"]
    taken = [JournalStep("take", a, str(n)) for n, a in enumerate(sorted(found.gone), first)]
    folders = folders_of(step.address for step in placed)
    existing = {folder for folder in folders if is_folder(base + folder)}
    number = count(first + len(taken))
    cleared = {
        address: [
            JournalStep("clear", folder, str(next(number)))
            for folder in _folders_at(base, address)
        ]
        for address in found.pages.in_way
        if is_folder(base + address)
    }
    steps = arrange_steps(placed, swapped, taken, existing, cleared)
    rooms = {folder_of(step.address): step.name for step in placed if step.kind == "inside"}
    return tuple(_furnish(step, rooms) for step in steps) if rooms else steps


def _furnish(step: JournalStep, rooms: Mapping[str, str]) -> JournalStep:
    """Return the step that makes a folder as one that brings it, if there is one to bring."""
    brought = step.kind == "folder" and step.address in rooms
    return JournalStep("bring", step.address, rooms[step.address]) if brought else step


def _folders_at(base: str, address: str) -> tuple[Address, ...]:
    """Return the folder at ``address`` and those in it, inner first."""
    with scandir(base + address) as entries:
        inner = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    within = (folder for name in inner for folder in _folders_at(base, f"{address}/{name}"))
    return (*within, Address(address))


def find_touched(journal: Journal) -> set[str]:
    """Return the folders in which names will change: at least the output folder, ``""``."""
    changed: Iterable[Address] = (*(step.address for step in journal.steps), *journal.sweep)
    return {"", *map(folder_of, changed)}


def find_made(journal: Journal) -> set[str]:
    """Return the folders that will be made."""
    return {step.address for step in journal.steps if step.kind in ("folder", "bring")}


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
    early = _early(placed, taken)
    blocked = _blocked(placed, early, cleared)
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


def _early(placed: Sequence[JournalStep], taken: Sequence[JournalStep]) -> set[JournalStep]:
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


def _blocked(
    placed: Sequence[JournalStep], early: set[JournalStep], cleared: Collection[Address]
) -> dict[JournalStep, None]:
    """Return the new pages that have to wait for a deletion, in their order."""
    if not early and not cleared:
        return {}
    going = _fold(step.address for step in early)
    return {step: None for step in placed if step.address in cleared or _lines(step) & going}


def _lines(step: JournalStep) -> set[str]:
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
