"""What kill -9 does to a site: ``python -m benchmarks.crash 200``.

Two subjects are changed again and again, each time by a process that is killed: a linked
site that is published over another, and a small generated book that is edited and built, with
handouts in PDF and DOCX. A process kills itself at a change of the disk chosen at random
(before it, after it, or in the middle of a file), or is killed at a moment chosen at random.
Then:

- every file must be whole: byte by byte the old or the new one;
- every page must be there that a page links to which both sites have (a visitor who follows
  links comes to no new page before all of them are there, and finds none that is to go);
- the next run must leave just what a clean one makes, and nothing else.

One table tells how often which point was met, and how often any of this was not so.
"""

import argparse
import os
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath
from random import Random
from typing import NamedTuple
from urllib.parse import unquote

from briefbook.base.addresses import Address, make_address
from briefbook.disk.files import Disk
from briefbook.publish.publish import publish
from briefbook.publish.records import JOURNAL_NAME, MANIFEST_NAME, NOTHING

Files = dict[str, bytes]

HANDOUTS = b"handouts: {two-pager: [pdf, docx], position-sheet: [pdf]}\n"
ROOT = Path(__file__).parents[1]
CHANGES = ("write", "link", "replace", "unlink", "mkdir", "rmdir", "date", "fsync")
PAGES = 40
HREF = re.compile(rb'(?:href|src)="([^":?#]*)[#?"]')
OUTCOMES = ("points", "killed", "untouched", "half done", "done")
FAULTS = ("torn files", "dead links", "not mended")


class Subject(NamedTuple):
    """Something that is published in several versions.

    ``set_up`` makes the folder ready for a version, ``run`` publishes it, in this process,
    into ``site`` within the folder.
    """

    name: str
    versions: int
    set_up: Callable[[Path, int], None]
    run: Callable[[Path, int], None]


class Kill(NamedTuple):
    """When a process is killed: at its change number ``change``, or after ``seconds``."""

    change: int = 0
    when: str = ""
    seconds: float = 0.0


# A linked site that is published


def make_site(version: int) -> dict[Address, bytes]:
    """Return pages that link to each other: some come, go or change from version to version."""
    random = Random(f"site {version}")
    names = sorted(random.sample(range(2 * PAGES), PAGES))
    places = [make_address(f"part-{name % 7}/{name % 3}/page-{name}.html") for name in names]
    places.append(make_address("index.html"))
    return {place: write_page(place, places, version) for place in places}


def write_page(place: str, places: list[Address], version: int) -> bytes:
    """Return a page with links to all."""
    up = "../" * place.count("/")
    links = (f'<a href="{up}{other}">{other}</a>\n' for other in places)
    return f"<h1>{place} {version}</h1>\n{''.join(links)}".encode() * (1 + len(place) % 3)


def publish_site(folder: Path, version: int) -> None:
    """Publish a version with what the last process recorded, and record it for the next."""
    site, state = make_site(version), folder / "state"
    wanted = {address: sha256(data).hexdigest() for address, data in site.items()}
    recorded = pickle.loads(state.read_bytes()) if state.exists() else NOTHING
    done = publish(
        folder / "site", wanted, lambda asked: ((a, site[a]) for a in asked), recorded
    )
    fresh = folder / "state.new"
    fresh.write_bytes(pickle.dumps(done.recorded))
    fresh.replace(state)


def leave_alone(folder: Path, version: int) -> None:
    """Do nothing: the pages are made by the process that publishes them."""


# A book that is built


def make_book(version: int) -> Files:
    """Return the files of a book: articles come and go, and one actor has another name."""
    from benchmarks.corpus import make_corpus

    files = make_corpus(3 + 2 * (version % 2))
    names = files["briefings/actors.yaml"].decode().split("\n", 1)
    named = re.sub(r"name: (\w+) ", rf"name: \g<1>{'q' * (version // 2)} ", names[0])
    return {
        **files,
        "config.yaml": files["config.yaml"] + HANDOUTS,
        "briefings/actors.yaml": f"{named}\n{names[1]}".encode(),
    }


