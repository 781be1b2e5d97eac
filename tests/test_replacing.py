"""Replacing: several files get their new bytes together, or keep their old ones."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from briefbook.disk.replacing import end_put, put_files
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


GONE = {"b.yaml"}
AFTER = {"a.yaml": b"new a", "c/d/e.pdf": b"new e"}


def move(folder: Path, disk: CountingDisk) -> None:
    """Change a file, make one and remove one, with a journal."""
    files = {folder / name: None if name in GONE else NEW[name] for name in NEW}
    put_files(files, disk, journal=name_journal(folder))


def name_journal(folder: Path) -> Path:
    return folder / ".state/writes.json"


def with_state(folder: Path) -> Path:
    start_again(folder)
    (folder / ".state").mkdir()
    return folder


def shown(folder: Path) -> dict[str, bytes]:
    """Return the files that are not hidden."""
    return {path: data for path, data in files(folder).items() if "/." not in f"/{path}"}


def count_moves(folder: Path) -> Iterator[int]:
    disk = CountingDisk()
    move(with_state(folder), disk)
    return iter(range(1, disk.count + 1))


def test_a_file_is_removed_with_the_change_of_others(folder: Path) -> None:
    move(with_state(folder), CountingDisk())
    assert files(folder) == AFTER


def test_an_error_at_any_change_of_a_journal_leaves_all_as_it_was(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    failed = 0
    for last in count_moves(tmp_path_factory.mktemp("other")):
        before = snapshot(with_state(folder))
        try:
            move(folder, FullDisk(only(last), errno.ENOSPC))
        except OSError:
            failed += 1
            assert snapshot(folder) == before
            continue
        assert shown(folder) == AFTER
    assert failed > len(NEW)


@pytest.mark.parametrize("when", ["before", "in", "after"])
def test_after_a_crash_at_any_change_all_files_are_old_or_all_are_new(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, when: str
) -> None:
    ended = set()
    for last in count_moves(tmp_path_factory.mktemp("other")):
        with_state(folder)
        with pytest.raises(Crash):
            move(folder, CrashingDisk(last, when))
        end_put(name_journal(folder), CountingDisk())
        found = shown(folder)
        assert found in (OLD, AFTER)
        ended.add(len(found["a.yaml"]) and found["a.yaml"])
        assert not name_journal(folder).exists()
    assert ended == {b"old a", b"new a"}


def test_a_crash_while_a_crash_is_mended_is_mended_too(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for first in count_moves(tmp_path_factory.mktemp("other")):
        for second in range(1, 8):
            with_state(folder)
            with pytest.raises(Crash):
                move(folder, CrashingDisk(first, "after"))
            with suppress(Crash):
                end_put(name_journal(folder), CrashingDisk(second, "after"))
            end_put(name_journal(folder), CountingDisk())
            assert shown(folder) in (OLD, AFTER)


def test_a_crash_while_an_error_is_taken_back_is_mended(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    class Unlucky(FailingDisk):
        """A disk that fails at one change and ends the process some changes later."""

        def __init__(self, first: int, second: int) -> None:
            super().__init__(only(first))
            self.end = first + second

        def before(self, name: str) -> None:
            super().before(name)
            if self.count == self.end:
                raise Crash

    for first in count_moves(tmp_path_factory.mktemp("other")):
        for second in range(1, 5):
            with_state(folder)
            with suppress(Crash, OSError):
                move(folder, Unlucky(first, second))
            end_put(name_journal(folder), CountingDisk())
            assert shown(folder) in (OLD, AFTER)


def test_a_file_that_somebody_changed_after_a_crash_is_left_as_it_is(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for last in count_moves(tmp_path_factory.mktemp("other")):
        for name in OLD:
            with_state(folder)
            with pytest.raises(Crash):
                move(folder, CrashingDisk(last, "after"))
            (folder / name).write_bytes(b"mine")
            end_put(name_journal(folder), CountingDisk())
            assert files(folder)[name] == b"mine"


def test_what_is_objected_to_is_not_done(folder: Path) -> None:
    def refuse() -> None:
        raise KeyError

    before = snapshot(folder)
    with pytest.raises(KeyError):
        put_files({folder / "a.yaml": b"new"}, CountingDisk(), refuse)
    assert snapshot(folder) == before
