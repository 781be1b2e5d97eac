"""Saving: nothing is lost, nothing half written, and what others changed is left alone."""

import errno
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from briefbook.publish.lock import SOURCES_LOCK, Locked, hold_lock
from briefbook.writing.edits import CannotWrite, FileChange
from briefbook.writing.saving import end_changes, save_changes
from tests.disks import CountingDisk, Crash, CrashingDisk, FullDisk, WatchedDisk, snapshot

OLD = {"briefings/a.yaml": b"old a\r\n", "briefings/b/c.md": b"\xef\xbb\xbfold c"}
CHANGES = (
    FileChange("briefings/a.yaml", b"old a\r\n", b"new a\r\n"),
    FileChange("briefings/b/c.md", b"\xef\xbb\xbfold c", None),
    FileChange("briefings/d/c.md", None, b"new c"),
)
NEW = {"briefings/a.yaml": b"new a\r\n", "briefings/d/c.md": b"new c"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return start(tmp_path / "book")


def start(root: Path) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    for path, data in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def sources(root: Path) -> dict[str, bytes | None]:
    """Return all that lies among the sources, folders and what is hidden too."""
    return {
        path: data for path, data in snapshot(root).items() if path.startswith("briefings/")
    }


def visible(root: Path) -> dict[str, bytes]:
    found = sources(root)
    return {path: data for path, data in found.items() if data is not None and "/." not in path}


def test_all_changes_are_made_and_nothing_else_is_left(root: Path) -> None:
    save_changes(root, CHANGES, CountingDisk())
    assert sources(root) == {**NEW, "briefings/d": None}


def test_a_file_that_changed_since_it_was_read_is_never_overwritten(root: Path) -> None:
    for path in ("briefings/a.yaml", "briefings/b/c.md", "briefings/d/c.md"):
        start(root)
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(b"theirs")
        before = sources(root)
        with pytest.raises(CannotWrite, match="has changed"):
            save_changes(root, CHANGES, CountingDisk())
        assert sources(root) == before


def test_a_file_that_changes_while_bytes_are_prepared_is_not_overwritten(root: Path) -> None:
    def look_on() -> None:
        (root / "briefings/a.yaml").write_bytes(b"theirs")

    with pytest.raises(CannotWrite, match="has changed"):
        save_changes(root, CHANGES, WatchedDisk(look_on))
    assert visible(root) == {**OLD, "briefings/a.yaml": b"theirs"}


def test_a_file_that_vanished_is_not_made_again(root: Path) -> None:
    (root / "briefings/a.yaml").unlink()
    with pytest.raises(CannotWrite, match="has changed"):
        save_changes(root, CHANGES, CountingDisk())
    assert not (root / "briefings/a.yaml").exists()


def test_a_full_disk_leaves_all_as_it_was(root: Path) -> None:
    def is_at(number: int) -> Callable[[int, str], bool]:
        return lambda count, _: count == number

    counting = CountingDisk()
    save_changes(root, CHANGES, counting)
    for number in range(1, counting.count + 1):
        start(root)
        before = sources(root)
        try:
            save_changes(root, CHANGES, FullDisk(is_at(number), errno.ENOSPC))
        except OSError:
            assert sources(root) == before
            save_changes(root, CHANGES, CountingDisk())
        assert visible(root) == NEW


@pytest.mark.parametrize("when", ["before", "in", "after"])
def test_after_a_kill_at_any_change_all_or_nothing_is_done(root: Path, when: str) -> None:
    counting, ends = CountingDisk(), set()
    save_changes(root, CHANGES, counting)
    for number in range(1, counting.count + 1):
        start(root)
        with suppress(Crash):  # a folder that is not empty stays: that is no change
            save_changes(root, CHANGES, CrashingDisk(number, when))
        end_changes(root, CountingDisk())
        assert visible(root) in (OLD, NEW)
        ends.add(frozenset(visible(root)))
    assert len(ends) == 2


def test_the_next_change_first_ends_what_was_killed(root: Path) -> None:
    counting = CountingDisk()
    save_changes(root, CHANGES, counting)
    for number in range(1, counting.count + 1):
        start(root)
        with suppress(Crash):
            save_changes(root, CHANGES, CrashingDisk(number, "after"))
        save_changes(root, [FileChange("briefings/e.yaml", None, b"e")], CountingDisk())
        (root / "briefings/e.yaml").unlink()
        assert visible(root) in (OLD, NEW)


def test_a_file_that_may_not_be_written_is_left_with_its_fellows(root: Path) -> None:
    (root / "briefings/a.yaml").chmod(0o444)
    with pytest.raises(PermissionError, match=r"briefings/a\.yaml"):
        save_changes(root, CHANGES, CountingDisk())
    assert visible(root) == OLD


def test_a_link_stays_and_its_file_is_written(root: Path) -> None:
    (root / "briefings/link.yaml").symlink_to("a.yaml")
    change = FileChange("briefings/link.yaml", b"old a\r\n", b"new")
    save_changes(root, [change], CountingDisk())
    assert (root / "briefings/link.yaml").is_symlink()
    assert (root / "briefings/a.yaml").read_bytes() == b"new"


def test_a_link_is_not_moved(root: Path) -> None:
    (root / "briefings/link.yaml").symlink_to("a.yaml")
    change = FileChange("briefings/link.yaml", b"old a\r\n", None)
    with pytest.raises(CannotWrite, match="link"):
        save_changes(root, [change], CountingDisk())
    assert visible(root)["briefings/a.yaml"] == b"old a\r\n"


def test_a_link_out_of_the_workspace_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs.yaml").write_bytes(b"theirs")
    (root / "briefings/link.yaml").symlink_to(tmp_path / "theirs.yaml")
    with pytest.raises(CannotWrite, match="outside"):
        save_changes(root, [FileChange("briefings/link.yaml", b"theirs", b"ours")])
    assert (tmp_path / "theirs.yaml").read_bytes() == b"theirs"


def test_one_writer_at_a_time(root: Path) -> None:
    with hold_lock(root, SOURCES_LOCK), pytest.raises(Locked, match="another writer"):
        save_changes(root, CHANGES, CountingDisk())
    assert visible(root) == OLD


def test_sources_are_written_while_a_build_goes_on(root: Path) -> None:
    with hold_lock(root):
        save_changes(root, CHANGES, CountingDisk())
    assert visible(root) == NEW


def test_who_writes_now_ends_his_change_himself(root: Path) -> None:
    counting = CountingDisk()
    save_changes(root, CHANGES, counting)
    start(root)
    with pytest.raises(Crash):
        save_changes(root, CHANGES, CrashingDisk(counting.count - 8, "after"))
    before = snapshot(root)
    with hold_lock(root, SOURCES_LOCK):
        end_changes(root)
    assert {**snapshot(root), ".briefbook/lock.sources": b""} == {
        **before,
        ".briefbook/lock.sources": b"",
    }


def test_no_change_touches_nothing(root: Path) -> None:
    same = [FileChange(path, data, data) for path, data in OLD.items()]
    save_changes(root, same, FullDisk(lambda *_: True))
    assert not (root / ".briefbook").exists()
