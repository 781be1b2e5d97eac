"""What an install weighs, and what the first book costs: ``python -m benchmarks.install``.

A wheel is made, and installed from the package registries twice, each time into an environment
of its own: the core, and with all extras. With the core a workspace is begun and built, as by
somebody who has just installed it: nothing is in the user's cache. It takes the network.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
UV = (sys.executable, "-m", "uv")
CORE, ALL = "", "[all]"


class Cost(NamedTuple):
    """What a command costs, children and all: seconds of the processor."""

    words: str
    seconds: float


def run(*command: str | Path, cache: Path | None = None) -> float:
    """Run a command; return the seconds of the processor that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    own = {"BRIEFBOOK_CACHE": str(cache)} if cache else {}
    subprocess.run(command, check=True, capture_output=True, env={**environment, **own})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def make_wheel(folder: Path) -> Path:
    """Return a wheel of the checkout."""
    build = ("-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    subprocess.run((sys.executable, *build), cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def install(wheel: Path, extra: str, folder: Path) -> Path:
    """Install a wheel into an environment of its own; return its folder of packages."""
    run(*UV, "venv", "--quiet", "--python", sys.executable, folder)
    python = folder / "bin/python"
    run(
        *UV,
        "pip",
        "install",
        "--quiet",
        "--python",
        python,
        "--compile-bytecode",
        f"{wheel}{extra}",
    )
    return next(folder.glob("lib/python*/site-packages"))


def weigh(folder: Path) -> float:
    """Return the megabytes that lie in a folder, as the disk holds them."""
    done = subprocess.run(("du", "-sk", folder), check=True, capture_output=True, text=True)
    return int(done.stdout.split()[0]) / 1024


def begin_book(environment: Path, folder: Path) -> list[Cost]:
    """Return what it costs to begin a workspace and to build it, first and again."""
    command, cache, book = environment / "bin/briefbook", folder / "cache", folder / "book"
    costs = [Cost("new workspace", run(command, "new", "workspace", book, cache=cache))]
    costs.append(Cost("build", run(command, "build", "-C", book, cache=cache)))
    costs.append(
        Cost("build --clean", run(command, "build", "--clean", "-C", book, cache=cache))
    )
    quotes = json.loads((book / "site/data/book.json").read_text("utf-8"))["quotes"]
    assert len(quotes) == 1
    assert "found_in" not in quotes[0], "the quote is not anchored"
    return costs


def report(weights: Sequence[tuple[str, float]], costs: Sequence[Cost]) -> None:
    """Print what was measured."""
    for name, megabytes in weights:
        print(f"briefbook{name:<8} {megabytes:7.1f} MB in site-packages")
    for one in costs:
        print(f"{one.words:<16} {one.seconds:7.2f} s of the processor")
    print(
        f"first book       {costs[0].seconds + costs[1].seconds:7.2f} s (aimed at: at most 2)"
    )


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="briefbook-") as name:
        folder = Path(name)
        wheel = make_wheel(folder)
        packages = {one: install(wheel, one, folder / f"venv{one}") for one in (CORE, ALL)}
        weights = [(one, weigh(path)) for one, path in packages.items()]
        report(weights, begin_book(folder / f"venv{CORE}", folder))


if __name__ == "__main__":
    main()
