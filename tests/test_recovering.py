"""Recovering: what a crash left is finished or undone, and files of others survive it."""

import shutil
from pathlib import Path

import pytest

from briefbook.base.addresses import make_address
from briefbook.disk.files import PublishFailed, Refused
from briefbook.publish.journal import (
    STAGING_PREFIX,
    Journal,
    JournalStep,
    encode_journal,
    recover,
)
from briefbook.publish.plan import UNKNOWN
from briefbook.publish.publish import publish
from briefbook.publish.records import JOURNAL_NAME, MANIFEST_NAME
from tests.disks import CountingDisk, Crash, FailingDisk, WatchedDisk, snapshot

STAGING = STAGING_PREFIX + "0a1b"
STRANGE = Journal(STAGING, "0" * 64, (JournalStep("take", make_address("c"), "1"),))
PAGES = {make_address(name): name.encode() for name in ("a", "b/c", "b/d")}


def publish_pages(output: Path, disk: CountingDisk) -> None:
    wanted = dict.fromkeys(PAGES, UNKNOWN)
    publish(output, wanted, lambda needed: ((a, PAGES[a]) for a in needed), disk=disk)


def crash_when(output: Path, there: str) -> None:
    """Publish, and crash as soon as something is there."""

    def look_on() -> None:
        if list(output.glob(there)):
            raise Crash

    with pytest.raises(Crash):
        publish_pages(output, WatchedDisk(look_on))


def test_without_a_journal_nothing_is_done_not_even_a_folder_made(tmp_path: Path) -> None:
    untouched = FailingDisk(lambda *_: True)
    assert not recover(tmp_path / "missing", untouched)
    assert not recover(tmp_path, untouched)
    assert untouched.count == 0


def test_what_a_crash_left_before_the_journal_is_removed(tmp_path: Path) -> None:
    crash_when(tmp_path, f"{STAGING_PREFIX}*/2")
    assert [path.name.startswith(STAGING_PREFIX) for path in tmp_path.iterdir()] == [True]
    assert not recover(tmp_path, CountingDisk())
    assert snapshot(tmp_path) == {}


def test_goes_forward_when_all_bytes_are_there(tmp_path: Path) -> None:
    crash_when(tmp_path, "a")
    assert recover(tmp_path, CountingDisk())
    assert {address: (tmp_path / address).read_bytes() for address in PAGES} == PAGES
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST_NAME, "a", "b"]


def test_goes_back_when_bytes_are_missing(tmp_path: Path) -> None:
    crash_when(tmp_path, "b")
    next(tmp_path.glob(f"{STAGING_PREFIX}*/0")).unlink()
    assert recover(tmp_path, CountingDisk())
    assert snapshot(tmp_path) == {}


def test_goes_back_when_bytes_of_a_page_are_cut_off(tmp_path: Path) -> None:
    crash_when(tmp_path, JOURNAL_NAME)
    next(tmp_path.glob(f"{STAGING_PREFIX}*/2")).write_bytes(b"")
    assert recover(tmp_path, CountingDisk())
    assert snapshot(tmp_path) == {}


def test_a_folder_that_somebody_made_meanwhile_is_filled_and_keeps_their_files(
    tmp_path: Path,
) -> None:
    crash_when(tmp_path, JOURNAL_NAME)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/own").write_bytes(b"somebody's")
    assert recover(tmp_path, CountingDisk())
    pages = {str(address): data for address, data in PAGES.items()}
    kept = {path: data for path, data in snapshot(tmp_path).items() if path != MANIFEST_NAME}
    assert kept == {"b": None, "b/own": b"somebody's"} | pages


def test_a_folder_that_somebody_filled_meanwhile_stays_going_back(tmp_path: Path) -> None:
    crash_when(tmp_path, JOURNAL_NAME)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/own").write_bytes(b"somebody's")
    next(tmp_path.glob(f"{STAGING_PREFIX}*/0")).unlink()
    assert recover(tmp_path, CountingDisk())
    assert snapshot(tmp_path) == {"b": None, "b/own": b"somebody's"}


