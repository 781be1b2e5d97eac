"""The watcher with a stand-in for what sees events: what it does when that fails."""

import errno
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from briefbook.watch.places import EVERYTHING, Hint, Report, SeenEvent, WatchPlace, WatchPlan
from briefbook.watch.watcher import POLL, Inbox, Observe, Watcher, watch
from tests.watching.clocks import FakeClock

HOUR = 3600.0


class FakeEyes:
    """Sees what a test makes it see, and refuses what it is told to."""

    def __init__(self) -> None:
        self.opened = 0
        self.open = False
        self.places: tuple[WatchPlace, ...] = ()
        self.refusals: list[OSError | None] = []

    def __call__(self, report: Report, complain: Callable[[], None]) -> "FakeEyes":
        self.report, self.complain = report, complain
        self.refuse()
        self.opened += 1
        self.open = True
        return self

    def follow(self, plan: WatchPlan) -> bool:
        self.refuse()
        before, self.places = self.places, plan.places
        return bool(set(self.places) - set(before))

    def close(self) -> None:
        self.open = False
        self.places = ()

    def refuse(self) -> None:
        """Fail if that was planned, for opening and each time of following."""
        if self.refusals and (refusal := self.refusals.pop(0)):
            raise refusal

    def see(self, kind: str, path: Path, folder: bool = False) -> None:
        """Report an event as each place that holds it would."""
        for place in self.places:
            self.report(SeenEvent(kind, folder, (str(path),)), place)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = (tmp_path / "workspace").resolve()
    (root / "briefings").mkdir(parents=True)
    return root


@pytest.fixture
def time() -> FakeClock:
    return FakeClock()


@pytest.fixture
def eyes() -> FakeEyes:
    return FakeEyes()


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def watcher(root: Path, time: FakeClock, eyes: FakeEyes, told: list[str]) -> Watcher:
    return make_watcher(root, time, eyes, told)


def make_watcher(
    root: Path, time: FakeClock, observe: Observe | None, told: list[str], beat: float = HOUR
) -> Watcher:
    return Watcher(root, [Path("briefings")], told.append, Inbox(beat, time.clock), observe)


def hints(watcher: Watcher) -> Iterator[Hint]:
    return iter(watcher.wait, None)


def test_hints_at_what_is_seen(watcher: Watcher, eyes: FakeEyes, root: Path) -> None:
    with watcher:
        eyes.see("modified", root / "briefings/a.md")
        assert watcher.wait() == Hint(frozenset({"briefings/a.md"}))


def test_hears_of_nothing_once_it_is_left(watcher: Watcher, eyes: FakeEyes) -> None:
    with watcher:
        assert eyes.open
    assert not eyes.open
    assert watcher.wait() is None


def test_asks_for_everything_after_an_overflow(
    watcher: Watcher, eyes: FakeEyes, root: Path
) -> None:
    with watcher:
        eyes.see("modified", root / "briefings/a.md")
        eyes.complain()
        assert watcher.wait() == Hint(frozenset({"briefings/a.md"}), everything=True)


def test_begins_anew_after_an_overflow(
    watcher: Watcher, eyes: FakeEyes, root: Path, told: list[str]
) -> None:
    with watcher:
        eyes.complain()
        watcher.wait()
        assert (eyes.opened, eyes.open) == (2, True)
        eyes.see("modified", root / "briefings/a.md")
        assert watcher.wait() == Hint(frozenset({"briefings/a.md"}))
    assert told == []


