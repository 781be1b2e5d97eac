"""Surveying: what stands in an output folder, and how it differs from the wanted pages.

Where the manifest is the one that we left, a folder that is as we left it still has the
names that we left, so that its pages need no look. All others are looked at. What loops
over all pages here does so in C: 40,000 of them are compared in 5 ms.
"""

import os
from collections.abc import Collection, Iterable, Mapping
from itertools import compress
from operator import ne
from stat import S_ISLNK
from time import time_ns
from typing import NamedTuple

from briefbook.addresses import Address, fold_address, folders_of
from briefbook.claiming import Ours, check_folders, claim, find_ours
from briefbook.disk import file_stat, is_file, is_link, look, refuse
from briefbook.leaving import Found, find_sure, is_same_boot
from briefbook.recorded import (
    NOTHING,
    Folders,
    Record,
    Recorded,
    find_records,
    stamp_file,
)


class Change(NamedTuple):
    """How the wanted pages differ from ours: ``unlike`` in hash, among them those ``new``.

    ``stale`` are ours, and no longer wanted.
    """

    unlike: tuple[Address, ...]
    new: tuple[Address, ...]
    stale: frozenset[Address]


class Seen(NamedTuple):
    """What was found of the wanted pages that were looked at, by address.

    ``present`` are as we left them; of ``unsure`` it is not known what they hold, or whose
    they are; of ``absent`` there is nothing.
    """

    present: dict[Address, Record]
    unsure: dict[Address, os.stat_result]
    absent: list[Address]


class Survey(NamedTuple):
    """An output folder as found.

    ``trusted`` are the records that are believed without a look. The other wanted pages were
    looked at: ``present`` are there, with the hash of what they hold, ``needed`` are not, or
    hold other bytes than wanted, and where one is ``in_way``, something of ours has to go
    first. ``stale`` are ours and not wanted, of which ``gone`` are there, and are to go.
    ``folders`` are those that the wanted pages need, ``""`` among them, each with the stat
    that it still has if nobody has changed it since, or None where that would not tell.
    """

    ours: Ours
    change: Change
    trusted: Recorded
    present: Mapping[Address, Record]
    needed: tuple[Address, ...]
    in_way: tuple[Address, ...]
    stale: tuple[Address, ...]
    gone: frozenset[Address]
    folders: Folders


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
    folders = _name_folders(wanted, change, known)
    if change.new:
        _check_wanted(wanted, folders)
    found = _look_at_folders(base, folders)
    trusted = known if is_same_boot(known.left) and not thorough else NOTHING
    looked = _choose(wanted, change, found, trusted)
    seen = _look_at_pages(base, looked, ours, find_records(recorded, looked))
    stale = _find_stale(base, change.stale)
    gone = frozenset(address for address in stale if is_file(base + address))
    mine = claim(base, seen.unsure, wanted if adopt else ours.hashes, gone)
    in_way = tuple(sorted(seen.unsure.keys() - mine.keys()))
    check_folders(base, (*seen.absent, *in_way), gone)
    present = seen.present | mine
    needed = tuple(a for a in looked if a not in present or present[a].sha256 != wanted[a])
    sure = find_sure(found, recorded.left, now)
    return Survey(ours, change, trusted, present, needed, in_way, stale, gone, sure)


def _compare(wanted: Mapping[Address, str], ours: Mapping[Address, str]) -> Change:
    """Return how the wanted pages differ from ours."""
    held = ours.values() if [*wanted] == [*ours] else map(ours.get, wanted)
    unlike = tuple(compress(wanted, map(ne, wanted.values(), held)))
    new = tuple(address for address in unlike if address not in ours)
    all_wanted = len(wanted) - len(new) == len(ours)
    return Change(unlike, new, frozenset(() if all_wanted else ours.keys() - wanted.keys()))


def _check_wanted(wanted: Collection[Address], folders: Iterable[str]) -> None:
    names = _fold(wanted)
    if len(names) < len(wanted) or not names.isdisjoint(map(fold_address, folders)):
        raise ValueError("two addresses cannot stand beside each other on every system")


def _fold(addresses: Iterable[Address]) -> set[str]:
    """Return each folded, which for plain letters takes one call for all."""
    joined = "\n".join(addresses)
    return set(joined.lower().split("\n") if joined.isascii() else map(fold_address, addresses))


def _name_folders(wanted: Iterable[Address], change: Change, known: Recorded) -> Iterable[str]:
    """Return the folders that the wanted pages need, among them the output folder, ``""``."""
    if change.stale or not known.left.folders:
        return {"", *folders_of(wanted)}
    return known.left.folders.keys() | folders_of(change.new)


def _look_at_folders(base: str, folders: Iterable[str]) -> Found:
    """Return what stands at each of ``folders``.

    Raises:
        Refused: one is a link, and might lead anywhere.
    """
    found = {folder: look(base + folder) for folder in folders}
    links = (folder for folder, at in found.items() if at and S_ISLNK(at.st_mode))
    if link := min(links, default=""):
        raise refuse("output-link", path=base + link)
    return found


def _choose(
    wanted: Mapping[Address, str], change: Change, found: Found, trusted: Recorded
) -> Mapping[Address, object]:
    """Return the wanted pages that are to be looked at."""
    left = trusted.left.folders
    if not left:
        return wanted
    moved = {
        folder
        for folder, stat in left.items()
        if not (stat and (at := found.get(folder)) and file_stat(at) == stat)
    }
    inside = (a for a in wanted if a.rpartition("/")[0] in moved) if moved else ()
    return dict.fromkeys((*change.unlike, *inside))


def _look_at_pages(
    base: str,
    looked: Iterable[Address],
    ours: Ours,
    records: Mapping[Address, Record],
) -> Seen:
    seen = Seen({}, {}, [])
    for address in looked:
        found, record = look(base + address), records.get(address)
        if found is None:
            seen.absent.append(address)
        elif record and record.stamp == stamp_file(found) and _agree(ours, address, record):
            seen.present[address] = record
        else:
            seen.unsure[address] = found
    return seen


def _agree(ours: Ours, address: Address, record: Record) -> bool:
    return ours.hashes.get(address) == record.sha256


def _find_stale(base: str, stale: Iterable[Address]) -> tuple[Address, ...]:
    """Return the pages that may go: not those that a link has led away from the folder."""
    links = tuple(f"{folder}/" for folder in folders_of(stale) if is_link(base + folder))
    return tuple(sorted(address for address in stale if not address.startswith(links)))
