"""Carrying out a journal: the steps, how each is undone, and when there is no way back.

Every step may be done, or undone, twice: whether it was done is told by what still lies in
the staging folder, where new bytes come from and old ones go to. The last step puts the
new manifest in place; from then on there is no way back.
"""

import os
from contextlib import suppress
from errno import ENOTEMPTY
from typing import NamedTuple

from briefbook.base.addresses import Address
from briefbook.disk.files import (
    Disk,
    PublishFailed,
    describe_failure,
    hash_file,
    is_empty,
    is_file,
    is_folder,
    list_folder,
    remove_flat,
    stat_path,
)
from briefbook.publish.journal import (
    JOURNAL_NAME,
    OLD,
    STAGED_JOURNAL,
    STAGED_MANIFEST,
    Journal,
    JournalStep,
    encode_journal,
    is_staging_room,
    staged_name,
)
from briefbook.publish.manifest import MANIFEST_NAME


class Bench(NamedTuple):
    """The two folders that files move between, each ending with ``/``, and the disk."""

    output: str
    staging: str
    disk: Disk


def carry_out(bench: Bench, journal: Journal) -> None:
    """Change the output folder as the journal says, or leave it as it was.

    Raises:
        PublishFailed: putting it back failed as well; the journal stays for the next run.
        OSError: what made it impossible; the folder is as it was. Other exceptions likewise.
    """
    try:
        _write_journal(bench, journal)
        go_forward(bench, journal)
    except (Exception, KeyboardInterrupt) as error:
        committed = is_committed(bench, journal)
        if not committed:
            _put_back(bench, journal, error)
        if not (committed and isinstance(error, OSError)):
            raise
    finish(bench, journal)


def _put_back(bench: Bench, journal: Journal, reason: BaseException) -> None:
    try:
        go_back(bench, journal)
        forget(bench)
    except OSError as error:
        first = describe_failure(reason) if isinstance(reason, OSError) else repr(reason)
        then = describe_failure(error)
        raise PublishFailed(
            f"{first}; and the old files could not all be put back ({then}): "
            "the next build finishes it"
        ) from error


def _write_journal(bench: Bench, journal: Journal) -> None:
    """Make the journal durable: on the medium itself before it gets its name, and after."""
    staged = bench.staging + STAGED_JOURNAL
    bench.disk.write(staged, encode_journal(journal))
    bench.disk.fsync(staged)
    bench.disk.replace(staged, bench.output + JOURNAL_NAME)
    bench.disk.fsync(bench.output)


def go_forward(bench: Bench, journal: Journal) -> None:
    """Take every step that is not done, and put the new manifest in place."""
    for step in journal.steps:
        _DO[step.kind](bench, step)
    bench.disk.replace(bench.staging + STAGED_MANIFEST, bench.output + MANIFEST_NAME)


def go_back(bench: Bench, journal: Journal) -> None:
    """Undo every step that is done."""
    for step in reversed(journal.steps):
        _UNDO[step.kind](bench, step)


def is_committed(bench: Bench, journal: Journal) -> bool:
    """Tell whether the new manifest is in place, after which there is no way back."""
    moved = stat_path(bench.staging + STAGED_MANIFEST) is None
    return moved and hash_file(bench.output + MANIFEST_NAME) == journal.manifest


def finish(bench: Bench, journal: Journal) -> None:
    """Clear up after the last step; what fails here is left to the next run."""
    with suppress(OSError):
        for folder in journal.sweep:
            _sweep(bench, folder)
        forget(bench)


def _sweep(bench: Bench, folder: Address) -> None:
    if is_folder(bench.output + folder) and is_empty(bench.output + folder):
        bench.disk.rmdir(bench.output + folder)


def forget(bench: Bench) -> None:
    """Remove the journal first: without it the staging folder is only litter."""
    if is_file(bench.output + JOURNAL_NAME):
        bench.disk.unlink(bench.output + JOURNAL_NAME)
    remove_staging(bench.staging, bench.disk)


