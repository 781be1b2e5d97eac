"""Ends tests that take too much.

What counts is not the clock: a machine that is busy with other things makes nothing fail. A
test is charged for the processor time of its worker and all that this has started; while it
waits, for the time in which a processor had nothing to do. For a machine that is busy for
ever, a small part of the clock's time counts as well, so that everything ends some day.
"""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import NamedTuple

import psutil

from tests.harness.scheduling import FileScheduling

TICK = 1.0
"""Seconds from one look to the next."""

LEAST = 1 / 20
"""What a second of the clock counts, however busy the machine is."""

WHY = "\nIt had taken more than {:g} seconds, of the processor or while one was idle."
"""What is added to the report of a test that was ended."""


class Reading(NamedTuple):
    """Seconds until now: by the clock, idle ones of the machine, and those that were spent."""

    clock: float
    idle: float
    spent: float


class Account(NamedTuple):
    """What the test that a worker runs has taken so far, in seconds."""

    test: str
    seconds: float
    reading: Reading


def watch(scheduler: FileScheduling, limit: float) -> Callable[[], None]:
    """End workers whose test takes more seconds than ``limit``; return what ends that."""
    over = Event()
    Thread(target=patrol, args=(scheduler, limit, over), daemon=True).start()
    return over.set


def patrol(scheduler: FileScheduling, limit: float, over: Event) -> None:
    """Look at all workers now and then, until it is over."""
    accounts: dict[int, Account] = {}
    while not over.wait(TICK):
        for pid, test in scheduler.list_running():
            accounts[pid] = keep_account(accounts.get(pid), test, read_meters(pid))
            if accounts[pid].seconds > limit:
                scheduler.ended[test] = WHY.format(limit)
                end(pid)


def keep_account(account: Account | None, test: str, reading: Reading) -> Account:
    """Return what a test has taken by now; another one starts at nought."""
    if account is None or account.test != test:
        return Account(test, 0.0, reading)
    return Account(test, account.seconds + charge(account.reading, reading), reading)


def charge(before: Reading, after: Reading) -> float:
    """Return the seconds for which a test is charged between two readings."""
    passed, idle, spent = (now - then for now, then in zip(after, before, strict=True))
    return max(spent, min(idle, passed), passed * LEAST)


def read_meters(pid: int) -> Reading:
    """Return what a worker, and all that it has started, has spent of the processor."""
    spent = sum(map(count_seconds, list_family(pid)))
    return Reading(time.monotonic(), psutil.cpu_times().idle, spent)


def list_family(pid: int) -> list[psutil.Process]:
    """Return a process and all that it has started, if it is still there."""
    with suppress(psutil.NoSuchProcess):
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    return []


def count_seconds(process: psutil.Process) -> float:
    """Return the processor time of a process and of its children that have ended."""
    with suppress(psutil.Error):
        return float(sum(process.cpu_times()[:4]))
    return 0.0


def end(pid: int) -> None:
    """End a worker and all that it has started; it writes where each of its threads stands."""
    for process in list_family(pid)[1:]:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGABRT)
