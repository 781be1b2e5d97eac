"""Waiting for hints of real events, without a clock.

Each test waits for hints until it has what it is after. The heartbeat is an hour away; when
patience ends, as only a failure needs, the watcher is stopped and there is no hint.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefbook.watch import Hint, Watcher
from briefbook.watch.places import NOTHING, merge
from briefbook.watch.watcher import Inbox, Observe, observe
from tests.harness.patience import PATIENCE

HOUR = 3600.0
SENTINEL = "briefings/sentinel.md"


def put(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@contextmanager
def watching(root: Path, *folders: str | Path, observe: Observe = observe) -> Iterator[Watcher]:
    """Watch the briefings, or other folders."""
    wanted = map(Path, folders or ("briefings",))
    watcher = Watcher(root, wanted, pytest.fail, Inbox(HOUR), observe)
    with watcher, limit(watcher):
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


def until_heard(watcher: Watcher, root: Path, path: str) -> None:
    """Edit a file behind a link, when all that came before was hinted, until it is heard of."""
    put(root / "config.yaml", "title: other")
    until(watcher, "config.yaml")
    put(root / path, "other")
    until_everything(watcher)


def until_everything(watcher: Watcher) -> None:
    gather(watcher, lambda hint: hint.everything)


def until_sentinel(watcher: Watcher, root: Path) -> Hint:
    """Return all that was hinted before something is written now, without that."""
    put(root / SENTINEL)
    found = until(watcher, SENTINEL)
    return found._replace(paths=found.paths - {SENTINEL})


def hint(*paths: str) -> Hint:
    return Hint(frozenset(paths))
