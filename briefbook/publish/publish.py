"""Publishing: make an output folder hold exactly the pages of a site, and leave the rest.

Nothing in the folder changes before all bytes are staged beside their places, in a folder
of ours within it: so every replacement is one rename. What is promised:

- After an error, or Ctrl-C, the folder is as it was.
- After a crash of the program at any point, every file is whole, old or new, every page
  that another links to is there, and the next run finishes the work or undoes it.
- After a power cut the same holds for names, by the journal, which is synced; the bytes of
  pages are left to the system to write in its own time. A page that lost them no longer
  has the size or times that were recorded: the first run after the system was started
  looks at every page, and puts it right.
- What others did to the site meanwhile is put right: of a page that they deleted, renamed
  or replaced, or a file that they put in its place, the folder tells, by its times. A file
  whose bytes somebody changed in their place leaves no trace there. It is noticed by a
  thorough run, which looks at every page, and by any that has another reason to look.
  (Of what they do while a run changes that very folder, the next thorough one tells.)

Which files are ours is known from the manifest in the folder, and from nothing else: where
the caller's records disagree with it, or with what stands on the disk, bytes are compared.
The caller sees to it that there is one writer at a time (``lock.py``) and that the folder is
a fit place (``guard.py``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import EBUSY
from pathlib import Path
from typing import NamedTuple

from briefbook.base.addresses import Address
from briefbook.disk import files
from briefbook.disk.files import DISK, Disk, FileStat, PublishFailed
from briefbook.publish.journal import Staging, carry_out, recover
from briefbook.publish.plan import (
    PublishTarget,
    aim,
    find_made,
    find_touched,
    is_outdated,
    open_staging,
    prepare,
    stage,
    verify,
)
from briefbook.publish.records import (
    JOURNAL_NAME,
    MANIFEST_NAME,
    NOTHING,
    FolderStates,
    Left,
    Recorded,
    find_same,
    is_ticking,
    leave_folder,
)
from briefbook.publish.survey import Survey, survey

Make = Callable[[Sequence[Address]], Iterable[tuple[Address, bytes]]]


class PublishResult(NamedTuple):
    """What came of it, each sorted; ``changed`` includes what others had changed or deleted.

    ``hashes`` are those of all pages that stand there now. ``recorded`` is for the state to
    keep: the very object that was given where nothing in it is different.
    """

    new: tuple[Address, ...]
    changed: tuple[Address, ...]
    removed: tuple[Address, ...]
    hashes: Mapping[Address, str]
    recorded: Recorded

    @property
    def kept(self) -> tuple[Address, ...]:
        """The pages that were not written, sorted; not needed by most, and many."""
        return tuple(sorted(self.hashes.keys() - {*self.new, *self.changed}))


def publish(  # noqa: PLR0913 (what is published, how, and a disk for tests)
    output: Path,
    wanted: Mapping[Address, str],
    make: Make,
    recorded: Recorded = NOTHING,
    *,
    adopt: bool = False,
    thorough: bool = False,
    disk: Disk = DISK,
) -> PublishResult:
    """Make ``output`` hold exactly the pages ``wanted``, besides files that are not ours.

    ``wanted`` gives for each address the SHA-256 of its bytes, or ``UNKNOWN``. ``make`` is
    called once with the addresses whose bytes are needed, and yields them in any order, so
    that they need not be in memory together; their hashes are taken on trust. ``recorded``
    is what an earlier ``PublishResult`` held, and spares a look at whatever is as we left it.
    With ``adopt``, a foreign file where a page should go becomes ours. With ``thorough``,
    every page is looked at, and whatever is made is hashed again.

    Raises:
        Refused: a file of others stands where a page should go. Nothing was touched.
        PublishFailed: the file system refused; the words say how the folder was left.
        ValueError: ``wanted`` has colliding addresses, or ``make`` did not make what it should.
    """
    trusted = NOTHING if recover(output, disk) else recorded
    with _telling("the output folder is as it was"):
        found = survey(files.base_of(output), wanted, trusted, adopt, thorough)
        target = aim(found, {})
        if not (found.pages.needed or is_outdated(found, target)):
            return _report(files.base_of(output), found, target, found.folders)
        made, needed = make(found.pages.needed), {a: wanted[a] for a in found.pages.needed}
        return _publish(output, found, needed, verify(made, needed) if thorough else made, disk)


def remove_site(output: Path, disk: Disk = DISK) -> tuple[Address, ...]:
    """Remove every page and file of ours, then the folder if nothing is left in it.

    Return the addresses removed. Raises as ``publish``.
    """
    base = files.base_of(output)
    if files.stat_path(base) is None:
        return ()
    published = publish(output, {}, lambda _: (), disk=disk)
    with _telling("the manifest is left in the output folder"):
        # Without the manifest nobody could tell that what a journal speaks of is done.
        if files.stat_path(base + JOURNAL_NAME) is not None:
            recover(output, disk)
        if files.stat_path(base + JOURNAL_NAME) is not None:
            raise OSError(EBUSY, "the last steps could not be taken", base + JOURNAL_NAME)
        disk.unlink(base + MANIFEST_NAME)
        if files.is_empty(base):
            disk.rmdir(base)
    return published.removed


@contextmanager
def _telling(outcome: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishFailed(f"{files.describe_failure(error)}; {outcome}") from error


def _publish(
    output: Path,
    found: Survey,
    needed: Mapping[Address, str],
    made: Iterable[tuple[Address, bytes]],
    disk: Disk,
) -> PublishResult:
    """Put what was made where it should be, and leave the folder."""
    base = files.base_of(output)
    undisturbed = files.stat_path(base) is None or bool(find_same(base, ("",), found.folders))
    with open_staging(output, disk) as staging:
        folders = {**found.folders, "": leave_folder(base, disk) if undisturbed else None}
        target = aim(found, stage(staging, made, needed, found.pages.present))
        touched = _replace(staging, found._replace(folders=folders), target)
        files.remove_flat(staging.folder, disk)
    left = {f: leave_folder(base + f, disk) if ours else None for f, ours in touched.items()}
    return _report(base, found, target, {f: left.get(f, folders[f]) for f in folders})


def _replace(staging: Staging, found: Survey, target: PublishTarget) -> dict[str, bool]:
    """Change the output folder; return the folders in which names have changed.

    Tell of each whether nobody but us changed it since it was surveyed.
    """
    if not is_outdated(found, target):
        return {"": is_ticking(staging.folder)}
    journal = prepare(staging, found, target)
    touched = find_touched(journal)
    ours = find_same(staging.output, touched, found.folders) | find_made(journal)
    ticking = is_ticking(staging.folder)
    carry_out(staging, journal)
    return {folder: ticking and folder in ours for folder in touched}


def _report(
    base: str, found: Survey, target: PublishTarget, folders: FolderStates
) -> PublishResult:
    ours, staged = found.ours.hashes, target.staged
    return PublishResult(
        new=tuple(sorted(address for address in staged if address not in ours)),
        changed=tuple(sorted(address for address in staged if address in ours)),
        removed=found.stale,
        hashes=target.hashes,
        recorded=_record(base, found, target, folders),
    )


def _record(base: str, found: Survey, target: PublishTarget, folders: FolderStates) -> Recorded:
    """Return what stands in the folder now."""
    known, gone = found.known, found.change.stale
    # A page that cannot be asked gets a stat that no file has: it is looked at the next time.
    staged = {address: _stat_now(base + address) or files.NO_STAT for address in target.staged}
    noted = {**found.pages.noted, **staged}
    left = Left(_stat_now(base + MANIFEST_NAME), folders, files.find_boot())
    if not (noted or gone) and left == known.left:
        return known
    kept = {address: stat for address, stat in known.pages.items() if address not in gone}
    return Recorded(left, kept | noted)


def _stat_now(path: str) -> FileStat | None:
    """Return the stat of a file, or None of one that cannot be asked."""
    with suppress(OSError):
        return files.find_stat(path)
    return None