def test_a_file_that_somebody_added_to_a_new_folder_stays_going_back(tmp_path: Path) -> None:
    crash_when(tmp_path, "b")
    (tmp_path / "b/own").write_bytes(b"somebody's")
    next(tmp_path.glob(f"{STAGING_PREFIX}*/0")).unlink()
    assert recover(tmp_path, CountingDisk())
    assert snapshot(tmp_path) == {"b": None, "b/own": b"somebody's"}


def test_goes_back_when_somebody_put_a_file_where_a_page_would_go(tmp_path: Path) -> None:
    crash_when(tmp_path, JOURNAL_NAME)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/d").write_bytes(b"somebody's")
    recover(tmp_path, CountingDisk())
    assert snapshot(tmp_path) == {"b": None, "b/d": b"somebody's"}


def test_goes_back_when_somebody_put_a_file_into_a_folder_that_would_go(tmp_path: Path) -> None:
    old = make_address("a/x")
    publish(tmp_path, {old: UNKNOWN}, lambda _: [(old, b"old")], disk=CountingDisk())
    crash_when(tmp_path, JOURNAL_NAME)
    (tmp_path / "a/own.txt").write_bytes(b"somebody's")
    recover(tmp_path, CountingDisk())
    assert {"a/x": b"old", "a/own.txt": b"somebody's"}.items() <= snapshot(tmp_path).items()
    assert not list(tmp_path.glob(f"{STAGING_PREFIX}*"))


def test_a_page_that_somebody_changed_meanwhile_is_not_removed_going_back(
    tmp_path: Path,
) -> None:
    crash_when(tmp_path, "a")
    (tmp_path / "a").write_bytes(b"somebody's")
    recover(tmp_path, CountingDisk())
    assert (tmp_path / "a").read_bytes() == b"somebody's"


def test_a_folder_that_became_a_link_meanwhile_is_not_followed(tmp_path: Path) -> None:
    output, outside = tmp_path / "site", tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "c").write_bytes(PAGES[make_address("b/c")])
    output.mkdir()
    crash_when(output, "a")
    shutil.rmtree(output / "b")
    (output / "b").symlink_to(outside)
    with pytest.raises(Refused, match="b is a link"):
        recover(output, CountingDisk())
    assert snapshot(outside) == {"c": b"b/c"}


def test_a_staging_folder_that_is_a_link_is_neither_used_nor_emptied(tmp_path: Path) -> None:
    output, outside = tmp_path / "site", tmp_path / "elsewhere"
    for folder in (output, outside):
        folder.mkdir()
    (outside / "1").write_bytes(b"somebody's")
    (output / "c").write_bytes(b"somebody's")
    (output / STAGING).symlink_to(outside)
    (output / JOURNAL_NAME).write_bytes(encode_journal(STRANGE))
    recover(output, CountingDisk())
    assert snapshot(outside) == {"1": b"somebody's"}
    assert (output / "c").read_bytes() == b"somebody's"


def test_a_disk_that_allows_neither_way_is_said_to_be_so_and_the_journal_kept(
    tmp_path: Path,
) -> None:
    crash_when(tmp_path, "a")
    before = snapshot(tmp_path)
    with pytest.raises(PublishFailed, match="cannot be finished"):
        recover(tmp_path, FailingDisk(lambda *_: True))
    assert snapshot(tmp_path) == before


def test_after_the_manifest_is_in_place_there_is_no_way_back(tmp_path: Path) -> None:
    crash_when(tmp_path, MANIFEST_NAME)
    assert (tmp_path / JOURNAL_NAME).exists()
    recover(tmp_path, CountingDisk())
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST_NAME, "a", "b"]
    assert {address: (tmp_path / address).read_bytes() for address in PAGES} == PAGES