def edit_book(folder: Path, version: int) -> None:
    """Make the workspace that of a version, touching no file that stays."""
    from benchmarks.corpus import write_folder

    files = make_book(version)
    for old in [path for path in (folder / "briefings").rglob("*") if path.is_file()]:
        if old.relative_to(folder).as_posix() not in files:
            old.unlink()
    present = {name for name, data in files.items() if is_same(folder / name, data)}
    write_folder({name: files[name] for name in files.keys() - present}, folder)


def is_same(path: Path, data: bytes) -> bool:
    """Tell whether a file holds just these bytes."""
    return path.is_file() and path.read_bytes() == data


def build_book(folder: Path, version: int) -> None:  # noqa: ARG001 (the folder has it)
    """Build the book as the command line does."""
    from briefbook.cli.main import main as run_command

    if code := run_command(["build", "--quiet", "--today", "2025-01-01", "-C", str(folder)]):
        raise SystemExit(code)


SUBJECTS = {
    subject.name: subject
    for subject in (
        Subject("publish", 4, leave_alone, publish_site),
        Subject("build", 4, edit_book, build_book),
    )
}


# Processes that are killed


def arm(kill: Kill) -> None:
    """Let this process die at a change of the disk; without a number, count the changes."""
    count = Counter[str]()
    for name in CHANGES:
        setattr(Disk, name, make_deadly(getattr(Disk, name), kill, count))
    if not kill.change:
        import atexit

        atexit.register(lambda: print(count["changes"]))


def make_deadly(
    change: Callable[..., None], kill: Kill, count: Counter[str]
) -> Callable[..., None]:
    """Return a change of the disk that is the end of the process when its turn comes."""

    def run(disk: Disk, path: str, *rest: object) -> None:
        count["changes"] += 1
        due = kill.when if count["changes"] == kill.change else ""
        if due == "before":
            die()
        change(disk, path, *map(cut, rest) if due == "in" else rest)
        if due:
            die()

    return run


