"""Surveying: what stands in an output folder, and how it differs from the wanted pages.

Where the manifest is the one that we left, a folder that is as we left it still has the
names that we left, so that its pages need no look. All others are looked at. What loops
over all pages here does so in C: 40,000 of them are compared in 5 ms.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import compress
from operator import ne
from stat import S_ISLNK
from time import time_ns
from typing import NamedTuple

from briefbook.base.addresses import Address, fold_address, folder_of, folders_of
from briefbook.disk import files
from briefbook.disk.files import FileStat
from briefbook.publish.records import (
    MANIFEST_NAME,
    NOTHING,
    SIZE_LIMIT,
    FolderStates,
    Recorded,
    encode_manifest,
    find_sure,
    has_manifest,
    is_same_boot,
    load_pages,
    parse_manifest,
)

FolderLook = Mapping[str, os.stat_result | None]
"""What stands at each folder, None for nothing."""


class Ours(NamedTuple):
    """Our files by address, sorted, each with its SHA-256 in hex, by what the manifest says.

    ``sound`` tells whether the manifest needs no mending, ``same`` whether it is the very
    file that we left.
    """

    hashes: Mapping[Address, str]
    sound: bool
    same: bool


class SiteChange(NamedTuple):
    """How the wanted pages differ from ours: ``unlike`` in hash, among them those ``new``.

    ``stale`` are ours, and no longer wanted.
    """

    unlike: tuple[Address, ...]
    new: tuple[Address, ...]
    stale: frozenset[Address]


class Pages(NamedTuple):
    """Wanted pages that were looked at, as found.

    ``present`` are there, with the hash of what they hold; ``needed`` are not, or hold other
    bytes than wanted. Where one is ``in_way``, something of ours has to go first.
    ``noted`` are those present of which the records know something else, or nothing, with
    their stats.
    """

    present: Mapping[Address, str]
    noted: Mapping[Address, FileStat]
    needed: tuple[Address, ...]
    in_way: tuple[Address, ...]


class SurveyContext(NamedTuple):
    """What pages are found by: the folder, what is ours and known of it, what is not there.

    There are no folders ``absent``; the pages ``gone`` are to go; a file at an address that
    is ``claimed`` is ours.
    """

    base: str
    ours: Ours
    known: Recorded
    absent: frozenset[str]
    gone: frozenset[Address]
    claimed: Collection[Address]


class Survey(NamedTuple):
    """An output folder as found.

    ``known`` are the records of pages, which hold but for ``pages``.
    ``stale`` are pages of ours that are not wanted, of which ``gone`` are there, and are to
    go. ``folders`` are those that the wanted pages need, ``""`` among them, each with the
    stat that it still has if nobody has changed it since, or None where that would not
    tell.
    """

    ours: Ours
    change: SiteChange
    known: Recorded
    pages: Pages
    stale: tuple[Address, ...]
    gone: frozenset[Address]
    folders: FolderStates


def survey(
    base: str,
    wanted: Mapping[Address, str],
    recorded: Recorded,
    adopt: bool = False,
    thorough: bool = False,
) -> Survey:
    """Return what stands in the output folder, having changed nothing.

    Raises:
        Refused: something that is not ours stands in the way.
        ValueError: two of the wanted addresses cannot stand beside each other.
    """
    ours, now = find_ours(base, recorded), time_ns()
    known = recorded if ours.same else NOTHING
    change = _compare(wanted, ours.hashes)
    found = _look_at_folders(base, _name_folders(wanted, change, known))
    absent = frozenset(folder for folder, at in found.items() if at is None)
    trusted = known if is_same_boot(known.left) and not thorough else NOTHING
    asked = _choose(wanted, change, found, trusted)
    stale = _find_stale(base, change.stale)
    gone = frozenset(address for address in stale if files.is_file(base + address))
    claimed = wanted.keys() if adopt else ours.hashes.keys()
    context = SurveyContext(base, ours, known, absent, gone, claimed)
    pages, sure = _find_pages(context, asked), find_sure(found, recorded.left, now)
    return Survey(ours, change, known, pages, stale, gone, sure)


def _compare(wanted: Mapping[Address, str], ours: Mapping[Address, str]) -> SiteChange:
    """Return how the wanted pages differ from ours."""
    held = ours.values() if [*wanted] == [*ours] else map(ours.get, wanted)
    unlike = tuple(compress(wanted, map(ne, wanted.values(), held)))
    new = tuple(address for address in unlike if address not in ours)
    all_wanted = len(wanted) - len(new) == len(ours)
    return SiteChange(unlike, new, frozenset(() if all_wanted else ours.keys() - wanted.keys()))


def _name_folders(
    wanted: Collection[Address], change: SiteChange, known: Recorded
) -> Collection[str]:
    """Return the folders that the wanted pages need, among them the output folder, ``""``.

    Raises:
        ValueError: two of the wanted addresses cannot stand beside each other.
    """
    if change.stale or not known.left.folders:
        folders = {"", *folders_of(wanted)}
    else:
        folders = {*known.left.folders, *folders_of(change.new)}
    if change.new:
        _check_wanted(wanted, folders)
    return folders


def _check_wanted(wanted: Collection[Address], folders: Iterable[str]) -> None:
    names = _fold(wanted)
    if len(names) < len(wanted) or not names.isdisjoint(map(fold_address, folders)):
        raise ValueError("two addresses cannot stand beside each other on every system")


def _fold(addresses: Collection[Address]) -> set[str]:
    """Return each folded, which for plain letters takes one call for all."""
    joined = "\n".join(addresses)
    return set(joined.lower().split("\n") if joined.isascii() else map(fold_address, addresses))


def _look_at_folders(base: str, folders: Iterable[str]) -> FolderLook:
    """Return what stands at each of ``folders``.

    Raises:
        Refused: one is a link, and might lead anywhere.
    """
    found = {folder: files.stat_path(base + folder) for folder in folders}
    links = (folder for folder, at in found.items() if at and S_ISLNK(at.st_mode))
    if link := min(links, default=""):
        raise files.refuse("output-link", path=base + link)
    return found


def _choose(
    wanted: Mapping[Address, str], change: SiteChange, found: FolderLook, trusted: Recorded
) -> Mapping[Address, str]:
    """Return the wanted pages that are to be looked at: ``unlike``, or in a moved folder."""
    left = trusted.left.folders
    if not left:
        return wanted
    moved = {folder for folder, stat in left.items() if not _is_left(found.get(folder), stat)}
    inside = (a for a in wanted if a.rpartition("/")[0] in moved) if moved else ()
    return {address: wanted[address] for address in (*change.unlike, *inside)}


def _is_left(found: os.stat_result | None, left: FileStat | None) -> bool:
    return found is not None and left is not None and files.file_stat(found) == left


def _find_pages(context: SurveyContext, asked: Mapping[Address, str]) -> Pages:
    """Return what there is of the pages asked for, which have these hashes.

    Raises:
        Refused: something that is not ours stands in the way.
    """
    base, gone, hashes, known = context.base, context.gone, context.ours.hashes, context.known
    there = _look_at_pages(base, asked, context.absent)
    stats = {address: files.file_stat(at) for address, at in there.items()}
    same = {a: hashes[a] for a, at in stats.items() if a in hashes and at == known.pages.get(a)}
    unsure = {address: there[address] for address in there.keys() - same.keys()}
    mine = claim(base, unsure, context.claimed, gone)
    present = same | mine
    check_folders(base, asked.keys() - present.keys(), gone)
    needed = tuple(a for a, sha in asked.items() if present.get(a) != sha)
    in_way = tuple(sorted(unsure.keys() - mine.keys()))
    return Pages(present, {a: stats[a] for a in mine}, needed, in_way)


def _look_at_pages(
    base: str, asked: Iterable[Address], absent: Collection[str]
) -> dict[Address, os.stat_result]:
    """Return what stands at each of the addresses where there is something."""
    possible = (a for a in asked if folder_of(a) not in absent) if absent else asked
    return {a: found for a in possible if (found := files.stat_path(base + a)) is not None}


def _find_stale(base: str, stale: Iterable[Address]) -> tuple[Address, ...]:
    """Return the pages that may go: not those that a link has led away from the folder."""
    links = tuple(f"{folder}/" for folder in folders_of(stale) if files.is_link(base + folder))
    return tuple(sorted(address for address in stale if not address.startswith(links)))


def find_ours(base: str, recorded: Recorded) -> Ours:
    """Return what is ours in the folder ``base``; ``recorded`` spares doubting the manifest."""
    is_same = has_manifest(base, recorded.left)
    data = files.read_file(base + MANIFEST_NAME, SIZE_LIMIT) or b""
    if is_same:
        return Ours(load_pages(data), sound=True, same=True)
    pages = parse_manifest(data)
    if data == encode_manifest(pages):
        return Ours(pages, sound=True, same=False)
    pages = {**_find_recorded(base, recorded), **pages}
    return Ours(dict(sorted(pages.items())), sound=False, same=False)


def _find_recorded(base: str, recorded: Recorded) -> dict[Address, str]:
    """Return what must be ours though the manifest is lost: files just as we left them."""
    same = (a for a, stat in recorded.pages.items() if files.find_stat(base + a) == stat)
    return {address: files.hash_file(base + address) for address in same}


def claim(
    base: str,
    unsure: Mapping[Address, os.stat_result],
    claimed: Collection[Address],
    gone: frozenset[Address],
) -> dict[Address, str]:
    """Return those files that are ours, with the hash of the bytes that they hold now.

    ``unsure`` is what stands where pages should go, ``gone`` the pages that are to go.

    Raises:
        Refused: something that is not ours is among them.
    """
    known = {a: at for a, at in unsure.items() if a in claimed and stat.S_ISREG(at.st_mode)}
    for address in unsure.keys() - known.keys():
        _refuse_foreign(base, address, gone)
    return {address: files.hash_file(base + address) for address in known}


def check_folders(base: str, absent: Iterable[Address], gone: frozenset[Address]) -> None:
    """Return if new pages can have their folders.

    Raises:
        Refused: a file that is not ours stands where a folder is needed.
    """
    for folder in sorted(folders_of(absent)):
        if files.stat_path(base + folder) is not None and not files.is_folder(base + folder):
            _refuse_foreign(base, folder, gone)


def _refuse_foreign(base: str, address: Address, gone: frozenset[Address]) -> None:
    """Refuse if what stands at ``address`` holds anything but pages that are to go."""
    stay = (file for file in _files_at(base, address) if not _is_going(base, file, gone))
    if foreign := next(stay, ""):
        raise files.refuse("output-foreign-file", path=base + foreign)


def _files_at(base: str, address: str) -> Iterator[str]:
    """Yield the file at ``address``, or all that is no folder in the folder there."""
    if not files.is_folder(base + address):
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
