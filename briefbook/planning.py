"""Planning: the journal of a publish, from what was staged and what was found."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import count
from os import scandir
from pathlib import Path

from briefbook.addresses import Address, folder_of, folders_of
from briefbook.arranging import arrange
from briefbook.carrying import Bench
from briefbook.disk import is_folder, read_file
from briefbook.journal import OLD, STAGED_MANIFEST, Journal, Step
from briefbook.manifest import MANIFEST_NAME, SIZE_LIMIT, encode_manifest, replace_hashes
from briefbook.recorded import revise_hashes
from briefbook.surveying import Survey


def prepare(
    bench: Bench, found: Survey, staged: Mapping[Address, Step], changed: Mapping[Address, str]
) -> Journal:
    """Stage what is needed to go back, and the new manifest; return the plan.

    ``changed`` are the hashes in which the manifest will differ from the old one.
    """
    manifest = _make_manifest(bench.output, found, changed)
    bench.disk.write(bench.staging + STAGED_MANIFEST, manifest)
    for step in staged.values():
        if step.kind == "swap":
            bench.disk.link(bench.output + step.address, bench.staging + step.name + OLD)
    steps = _arrange(bench.output, staged, found, len(found.needed))
    sweep = sorted(folders_of(found.stale) - found.folders.keys(), reverse=True)
    name = Path(bench.staging).name
    return Journal(name, sha256(manifest).hexdigest(), steps, tuple(sweep))


def _make_manifest(base: str, found: Survey, changed: Mapping[Address, str]) -> bytes:
    """Return the new manifest, from the bytes of the old one where it lists the same pages."""
    if found.ours.same and not (found.change.new or found.change.stale):
        with suppress(ValueError):
            return replace_hashes(read_file(base + MANIFEST_NAME, SIZE_LIMIT) or b"", changed)
    return encode_manifest(revise_hashes(found.ours.hashes, found.change.stale, changed))


def _arrange(
    base: str, staged: Mapping[Address, Step], found: Survey, first: int
) -> tuple[Step, ...]:
    """Return the steps in their order, numbering from ``first`` what is to be moved away."""
    placed = [staged[a] for a in sorted(staged) if staged[a].kind == "place"]
    swapped = [staged[a] for a in sorted(staged) if staged[a].kind == "swap"]
    taken = [Step("take", a, str(n)) for n, a in enumerate(sorted(found.gone), first)]
    folders = folders_of(step.address for step in placed)
    existing = {folder for folder in folders if is_folder(base + folder)}
    number = count(first + len(taken))
    cleared = {
        address: [
            Step("clear", folder, str(next(number))) for folder in _folders_at(base, address)
        ]
        for address in found.in_way
        if is_folder(base + address)
    }
    return arrange(placed, swapped, taken, existing, cleared)


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
    return {step.address for step in journal.steps if step.kind == "folder"}