def cut(argument: object) -> object:
    """Return half of what is to be written, and anything else as it is."""
    return argument[: len(argument) // 2] if isinstance(argument, bytes) else argument


def die() -> None:
    """End this process as kill -9 does."""
    os.kill(os.getpid(), signal.SIGKILL)


def run_apart(subject: str, folder: Path, version: int, kill: Kill) -> tuple[int, str]:
    """Publish in a process of its own; return how it ended, and what it said."""
    arguments = [subject, str(folder), str(version), str(kill.change), kill.when]
    command = [sys.executable, "-m", "benchmarks.crash", "0", "--child", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        if kill.seconds:
            time.sleep(kill.seconds)
            child.kill()
        said, _ = child.communicate()
    return child.returncode, said


def run_child(subject: str, folder: str, version: str, change: str, when: str) -> None:
    """Be the process that is killed."""
    arm(Kill(int(change), when))
    SUBJECTS[subject].run(Path(folder), int(version))


# What is left


def read_site(folder: Path) -> Files:
    """Return every file in the output folder."""
    site = folder / "site"
    paths = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def is_page(name: str) -> bool:
    """Tell whether a file is none of those that publishing keeps for itself."""
    return not name.startswith(".briefbook-")


def find_torn(found: Files, old: Files, new: Files) -> list[str]:
    """Return the pages that are neither the old ones nor the new ones."""
    pages = {name: data for name, data in found.items() if is_page(name)}
    return [name for name, data in pages.items() if data not in (old.get(name), new.get(name))]


def find_dead(found: Files, old: Files, new: Files) -> list[str]:
    """Return the links that lead nowhere from pages of both sites."""
    pages = [name for name in found.keys() & old.keys() & new.keys() if name.endswith(".html")]
    links = (link for name in pages for link in find_links(name, found[name]))
    return [link for link in links if link not in found]


@lru_cache(maxsize=4096)
def find_links(name: str, data: bytes) -> tuple[str, ...]:
    """Return the addresses in the site that a page links to."""
    hrefs = {unquote(href.decode()) for href in HREF.findall(data)} - {""}
    links = (normpath(join(dirname(name), href)) for href in hrefs)
    return tuple(link for link in links if not link.startswith(("..", "/")))


def judge(found: Files, new: Files) -> str:
    """Tell how far the killed process had come."""
    if JOURNAL_NAME in found:
        return "half done"
    pages = {name: data for name, data in found.items() if is_page(name)}
    done = found.get(MANIFEST_NAME) == new[MANIFEST_NAME]
    return "done" if done and pages.items() <= new.items() else "untouched"


# The harness


class Trial(NamedTuple):
    """A subject in its folder, with every version as a clean run makes it."""

    subject: Subject
    folder: Path
    clean: list[Files]
    changes: int
    seconds: float


def start(subject: Subject, folder: Path) -> Trial:
    """Publish every version cleanly, and measure how long a change takes."""
    clean = [
        publish_cleanly(subject, folder / f"clean-{n}", n) for n in range(subject.versions)
    ]
    place = folder / "place"
    for version in range(2):
        subject.set_up(place, version)
        begun = time.monotonic()
        code, said = run_apart(subject.name, place, version, Kill())
        assert code == 0, said
    return Trial(subject, place, clean, int(said), time.monotonic() - begun)


def publish_cleanly(subject: Subject, folder: Path, version: int) -> Files:
    """Return the site of a version that is made in an empty folder."""
    folder.mkdir(parents=True)
    subject.set_up(folder, version)
    code, said = run_apart(subject.name, folder, version, Kill())
    assert code == 0, said
    return read_site(folder)


def choose_kill(trial: Trial, random: Random) -> Kill:
    """Return when to kill the next process: three in four at a change of the disk."""
    if random.random() < 0.25:
        return Kill(seconds=random.uniform(0.01, trial.seconds))
    return Kill(random.randint(1, trial.changes), random.choice(("before", "in", "after")))


def try_points(trial: Trial, points: int, random: Random) -> Iterator[str]:
    """Kill that many processes, and yield what was found of each."""
    version = 1
    for _ in range(points):
        old, version = (
            version,
            random.choice([v for v in range(len(trial.clean)) if v != version]),
        )
        yield "points"
        yield from try_point(trial, old, version, choose_kill(trial, random))


def try_point(trial: Trial, old: int, version: int, kill: Kill) -> Iterator[str]:
    """Kill one process that changes the site, and yield what was found."""
    trial.subject.set_up(trial.folder, version)
    code, _ = run_apart(trial.subject.name, trial.folder, version, kill)
    before, after, found = trial.clean[old], trial.clean[version], read_site(trial.folder)
    yield from ["killed"] * (code == -signal.SIGKILL)
    yield judge(found, after)
    yield from ["torn files"] * bool(find_torn(found, before, after))
    yield from ["dead links"] * bool(find_dead(found, before, after))
    code, _ = run_apart(trial.subject.name, trial.folder, version, Kill())
    yield from ["not mended"] * (code != 0 or read_site(trial.folder) != after)


def crash(subject: str, points: int, seed: int = 0) -> Counter[str]:
    """Return how often each outcome and fault was met at so many points."""
    with tempfile.TemporaryDirectory() as name:
        trial = start(SUBJECTS[subject], Path(name))
        return Counter(try_points(trial, points, Random(f"crash {seed}")))


def print_table(counts: Mapping[str, Counter[str]]) -> None:
    """Print a line for each subject."""
    print("".join(f"{head:>12}" for head in ("", *OUTCOMES, *FAULTS)))
    for name, count in counts.items():
        print(f"{name:>12}" + "".join(f"{count[head]:12}" for head in (*OUTCOMES, *FAULTS)))


def main() -> int:
    """Kill processes, print the table, and tell whether all was well."""
    parser = argparse.ArgumentParser(description="Kill builds, and look at what they leave.")
    parser.add_argument("points", type=int, help="how many processes to kill, of each subject")
    parser.add_argument("--seed", type=int, default=0, help="for other points")
    parser.add_argument("--subject", choices=SUBJECTS, help="one of the two (default: both)")
    parser.add_argument("--child", nargs=5, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        run_child(*options.child)
        return 0
    names = [options.subject] if options.subject else list(SUBJECTS)
    counts = {name: crash(name, options.points, options.seed) for name in names}
    print_table(counts)
    return int(any(count[fault] for count in counts.values() for fault in FAULTS))


if __name__ == "__main__":
    sys.exit(main())
