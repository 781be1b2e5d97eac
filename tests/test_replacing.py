"""Replacing: several files get their new bytes together, or keep their old ones."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefbook.disk.files import put_files
from tests.disks import (
    CountingDisk,
    Crash,
    CrashingDisk,
    FailingDisk,
    Fails,
    FullDisk,
    snapshot,
)

OLD = {"a.yaml": b"old a", "b.yaml": b"old b"}
NEW = {"a.yaml": b"new a", "b.yaml": b"new b", "c/d/e.pdf": b"new e"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    start_again(tmp_path)
    return tmp_path


def put(folder: Path, disk: CountingDisk) -> None:
    put_files({folder / name: data for name, data in NEW.items()}, disk)


def files(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in snapshot(folder).items() if data is not None}


def start_again(folder: Path) -> None:
    """Leave the old files alone in a folder."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)


def only(number: int) -> Fails:
    return lambda count, _: count == number


def changes(tmp_path: Path) -> Iterator[int]:
    """Yield the numbers of all changes of the disk that it takes."""
    disk = CountingDisk()
    start_again(tmp_path)
    put(tmp_path, disk)
    return iter(range(1, disk.count + 1))


def test_files_are_put_in_place_and_nothing_is_left_beside_them(folder: Path) -> None:
    put(folder, CountingDisk())
    assert files(folder) == NEW


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_an_error_at_any_change_leaves_all_as_it_was(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, code: int
) -> None:
    numbers, failed = list(changes(tmp_path_factory.mktemp("other"))), 0
    for last in numbers:
        before = snapshot(folder)
        try:
            put(folder, FullDisk(only(last), code))
        except OSError:
            failed += 1
            assert snapshot(folder) == before
            continue
        found = {name: data for name, data in files(folder).items() if name[0] != "."}
        assert found == NEW
        start_again(folder)
    assert failed >= len(numbers) - len(OLD)


@pytest.mark.parametrize("when", ["before", "in", "after"])
def test_a_crash_at_any_change_leaves_each_file_whole_and_the_next_run_finishes(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, when: str
) -> None:
    for last in changes(tmp_path_factory.mktemp("other")):
        with pytest.raises(Crash):
            put(folder, CrashingDisk(last, when))
        for name, data in files(folder).items():
            assert name[0] == "." or "/." in name or data in (OLD.get(name), NEW[name])
        put(folder, CountingDisk())
        assert files(folder) == NEW
        start_again(folder)


def test_a_file_keeps_its_permissions(folder: Path) -> None:
    (folder / "a.yaml").chmod(0o640)
    put(folder, CountingDisk())
    assert (folder / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_and_what_it_leads_to_is_replaced(folder: Path) -> None:
    (folder / "link.yaml").symlink_to("a.yaml")
    put_files({folder / "link.yaml": b"new"}, CountingDisk())
    assert (folder / "link.yaml").is_symlink()
    assert (folder / "a.yaml").read_bytes() == b"new"


def test_where_nothing_can_be_put_back_the_error_is_told(folder: Path) -> None:
    def fails(_: int, name: str) -> bool:
        replaced = (folder / "a.yaml").read_bytes() == b"new a"
        return name == "replace" and replaced

    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        put(folder, FailingDisk(fails))
