"""Disks that are really full, and really read-only: ``unshare -rm python -m tests.full_disk``.

The folders of a small book lie on disks of memory that are made smaller, some pages at a time,
before the book is built anew: so the system itself refuses, SQLite and C libraries included.
It needs a name space of its own for what it mounts, which ``unshare`` gives on Linux.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bad_luck import DEEDS, Ended, Trial, light, run, set_up, snapshot_of, start
from tests.bad_luck import is_whole as is_as_promised
from tests.disks import snapshot

PAGE = 4096
ROOMY = 64 * 2**20
PLACES = {
    "output": ("build after an edit", "site"),
    "state": ("build after an edit", ".briefbook"),
    "handouts": ("handout", "out"),
    "sources": ("lock", "briefings"),
}
"""What is on the small disk, and which deed is done there."""


def call(*command: object) -> None:
    """Run a command of the system."""
    subprocess.run([*map(str, command)], check=True)


@contextmanager
def disk_at(folder: Path) -> Iterator[None]:
    """Let a folder be a disk of its own, with room, while the block runs."""
    folder.mkdir(parents=True, exist_ok=True)
    call("mount", "-t", "tmpfs", "-o", f"size={ROOMY}", "tmpfs", folder)
    try:
        yield
    finally:
        call("umount", "-l", folder)


def resize(folder: Path, size: int) -> None:
    """Let a disk have room for so many bytes."""
    call("mount", "-o", f"remount,size={size}", folder)


def used(folder: Path) -> int:
    """Return how many bytes a disk holds."""
    found = os.statvfs(folder)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


def try_room(trial: Trial, disk: Path, pages: int, version: int) -> Iterator[str]:
    """Yield what came of a deed with room for so many pages, and then with room enough."""
    set_up(trial.deed, trial.root, version)
    before = snapshot_of(trial)
    resize(disk, used(disk) + pages * PAGE)
    ended = run(trial.deed.arguments, trial.root)
    yield from judge(trial, version, before, ended)
    resize(disk, ROOMY)
    set_up(trial.deed, trial.root, version)
    good = run(trial.deed.arguments, trial.root).code == 0
    yield from ["not mended"] * (not good or snapshot_of(trial) != trial.clean[version])


def judge(
    trial: Trial, version: int, before: dict[str, bytes | None], ended: Ended
) -> Iterator[str]:
    """Yield how a run ended, and what is wrong with it."""
    yield {0: "done", 3: "refused"}.get(ended.code, "wrong code")
    if ended.code and "full" not in ended.said and "No space left" not in ended.said:
        yield "nothing said"
    if not is_as_promised(trial, version, before, snapshot_of(trial), ended.code):
        yield "half done"


def try_place(place: str, most: int, step: int) -> Counter[str]:
    """Return how often what came of a deed on a disk with room for up to so many pages."""
    name, folder = PLACES[place]
    found = Counter[str]()
    with tempfile.TemporaryDirectory() as top, light():
        root = Path(top).resolve() / "book"
        with disk_at(root / folder):
            trial = start(DEEDS[name], root.parent)
            for number, pages in enumerate(range(0, most, step), 1):
                found.update(try_room(trial, root / folder, pages, number % 2))
    return found


def build_read_only(writable: tuple[str, ...]) -> Ended:
    """Build a book on a disk that is read-only but for some folders."""
    with tempfile.TemporaryDirectory() as top, light():
        root = Path(top).resolve() / "book"
        with disk_at(root):
            set_up(DEEDS["first build"], root, 0)
            (root / ".briefbook").mkdir()
            before = snapshot(root / "briefings")
            for folder in writable:
                call("mount", "-t", "tmpfs", "tmpfs", root / folder)
            call("mount", "-o", "remount,ro", root)
            ended = run(DEEDS["first build"].arguments, root)
            assert snapshot(root / "briefings") == before
            for folder in writable:
                call("umount", "-l", root / folder)
    return ended


def main() -> int:
    """Try every place, print what came of it, and tell whether all was well."""
    parser = argparse.ArgumentParser(description="Let the disk be full.")
    parser.add_argument("--most", type=int, default=64, help="pages of room at most")
    parser.add_argument("--step", type=int, default=1, help="pages of room more each time")
    options = parser.parse_args()
    bad = 0
    for place in PLACES:
        found = try_place(place, options.most, options.step)
        sys.stdout.write(f"{place}: {dict(sorted(found.items()))}\n")
        bad += found.total() - found["done"] - found["refused"]
    for writable in ((".briefbook", "site"), ("site",), (".briefbook",)):
        ended = build_read_only(writable)
        sys.stdout.write(f"read-only but for {', '.join(writable)}: {ended}\n")
        bad += ended.code != (0 if len(writable) > 1 else 3)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
