"""Circumstances: other builds at the same time, and clocks that jump."""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from briefbook.publish.lock import hold_lock
from tests.disks import Snapshot, snapshot
from tests.folders import BOOK, Workspace, assert_clean, run

PROJECT = Path(__file__).parents[1]
DAY = 86_400
AT_ONCE = 5
VERBS = {
    "build": (),
    "handout": ("actor-note", "ann", "--format", "html"),
    "serve": ("--port", "0"),
}

pytestmark = pytest.mark.usefixtures("without_fonts")


@pytest.fixture
def book(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "book", BOOK)


def start(book: Workspace, verb: str, *options: str) -> "subprocess.Popen[str]":
    """Run a verb in a process of its own."""
    command = [sys.executable, "build.py", verb, *options, "-C", str(book.root)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=PROJECT, stdout=pipe, stderr=pipe, text=True)


class TestSeveralAtOnce:
    @pytest.mark.parametrize("verb", VERBS)
    def test_the_second_is_told_who_is_at_work(
        self, book: Workspace, tmp_path: Path, verb: str
    ) -> None:
        book.build()
        before = snapshot(tmp_path)
        options = ("-o", str(tmp_path / "out")) if verb == "handout" else ()
        with hold_lock(book.root):
            second = start(book, verb, *VERBS[verb], *options)
            _, said = second.communicate()
        assert second.returncode == 4
        assert f"process {os.getpid()}, since " in said
        assert list_changes(before, snapshot(tmp_path)) <= {"book/.briefbook/lock"}

    def test_some_build_in_turn_and_the_others_are_turned_away(self, book: Workspace) -> None:
        fork = multiprocessing.get_context("fork")
        builds = [fork.Process(target=build_and_exit, args=(book,)) for _ in range(AT_ONCE)]
        for build in builds:
            build.start()
        for build in builds:
            build.join()
        codes = {build.exitcode for build in builds}
        assert 0 in codes
        assert codes <= {0, 4}
        assert_clean(book, book.build())


def build_and_exit(book: Workspace) -> None:
    raise SystemExit(book.build().code)


def list_changes(before: Snapshot, after: Snapshot) -> set[str]:
    """Return what is not as it was."""
    return {path for path, _ in before.items() ^ after.items()}


def set_time(path: Path, seconds: float) -> None:
    os.utime(path, (seconds, seconds))


def sources(book: Workspace) -> list[Path]:
    return [path for path in (book.root / "briefings").rglob("*") if path.is_file()]


@pytest.fixture(params=["backwards", "a day back and forth", "before 1970"])
def mad_clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system's clock jump each time it is asked."""
    true, turns = time.time(), count(1)
    clocks: dict[str, Callable[[], float]] = {
        "backwards": lambda: true - DAY * next(turns),
        "a day back and forth": lambda: true + DAY * (-1) ** next(turns),
        "before 1970": lambda: -1.5 * DAY + next(turns),
    }
    now = clocks[str(request.param)]
    monkeypatch.setattr(time, "time", now)
    monkeypatch.setattr(time, "time_ns", lambda: int(now() * 1e9))


class TestClocks:
    @pytest.mark.parametrize("years", [-50, -1, 1, 70])
    def test_files_from_another_time_are_built_as_any(
        self, book: Workspace, years: int
    ) -> None:
        book.build()
        book.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim")
        for path in sources(book):
            set_time(path, time.time() + years * 365 * DAY)
        assert_clean(book, book.build())
        book.edit("briefings/actors.yaml", "Bo Lim", "Bo Kim")
        for path in sources(book):
            set_time(path, time.time() + years * 365 * DAY)
        assert_clean(book, book.build())

    @pytest.mark.usefixtures("mad_clock")
    def test_a_clock_that_jumps_during_a_build_changes_nothing(self, book: Workspace) -> None:
        assert_clean(book, book.build())
        for old, new in (("Bo Kim", "Bo Lim"), ("Bo Lim", "Bo Kim")):
            book.edit("briefings/actors.yaml", old, new)
            assert_clean(book, book.build())
            assert_clean(book, book.build())

    def test_what_was_published_from_another_time_is_told_from_what_is_there(
        self, book: Workspace
    ) -> None:
        book.build()
        for path in book.site.rglob("*.html"):
            set_time(path, time.time() + 30 * 365 * DAY)
        book.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim")
        assert_clean(book, book.build())
        (book.site / "index.html").write_bytes(b"somebody's")
        set_time(book.site / "index.html", 0)
        assert_clean(book, run("build", "--verify", "-C", str(book.root)))