def remove_staging(staging: str, disk: Disk) -> None:
    """Remove a staging folder with what we put into it; what resists is left standing."""
    with suppress(OSError):
        for entry in list_folder(staging):
            if is_staging_room(entry.name):
                remove_flat(entry.path, disk)
    remove_flat(staging, disk)


def _make_folder(bench: Bench, step: JournalStep) -> None:
    if not is_folder(bench.output + step.address):
        bench.disk.mkdir(bench.output + step.address)


def _unmake_folder(bench: Bench, step: JournalStep) -> None:
    if is_folder(bench.output + step.address) and is_empty(bench.output + step.address):
        bench.disk.rmdir(bench.output + step.address)


def _bring(bench: Bench, step: JournalStep) -> None:
    """Put a folder in its place whole; if somebody has made one there, file by file."""
    staged, target = bench.staging + step.name, bench.output + step.address
    if not is_folder(staged):
        return
    if not is_folder(target):
        bench.disk.replace(staged, target)
        return
    for entry in list_folder(staged):
        bench.disk.replace(entry.path, f"{target}/{entry.name}")
    bench.disk.rmdir(staged)


def _unbring(bench: Bench, step: JournalStep) -> None:
    """Remove the folder once its pages are gone, unless it is not the one that was brought."""
    if not is_folder(bench.staging + step.name):
        _unmake_folder(bench, step)


def _is_brought(bench: Bench, step: JournalStep) -> None:
    """Do nothing: the page has come with its folder."""


def _place(bench: Bench, step: JournalStep) -> None:
    """Put a file in its place, unless it is there; as it hardly ever is, try that first."""
    try:
        bench.disk.replace(bench.staging + step.name, bench.output + step.address)
    except FileNotFoundError:
        if is_file(bench.staging + step.name):
            raise


def _unplace(bench: Bench, step: JournalStep) -> None:
    """Remove a new file, unless somebody put another in its place meanwhile."""
    done = not is_file(bench.staging + staged_name(step))
    if done and hash_file(bench.output + step.address) == step.sha256:
        bench.disk.unlink(bench.output + step.address)


def _unswap(bench: Bench, step: JournalStep) -> None:
    old = bench.staging + step.name + OLD
    if not is_file(bench.staging + step.name) and is_file(old):
        bench.disk.replace(old, bench.output + step.address)


def _take(bench: Bench, step: JournalStep) -> None:
    old = bench.staging + step.name + OLD
    if not is_file(old) and is_file(bench.output + step.address):
        bench.disk.replace(bench.output + step.address, old)


def _untake(bench: Bench, step: JournalStep) -> None:
    old = bench.staging + step.name + OLD
    if is_file(old) and stat_path(bench.output + step.address) is None:
        bench.disk.replace(old, bench.output + step.address)


def _clear(bench: Bench, step: JournalStep) -> None:
    old, folder = bench.staging + step.name + OLD, bench.output + step.address
    if stat_path(old) is None and is_folder(folder):
        if not is_empty(folder):
            raise OSError(ENOTEMPTY, os.strerror(ENOTEMPTY), folder)
        bench.disk.replace(folder, old)


def _unclear(bench: Bench, step: JournalStep) -> None:
    old = bench.staging + step.name + OLD
    if is_folder(old) and stat_path(bench.output + step.address) is None:
        bench.disk.replace(old, bench.output + step.address)


_DO = {
    "folder": _make_folder,
    "bring": _bring,
    "inside": _is_brought,
    "place": _place,
    "swap": _place,
    "take": _take,
    "clear": _clear,
}
_UNDO = {
    "folder": _unmake_folder,
    "bring": _unbring,
    "inside": _unplace,
    "place": _unplace,
    "swap": _unswap,
    "take": _untake,
    "clear": _unclear,
}
