"""Recovering: what a run that crashed left half done is finished, or undone."""

import os
from contextlib import suppress
from pathlib import Path

from briefbook.base.addresses import folders_of
from briefbook.disk.files import (
    DISK,
    Disk,
    PublishFailed,
    base_of,
    describe_failure,
    find_link,
    hash_file,
    is_file,
    is_folder,
    read_file,
    refuse,
    stat_path,
)
from briefbook.publish.apply import (
    Bench,
    finish,
    forget,
    go_back,
    go_forward,
    is_committed,
    remove_staging,
)
from briefbook.publish.journal import (
    JOURNAL_NAME,
    SIZE_LIMIT,
    STAGED,
    STAGED_MANIFEST,
    STAGING_NAME,
    Journal,
    JournalStep,
    parse_journal,
    staged_name,
)


def recover(output: Path, disk: Disk = DISK) -> bool:
    """Finish or undo what an earlier run left half done; tell whether there was a journal.

    It goes forward if all the new bytes are there and whole, else back. Does nothing, and
    needs no folder, where nothing was left.

    Raises:
        PublishFailed: the disk allows neither.
        Refused: a folder of the site has become a link that leads elsewhere.
    """
    base = base_of(output)
    found = stat_path(base + JOURNAL_NAME)
    try:
        if found is not None:
            _resume(base, disk)
        _remove_litter(base, disk)
    except OSError as error:
        raise PublishFailed(
            f"{describe_failure(error)}; an earlier build cannot be finished"
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
    return stat_path(staging) is not None and not is_folder(staging)


def _refuse_links(base: str, journal: Journal) -> None:
    touched = [*(step.address for step in journal.steps), *journal.sweep]
    if link := find_link(base, folders_of(touched)):
        raise refuse("output-link", path=base + link)


def _settle(bench: Bench, journal: Journal) -> None:
    if _is_ready(bench, journal):
        with suppress(OSError):
            go_forward(bench, journal)
    if is_committed(bench, journal):
        finish(bench, journal)
    else:
        go_back(bench, journal)
        forget(bench)


def _is_ready(bench: Bench, journal: Journal) -> bool:
    """Tell whether all new bytes are whole, in staging or in their place already."""
    sound = hash_file(bench.staging + STAGED_MANIFEST) == journal.manifest
    return sound and all(_has_bytes(bench, step) for step in journal.steps)


def _has_bytes(bench: Bench, step: JournalStep) -> bool:
    if step.kind not in STAGED:
        return True
    target = bench.output + step.address
    staged = bench.staging + staged_name(step)
    if not is_file(staged):
        return hash_file(target) == step.sha256
    free = step.kind == "swap" or stat_path(target) is None or is_folder(target)
    return free and hash_file(staged) == step.sha256


def _remove_litter(base: str, disk: Disk) -> None:
    """Remove staging folders that no journal speaks of."""
    for name in _names_in(base):
        if STAGING_NAME.fullmatch(name) and is_folder(base + name):
            remove_staging(base + name, disk)


def _names_in(folder: str) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder))
    except FileNotFoundError:
        return []
