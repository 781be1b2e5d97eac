"""Watching as other systems do it: by watchdog's observer for the system at hand."""

import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbook.watch.observing import Observing
from briefbook.watch.places import NOTHING, Report
from briefbook.watch.watcher import EventSource, observe
from tests.watching.waiting import (
    hint,
    put,
    until,
    until_everything,
    until_named,
    until_sentinel,
    watching,
)


def see(report: Report, complain: Callable[[], None]) -> EventSource:
    del complain
    return Observing(report)


def test_serves_where_watchdog_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "briefbook.watch.inotify", None)
    eyes = observe(lambda *_: None, lambda: None)
    eyes.close()
    assert isinstance(eyes, Observing)


def test_hints_at_saves_and_moves(root: Path) -> None:
    with watching(root, "briefings", observe=see) as watcher:
        put(root / "briefings/talks/b.md", "other")
        put(root / "briefings/.a.md.part").rename(root / "briefings/a.md")
        found = until_sentinel(watcher, root)
    assert found == hint("briefings/talks/b.md", "briefings/a.md")


def test_is_not_woken_by_reading(root: Path) -> None:
    with watching(root, "briefings", observe=see) as watcher:
        (root / "briefings/a.md").read_bytes()
        assert until_sentinel(watcher, root) == NOTHING


def test_watches_a_folder_that_is_made_again(root: Path) -> None:
    with watching(root, "briefings", observe=see) as watcher:
        shutil.rmtree(root / "briefings")
        put(root / "briefings/c.md")
        until_everything(watcher)
        until_named(watcher, root, "briefings/c.md")


def test_follows_other_folders_later(root: Path) -> None:
    with watching(root, "briefings", observe=see) as watcher:
        watcher.follow([Path("static")])
        until_everything(watcher)
        put(root / "briefings/a.md", "other")
        put(root / "static/logo.svg", "other")
        assert until(watcher, "static/logo.svg") == hint("static/logo.svg")


def test_leaves_no_thread(root: Path) -> None:
    threads = threading.enumerate()
    with watching(root, "briefings", "static", observe=see):
        pass
    assert threading.enumerate() == threads
