"""Every parser for some seconds: ``python -m benchmarks.fuzz --seconds 60 [PARSER ...]``.

With atheris (``pip install atheris``: Linux and macOS) inputs that reach new code are kept and
changed further; without it they are changed by chance alone, and the table says so. What fails
is left in the folder that is named, to become a file of ``tests/fixtures/faults/``.
"""

import argparse
import importlib
import re
import subprocess
import sys
import tempfile
import time
import traceback
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from benchmarks.fuzz.parsers import PARSERS


class Outcome(NamedTuple):
    """How many inputs there were, by which way, and how many failed."""

    parser: str
    way: str
    inputs: int
    failed: int


def main() -> int:
    """Print a row for each parser; return 1 if anything failed."""
    options = read_options()
    options.folder.mkdir(parents=True, exist_ok=True)
    run = run_guided if find_spec("atheris") else run_by_chance
    print(f"What fails is left in {options.folder}\n\n| parser | way | inputs | failed |")
    print("|---|---|---|---|")
    found = [
        show(run(name, options.folder / name, options.seconds)) for name in options.parsers
    ]
    return int(any(one.failed for one in found))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parsers", nargs="*", default=PARSERS, metavar="PARSER")
    parser.add_argument("--seconds", type=int, default=60, help="for each parser")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "fuzzed"))
    return parser.parse_args()


def show(outcome: Outcome) -> Outcome:
    """Print a row, and return it."""
    parser, way, inputs, failed = outcome
    print(f"| {parser} | {way} | {inputs:,} | {failed} |", flush=True)
    return outcome


def run_guided(name: str, folder: Path, seconds: int) -> Outcome:
    """Fuzz a parser in a process of its own, by what its code does."""
    command = (sys.executable, "-m", "benchmarks.fuzz.guided", name, str(folder), str(seconds))
    said = subprocess.run(
        command, capture_output=True, text=True, errors="replace", check=False
    )
    counted = re.search(r"number_of_executed_units: (\d+)", said.stderr)
    failed = len([path for path in (folder / "found").iterdir() if path.is_file()])
    return Outcome(name, "guided", int(counted[1]) if counted else 0, failed)


def run_by_chance(name: str, folder: Path, seconds: int) -> Outcome:
    """Fuzz a parser with pieces of its samples, put together by chance."""
    parser, random = importlib.import_module(f"benchmarks.fuzz.{name}"), Random(name)
    ends, inputs = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        text, inputs = make_text(parser, random), inputs + 1
        try:
            parser.examine(text)
        except Exception:  # noqa: BLE001 (whatever it is, it is what is looked for)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "found.txt").write_text(text, "utf-8")
            traceback.print_exc()
            return Outcome(name, "chance", inputs, 1)
    return Outcome(name, "chance", inputs, 0)


def make_text(parser: Any, random: Random) -> str:
    """Return a sample of a parser with some pieces cut, and others put in."""
    text: str = random.choice(parser.SEEDS)
    for _ in range(random.randint(1, 8)):
        at, cut = random.randint(0, len(text)), random.choice((0, 0, 1, 5))
        piece = random.choice((*parser.WORDS, text[at : at + 9], chr(random.randrange(0xD800))))
        text = text[:at] + piece + text[at + cut :]
    return text


if __name__ == "__main__":
    sys.exit(main())
