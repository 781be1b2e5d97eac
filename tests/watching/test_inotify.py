"""Watching real folders on Linux: what wakes, what does not, and what is never lost."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from briefbook.watch import Watcher, watch
from briefbook.watch.places import EVERYTHING, NOTHING
from briefbook.watch.watcher import POLL, Inbox

if sys.platform != "linux":
    pytest.skip("these are the events of inotify", allow_module_level=True)

from watchdog.observers.inotify_c import (
    InotifyConstants,
    InotifyEvent,
    InotifyFD,
    Mask,
    WatchDescriptor,
)

from briefbook.watch.watcher import observe
from tests.watching.clocks import FakeClock
from tests.watching.waiting import (
    HOUR,
    hint,
    limit,
    put,
    until,
    until_everything,
    until_heard,
    until_named,
    until_sentinel,
    watching,
)

STORM = """
import pathlib, sys
for number in range(5_000):
    pathlib.Path(sys.argv[1], f"{number}.md").touch()
"""


class TestSaving:
    def test_in_place(self, root: Path) -> None:
        with watching(root) as watcher:
            put(root / "briefings/talks/b.md", "other")
            assert until_sentinel(watcher, root) == hint("briefings/talks/b.md")

    def test_as_vim_does(self, root: Path) -> None:
        article, backup = root / "briefings/a.md", root / "briefings/a.md~"
        with watching(root) as watcher:
            swap = put(root / "briefings/.a.md.swp")
            put(root / "briefings/4913").unlink()
            article.rename(backup)
            put(article, "other")
            backup.unlink()
            swap.unlink()
            assert until_sentinel(watcher, root) == hint("briefings/a.md")

    def test_as_emacs_does(self, root: Path) -> None:
        article = root / "briefings/a.md"
        lock, auto, new = (
            root / f"briefings/{name}" for name in (".#a.md", "#a.md#", "#a.tmp#")
        )
        with watching(root) as watcher:
            lock.symlink_to("somebody@somewhere.1234:5678")
            put(auto)
            put(new, "other").rename(article)
            auto.unlink()
            lock.unlink()
            assert until_sentinel(watcher, root) == hint("briefings/a.md")

    def test_by_a_rename_from_an_unwatched_folder(self, root: Path) -> None:
        with watching(root) as watcher:
            put(root / "elsewhere/part").rename(root / "briefings/a.md")
            assert until_sentinel(watcher, root) == hint("briefings/a.md")

    def test_the_config(self, root: Path) -> None:
        with watching(root) as watcher:
            put(root / "config.yaml", "title: other")
            assert until_sentinel(watcher, root) == hint("config.yaml")

    def test_under_a_name_that_is_no_text(self, root: Path) -> None:
        name = os.fsdecode(b"briefings/caf\xe9.md")
        with watching(root) as watcher:
            put(root / name)
            assert until_sentinel(watcher, root) == hint(name)


class TestFiles:
    def test_deleted(self, root: Path) -> None:
        with watching(root) as watcher:
            (root / "briefings/a.md").unlink()
            assert until_sentinel(watcher, root) == hint("briefings/a.md")

    def test_renamed(self, root: Path) -> None:
        with watching(root) as watcher:
            (root / "briefings/a.md").rename(root / "briefings/c.md")
            assert until_sentinel(watcher, root) == hint("briefings/a.md", "briefings/c.md")

    def test_moved_away(self, root: Path) -> None:
        with watching(root) as watcher:
            (root / "briefings/a.md").rename(root / "a.md")
            assert until(watcher, "briefings/a.md") == hint("briefings/a.md")

    def test_five_thousand_at_once(self, root: Path) -> None:
        with watching(root) as watcher:
            subprocess.run([sys.executable, "-c", STORM, root / "briefings/talks"], check=True)
            until_everything(watcher)


class TestUnmoved:
    """What must not wake anybody."""

    def test_by_reading(self, root: Path) -> None:
        with watching(root, "briefings", "static") as watcher:
            for path in (path for path in root.rglob("*") if path.is_file()):
                path.read_bytes()
                path.stat()
            assert until_sentinel(watcher, root) == NOTHING

    def test_by_what_is_published_or_kept(self, root: Path) -> None:
        with watching(root) as watcher:
            for name in ("site/index.html", ".briefbook/state.db", ".venv/x.py", "README.md"):
                put(root / name)
                put(root / name, "other")
            shutil.rmtree(root / "site")
            assert until_sentinel(watcher, root) == NOTHING

    def test_by_folders_that_are_not_wanted(self, root: Path) -> None:
        with watching(root) as watcher:
            put(root / "static/logo.svg", "other")
            assert until_sentinel(watcher, root) == NOTHING


class TestFolders:
    def test_appear_with_files_in_them(self, root: Path) -> None:
        with watching(root) as watcher:
            put(root / "briefings/new/deep/c.md")
            until_everything(watcher)
            until_named(watcher, root, "briefings/new/deep/c.md")

    @pytest.mark.parametrize("name", ["briefings", "briefings/talks"])
    def test_removed_and_made_again(self, root: Path, name: str) -> None:
        with watching(root) as watcher:
            for _ in range(3):
                shutil.rmtree(root / name)
                put(root / name / "c.md")
                until_everything(watcher)
                until_named(watcher, root, f"{name}/c.md")

    def test_made_again_after_somebody_looked(self, root: Path) -> None:
        with watching(root) as watcher:
            shutil.rmtree(root / "briefings")
            until_everything(watcher)
            put(root / "briefings/c.md")
            until_everything(watcher)
            until_named(watcher, root, "briefings/c.md")

    @pytest.mark.parametrize("name", ["briefings", "briefings/talks"])
    def test_swapped_for_others(self, root: Path, name: str) -> None:
        put(root / "other/c.md")
        with watching(root) as watcher:
            (root / name).rename(root / "old")
            (root / "other").rename(root / name)
            until_everything(watcher)
            until_named(watcher, root, f"{name}/c.md")

    def test_renamed_within(self, root: Path) -> None:
        with watching(root) as watcher:
            (root / "briefings/talks").rename(root / "briefings/visits")
            until_everything(watcher)
            until_named(watcher, root, "briefings/visits/b.md")

    def test_on_the_way_made_again(self, root: Path) -> None:
        put(root / "sources/upi/capture.txt")
        with watching(root, "briefings", "sources/upi") as watcher:
            shutil.rmtree(root / "sources")
            until_everything(watcher)
            put(root / "sources/upi/capture.txt")
            until_everything(watcher)
            until_named(watcher, root, "sources/upi/capture.txt")

    def test_missing_at_first(self, root: Path) -> None:
        with watching(root, "briefings", "captures/upi") as watcher:
            put(root / "captures/upi/c.txt")
            until_everything(watcher)
            until_named(watcher, root, "captures/upi/c.txt")

    def test_outside_of_the_workspace(self, root: Path, tmp_path: Path) -> None:
        theme = put(tmp_path / "theme/page.html")
        with watching(root, "briefings", theme.parent) as watcher:
            put(theme, "other")
            until_everything(watcher)

    def test_followed_later_in_place_of_others(self, root: Path) -> None:
        with watching(root) as watcher:
            watcher.follow([Path("static")])
            assert watcher.wait() == EVERYTHING
            put(root / "briefings/a.md", "other")
            put(root / "static/logo.svg", "other")
            assert until(watcher, "static/logo.svg") == hint("static/logo.svg")

    def test_renamed_with_the_config_that_names_them(self, root: Path) -> None:
        with watching(root, "briefings", "static") as watcher:
            put(root / "config.yaml", "static: files")
            (root / "static").rename(root / "files")
            until_everything(watcher)
            watcher.follow([Path("briefings"), Path("files")])
            until_everything(watcher)
            until_named(watcher, root, "files/logo.svg")


def test_a_storm_of_folders_is_survived(root: Path) -> None:
    with watching(root) as watcher:
        for number in range(300):
            folder = root / f"briefings/{number % 7}"
            if folder.exists() and number % 2:
                folder.rename(root / f"briefings/moved-{number}")
            elif folder.exists():
                shutil.rmtree(folder)
            put(folder / "deep/deeper/c.md")
        until_everything(watcher)
        until_named(watcher, root, "briefings/3/deep/deeper/c.md")
        until_named(watcher, root, "briefings/moved-299/deep/deeper/c.md")
        until_named(watcher, root, "briefings/a.md")


class TestLinks:
    @pytest.fixture
    def shared(self, root: Path) -> Path:
        return put(root / "shared/c.md").parent

    def test_to_folders_are_followed(self, root: Path, shared: Path) -> None:
        (root / "briefings/shared").symlink_to(shared)
        with watching(root) as watcher:
            put(shared / "c.md", "other")
            assert until_sentinel(watcher, root) == EVERYTHING

    def test_that_appear_are_watched(self, root: Path, shared: Path) -> None:
        with watching(root) as watcher:
            (root / "briefings/shared").symlink_to(shared)
            until_everything(watcher)
            until_heard(watcher, root, "briefings/shared/c.md")

    def test_are_watched_again_when_their_ends_are_made_again(
        self, root: Path, shared: Path
    ) -> None:
        (root / "briefings/shared").symlink_to(shared)
        with watching(root) as watcher:
            shutil.rmtree(shared)
            until_everything(watcher)
            put(shared / "c.md")
            until_everything(watcher)
            until_heard(watcher, root, "briefings/shared/c.md")

    def test_may_stand_for_all_briefings(self, root: Path) -> None:
        (root / "briefings").rename(root / "texts")
        (root / "briefings").symlink_to("texts")
        with watching(root) as watcher:
            put(root / "texts/a.md", "other")
            until_everything(watcher)

    def test_turned_elsewhere_are_followed(self, root: Path, shared: Path) -> None:
        (root / "briefings").rename(root / "texts")
        (root / "briefings").symlink_to("texts")
        with watching(root) as watcher:
            (root / "new").symlink_to(shared)
            (root / "new").replace(root / "briefings")
            until_everything(watcher)
            until_heard(watcher, root, "briefings/c.md")


def count_files() -> int:
    """Return how many files this process holds open."""
    return len([*Path("/proc/self/fd").iterdir()])


class TestEnding:
    def test_leaves_no_thread_and_no_open_file(self, root: Path) -> None:
        with watching(root):  # what is loaded once stays open
            pass
        threads, files = threading.enumerate(), count_files()
        with watching(root, "briefings", "static") as watcher:
            assert threading.active_count() > len(threads)
            until_named(watcher, root, "briefings/a.md")
        assert threading.enumerate() == threads
        assert count_files() == files

    def test_happens_on_errors_too(self, root: Path) -> None:
        threads = threading.enumerate()
        with pytest.raises(KeyboardInterrupt), watching(root):
            raise KeyboardInterrupt
        assert threading.enumerate() == threads


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list["Reader"]:
    """Return the readers of events as they are made, with what they have left to give."""
    made: list[Reader] = []
    monkeypatch.setattr("briefbook.watch.inotify.InotifyFD", lambda: Reader(made))
    return made


class Reader(InotifyFD):
    """Watchdog's, but the system has a limited number of watches left."""

    left = 1_000

    def __init__(self, made: list["Reader"]) -> None:
        super().__init__()
        made.append(self)

    def add_callback(self, *args: Any) -> Any:
        if not self.left:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")
        self.left -= 1
        return super().add_callback(*args)


