"""Leaving: one look at each folder tells that no page of it came, went or was replaced."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from briefbook.base.addresses import make_address
from briefbook.disk.files import BOOT_ID, DISK, Disk, find_stat
from briefbook.publish.publish import publish
from briefbook.publish.records import (
    JOURNAL_NAME,
    MANIFEST_NAME,
    YOUNG_NS,
    Left,
    Recorded,
    find_same,
    find_sure,
    is_as_left,
    is_ticking,
    leave_folder,
    start_clock,
)
from tests.disks import CountingDisk, count_looks

PAGES = {make_address(name): name.encode() for name in ("index", "a/one", "a/two", "b/c/three")}


def make(output: Path, disk: Disk | None = None) -> Recorded:
    """Publish a site, and return what was recorded of it."""
    wanted = {address: sha256(data).hexdigest() for address, data in PAGES.items()}
    disk = disk or CountingDisk()
    done = publish(output, wanted, lambda asked: ((a, PAGES[a]) for a in asked), disk=disk)
    return done.recorded


def delete(output: Path) -> None:
    (output / "b/c/three").unlink()


def add(output: Path) -> None:
    (output / "a/own").write_bytes(b"somebody's")


def rename(output: Path) -> None:
    (output / "index").rename(output / "moved")


def swap(output: Path) -> None:
    """Let two pages change places."""
    (output / "a/one").rename(output / "a/three")
    (output / "a/two").rename(output / "a/one")
    (output / "a/three").rename(output / "a/two")


def replace(output: Path) -> None:
    (output / "new").write_bytes(b"index")
    (output / "new").replace(output / "index")


def copy_folder(output: Path) -> None:
    """Put a copy of a folder in its place, as old as it was."""
    shutil.copytree(output / "a", output / "copy")
    shutil.rmtree(output / "a")
    (output / "copy").rename(output / "a")


def link_folder(output: Path) -> None:
    (output / "a").rename(output.parent / "elsewhere")
    (output / "a").symlink_to(output.parent / "elsewhere")


def remove_folder(output: Path) -> None:
    shutil.rmtree(output / "b")


def remove_manifest(output: Path) -> None:
    (output / MANIFEST_NAME).unlink()


def edit_manifest(output: Path) -> None:
    (output / MANIFEST_NAME).write_bytes((output / MANIFEST_NAME).read_bytes())


def leave_journal(output: Path) -> None:
    (output / JOURNAL_NAME).write_bytes(b"")


DEEDS = (delete, add, rename, swap, replace, copy_folder, link_folder, remove_folder)
OURS = (remove_manifest, edit_manifest, leave_journal, shutil.rmtree)


def test_a_folder_that_nobody_touched_is_as_we_left_it(tmp_path: Path) -> None:
    assert is_as_left(tmp_path / "site", make(tmp_path / "site").left)


@pytest.mark.parametrize("deed", [*DEEDS, *OURS])
def test_notices_what_others_did_to_names(tmp_path: Path, deed: Callable[[Path], None]) -> None:
    left = make(tmp_path / "site").left
    deed(tmp_path / "site")
    assert not is_as_left(tmp_path / "site", left)


def test_does_not_notice_a_page_rewritten_in_its_place(tmp_path: Path) -> None:
    left = make(tmp_path / "site").left
    (tmp_path / "site/index").write_bytes(b"changed")
    assert is_as_left(tmp_path / "site", left)


def test_cannot_tell_after_the_system_was_started_anew(tmp_path: Path) -> None:
    left = make(tmp_path / "site").left
    assert not is_as_left(tmp_path / "site", left._replace(boot="another"))


def test_cannot_tell_of_a_folder_that_is_not_known(tmp_path: Path) -> None:
    left = make(tmp_path / "site").left
    assert not is_as_left(tmp_path / "site", left._replace(folders={**left.folders, "a": None}))
    assert not is_as_left(tmp_path / "site", Left())


def test_looks_once_at_each_folder_and_at_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = make(tmp_path / "site").left
    looks = count_looks(monkeypatch)
    is_as_left(tmp_path / "site", left)
    folders = [f"{tmp_path}/site/{folder}" for folder in ("", "a", "b", "b/c")]
    asked = {path: count for path, count in looks.items() if ".briefbook-" not in path}
    assert {**asked, BOOT_ID: 1} == dict.fromkeys((*folders, BOOT_ID), 1)


class CoarseDisk(Disk):
    """A disk that keeps times in steps of so many nanoseconds."""

    def __init__(self, step: int, up: int = 0) -> None:
        self.step = step
        self.up = up

    def date(self, path: str, mtime_ns: int) -> None:
        super().date(path, (mtime_ns // self.step + self.up) * self.step)


@pytest.mark.parametrize("step", [1, 100, 1_000, 1_000_000_000, 2_000_000_000])
def test_a_folder_is_left_with_a_time_that_no_clock_will_give_it_again(
    tmp_path: Path, step: int
) -> None:
    clock = tmp_path.stat().st_mtime_ns // step * step
    os.utime(tmp_path, ns=(clock, clock))
    stat = leave_folder(f"{tmp_path}/", CoarseDisk(step))
    assert stat is not None
    assert stat == find_stat(f"{tmp_path}/")
    assert stat.mtime_ns < clock


class DeafDisk(Disk):
    """A disk that keeps no times that it is given."""

    def date(self, path: str, mtime_ns: int) -> None:
        """Do nothing."""


class StubbornDisk(Disk):
    """A disk that lets nobody set a time."""

    def date(self, path: str, mtime_ns: int) -> None:  # noqa: ARG002 (whatever it is)
        raise PermissionError


@pytest.mark.parametrize("disk", [DeafDisk(), StubbornDisk(), CoarseDisk(1_000_000_000, 1)])
def test_a_folder_whose_time_cannot_be_set_back_is_not_known(
    tmp_path: Path, disk: Disk
) -> None:
    assert leave_folder(f"{tmp_path}/", disk) is None
    assert leave_folder(f"{tmp_path}/missing", disk) is None


def test_a_folder_changed_by_others_is_believed_once_its_time_is_old(tmp_path: Path) -> None:
    found = {"a": tmp_path.stat(), "gone": None}
    stat, later = find_stat(f"{tmp_path}/"), tmp_path.stat().st_ctime_ns + YOUNG_NS + 1
    assert find_sure(found, Left(), later) == {"a": stat, "gone": None}
    assert find_sure(found, Left(), later - 1) == {"a": None, "gone": None}
    assert find_sure(found, Left(folders={"a": stat}), later - 1) == {"a": stat, "gone": None}


def test_a_folder_that_was_given_an_old_time_just_now_is_not_believed(tmp_path: Path) -> None:
    os.utime(tmp_path, ns=(0, 0))
    found = {"": tmp_path.stat()}
    assert find_sure(found, Left(), tmp_path.stat().st_ctime_ns + 1) == {"": None}


def test_only_folders_that_are_as_they_were_are_the_same(tmp_path: Path) -> None:
    for name in ("kept", "changed", "removed"):
        (tmp_path / name).mkdir()
    names = ("kept", "changed", "removed", "unknown")
    sure = {name: find_stat(f"{tmp_path}/{name}") for name in names}
    (tmp_path / "changed/new").mkdir()
    (tmp_path / "removed").rmdir()
    assert find_same(f"{tmp_path}/", names, sure) == {"kept"}


def test_a_file_system_that_gives_its_folders_times_is_known_by_one_file(
    tmp_path: Path,
) -> None:
    start_clock(f"{tmp_path}/", DISK)
    assert not is_ticking(f"{tmp_path}/")
    (tmp_path / "file").write_bytes(b"")
    assert is_ticking(f"{tmp_path}/")


class DatelessDisk(CountingDisk):
    """A disk on which no folder gets a new time, as on some that come over a network."""

    def write(self, path: str, data: bytes) -> None:
        with keeping_time(Path(path).parent):
            super().write(path, data)

    def mkdir(self, path: str, mode: int = 0o777) -> None:
        with keeping_time(Path(path).parent):
            super().mkdir(path, mode)


@contextmanager
def keeping_time(folder: Path) -> Iterator[None]:
    before = folder.stat()
    yield
    os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_no_folder_is_believed_where_folders_have_no_times(tmp_path: Path) -> None:
    left = make(tmp_path / "site", DatelessDisk()).left
    assert dict(left.folders) == dict.fromkeys(("", "a", "b", "b/c"))
