"""The journal: what one publish is going to do to the output folder, step by step.

It is written before the first step and removed after the last, so that whoever finds it
can finish the work or undo it. Every step may be done, or undone, twice: whether it was
done is told by what still lies in the staging folder, where new bytes come from and old
ones go to. The last step puts the new manifest in place; from then on there is no way back.
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from errno import ENOTEMPTY
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeGuard

from briefbook.addresses import Address, address_fault, folders_of
from briefbook.disk import (
    DISK,
    Disk,
    PublishFailed,
    describe,
    find_link,
    hash_file,
    is_empty,
    is_file,
    is_folder,
    look,
    read_file,
    refuse,
    remove_flat,
)
from briefbook.manifest import MANIFEST_NAME, dump_mapping, is_hash, load_mapping

JOURNAL_NAME = ".briefbook-journal.json"
STAGING_PREFIX = ".briefbook-staging-"
# The names in the staging folder of what is not a page; pages are numbered there.
STAGED_MANIFEST = "manifest"
STAGED_JOURNAL = "journal"
OLD = ".old"
VERSION = 1
SIZE_LIMIT = 512 * 1024 * 1024
# The kinds of step that have a file in staging, and those of them that bring new bytes.
NUMBERED = frozenset({"place", "swap", "take", "clear"})
STAGED = frozenset({"place", "swap"})
_STAGING = re.compile(re.escape(STAGING_PREFIX) + "[0-9a-z]{1,32}")
_NUMBER = re.compile("[0-9]{1,9}")

Kind = Literal["folder", "place", "swap", "take", "clear"]


class Step(NamedTuple):
    """One change of the output folder.

    ``folder`` makes a folder at ``address``, ``place`` puts a new file there, ``swap`` a file
    in the place of one of ours, ``take`` moves one of ours away, ``clear`` an empty folder
    that a page takes the place of. ``name`` is the file in staging, with ``.old`` behind it
    for what was there; ``sha256`` is the hash of the new bytes. Undoing needs no room on a
    full disk: all that was there can be put back by a rename.
    """

    kind: Kind
    address: Address
    name: str = ""
    sha256: str = ""


class Journal(NamedTuple):
    """What one publish does: its steps, then the new manifest, then folders left empty.

    ``staging`` is the name of the folder in the output folder, ``manifest`` the hash of the
    new manifest, ``sweep`` the folders to be removed if nothing is left in them, inner first.
    """

    staging: str
    manifest: str
    steps: tuple[Step, ...]
    sweep: tuple[Address, ...] = ()


class Bench(NamedTuple):
    """The two folders that files move between, each ending with ``/``, and the disk."""

    output: str
    staging: str
    disk: Disk


def base_of(output: Path) -> str:
    """Return the output folder as the beginning of a path."""
    return os.fspath(output) + "/"


def carry_out(bench: Bench, journal: Journal) -> None:
    """Change the output folder as the journal says, or leave it as it was.

    Raises:
        PublishFailed: putting it back failed as well; the journal stays for the next run.
        OSError: what made it impossible; the folder is as it was. Other exceptions likewise.
    """
    try:
        _write_journal(bench, journal)
        _go_forward(bench, journal)
    except (Exception, KeyboardInterrupt) as error:
        committed = _is_committed(bench, journal)
        if not committed:
            _put_back(bench, journal, error)
        if not (committed and isinstance(error, OSError)):
            raise
    _finish(bench, journal)


def _put_back(bench: Bench, journal: Journal, reason: BaseException) -> None:
    try:
        _go_back(bench, journal)
        _forget(bench)
    except OSError as error:
        first = describe(reason) if isinstance(reason, OSError) else repr(reason)
        raise PublishFailed(
            f"{first}; and the old files could not all be put back ({describe(error)}): "
            "the next build finishes it"
        ) from error


def _write_journal(bench: Bench, journal: Journal) -> None:
    """Make the journal durable: on the medium itself before it gets its name, and after."""
    staged = bench.staging + STAGED_JOURNAL
    bench.disk.write(staged, encode_journal(journal))
    bench.disk.fsync(staged)
    bench.disk.replace(staged, bench.output + JOURNAL_NAME)
    bench.disk.fsync(bench.output)


def _go_forward(bench: Bench, journal: Journal) -> None:
    for step in journal.steps:
        _DO[step.kind](bench, step)
    bench.disk.replace(bench.staging + STAGED_MANIFEST, bench.output + MANIFEST_NAME)


def _go_back(bench: Bench, journal: Journal) -> None:
    for step in reversed(journal.steps):
        _UNDO[step.kind](bench, step)


def _is_committed(bench: Bench, journal: Journal) -> bool:
    moved = look(bench.staging + STAGED_MANIFEST) is None
    return moved and hash_file(bench.output + MANIFEST_NAME) == journal.manifest


def _finish(bench: Bench, journal: Journal) -> None:
    """Clear up after the last step; what fails here is left to the next run."""
    with suppress(OSError):
        for folder in journal.sweep:
            _sweep(bench, folder)
        _forget(bench)


def _sweep(bench: Bench, folder: Address) -> None:
    if is_folder(bench.output + folder) and is_empty(bench.output + folder):
        bench.disk.rmdir(bench.output + folder)


def _forget(bench: Bench) -> None:
    """Remove the journal first: without it the staging folder is only litter."""
    if is_file(bench.output + JOURNAL_NAME):
        bench.disk.unlink(bench.output + JOURNAL_NAME)
    remove_flat(bench.staging, bench.disk)


def _make_folder(bench: Bench, step: Step) -> None:
    if not is_folder(bench.output + step.address):
        bench.disk.mkdir(bench.output + step.address)


def _unmake_folder(bench: Bench, step: Step) -> None:
    if is_folder(bench.output + step.address) and is_empty(bench.output + step.address):
        bench.disk.rmdir(bench.output + step.address)


def _place(bench: Bench, step: Step) -> None:
    if is_file(bench.staging + step.name):
        bench.disk.replace(bench.staging + step.name, bench.output + step.address)


def _unplace(bench: Bench, step: Step) -> None:
    """Remove a new file, unless somebody put another in its place meanwhile."""
    done = not is_file(bench.staging + step.name)
    if done and hash_file(bench.output + step.address) == step.sha256:
        bench.disk.unlink(bench.output + step.address)


def _unswap(bench: Bench, step: Step) -> None:
    old = bench.staging + step.name + OLD
    if not is_file(bench.staging + step.name) and is_file(old):
        bench.disk.replace(old, bench.output + step.address)


def _take(bench: Bench, step: Step) -> None:
    old = bench.staging + step.name + OLD
    if not is_file(old) and is_file(bench.output + step.address):
        bench.disk.replace(bench.output + step.address, old)


def _untake(bench: Bench, step: Step) -> None:
    old = bench.staging + step.name + OLD
    if is_file(old) and look(bench.output + step.address) is None:
        bench.disk.replace(old, bench.output + step.address)


def _clear(bench: Bench, step: Step) -> None:
    old, folder = bench.staging + step.name + OLD, bench.output + step.address
    if look(old) is None and is_folder(folder):
        if not is_empty(folder):
            raise OSError(ENOTEMPTY, os.strerror(ENOTEMPTY), folder)
        bench.disk.replace(folder, old)


def _unclear(bench: Bench, step: Step) -> None:
    old = bench.staging + step.name + OLD
    if is_folder(old) and look(bench.output + step.address) is None:
        bench.disk.replace(old, bench.output + step.address)


_DO = {"folder": _make_folder, "place": _place, "swap": _place, "take": _take, "clear": _clear}
_UNDO = {
    "folder": _unmake_folder,
    "place": _unplace,
    "swap": _unswap,
    "take": _untake,
    "clear": _unclear,
}


def encode_journal(journal: Journal) -> bytes:
    """Return the journal as JSON."""
    return dump_mapping({**journal._asdict(), "version": VERSION})


def parse_journal(data: bytes) -> Journal | None:
    """Return the journal in ``data``, or None if any of it is not what we would write."""
    found = load_mapping(data, VERSION)
    steps, sweep = found.get("steps"), found.get("sweep")
    staging, manifest = found.get("staging"), found.get("manifest")
    if not (isinstance(staging, str) and _STAGING.fullmatch(staging) and is_hash(manifest)):
        return None
    if not (_is_list_of(steps, _is_step) and _is_list_of(sweep, _is_address)):
        return None
    return Journal(staging, str(manifest), tuple(Step(*step) for step in steps), tuple(sweep))


def _is_list_of(found: object, test: Callable[[object], bool]) -> TypeGuard[list[Any]]:
    return isinstance(found, list) and all(map(test, found))


def _is_address(found: object) -> bool:
    return isinstance(found, str) and not address_fault(found)


def _is_step(found: object) -> bool:
    if not (_is_list_of(found, _is_text) and len(found) == len(Step._fields)):
        return False
    step = Step(*found)
    named = _NUMBER.fullmatch(step.name) if step.kind in NUMBERED else not step.name
    hashed = is_hash(step.sha256) if step.kind in STAGED else not step.sha256
    return step.kind in _DO and not address_fault(step.address) and bool(named and hashed)


def _is_text(found: object) -> bool:
    return isinstance(found, str)


def recover(output: Path, disk: Disk = DISK) -> bool:
    """Finish or undo what an earlier run left half done; tell whether there was a journal.

    It goes forward if all the new bytes are there and whole, else back. Does nothing, and
    needs no folder, where nothing was left.

    Raises:
        PublishFailed: the disk allows neither.
        Refused: a folder of the site has become a link that leads elsewhere.
    """
    base = base_of(output)
    found = look(base + JOURNAL_NAME)
    try:
        if found is not None:
            _resume(base, disk)
        _remove_litter(base, disk)
    except OSError as error:
        raise PublishFailed(
            f"{describe(error)}; an earlier build cannot be finished"
        ) from error
    return found is not None


def _resume(base: str, disk: Disk) -> None:
    journal = parse_journal(read_file(base + JOURNAL_NAME, SIZE_LIMIT) or b"")
    if journal is None or _is_foreign(base + journal.staging):
        disk.unlink(base + JOURNAL_NAME)
        return
    _refuse_links(base, journal)
    _settle(Bench(base, f"{base}{journal.staging}/", disk), journal)


def _is_foreign(staging: str) -> bool:
    return look(staging) is not None and not is_folder(staging)


def _refuse_links(base: str, journal: Journal) -> None:
    touched = [*(step.address for step in journal.steps), *journal.sweep]
    if link := find_link(base, folders_of(touched)):
        raise refuse("output-link", path=base + link)


def _settle(bench: Bench, journal: Journal) -> None:
    if _is_ready(bench, journal):
        with suppress(OSError):
            _go_forward(bench, journal)
    if _is_committed(bench, journal):
        _finish(bench, journal)
    else:
        _go_back(bench, journal)
        _forget(bench)


def _is_ready(bench: Bench, journal: Journal) -> bool:
    """Tell whether all new bytes are whole, in staging or in their place already."""
    sound = hash_file(bench.staging + STAGED_MANIFEST) == journal.manifest
    return sound and all(_has_bytes(bench, step) for step in journal.steps)


def _has_bytes(bench: Bench, step: Step) -> bool:
    if step.kind not in STAGED:
        return True
    target = bench.output + step.address
    if not is_file(bench.staging + step.name):
        return hash_file(target) == step.sha256
    free = step.kind == "swap" or look(target) is None or is_folder(target)
    return free and hash_file(bench.staging + step.name) == step.sha256


def _remove_litter(base: str, disk: Disk) -> None:
    """Remove staging folders that no journal speaks of."""
    for name in _names_in(base):
        if _STAGING.fullmatch(name) and is_folder(base + name):
            remove_flat(base + name, disk)


def _names_in(folder: str) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder))
    except FileNotFoundError:
        return []
