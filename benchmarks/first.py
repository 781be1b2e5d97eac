"""What the first builds of a user cost: ``python -m benchmarks.first [--repeats 5]``.

Each line is the median of some builds, each a process of its own, in seconds of the processor
(its own and the system's, with those of its children) and, in brackets, by the clock. The
fonts are cut in the first build of a user, or never where they came with the wheel.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
LAUNCH = (sys.executable, "-IS", str(Path(__file__).with_name("launch.py")), os.devnull)
PROGRAM = (sys.executable, str(ROOT / "build.py"))


def main() -> None:
    """Print a line for each kind of build."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=5, help="builds of each kind (5)")
    rounds = [dict(measure_all()) for _ in range(parser.parse_args().repeats)]
    for name in rounds[0]:
        cpu, wall = (median(one[name][place] for one in rounds) for place in (0, 1))
        print(f"{name:<44} {cpu:6.2f} s ({wall:.2f})")


def measure_all() -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield what each kind of build costs, beginning as a user who never built anything."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sample, again, empty = home / "sample", home / "again", home / "empty"
        for root in (sample, again):
            copy_sample(root)
        yield "the sample, first build of a user", build(home, sample)
        yield "the sample, second build", build(home, sample)
        yield "the sample, first build in a new workspace", build(home, again)
        empty.mkdir()
        (empty / "config.yaml").write_text("title: Empty\n", encoding="utf-8")
        yield "an empty book in a new workspace", build(home, empty)


def copy_sample(root: Path) -> None:
    """Put the sample, never built, into a folder."""
    shutil.copytree(ROOT / "briefings", root / "briefings")
    shutil.copy(ROOT / "config.yaml", root)


def build(home: Path, root: Path) -> tuple[float, float]:
    """Build a workspace; return the seconds of the processor and those of the clock."""
    done = subprocess.run(
        [*LAUNCH, *PROGRAM, "-C", str(root), "-q"],
        env={**os.environ, "BRIEFBOOK_CACHE": str(home / "cache")},
        capture_output=True,
        check=True,
    )
    cost = json.loads(done.stdout)
    assert cost["status"] == 0, root
    return cost["cpu"], cost["wall"]


if __name__ == "__main__":
    main()
