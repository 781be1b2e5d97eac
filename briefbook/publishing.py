"""Publishing: make an output folder hold exactly the pages of a site, and leave the rest.

Nothing in the folder changes before all bytes are staged beside their places, in a folder
of ours within it: so every replacement is one rename. What is promised:

- After an error, or Ctrl-C, the folder is as it was.
- After a crash of the program at any point, every file is whole, old or new, every page
  that another links to is there, and the next run finishes the work or undoes it.
- After a power cut the same holds for names, by the journal, which is synced; the bytes of
  pages are left to the system to write in its own time. A page that lost them no longer
  has the size or times that were recorded, and the next run puts it right.

Which files are ours is known from the manifest in the folder, and from nothing else: where
the caller's records disagree with it, or with what stands on the disk, bytes are compared.
The caller sees to it that there is one writer at a time (``build_lock``) and that the
folder is a fit place (``output_guard``).
"""

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import NamedTuple

from briefbook.addresses import Address, fold_address, folders_of
from briefbook.arranging import arrange
from briefbook.disk import (
    DISK,
    Disk,
    FileStat,
    PublishFailed,
    describe,
    file_stat,
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
from briefbook.journal import (
    JOURNAL_NAME,
    OLD,
    STAGED_MANIFEST,
    STAGING_PREFIX,
    Bench,
    Journal,
    Kind,
    Step,
    base_of,
    carry_out,
    recover,
)
from briefbook.manifest import MANIFEST_NAME, SIZE_LIMIT, encode_manifest, parse_manifest

Make = Callable[[Sequence[Address]], Iterable[tuple[Address, bytes]]]
UNKNOWN = ""


class Record(NamedTuple):
    """A page as we left it: the SHA-256 of its bytes in hex, and its stat."""

    sha256: str
    size: int
    mtime_ns: int
    inode: int
    ctime_ns: int


class Recorded(NamedTuple):
    """What the state keeps of one output folder, to spare reading it all the next time."""

    manifest: FileStat | None = None
    pages: Mapping[Address, Record] = {}


class Published(NamedTuple):
    """What came of it, each sorted; ``changed`` includes what others had changed or deleted."""

    new: tuple[Address, ...]
    changed: tuple[Address, ...]
    removed: tuple[Address, ...]
    kept: tuple[Address, ...]
    recorded: Recorded


class Survey(NamedTuple):
    """An output folder as found: the hashes of ``ours``, by what the manifest says.

    ``sound`` tells whether the manifest itself needs no mending. ``present`` are wanted pages
    that are there, with the hash of what they hold; ``stale`` are ours and not wanted, of
    which ``gone`` are there, and are to go. ``in_way`` are wanted pages in whose place there
    is something of ours that has to go first.
    """

    ours: Mapping[Address, str]
    sound: bool
    present: Mapping[Address, Record]
    stale: tuple[Address, ...]
    gone: frozenset[Address]
    in_way: tuple[Address, ...]


NOTHING = Recorded()
VANISHED = FileStat(-1, -1, -1, -1)


def publish(
    output: Path,
    wanted: Mapping[Address, str],
    make: Make,
    recorded: Recorded = NOTHING,
    *,
    adopt: bool = False,
    disk: Disk = DISK,
) -> Published:
    """Make ``output`` hold exactly the pages ``wanted``, besides files that are not ours.

    ``wanted`` gives for each address the SHA-256 of its bytes, or ``UNKNOWN``. ``make`` is
    called once with the addresses whose bytes are needed, and yields them in any order, so
    that they need not be in memory together. ``recorded`` is what an earlier ``Published``
    held. With ``adopt``, a foreign file where a page should go becomes ours.

    Raises:
        Refused: a file of others stands where a page should go. Nothing was touched.
        PublishFailed: the file system refused; the words say how the folder was left.
        ValueError: ``wanted`` has colliding addresses, or ``make`` did not make what it should.
    """
    trusted = NOTHING if recover(output, disk) else recorded
    with _telling("the output folder is as it was"):
        survey = _survey(base_of(output), wanted, trusted, adopt)
        return _publish(output, wanted, make, survey, disk)


def publish_pages(
    output: Path, pages: Mapping[Address, bytes], recorded: Recorded = NOTHING
) -> Published:
    """Publish pages that are in memory; see ``publish``."""
    wanted = {address: sha256(data).hexdigest() for address, data in pages.items()}
    return publish(output, wanted, lambda needed: ((a, pages[a]) for a in needed), recorded)


def remove_site(output: Path, disk: Disk = DISK) -> tuple[Address, ...]:
    """Remove every page and file of ours, then the folder if nothing is left in it.

    Return the addresses removed. Raises as ``publish``.
    """
    base = base_of(output)
    if look(base) is None:
        return ()
    published = publish(output, {}, lambda _: (), disk=disk)
    with _telling("the manifest is left in the output folder"):
        disk.unlink(base + MANIFEST_NAME)
        if is_empty(base):
            disk.rmdir(base)
    return published.removed


@contextmanager
def _telling(outcome: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishFailed(f"{describe(error)}; {outcome}") from error


def _survey(base: str, wanted: Mapping[Address, str], trusted: Recorded, adopt: bool) -> Survey:
    """Return what stands in the output folder, having changed nothing.

    Raises:
        Refused: something that is not ours stands in the way.
    """
    if link := find_link(base, folders_of(wanted)):
        raise refuse("output-link", path=base + link)
    ours, sound = _find_ours(base, trusted)
    if not wanted.keys() <= ours.keys():
        _check_wanted(wanted)
    stale = tuple(sorted(a for a in ours if a not in wanted and not _is_beyond_link(base, a)))
    gone = frozenset(address for address in stale if is_file(base + address))
    present, unsure = _find_present(base, wanted, ours, trusted.pages)
    claimed = wanted.keys() if adopt else ours.keys()
    known = _claim(base, unsure, claimed, gone)
    in_way = tuple(sorted(unsure.keys() - known.keys()))
    present |= known
    _check_folders(base, wanted.keys() - present.keys(), gone)
    return Survey(ours, sound, present, stale, gone, in_way)


def _check_wanted(wanted: Mapping[Address, str]) -> None:
    names = {fold_address(address) for address in wanted}
    if len(names) < len(wanted) or names & {fold_address(a) for a in folders_of(wanted)}:
        raise ValueError("two addresses cannot stand beside each other on every system")


def _find_ours(base: str, trusted: Recorded) -> tuple[dict[Address, str], bool]:
    """Return the hashes of our files, and whether the manifest in the folder says the same."""
    found = look(base + MANIFEST_NAME)
    if found is not None and file_stat(found) == trusted.manifest:
        return {address: record[0] for address, record in trusted.pages.items()}, True
    data = read_file(base + MANIFEST_NAME, SIZE_LIMIT) or b""
    pages = parse_manifest(data)
    sound = data == encode_manifest(pages)
    return (pages if sound else {**_find_recorded(base, trusted), **pages}), sound


def _find_recorded(base: str, trusted: Recorded) -> dict[Address, str]:
    """Return what must be ours though the manifest is lost: files just as we left them."""
    pages = trusted.pages.items()
    return {address: record[0] for address, record in pages if _is_same(base + address, record)}


def _is_same(path: str, record: Record) -> bool:
    found = look(path)
    return found is not None and file_stat(found) == record[1:]


def _is_beyond_link(base: str, address: Address) -> bool:
    return find_link(base, folders_of((address,))) != ""


def _find_present(
    base: str,
    wanted: Iterable[Address],
    ours: Mapping[Address, str],
    pages: Mapping[Address, Record],
) -> tuple[dict[Address, Record], dict[Address, os.stat_result]]:
    """Return the wanted pages that are as we left them, and what stands instead of others."""
    present, unsure = {}, {}
    for address in wanted:
        found, record = look(base + address), pages.get(address)
        if found is None:
            continue
        if record and record[1:] == file_stat(found) and ours.get(address) == record[0]:
            present[address] = record
        else:
            unsure[address] = found
    return present, unsure


def _claim(
    base: str,
    unsure: Mapping[Address, os.stat_result],
    claimed: Collection[Address],
    gone: frozenset[Address],
) -> dict[Address, Record]:
    """Return those files that are ours, with the hash of the bytes that they hold now."""
    known = {a: at for a, at in unsure.items() if a in claimed and stat.S_ISREG(at.st_mode)}
    for address in unsure.keys() - known.keys():
        _refuse_foreign(base, address, gone)
    return {a: Record(hash_file(base + a), *file_stat(at)) for a, at in known.items()}


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


def _check_folders(base: str, absent: Iterable[Address], gone: frozenset[Address]) -> None:
    """Refuse if a file that is not ours stands where new pages need a folder."""
    for folder in sorted(folders_of(absent)):
        if look(base + folder) is not None and not is_folder(base + folder):
            _refuse_foreign(base, folder, gone)


def _publish(
    output: Path, wanted: Mapping[Address, str], make: Make, survey: Survey, disk: Disk
) -> Published:
    present = survey.present
    needed = tuple(a for a in wanted if a not in present or present[a].sha256 != wanted[a])
    if not needed and survey.sound and survey.ours == wanted:
        return _summarise(base_of(output), wanted, survey, {})
    with _staging(output, disk) as bench:
        staged = _stage(bench, make(needed), needed, present)
        pages = {a: staged[a].sha256 if a in staged else present[a].sha256 for a in wanted}
        if staged or not survey.sound or survey.ours != pages:
            carry_out(bench, _prepare(bench, staged, pages, survey))
        remove_flat(bench.staging, disk)
    return _summarise(bench.output, pages, survey, staged)


@contextmanager
def _staging(output: Path, disk: Disk) -> Iterator[Bench]:
    """Give a new staging folder in the output folder; take both away again after an error.

    Unless there is a journal: then they are what the next run needs.
    """
    base, name = base_of(output), STAGING_PREFIX + os.urandom(8).hex()
    made = [
        folder for folder in (*reversed(output.parents), output) if not is_folder(f"{folder}/")
    ]
    try:
        for folder in made:
            disk.mkdir(os.fspath(folder))
        disk.mkdir(base + name, 0o700)
        yield Bench(base, f"{base}{name}/", disk)
    except (Exception, KeyboardInterrupt):
        if look(base + JOURNAL_NAME) is None:
            _discard(base + name, made, disk)
        raise


def _discard(staging: str, made: Sequence[Path], disk: Disk) -> None:
    remove_flat(staging, disk)
    with suppress(OSError):
        for folder in reversed(made):
            disk.rmdir(os.fspath(folder))


def _stage(
    bench: Bench,
    made: Iterable[tuple[Address, bytes]],
    needed: Iterable[Address],
    present: Mapping[Address, Record],
) -> dict[Address, Step]:
    """Write the bytes that differ from what is there; return the step that will place each."""
    left, staged = set(needed), {}
    for number, (address, data) in enumerate(made):
        if address not in left:
            raise ValueError(f"a page that was not asked for: {address}")
        left.remove(address)
        digest = sha256(data).hexdigest()
        if address not in present or present[address].sha256 != digest:
            bench.disk.write(f"{bench.staging}{number}", data)
            kind: Kind = "swap" if address in present else "place"
            staged[address] = Step(kind, address, str(number), digest)
    if left:
        raise ValueError(f"pages that were not made: {sorted(left)[:3]}")
    return staged


def _prepare(
    bench: Bench, staged: Mapping[Address, Step], pages: Mapping[Address, str], survey: Survey
) -> Journal:
    """Stage what is needed to go back, and the manifest; return the plan."""
    manifest = encode_manifest(pages)
    bench.disk.write(bench.staging + STAGED_MANIFEST, manifest)
    for step in staged.values():
        if step.kind == "swap":
            bench.disk.link(bench.output + step.address, bench.staging + step.name + OLD)
    steps = _arrange(bench.output, staged, survey, len(pages))
    sweep = sorted(folders_of(survey.stale) - folders_of(pages), reverse=True)
    name = Path(bench.staging).name
    return Journal(name, sha256(manifest).hexdigest(), steps, tuple(sweep))


def _arrange(
    base: str, staged: Mapping[Address, Step], survey: Survey, first: int
) -> tuple[Step, ...]:
    """Return the steps in their order, numbering from ``first`` what is to be moved away."""
    placed = [staged[a] for a in sorted(staged) if staged[a].kind == "place"]
    swapped = [staged[a] for a in sorted(staged) if staged[a].kind == "swap"]
    taken = [Step("take", a, str(n)) for n, a in enumerate(sorted(survey.gone), first)]
    folders = folders_of(step.address for step in placed)
    existing = {folder for folder in folders if is_folder(base + folder)}
    number = count(first + len(taken))
    cleared = {
        address: [
            Step("clear", folder, str(next(number))) for folder in _folders_at(base, address)
        ]
        for address in survey.in_way
        if is_folder(base + address)
    }
    return arrange(placed, swapped, taken, existing, cleared)


def _folders_at(base: str, address: str) -> tuple[Address, ...]:
    """Return the folder at ``address`` and those in it, inner first."""
    with os.scandir(base + address) as entries:
        inner = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    within = (folder for name in inner for folder in _folders_at(base, f"{address}/{name}"))
    return (*within, Address(address))


def _summarise(
    base: str, pages: Mapping[Address, str], survey: Survey, staged: Mapping[Address, Step]
) -> Published:
    ours = survey.ours
    return Published(
        new=tuple(sorted(address for address in staged if address not in ours)),
        changed=tuple(sorted(address for address in staged if address in ours)),
        removed=survey.stale,
        kept=tuple(sorted(address for address in pages if address not in staged)),
        recorded=_record(base, survey.present, staged),
    )


def _record(
    base: str,
    present: Mapping[Address, Record],
    staged: Mapping[Address, Step],
) -> Recorded:
    """Return what stands in the folder now."""
    records = {address: record for address, record in present.items() if address not in staged}
    for address, step in staged.items():
        records[address] = Record(step.sha256, *_stat_now(base + address))
    return Recorded(_stat_now(base + MANIFEST_NAME), records)


def _stat_now(path: str) -> FileStat:
    """Return the stat of a file; of one that cannot be asked, a stat that no file has."""
    try:
        return file_stat(os.lstat(path))
    except OSError:
        return VANISHED
