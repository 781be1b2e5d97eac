"""What a storm of changes leaves behind: ``python -m benchmarks.storm``.

``build --watch`` runs on a generated book while files change in every way that editors,
version control and accidents change them. After each storm it is left alone until it has
been quiet for longer than its heartbeat; then the site that it published must equal, byte
for byte, one that is built from nothing.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from queue import Empty, Queue
from random import Random
from threading import Thread
from typing import NamedTuple

from benchmarks.corpus import make_corpus, write_folder

PROJECT = Path(__file__).parents[1]
ARTICLES = 60
MANY = 5_000
QUIET = 7.0
"""Seconds without a word after which the watcher has nothing left to do: its heart beats
every five."""
BUSY = 50
"""Hundredths of a second of work in that time, which a mere look around does not take."""
LONGEST = 900.0

Storm = Callable[[Path, Random], None]


class Result(NamedTuple):
    """What came of a storm: builds that were said, and files that differ from a clean build."""

    name: str
    builds: int
    files: int
    wrong: int


# The storms


def write_thousands(folder: Path, _: Random) -> None:
    """Write 5,000 articles at once."""
    new = folder / "briefings/thousands"
    new.mkdir()
    for number in range(MANY):
        (new / f"note-{number}.md").write_text(f"---\ndate: 2023-01-01\n---\nNote {number}.\n")


def delete_thousands(folder: Path, _: Random) -> None:
    """Delete them again."""
    shutil.rmtree(folder / "briefings/thousands")


def save_as_vim(folder: Path, random: Random) -> None:
    """Save as vim does: a probe, the old file moved away, a new one written."""
    for path in choose(folder, random, 20):
        (path.parent / "4913").write_text("")
        (path.parent / "4913").unlink()
        backup = path.with_name(f"{path.name}~")
        path.rename(backup)
        path.write_text(f"{backup.read_text('utf-8').rstrip()} Vim wrote.\n", "utf-8")
        backup.unlink()


def save_as_emacs(folder: Path, random: Random) -> None:
    """Save as emacs does: a lock that leads nowhere, an autosave, a rename over the file."""
    for path in choose(folder, random, 20):
        lock = path.with_name(f".#{path.name}")
        lock.symlink_to("somebody@somewhere.1")
        autosave = path.with_name(f"#{path.name}#")
        autosave.write_text(f"{path.read_text('utf-8').rstrip()} Emacs wrote.\n", "utf-8")
        autosave.replace(path)
        lock.unlink()


def switch_branches(folder: Path, random: Random) -> None:
    """Change to and fro as version control does: files are deleted and written anew."""
    texts = {path: path.read_bytes() for path in choose(folder, random, 30)}
    for turn in range(6):
        for path, data in texts.items():
            path.unlink()
            path.write_bytes(data if turn % 2 else data.rstrip() + b" On a branch.\n")


def remove_and_remake(folder: Path, random: Random) -> None:
    """Take the whole folder away and put it back, changed."""
    away = folder / "away"
    (folder / "briefings").rename(away)
    time.sleep(random.random())
    shutil.copytree(away, folder / "briefings")
    shutil.rmtree(away)
    save_as_vim(folder, random)


def break_and_mend_config(folder: Path, random: Random) -> None:
    """Break the config, edit meanwhile, and mend it."""
    config = folder / "config.yaml"
    text = config.read_text("utf-8")
    config.write_text("title: [\n", "utf-8")
    time.sleep(random.random())
    save_as_emacs(folder, random)
    config.write_text(text, "utf-8")


def write_slowly(folder: Path, random: Random) -> None:
    """Write a file piece by piece, as a download does, for longer than is waited for quiet."""
    path = choose(folder, random, 1)[0]
    for _ in range(40):
        with path.open("a", encoding="utf-8") as file:
            file.write(" Drop")
        time.sleep(0.05)


def edit_theme(folder: Path, random: Random) -> None:
    """Put a template and a style sheet of one's own over the theme's, and take one away."""
    own = folder / "templates"
    (own / "assets").mkdir(parents=True)
    (own / "about.html").write_text("<!DOCTYPE html><title>Ours</title><p>Ours</p>")
    (own / "assets/style.css").write_text("body { color: black }")
    time.sleep(random.random())
    (own / "about.html").unlink()


STORMS: tuple[Storm, ...] = (
    save_as_vim,
    save_as_emacs,
    switch_branches,
    remove_and_remake,
    break_and_mend_config,
    write_slowly,
    edit_theme,
    write_thousands,
    delete_thousands,
)


def choose(folder: Path, random: Random, count: int) -> list[Path]:
    """Return some articles."""
    found = sorted((folder / "briefings").rglob("article-*.md"))
    return random.sample(found, min(count, len(found)))


# The watcher


class Watching:
    """``build --watch`` in a process of its own, and what it says."""

    def __init__(self, folder: Path, options: list[str]) -> None:
        command = [sys.executable, str(PROJECT / "build.py"), "-C", str(folder), "--watch"]
        self.site = folder / "site"
        self.process = subprocess.Popen(
            [*command, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        self.lines: Queue[str] = Queue()
        Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        """Take down what is said."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def settle(self) -> int:
        """Wait until nothing is said any more; return how many builds there were."""
        builds, until = 0, time.monotonic() + LONGEST
        while time.monotonic() < until and self.process.poll() is None:
            try:
                builds += ": read " in self.lines.get(timeout=QUIET)
            except Empty:
                if not self.is_busy():
                    return builds
        raise SystemExit("the watcher ended, or never came to rest")

    def is_busy(self) -> bool:
        """Tell whether the process or its workers do anything: then a build is under way.

        On a slow disk a process that removes thousands of files hardly works: but they vanish.
        """
        before, had = read_cpu(self.process.pid), count_files(self.site)
        time.sleep(QUIET)
        return read_cpu(self.process.pid) - before > BUSY or count_files(self.site) != had


