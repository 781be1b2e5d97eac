"""The journal: what one publish does to the output folder, and how each step is undone.

It is written before the first step and removed after the last, so that whoever finds it
can finish the work or undo it. Others can write into the folder too: a journal that says
anything that we never say is not believed.

Every step may be done, or undone, twice: whether it was done is told by what still lies in
the staging folder, where new bytes come from and old ones go to. The last step puts the
new manifest in place; from then on there is no way back.
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from errno import ENOTEMPTY
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeGuard

from briefbook.base.addresses import Address, address_fault, folders_of
from briefbook.disk import files
from briefbook.disk.files import DISK, Disk, PublishFailed
from briefbook.publish.records import (
    JOURNAL_NAME,
    MANIFEST_NAME,
    dump_mapping,
    is_hash,
    load_mapping,
)

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
STAGING_NAME = re.compile(re.escape(STAGING_PREFIX) + "[0-9a-z]{1,32}")
_NUMBER = re.compile("[0-9]{1,9}")
Kind = Literal["folder", "place", "swap", "take", "clear"]
KINDS = NUMBERED | {"folder"}


class Staging(NamedTuple):
    """The folders that files move between, each ending with ``/``, and the disk.

    New bytes wait in ``folder``, within the output folder, so that each replacement is one
    rename. Until a journal speaks of it, that is litter which any run may remove.
    """

    output: str
    folder: str
    disk: Disk


class JournalStep(NamedTuple):
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
    steps: tuple[JournalStep, ...]
    sweep: tuple[Address, ...] = ()


def encode_journal(journal: Journal) -> bytes:
    """Return the journal as JSON."""
    return dump_mapping({**journal._asdict(), "version": VERSION})


def parse_journal(data: bytes) -> Journal | None:
    """Return the journal in ``data``, or None if any of it is not what we would write."""
    found = load_mapping(data, VERSION)
    steps, sweep = found.get("steps"), found.get("sweep")
    staging, manifest = found.get("staging"), found.get("manifest")
    if not (isinstance(staging, str) and STAGING_NAME.fullmatch(staging) and is_hash(manifest)):
        return None
    if not (_is_list_of(steps, _is_step) and _is_list_of(sweep, _is_address)):
        return None
    return Journal(
        staging, str(manifest), tuple(JournalStep(*step) for step in steps), tuple(sweep)
    )


def _is_list_of(found: object, test: Callable[[object], bool]) -> TypeGuard[list[Any]]:
    return isinstance(found, list) and all(map(test, found))


def _is_address(found: object) -> bool:
    return isinstance(found, str) and not address_fault(found)


def _is_step(found: object) -> bool:
    if not (
        _is_list_of(found, lambda one: isinstance(one, str))
        and len(found) == len(JournalStep._fields)
    ):
        return False
    step = JournalStep(*found)
    named = _NUMBER.fullmatch(step.name) if step.kind in NUMBERED else not step.name
    hashed = is_hash(step.sha256) if step.kind in STAGED else not step.sha256
    return step.kind in KINDS and not address_fault(step.address) and bool(named and hashed)


def carry_out(staging: Staging, journal: Journal) -> None:
    """Change the output folder as the journal says, or leave it as it was.

    Raises:
        PublishFailed: putting it back failed as well; the journal stays for the next run.
        OSError: what made it impossible; the folder is as it was. Other exceptions likewise.
    """
    try:
        _write_journal(staging, journal)
        _go_forward(staging, journal)
    except (Exception, KeyboardInterrupt) as error:
        committed = _is_committed(staging, journal)
        if not committed:
            _put_back(staging, journal, error)
        if not (committed and isinstance(error, OSError)):
            raise
    _finish(staging, journal)


def _put_back(staging: Staging, journal: Journal, reason: BaseException) -> None:
    try:
        _go_back(staging, journal)
        _forget(staging)
    except OSError as error:
        first = files.describe_failure(reason) if isinstance(reason, OSError) else repr(reason)
        then = files.describe_failure(error)
        raise PublishFailed(
            f"{first}; and the old files could not all be put back ({then}): "
            "the next build finishes it"
        ) from error


def _write_journal(staging: Staging, journal: Journal) -> None:
    """Make the journal durable: on the medium itself before it gets its name, and after."""
    staged = staging.folder + STAGED_JOURNAL
    staging.disk.write(staged, encode_journal(journal))
    staging.disk.fsync(staged)
    staging.disk.replace(staged, staging.output + JOURNAL_NAME)
    staging.disk.fsync(staging.output)


def _go_forward(staging: Staging, journal: Journal) -> None:
    """Take every step that is not done, and put the new manifest in place."""
    for step in journal.steps:
        _DO[step.kind](staging, step)
    staging.disk.replace(staging.folder + STAGED_MANIFEST, staging.output + MANIFEST_NAME)


def _go_back(staging: Staging, journal: Journal) -> None:
    for step in reversed(journal.steps):
        _UNDO[step.kind](staging, step)


def _is_committed(staging: Staging, journal: Journal) -> bool:
    """Tell whether the new manifest is in place, after which there is no way back."""
    moved = files.stat_path(staging.folder + STAGED_MANIFEST) is None
    return moved and files.hash_file(staging.output + MANIFEST_NAME) == journal.manifest


def _finish(staging: Staging, journal: Journal) -> None:
    """Clear up after the last step; what fails here is left to the next run."""
    with suppress(OSError):
        for folder in journal.sweep:
            _remove_empty(staging, folder)
        _forget(staging)


def _remove_empty(staging: Staging, folder: Address) -> None:
    if files.is_folder(staging.output + folder) and files.is_empty(staging.output + folder):
        staging.disk.rmdir(staging.output + folder)


def _forget(staging: Staging) -> None:
    """Remove the journal first: without it the staging folder is only litter."""
    if files.is_file(staging.output + JOURNAL_NAME):
        staging.disk.unlink(staging.output + JOURNAL_NAME)
    files.remove_flat(staging.folder, staging.disk)


def _make_folder(staging: Staging, step: JournalStep) -> None:
    if not files.is_folder(staging.output + step.address):
        staging.disk.mkdir(staging.output + step.address)


def _unmake_folder(staging: Staging, step: JournalStep) -> None:
    _remove_empty(staging, step.address)


def _place(staging: Staging, step: JournalStep) -> None:
    """Put a file in its place, unless it is there; as it hardly ever is, try that first."""
    try:
        staging.disk.replace(staging.folder + step.name, staging.output + step.address)
    except FileNotFoundError:
        if files.is_file(staging.folder + step.name):
            raise


def _unplace(staging: Staging, step: JournalStep) -> None:
    """Remove a new file, unless somebody put another in its place meanwhile."""
    done = not files.is_file(staging.folder + step.name)
    if done and files.hash_file(staging.output + step.address) == step.sha256:
        staging.disk.unlink(staging.output + step.address)


def _unswap(staging: Staging, step: JournalStep) -> None:
    old = staging.folder + step.name + OLD
    if not files.is_file(staging.folder + step.name) and files.is_file(old):
        staging.disk.replace(old, staging.output + step.address)


def _take(staging: Staging, step: JournalStep) -> None:
    old = staging.folder + step.name + OLD
    if not files.is_file(old) and files.is_file(staging.output + step.address):
        staging.disk.replace(staging.output + step.address, old)


def _bring_back(staging: Staging, step: JournalStep) -> None:
    """Put a file or folder back that was moved away, unless somebody put another there."""
    old = staging.folder + step.name + OLD
    if (
        files.stat_path(old) is not None
        and files.stat_path(staging.output + step.address) is None
    ):
        staging.disk.replace(old, staging.output + step.address)


def _clear(staging: Staging, step: JournalStep) -> None:
    old, folder = staging.folder + step.name + OLD, staging.output + step.address
    if files.stat_path(old) is None and files.is_folder(folder):
        if not files.is_empty(folder):
            raise OSError(ENOTEMPTY, os.strerror(ENOTEMPTY), folder)
        staging.disk.replace(folder, old)


_DO = {
    "folder": _make_folder,
    "place": _place,
    "swap": _place,
    "take": _take,
    "clear": _clear,
}
_UNDO = {
    "folder": _unmake_folder,
    "place": _unplace,
    "swap": _unswap,
    "take": _bring_back,
    "clear": _bring_back,
}


def recover(output: Path, disk: Disk = DISK) -> bool:
    """Finish or undo what an earlier run left half done; tell whether there was a journal.

    It goes forward if all the new bytes are there and whole, else back. Does nothing, and
    needs no folder, where nothing was left.

    Raises:
        PublishFailed: the disk allows neither.
        Refused: a folder of the site has become a link that leads elsewhere.
    """
    base = files.base_of(output)
    found = files.stat_path(base + JOURNAL_NAME)
    try:
        if found is not None:
            _resume(base, disk)
        _remove_litter(base, disk)
    except OSError as error:
        raise PublishFailed(
            f"{files.describe_failure(error)}; an earlier build cannot be finished"
        ) from error
    return found is not None


def _resume(base: str, disk: Disk) -> None:
    journal = parse_journal(files.read_file(base + JOURNAL_NAME, SIZE_LIMIT) or b"")
    if journal is None or _is_foreign(base + journal.staging):
        disk.unlink(base + JOURNAL_NAME)
        return
    _refuse_links(base, journal)
    _finish_or_undo(Staging(base, f"{base}{journal.staging}/", disk), journal)


def _is_foreign(staging: str) -> bool:
    return files.stat_path(staging) is not None and not files.is_folder(staging)


def _refuse_links(base: str, journal: Journal) -> None:
    touched = [*(step.address for step in journal.steps), *journal.sweep]
    if link := files.find_link(base, folders_of(touched)):
        raise files.refuse("output-link", path=base + link)


def _finish_or_undo(staging: Staging, journal: Journal) -> None:
    if _is_ready(staging, journal):
        with suppress(OSError):
            _go_forward(staging, journal)
    if _is_committed(staging, journal):
        _finish(staging, journal)
    else:
        _go_back(staging, journal)
        _forget(staging)


def _is_ready(staging: Staging, journal: Journal) -> bool:
    """Tell whether all new bytes are whole, in staging or in their place already."""
    sound = files.hash_file(staging.folder + STAGED_MANIFEST) == journal.manifest
    return sound and all(_has_bytes(staging, step) for step in journal.steps)


def _has_bytes(staging: Staging, step: JournalStep) -> bool:
    if step.kind not in STAGED:
        return True
    target = staging.output + step.address
    staged = staging.folder + step.name
    if not files.is_file(staged):
        return files.hash_file(target) == step.sha256
    free = step.kind == "swap" or files.stat_path(target) is None or files.is_folder(target)
    return free and files.hash_file(staged) == step.sha256


def _remove_litter(base: str, disk: Disk) -> None:
    """Remove staging folders that no journal speaks of."""
    for entry in (
        sorted(files.list_folder(base), key=os.fspath) if files.stat_path(base) else ()
    ):
        if STAGING_NAME.fullmatch(entry.name) and files.is_folder(entry.path):
            files.remove_flat(entry.path, disk)
