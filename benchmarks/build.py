"""How long builds take: ``python -m benchmarks.build 1000``.

A generated corpus is written to a folder and built by new processes, with the theme of the
project. Each measures a cold build (reading the folder, then every stage), and rebuilds with
the memory of it: nothing changed, one body edited, one title edited, one actor renamed. The
table shows medians. ``--profile`` tells where the time of one cold build goes.
"""

import argparse
import cProfile
import json
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.corpus import make_corpus, write_folder
from briefbook.base.problems import Problem
from briefbook.build import pipeline
from briefbook.build.inputs import Built, Inputs
from briefbook.index.editions import Edition
from briefbook.workspace.load import take_snapshot, theme_assets

TODAY = "2025-01-01"
REPEATS = 5
Figures = dict[str, float]


class Change(NamedTuple):
    """An edit of one file: words that are put in the place of others, back and forth."""

    name: str
    path: str
    old: str
    new: str


def list_changes(folder: Path) -> list[Change]:
    """Return the edits that are measured: of a middling article, and of the first actor."""
    articles = sorted(folder.rglob("article-*.md"))
    article = articles[len(articles) // 2]
    path = article.relative_to(folder).as_posix()
    title = article.read_text("utf-8").split("\n")[1]
    actor = (folder / "briefings/actors.yaml").read_text("utf-8").split("\n")[0]
    name = actor.partition("{name: ")[2].partition(",")[0]
    return [
        Change("one body", path, " of the ", " of each "),
        Change("one title", path, title, f"{title} again"),
        Change("one actor", "briefings/actors.yaml", f"name: {name},", f"name: {name}q,"),
    ]


def read_inputs(folder: Path, edition: str = "") -> Inputs:
    """Return what a build depends on, from the disk; the lowest edition unless it is named."""
    snapshot = take_snapshot(folder)
    config = snapshot.config
    assert config is not None
    seen = Edition(edition or config.editions[0], config.editions, TODAY)
    assets = theme_assets(snapshot.assets, {}, config, seen.name)
    return Inputs(
        config,
        seen,
        snapshot.files,
        snapshot.load,
        snapshot.captures,
        snapshot.templates,
        assets,
    )


def clock(work: Callable[[], object]) -> float:
    """Return how many seconds some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def time_stages(figures: Figures) -> None:
    """Have every stage add its seconds to the figures."""

    def timed(stage: pipeline.Stage) -> pipeline.Stage:
        def run(memory: pipeline.Site, inputs: Inputs) -> tuple[Problem, ...]:
            start = time.perf_counter()
            problems = stage(memory, inputs)
            figures[f"  {stage.__name__}"] = time.perf_counter() - start
            return problems

        return run

    pipeline.UNDERSTAND = tuple(map(timed, pipeline.UNDERSTAND))
    pipeline.MAKE = tuple(map(timed, pipeline.MAKE))


def measure(folder: Path) -> Figures:
    """Return the figures of one process: seconds, megabytes, and numbers of pages."""
    figures: Figures = {}
    figures["scan"] = clock(lambda: read_inputs(folder))
    inputs, memory = read_inputs(folder), pipeline.Site()
    stages: Figures = {}
    time_stages(stages)
    start = time.perf_counter()
    built = check_complete(pipeline.build(memory, inputs))
    figures["cold build"] = time.perf_counter() - start
    figures |= dict(stages)
    figures |= {"read": len(built.counts.read), "made": len(built.counts.rendered)}
    figures["peak megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures["nothing changed"] = clock(lambda: pipeline.build(memory, inputs))
    for change in list_changes(folder):
        figures |= dict(measure_change(change, memory, folder))
    return figures


def measure_change(
    change: Change, memory: pipeline.Site, folder: Path
) -> Iterator[tuple[str, float]]:
    """Yield the seconds of a rebuild after an edit, and how many pages were made."""
    file = folder / change.path
    before = file.read_text("utf-8")
    assert change.old in before
    file.write_text(before.replace(change.old, change.new, 1), "utf-8")
    inputs = read_inputs(folder)
    start = time.perf_counter()
    built = check_complete(pipeline.build(memory, inputs))
    yield change.name, time.perf_counter() - start
    yield f"  made ({change.name})", len(built.counts.rendered)
    file.write_text(before, "utf-8")
    pipeline.build(memory, read_inputs(folder))


def check_complete(built: Built) -> Built:
    """Return a build that nothing stands in the way of."""
    assert built.complete, built.problems[:5]
    return built


def measure_apart(folder: Path) -> Figures:
    """Return the figures of a new process."""
    command = [sys.executable, "-m", "benchmarks.build", "0", "--measure", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def print_table(count: int, runs: list[Figures]) -> None:
    """Print the median of every figure."""
    print(f"{count} articles, median of {len(runs)}")
    for name in runs[0]:
        value = median(run[name] for run in runs)
        shown = f"{value:12.3f}" if isinstance(runs[0][name], float) else f"{value:12.0f}"
        print(f"{name:<28}{shown}")


def profile(folder: Path, lines: int = 15) -> None:
    """Print where the time of a cold build goes."""
    inputs, memory = read_inputs(folder), pipeline.Site()
    profiler = cProfile.Profile()
    profiler.runcall(pipeline.build, memory, inputs)
    stats = pstats.Stats(profiler).strip_dirs()
    for order in ("cumulative", "tottime"):
        stats.sort_stats(order).print_stats(lines)


def main() -> None:
    """Measure, or do what a process that measures is told."""
    parser = argparse.ArgumentParser(description="Measure builds of a generated corpus.")
    parser.add_argument("count", type=int, help="how many articles")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="how many processes")
    parser.add_argument("--profile", action="store_true", help="tell where the time goes")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(make_corpus(options.count), folder)
        if options.profile:
            profile(folder)
        else:
            runs = [measure_apart(folder) for _ in range(options.repeats)]
            print_table(options.count, runs)


if __name__ == "__main__":
    main()