def count_files(folder: Path) -> int:
    """Return how many files lie in a folder, whoever writes and removes them meanwhile."""
    return sum(len(names) for _, _, names in os.walk(folder))


def read_cpu(process: int) -> int:
    """Return the processor time of a process and its children, in hundredths of a second."""
    folder = Path(f"/proc/{process}")
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        children = (folder / f"task/{process}/children").read_text().split()
    except OSError:  # it has ended
        return 0
    return sum(map(int, fields[11:15])) + sum(map(read_cpu, map(int, children)))


@contextmanager
def watching(folder: Path, options: list[str]) -> Iterator[Watching]:
    """Have a folder watched."""
    watcher = Watching(folder, options)
    try:
        yield watcher
    finally:
        watcher.process.send_signal(signal.SIGINT)
        watcher.process.wait(120)


# The comparison


def hash_site(folder: Path) -> dict[str, str]:
    """Return the hash of every published file."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".briefbook")
    }


def build_clean(folder: Path) -> dict[str, str]:
    """Return what a build from nothing gives, in a copy of the workspace."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "book"
        shutil.copytree(
            folder, copy, ignore=shutil.ignore_patterns("site", "*.sqlite*", "*.stamp", "lock*")
        )
        command = [sys.executable, str(PROJECT / "build.py"), "-C", str(copy), "-q"]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return hash_site(copy / "site")


def count_wrong(published: Mapping[str, str], clean: Mapping[str, str]) -> int:
    """Return how many files are missing, are too many, or differ."""
    return len({name for name, _ in published.items() ^ clean.items()})


def run_storms(
    folder: Path, options: list[str], storms: list[Storm], seed: int
) -> list[Result]:
    """Let every storm loose, and return what came of it."""
    results = []
    with watching(folder, options) as watcher:
        watcher.settle()
        for storm in storms:
            storm(folder, Random(f"{seed} {storm.__name__}"))
            builds = watcher.settle()
            published = hash_site(folder / "site")
            wrong = count_wrong(published, build_clean(folder))
            results.append(Result(storm.__name__, builds, len(published), wrong))
            print(write_row(results[-1]), flush=True)
    return results


def write_row(result: Result) -> str:
    """Return a row of the table."""
    words = result.name.replace("_", " ")
    return f"| {words} | {result.builds} | {result.files:,} | {result.wrong} |"


def main() -> None:
    """Run the storms that are named, all by default."""
    parser = argparse.ArgumentParser(description="Change files in every way, and compare.")
    parser.add_argument("storms", nargs="*", help="which; all by default")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--poll", action="store_true", help="without events")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wanted = [
        storm for storm in STORMS if not options.storms or storm.__name__ in options.storms
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(make_corpus(options.articles, options.seed), folder)
        print("| storm | builds | files | wrong |\n|---|---:|---:|---:|", flush=True)
        results = run_storms(folder, ["--poll"] if options.poll else [], wanted, options.seed)
    raise SystemExit(1 if any(result.wrong for result in results) else 0)


if __name__ == "__main__":
    main()
