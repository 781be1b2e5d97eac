"""Watching real folders, by the events of the system. No test here waits for a clock.

Each waits for hints until it has what it is after. The heartbeat is an hour away; after half
a minute, which only a failure needs, the watcher is stopped and there is no hint.
"""

import errno
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefbook.watching import Hint, Watcher, watch
from briefbook.watching.inbox import Inbox
from briefbook.watching.settling import EVERYTHING, NOTHING, POLL, merge

if sys.platform != "linux":
    pytest.skip("these are the events of inotify", allow_module_level=True)

from watchdog.observers.api import BaseObserver
from watchdog.observers.inotify import InotifyObserver
from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent, Mask, WatchDescriptor

from briefbook.watching.observing import Observing
from tests.watching.clocks import FakeClock

HOUR = 3600.0
PATIENCE = 30.0
SENTINEL = "briefings/sentinel.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    for path in ("config.yaml", "briefings/a.md", "briefings/talks/b.md", "static/logo.svg"):
        put(root / path)
    return root


def put(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@contextmanager
def watching(root: Path, *folders: str | Path) -> Iterator[Watcher]:
    wanted = map(Path, folders or ("briefings",))
    with watch(root, wanted, tell=pytest.fail, heartbeat=HOUR) as watcher, limit(watcher):
        yield watcher


@contextmanager
def limit(watcher: Watcher) -> Iterator[None]:
    timer = threading.Timer(PATIENCE, watcher.stop)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def gather(watcher: Watcher, enough: Callable[[Hint], bool]) -> Hint:
    """Return what is hinted until it is enough."""
    found = NOTHING
    while not enough(found):
        hint = watcher.wait()
        assert hint is not None, f"only this was hinted: {found}"
        found = merge(found, hint)
    return found


def until(watcher: Watcher, path: str) -> Hint:
    return gather(watcher, lambda hint: path in hint.paths)


def until_named(watcher: Watcher, root: Path, path: str) -> None:
    """Edit a file until it is named, again after each hint: what one has to look at in whole
    may not be watched before one does."""
    found: Hint | None = NOTHING
    while found is not None and path not in found.paths:
        put(root / path, "other")
        found = watcher.wait()
    assert found is not None, f"{path} is no longer watched"


def until_everything(watcher: Watcher) -> None:
    gather(watcher, lambda hint: hint.everything)


def until_sentinel(watcher: Watcher, root: Path) -> Hint:
    """Return all that was hinted before something is written now, without that."""
    put(root / SENTINEL)
    found = until(watcher, SENTINEL)
    return found._replace(paths=found.paths - {SENTINEL})


def hint(*paths: str) -> Hint:
    return Hint(frozenset(paths))


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
        lock, auto, new = (root / f"briefings/{name}" for name in (".#a.md", "#a.md#", "#a.tmp#"))
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
            for number in range(5_000):
                (root / f"briefings/talks/{number}.md").touch()
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


class TestLinks:
    @pytest.fixture
    def shared(self, root: Path) -> Path:
        return put(root / "shared/c.md")

    def test_to_folders_are_watched_under_their_names(self, root: Path, shared: Path) -> None:
        (root / "briefings/shared").symlink_to("../shared")
        with watching(root) as watcher:
            put(shared, "other")
            assert until_sentinel(watcher, root) == hint("briefings/shared/c.md")

    def test_that_appear_are_watched(self, root: Path, shared: Path) -> None:
        with watching(root) as watcher:
            (root / "briefings/shared").symlink_to("../shared")
            until_everything(watcher)
            until_named(watcher, root, "briefings/shared/c.md")

    def test_are_watched_again_when_their_ends_are_made_again(
        self, root: Path, shared: Path
    ) -> None:
        (root / "briefings/shared").symlink_to("../shared")
        with watching(root) as watcher:
            shutil.rmtree(root / "shared")
            until_everything(watcher)
            put(shared)
            until_everything(watcher)
            until_named(watcher, root, "briefings/shared/c.md")

    def test_may_stand_for_all_briefings(self, root: Path) -> None:
        (root / "briefings").rename(root / "texts")
        (root / "briefings").symlink_to("texts")
        with watching(root) as watcher:
            put(root / "texts/a.md", "other")
            assert until_sentinel(watcher, root) == hint("briefings/a.md")

    def test_turned_elsewhere_are_followed(self, root: Path, shared: Path) -> None:
        (root / "briefings").rename(root / "texts")
        (root / "briefings").symlink_to("texts")
        with watching(root) as watcher:
            (root / "new").symlink_to("shared")
            (root / "new").replace(root / "briefings")
            until_everything(watcher)
            until_named(watcher, root, "briefings/c.md")


class TestEnding:
    def test_leaves_no_thread_and_no_open_file(self, root: Path) -> None:
        with watching(root):  # what is loaded once stays open
            pass
        threads, files = threading.enumerate(), len(os.listdir("/proc/self/fd"))
        with watching(root, "briefings", "static") as watcher:
            assert threading.active_count() > len(threads)
            until_named(watcher, root, "briefings/a.md")
        assert threading.enumerate() == threads
        assert len(os.listdir("/proc/self/fd")) == files

    def test_happens_on_errors_too(self, root: Path) -> None:
        threads = threading.enumerate()
        with pytest.raises(KeyboardInterrupt), watching(root):
            raise KeyboardInterrupt
        assert threading.enumerate() == threads


class Exhausted(InotifyObserver):
    """Has a number of watches to give, and no more."""

    left = 0

    def schedule(self, *args: object, **options: object) -> object:  # type: ignore[override]
        if not self.left:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")
        self.left -= 1
        return super().schedule(*args, **options)  # type: ignore[arg-type]


class TestOverflowing:
    """What watchdog tells of the queue's overflow, should it ever tell it otherwise."""

    def test_asks_for_everything_and_goes_on(self, root: Path) -> None:
        observers: list[InotifyObserver] = []

        def make_observer() -> BaseObserver:
            observers.append(InotifyObserver())
            return observers[-1]

        inbox = Inbox(HOUR)
        with Watcher(
            root,
            [Path("briefings")],
            pytest.fail,
            inbox,
            lambda report, complain: Observing(report, complain, make_observer),
        ) as watcher:
            with limit(watcher):
                lost = Mask(InotifyConstants.IN_Q_OVERFLOW)
                observers[0]._inotify_fd.handle_event(
                    InotifyEvent(WatchDescriptor(-1), lost, 0, b"")
                )
                until_everything(watcher)
                until_named(watcher, root, "briefings/a.md")
        assert len(observers) == 2


class TestExhausting:
    @pytest.mark.parametrize("left", [0, 1, 2])
    def test_falls_back_to_polling(self, root: Path, left: int) -> None:
        """By the root, the briefings, or only what is tried after them."""
        told: list[str] = []
        time, threads = FakeClock(), threading.enumerate()

        def make_observer() -> BaseObserver:
            observer = Exhausted()
            observer.left = left
            return observer

        with Watcher(
            root,
            [Path("briefings")],
            told.append,
            Inbox(HOUR, time.clock),
            lambda report, complain: Observing(report, complain, make_observer),
        ) as watcher:
            assert threading.enumerate() == threads
            assert watcher.wait() == EVERYTHING
        assert time.moment == POLL
        assert len(told) == 1

    def test_too_many_watchers_fall_back_to_polling(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: list[str] = []

        def refuse() -> BaseObserver:
            raise OSError(errno.EMFILE, "inotify instance limit reached")

        with Watcher(
            root,
            [Path("briefings")],
            told.append,
            Inbox(HOUR, FakeClock().clock),
            lambda report, complain: Observing(report, complain, refuse),
        ) as watcher:
            assert watcher.wait() == EVERYTHING
        assert len(told) == 1
