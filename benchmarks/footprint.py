"""What a build leaves on the disk, and what it takes of the memory."""

import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

PAGE_LIMIT = 400_000
"""Bytes of a page that a browser opens at once."""

PAUSE = 0.05
PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Weight(NamedTuple):
    """Bytes of a site: all, of its largest page and file of the search, and of the ``state``.

    ``large`` are so many pages.
    """

    published: int
    page: int
    large: int
    search: int
    state: int


def weigh(output: Path, state: Path) -> Weight:
    """Return what lies in the output folder, and in that of the state."""
    files = {path.relative_to(output).as_posix(): size for path, size in list_files(output)}
    pages = [size for name, size in files.items() if name.endswith(".html")]
    found = [size for name, size in files.items() if name.startswith("search/")]
    return Weight(
        sum(files.values()),
        max(pages, default=0),
        sum(size > PAGE_LIMIT for size in pages),
        max(found, default=0),
        sum(size for _, size in list_files(state)),
    )


def list_files(folder: Path) -> Iterator[tuple[Path, int]]:
    """Yield every file below a folder with its size."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.stat().st_size


def watch_memory(command: Sequence[str]) -> float:
    """Return the most megabytes that a command and its children held at one time.

    What they share is counted once (the proportional set size); 0.0 where no system tells.
    """
    most = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(read_pss, list_tree(process.pid))) / 1024)
            time.sleep(PAUSE)
    return most


def list_tree(process: int) -> Iterator[int]:
    """Yield a process and all that came of it."""
    yield process
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        for child in read_proc(file).split():
            yield from list_tree(int(child))


def read_pss(process: int) -> int:
    """Return the proportional set size of a process in kilobytes, 0 if it has gone."""
    found = PSS.search(read_proc(Path(f"/proc/{process}/smaps_rollup")))
    return int(found[1]) if found else 0


def read_proc(file: Path) -> str:
    """Return what the system tells of a process, "" once it has gone."""
    try:
        return file.read_text("utf-8")
    except OSError:
        return ""