def test_an_overflow_is_heard_of_and_watching_goes_on(
    root: Path, readers: list[Reader]
) -> None:
    lost = InotifyEvent(WatchDescriptor(-1), Mask(InotifyConstants.IN_Q_OVERFLOW), 0, b"")
    with watching(root) as watcher:
        readers[0].handle_event(lost)
        assert watcher.wait() == EVERYTHING
        until_named(watcher, root, "briefings/a.md")
    assert len(readers) == 2


class TestExhausted:
    @pytest.mark.usefixtures("readers")
    @pytest.mark.parametrize("left", [0, 1, 2], ids=["root", "briefings", "briefings/talks"])
    def test_at_the_start(self, root: Path, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Reader, "left", left)
        time, told, threads = FakeClock(), list[str](), threading.enumerate()
        with make_watcher(root, time, told) as watcher:
            assert threading.enumerate() == threads
            assert watcher.wait() == EVERYTHING
        assert time.moment == POLL
        assert len(told) == 1

    def test_when_a_folder_appears(self, root: Path, readers: list[Reader]) -> None:
        told = list[str]()
        with (
            watch(root, [Path("briefings")], tell=told.append, heartbeat=HOUR) as watcher,
            limit(watcher),
        ):
            readers[0].left = 0
            put(root / "briefings/new/c.md")
            until_everything(watcher)
            assert len(told) == 1
            assert not readers[0].is_alive()

    def test_by_too_many_watchers(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse() -> InotifyFD:
            raise OSError(errno.EMFILE, "inotify instance limit reached")

        monkeypatch.setattr("briefbook.watch.inotify.InotifyFD", refuse)
        time, told = FakeClock(), list[str]()
        with make_watcher(root, time, told) as watcher:
            assert watcher.wait() == EVERYTHING
        assert time.moment == POLL
        assert len(told) == 1


def make_watcher(root: Path, time: FakeClock, told: list[str]) -> Watcher:
    inbox = Inbox(HOUR, time.clock)
    return Watcher(root, [Path("briefings")], told.append, inbox, observe)
