"""Whether a site is the same wherever it is built: ``python -m benchmarks.reproducible``.

The sample with its handouts in PDF and DOCX, by 3 hash seeds, in 2 time zones, 2 locales and 2
folders, each time with the files of every folder in another order, by one process or by two or
three. All builds must give one hash, over the names and bytes of all published files.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import cycle, product
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SEEDS = ("0", "1", "4242")
ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago")
LOCALES = ("C", "C.UTF-8")
FOLDERS = ("a", "a folder with spaces/and é")

JOBS = ("1", "2", "3")

SHUFFLED = """
import os, random, sys

chance = random.Random(int(sys.argv.pop(1)))
scan, names = os.scandir, os.listdir

class Shuffled:
    def __init__(self, found):
        with found:
            entries = list(found)
        chance.shuffle(entries)
        self.entries = iter(entries)
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.entries)
    def __enter__(self):
        return self
    def __exit__(self, *error):
        self.close()
    def close(self):
        self.entries = iter(())

def shuffle(path="."):
    found = names(path)
    chance.shuffle(found)
    return found

os.scandir, os.listdir = (lambda path=".": Shuffled(scan(path))), shuffle
from briefbook.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
"""Runs the program where every folder lists its files in an order of chance."""


class Place(NamedTuple):
    """Where a site is built."""

    seed: str
    zone: str
    locale: str
    folder: str
    jobs: str


def main() -> int:
    """Print the hash of each build; return 1 if there is more than one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--few", action="store_true", help="three builds that differ in all")
    places = choose_places(few=parser.parse_args().few)
    with tempfile.TemporaryDirectory() as folder:
        found = [
            show(place, build(place, Path(folder), order)) for order, place in enumerate(places)
        ]
    print(f"{len(found)} builds, {len(set(found))} hash{'es' if len(set(found)) > 1 else ''}")
    return int(len(set(found)) > 1)


def show(place: Place, found: str) -> str:
    """Print a hash with its place."""
    print(found[:16], *place, flush=True)
    return found


def choose_places(*, few: bool) -> Sequence[Place]:
    """Return all places, or three in which each of the conditions differs."""
    places = product(SEEDS, ZONES, LOCALES, FOLDERS)
    every = [Place(*one, jobs) for one, jobs in zip(places, cycle(JOBS), strict=False)]
    return (every[0], every[15], every[19]) if few else every


def build(place: Place, around: Path, order: int) -> str:
    """Return the hash of the site that is built in a place, from nothing."""
    root = around / str(order) / place.folder
    shutil.copytree(ROOT / "briefings", root / "briefings")
    shutil.copy(ROOT / "config.yaml", root)
    changed = {"PYTHONHASHSEED": place.seed, "TZ": place.zone, "LC_ALL": place.locale}
    plain = {"PYTHONCOERCECLOCALE": "0", "PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path))}
    command = (sys.executable, "-c", SHUFFLED, str(order), "build", "-j", place.jobs)
    subprocess.run(
        command,
        cwd=root,
        env={**os.environ, **changed, **plain},
        check=True,
        capture_output=True,
    )
    found = hash_folder(root / "site")
    shutil.rmtree(around / str(order))
    return found


def hash_folder(folder: Path) -> str:
    """Return one hash over the names and bytes of all files."""
    return sha256(b"".join(sorted(list_files(folder)))).hexdigest()


def list_files(folder: Path) -> Iterator[bytes]:
    """Yield the hash of each file with its name."""
    for path in folder.rglob("*"):
        if path.is_file():
            name = path.relative_to(folder).as_posix().encode()
            yield sha256(name + b"\0" + path.read_bytes()).digest()


if __name__ == "__main__":
    sys.exit(main())
