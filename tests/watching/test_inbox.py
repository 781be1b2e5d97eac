"""The inbox: what the waiting thread gets, and when, by a clock of the test's own."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from briefbook.watch.places import EVERYTHING, NOTHING, Hint
from briefbook.watch.watcher import CLOCK, LATEST, QUIET, Clock, Inbox
from tests.watching.clocks import FakeClock

A, B = Hint(frozenset({"a.md"})), Hint(frozenset({"b.md"}))
BOTH = Hint(A.paths | B.paths)


@pytest.fixture
def time() -> FakeClock:
    return FakeClock()


@pytest.fixture
def inbox(time: FakeClock) -> Inbox:
    return Inbox(5.0, time.clock)


def test_gives_a_hint_when_it_has_settled(time: FakeClock, inbox: Inbox) -> None:
    time.at(1.0, lambda: inbox.put(A))
    time.at(1.0 + QUIET / 2, lambda: inbox.put(B))
    assert inbox.wait() == BOTH
    assert time.moment == pytest.approx(1.0 + QUIET * 1.5)


def test_gives_what_there_is_while_it_is_busy(time: FakeClock, inbox: Inbox) -> None:
    for step in range(200):
        time.at(1.0 + step * QUIET / 2, lambda: inbox.put(A))
    assert inbox.wait() == A
    assert time.moment == pytest.approx(1.0 + LATEST, abs=QUIET)


def test_merges_what_comes_while_one_builds(time: FakeClock, inbox: Inbox) -> None:
    inbox.put(A)
    assert inbox.wait() == A
    inbox.put(A)
    time.moment += 3.0
    inbox.put(B)
    assert inbox.wait() == BOTH
    assert inbox.wait() == EVERYTHING  # only the heartbeat is left


def test_is_not_woken_by_nothing(time: FakeClock, inbox: Inbox) -> None:
    time.at(1.0, lambda: inbox.put(NOTHING))
    assert inbox.wait() == EVERYTHING
    assert time.moment == 5.0


def test_beats_in_spite_of_a_file_that_is_always_written(time: FakeClock, inbox: Inbox) -> None:
    for step in range(1, 20):
        time.at(step / 2, lambda: inbox.put(A))
    hints = iter(inbox.wait, Hint(A.paths, everything=True))
    assert len(list(hints)) < 20
    assert time.moment == 5.0


def test_leaves_the_time_between_heartbeats_to_rest_after_a_slow_build(
    time: FakeClock, inbox: Inbox
) -> None:
    assert inbox.wait() == EVERYTHING
    time.moment += 60.0
    start = time.moment
    assert inbox.wait() == EVERYTHING
    assert time.moment == start + 5.0


def test_beats_faster_when_told(time: FakeClock, inbox: Inbox) -> None:
    inbox.beat_every(1.0)
    assert inbox.wait() == EVERYTHING
    assert time.moment == 1.0


def test_ends_when_stopped(time: FakeClock, inbox: Inbox) -> None:
    time.at(1.0, inbox.stop)
    assert inbox.wait() is None
    assert time.moment == 1.0
    inbox.put(A)
    assert inbox.wait() is None


class TestInTheMainThread:
    """By the real clock, with an hour to wait: only the signal ends it."""

    @contextmanager
    def signalled(self, number: signal.Signals) -> Iterator[Inbox]:
        """Give an inbox whose waiting is met by a signal, once it has really begun."""

        def wait(condition: threading.Condition, seconds: float) -> None:
            if sender.ident is None:
                sender.start()
            CLOCK.wait(condition, seconds)

        def send() -> None:
            with inbox._condition:  # free as soon as the other thread waits
                os.kill(os.getpid(), number)

        sender = threading.Thread(target=send)
        inbox = Inbox(3600.0, Clock(CLOCK.now, wait))
        try:
            yield inbox
        finally:
            sender.join()

    def test_ctrl_c_ends_waiting(self) -> None:
        # What is begun in the background of a shell is told to ignore it.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            with pytest.raises(KeyboardInterrupt), self.signalled(signal.SIGINT) as inbox:
                inbox.wait()
        finally:
            signal.signal(signal.SIGINT, before)

    @pytest.mark.skipif(os.name == "nt", reason="has no such signal")
    def test_a_signal_handler_may_stop_it(self) -> None:
        with self.signalled(signal.SIGUSR1) as inbox:
            before = signal.signal(signal.SIGUSR1, lambda *_: inbox.stop())
            try:
                assert inbox.wait() is None
            finally:
                signal.signal(signal.SIGUSR1, before)

    def test_another_thread_may_stop_it(self) -> None:
        inbox = Inbox(3600.0)
        thread = threading.Thread(target=inbox.stop)
        thread.start()
        assert inbox.wait() is None
        thread.join()
