"""Claiming: whether what stands where a page should go is ours to replace.

Ours is what the manifest in the folder says, and, where it is lost, what is just as we left
it. Everything else was put there by others, and stays unless it was given up.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from briefbook.base.addresses import Address, fold_address, folders_of
from briefbook.disk.files import hash_file, is_folder, look, read_file, refuse
from briefbook.publish.leaving import has_manifest
from briefbook.publish.manifest import (
    MANIFEST_NAME,
    SIZE_LIMIT,
    encode_manifest,
    parse_manifest,
)
from briefbook.publish.records import Record, Recorded, find_records, stamp_file


class Ours(NamedTuple):
    """Our files by address, sorted, each with its SHA-256 in hex, by what the manifest says.

    ``sound`` tells whether the manifest needs no mending, ``same`` whether it is the very
    file that we left.
    """

    hashes: Mapping[Address, str]
    sound: bool
    same: bool


def find_ours(base: str, recorded: Recorded) -> Ours:
    """Return what is ours in the folder ``base``; ``recorded`` spares reading the manifest."""
    if has_manifest(base, recorded.left):
        return Ours(recorded.hashes, sound=True, same=True)
    data = read_file(base + MANIFEST_NAME, SIZE_LIMIT) or b""
    pages = parse_manifest(data)
    if data == encode_manifest(pages):
        return Ours(pages, sound=True, same=False)
    pages = {**_find_recorded(base, recorded), **pages}
    return Ours(dict(sorted(pages.items())), sound=False, same=False)


def _find_recorded(base: str, recorded: Recorded) -> dict[Address, str]:
    """Return what must be ours though the manifest is lost: files just as we left them."""
    records = find_records(recorded, recorded.hashes)
    return {a: record.sha256 for a, record in records.items() if _is_same(base + a, record)}


def _is_same(path: str, record: Record) -> bool:
    found = look(path)
    return found is not None and stamp_file(found) == record.stamp


def claim(
    base: str,
    unsure: Mapping[Address, os.stat_result],
    claimed: Collection[Address],
    gone: frozenset[Address],
) -> dict[Address, Record]:
    """Return those files that are ours, with the hash of the bytes that they hold now.

    ``unsure`` is what stands where pages should go, ``gone`` the pages that are to go.

    Raises:
        Refused: something that is not ours is among them.
    """
    known = {a: at for a, at in unsure.items() if a in claimed and stat.S_ISREG(at.st_mode)}
    for address in unsure.keys() - known.keys():
        _refuse_foreign(base, address, gone)
    return {a: Record(hash_file(base + a), stamp_file(at)) for a, at in known.items()}


def check_folders(base: str, absent: Iterable[Address], gone: frozenset[Address]) -> None:
    """Return if new pages can have their folders.

    Raises:
        Refused: a file that is not ours stands where a folder is needed.
    """
    for folder in sorted(folders_of(absent)):
        if look(base + folder) is not None and not is_folder(base + folder):
            _refuse_foreign(base, folder, gone)


def _refuse_foreign(base: str, address: Address, gone: frozenset[Address]) -> None:
    """Refuse if what stands at ``address`` holds anything but pages that are to go."""
    stay = (file for file in _files_at(base, address) if not _is_going(base, file, gone))
    if foreign := next(stay, ""):
        raise refuse("output-foreign-file", path=base + foreign)


def _files_at(base: str, address: str) -> Iterator[str]:
    """Yield the file at ``address``, or all that is no folder in the folder there."""
    if not is_folder(base + address):
        yield address
        return
    with os.scandir(base + address) as entries:
        names = sorted(entry.name for entry in entries)
    for name in names:
        yield from _files_at(base, f"{address}/{name}")


def _is_going(base: str, file: str, gone: frozenset[Address]) -> bool:
    """Tell whether a file is to go, perhaps under a name that differs in case alone."""
    folded = fold_address(file)
    twins = (old for old in gone if old == file or fold_address(old) == folded)
    return any(os.path.samestat(os.lstat(base + file), os.lstat(base + old)) for old in twins)
