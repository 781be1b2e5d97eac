"""The disk: whole files, no links followed, words for what was refused."""

import errno
import os
from pathlib import Path
from typing import NamedTuple

import pytest

from briefbook.disk import files
from briefbook.disk.files import (
    DISK,
    describe_failure,
    find_boot,
    find_link,
    hash_file,
    read_file,
    refuse,
    remove_flat,
)
from tests.disks import snapshot


def test_a_file_is_written_whole_though_the_system_takes_it_in_bits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    DISK.write(f"{tmp_path}/a", b"more than three")
    assert (tmp_path / "a").read_bytes() == b"more than three"


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        DISK.write(f"{tmp_path}/a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_second_name_is_a_copy_where_files_have_but_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_link(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    (tmp_path / "a").write_bytes(b"text")
    (tmp_path / "a").chmod(0o640)
    monkeypatch.setattr(os, "link", refuse_link)
    DISK.link(f"{tmp_path}/a", f"{tmp_path}/b")
    assert (tmp_path / "b").read_bytes() == b"text"
    assert (tmp_path / "b").stat().st_mode == (tmp_path / "a").stat().st_mode


def test_files_and_folders_can_be_synced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    DISK.fsync(f"{tmp_path}/a")
    DISK.fsync(f"{tmp_path}/")


def test_a_file_or_folder_can_be_given_a_time(tmp_path: Path) -> None:
    DISK.date(f"{tmp_path}/", 1_000_000_000_000_001_000)
    assert tmp_path.stat().st_mtime_ns <= 1_000_000_000_000_001_000


def test_a_boot_has_one_name_and_the_next_has_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for there in ("first\n", "second\n"):
        (tmp_path / "boot").write_text(there, "utf-8")
        monkeypatch.setattr(files, "BOOT_ID", f"{tmp_path}/boot")
        assert find_boot() == find_boot() == there.strip()


def test_where_the_system_does_not_name_it_a_boot_goes_by_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BOOT_ID", f"{tmp_path}/missing")
    monkeypatch.setattr("briefbook.disk.files.time", Clock(1_000_900.0, 900.0))
    first = find_boot()
    monkeypatch.setattr("briefbook.disk.files.time", Clock(1_001_000.5, 1_000.0))
    assert find_boot() == first
    monkeypatch.setattr("briefbook.disk.files.time", Clock(1_001_100.0, 5.0))
    assert find_boot() != first


class Clock(NamedTuple):
    """A clock that stands still, and how long the system has been running."""

    now: float
    running: float

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.running


def test_nothing_is_read_or_hashed_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    (tmp_path / "link").symlink_to("a")
    assert read_file(f"{tmp_path}/link", 100) is None
    assert hash_file(f"{tmp_path}/link") == ""
    assert find_link(f"{tmp_path}/", ["a", "link", "missing"]) == "link"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    assert read_file(f"{tmp_path}/a", 4) == b"text"
    assert read_file(f"{tmp_path}/a", 3) is None


def test_removing_a_folder_leaves_what_is_deeper_and_what_a_link_leads_to(
    tmp_path: Path,
) -> None:
    for path in ("flat/1", "deep/inner/1", "kept/1"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(b"text")
    (tmp_path / "flat/empty").mkdir()
    (tmp_path / "flat/link").symlink_to(tmp_path / "kept")
    for name in ("flat", "deep", "missing"):
        remove_flat(f"{tmp_path}/{name}", DISK)
    assert snapshot(tmp_path) == {
        "deep": None,
        "deep/inner": None,
        "deep/inner/1": b"text",
        "kept": None,
        "kept/1": b"text",
    }


def test_an_error_is_told_of_the_page_not_of_a_file_of_ours() -> None:
    staged, page = "site/.briefbook-staging-0/1", "site/index.html"
    for one, other in ((staged, page), (page, staged)):
        error = OSError(errno.EACCES, "Permission denied", one, None, other)
        assert describe_failure(error) == "Permission denied: site/index.html"
    assert describe_failure(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert describe_failure(OSError(errno.EIO, "Input/output error", staged)).endswith(staged)


def test_a_refusal_says_what_its_code_says_of_the_place() -> None:
    refused = refuse("output-not-folder", path="site")
    assert (refused.code, str(refused)) == ("output-not-folder", "site is not a folder")