class TestExhausted:
    """When the system has no more to give: one sentence, and looking every second."""

    @pytest.mark.parametrize("before", [0, 1])
    @pytest.mark.parametrize(
        ("number", "words"), [(errno.ENOSPC, "max_user_watches"), (errno.EMFILE, "instances")]
    )
    def test_at_the_start(
        self,
        watcher: Watcher,
        eyes: FakeEyes,
        told: list[str],
        before: int,
        number: int,
        words: str,
    ) -> None:
        eyes.refusals = [*[None] * before, OSError(number, "no")]
        with watcher:
            assert list(islice(hints(watcher), 3)) == [EVERYTHING] * 3
        (sentence,) = told
        assert words in sentence

    def test_polls_at_the_shorter_interval(
        self, watcher: Watcher, eyes: FakeEyes, time: FakeClock
    ) -> None:
        eyes.refusals = [OSError(errno.EMFILE, "no")]
        with watcher:
            watcher.wait()
        assert time.moment == POLL

    def test_when_a_folder_appears(
        self, watcher: Watcher, eyes: FakeEyes, told: list[str], root: Path
    ) -> None:
        with watcher:
            eyes.refusals = [OSError(errno.ENOSPC, "no")]
            eyes.see("created", root / "briefings/new", folder=True)
            assert list(islice(hints(watcher), 3)) == [EVERYTHING] * 3
            assert not eyes.open
        assert len(told) == 1

    def test_when_more_is_to_be_followed(
        self, watcher: Watcher, eyes: FakeEyes, told: list[str]
    ) -> None:
        with watcher:
            eyes.refusals = [OSError(errno.ENOSPC, "no")]
            watcher.follow([Path("briefings"), Path("static")])
            assert watcher.wait() == EVERYTHING
            watcher.follow([Path("briefings")])
        assert len(told) == 1

    def test_after_an_overflow(self, watcher: Watcher, eyes: FakeEyes, told: list[str]) -> None:
        with watcher:
            eyes.complain()
            eyes.refusals = [OSError(errno.EMFILE, "no")]
            assert list(islice(hints(watcher), 3)) == [EVERYTHING] * 3
        assert len(told) == 1

    def test_for_another_reason_is_told_as_the_system_puts_it(
        self, watcher: Watcher, eyes: FakeEyes, told: list[str]
    ) -> None:
        eyes.refusals = [OSError(errno.ENOSYS, "Function not implemented")]
        with watcher:
            assert watcher.wait() == EVERYTHING
        assert "Function not implemented" in told[0]


class TestFollowing:
    def test_the_same_folders_changes_nothing(
        self, root: Path, time: FakeClock, eyes: FakeEyes, told: list[str]
    ) -> None:
        with make_watcher(root, time, eyes, told, 5.0) as watcher:
            watcher.follow([Path("briefings")])
            assert watcher.wait() == EVERYTHING
        assert time.moment == 5.0

    def test_a_new_folder_asks_for_everything(self, watcher: Watcher, root: Path) -> None:
        (root / "static").mkdir()
        with watcher:
            watcher.follow([Path("briefings"), Path("static")])
            assert watcher.wait() == EVERYTHING

    def test_fewer_folders_asks_for_nothing(
        self, watcher: Watcher, eyes: FakeEyes, root: Path
    ) -> None:
        (root / "static").mkdir()
        with watcher:
            watcher.follow([Path("briefings"), Path("static")])
            watcher.wait()
            watcher.follow([Path("briefings")])
            eyes.see("modified", root / "static/logo.svg")
            eyes.see("modified", root / "briefings/a.md")
            assert watcher.wait() == Hint(frozenset({"briefings/a.md"}))

    def test_a_folder_that_comes_later_is_watched_then(
        self, watcher: Watcher, eyes: FakeEyes, root: Path
    ) -> None:
        with watcher:
            watcher.follow([Path("briefings"), Path("sources/upi")])
            (root / "sources/upi").mkdir(parents=True)
            eyes.see("created", root / "sources", folder=True)
            assert watcher.wait() == EVERYTHING
            assert "sources/upi" in {place.name for place in eyes.places}


class TestPolling:
    def test_looks_at_everything_every_second(
        self, root: Path, time: FakeClock, told: list[str]
    ) -> None:
        with make_watcher(root, time, None, told, POLL) as watcher:
            assert list(islice(hints(watcher), 3)) == [EVERYTHING] * 3
            watcher.follow([Path("static")])
            assert watcher.wait() == EVERYTHING
        assert time.moment == 4 * POLL
        assert told == []

    def test_rests_a_second_after_a_slow_build(
        self, root: Path, time: FakeClock, told: list[str]
    ) -> None:
        with make_watcher(root, time, None, told, POLL) as watcher:
            watcher.wait()
            time.moment = 60.0
            watcher.wait()
        assert time.moment == 60.0 + POLL

    def test_may_be_stopped(self, root: Path) -> None:
        with watch(root, [], tell=pytest.fail, poll=True) as watcher:
            watcher.stop()
            assert watcher.wait() is None

    def test_starts_no_thread_and_loads_no_library(self, root: Path) -> None:
        program = (
            "import pathlib, sys, threading\n"
            "from briefbook.watch import watch\n"
            "with watch(pathlib.Path(sys.argv[1]), [], tell=print, poll=True):\n"
            "    print(threading.active_count(), 'watchdog' in sys.modules)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, root], capture_output=True, text=True, check=True
        )
        assert done.stdout == "1 False\n"
