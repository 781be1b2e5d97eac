"""How fast ours is, as one table: ``python -m benchmarks.speed 1000 10000``.

For each size given: cold builds of ours in both rows beside Hugo, Eleventy and MkDocs, in turn,
each in a new process with the old output renamed away; the same with one process; a rebuild
after an edit of one title and of one body, with all files of data; the same served; what the
site and the state weigh, and what the whole tree of processes takes of the memory. Then a book
with names as dense as in news, and the sample. Figures are medians of ``--repeats``; ratios are
taken pair by pair. Seconds mean little on a machine that has other work.
"""

import argparse
import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import first
from benchmarks.building import Figure, Site, measure_builds, measure_cold
from benchmarks.compare import cache_folder, install_peer, numbers, peers
from benchmarks.corpus import SHAPES
from benchmarks.editing import choose_target, write_files
from benchmarks.figures import cpu, growth, ratio, typical, wall
from benchmarks.footprint import Weight, watch_memory, weigh
from benchmarks.peers.content import Content, make_content
from benchmarks.peers.eleventy import ELEVENTY
from benchmarks.peers.hugo import HUGO
from benchmarks.peers.mkdocs import MKDOCS
from benchmarks.peers.ours import DEBOUNCE, OURS, OURS_SMALL, OURS_WITH_DATA
from benchmarks.peers.peer import Peer, Tool
from benchmarks.serving import measure_serving

LIMIT = 3600
"""Seconds after which a build is given up."""

THEIRS = (HUGO, ELEVENTY, MKDOCS)
ALONE = OURS._replace(
    label="ours, own theme, one process", build=lambda *given: [*OURS.build(*given), "-j", "1"]
)
HEAD = "| | N | measured | at most | aim |\n|---|---:|---:|---:|---:|"
SAMPLE = "the sample, first build in a new workspace"


class Line(NamedTuple):
    """A line of the table: what was measured, at how many articles, and what is wanted."""

    name: str
    size: int
    measured: str
    most: str = ""
    aim: str = ""


class Measured(NamedTuple):
    """What was measured at all sizes; ``memory`` in megabytes, of own theme."""

    figures: list[Figure]
    weights: dict[int, Weight]
    memory: dict[int, float]


def main() -> None:
    """Measure, and print the table."""
    options = read_options()
    tools = {
        one: install_peer(one, options.cache) for one in dict.fromkeys((OURS, *options.peers))
    }
    known = {peer: tool for peer, tool in tools.items() if isinstance(tool, Tool)}
    measured = Measured([], {}, {})
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for size in options.sizes:
            measure_size(options, known, make_content(size), Path(folder), measured)
        if options.news:
            shape = SHAPES["news"]
            content = make_content(options.news, shape=shape)
            news = make_site(OURS, known[OURS], content, Path(folder), "news")
            measured.figures.extend(rename(measure_edits(news, options.repeats), "news"))
    lines = [*list_lines(measured, options), *measure_sample(options)]
    print("\n".join((HEAD, *map(write_line, lines), "", describe_machine(known))))


def read_options() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how fast ours is.")
    add = parser.add_argument
    every = [OURS_SMALL, *THEIRS]
    add("sizes", type=int, nargs="+", help="how many articles")
    add("--peers", type=peers, default=every, help="names beside own theme (default: four)")
    add("--repeats", type=int, default=5, help="how often each is measured (default: 5)")
    add("--news", type=int, default=800, help="articles of the book of news, or 0")
    add("--served", type=numbers, help="the sizes to serve, or '' (default: the largest)")
    add("--no-sample", action="store_true", help="leave the sample out")
    add("--cache", type=Path, default=cache_folder(), help="where the peers are installed")
    add("--folder", type=Path, help="where the sites are made (default: a temporary folder)")
    options = parser.parse_args()
    if options.served is None:
        options.served = [max(options.sizes)]
    return options


# Measuring


def measure_size(
    options: argparse.Namespace,
    tools: dict[Peer, Tool],
    content: Content,
    folder: Path,
    measured: Measured,
) -> None:
    """Measure everything at one size."""
    size, own = len(content.articles), tools[OURS]
    sites = [make_site(peer, tool, content, folder) for peer, tool in tools.items()]
    sites += [make_site(ALONE, own, content, folder, "alone")]
    for _ in range(options.repeats):
        for site in sites:
            tell(f"N = {size:,}: {site.peer.label}")
            measured.figures.append(measure_cold(site))
    theme = next(site for site in sites if site.peer is OURS)
    measured.weights[size] = weigh(theme.output, theme.folder / ".briefbook")
    with_data = make_site(OURS_WITH_DATA, own, content, folder)
    measured.figures.extend(measure_edits(with_data, options.repeats))
    if size in options.served:
        tell(f"N = {size:,}: served")
        mode = OURS_WITH_DATA.modes[0]
        measured.figures.extend(measure_serving(with_data, mode, options.repeats))
    tell(f"N = {size:,}: memory")
    fresh = make_site(OURS, own, content, folder, "memory")
    measured.memory[size] = watch_memory(OURS.build(own, fresh.folder))


def make_site(peer: Peer, tool: Tool, content: Content, folder: Path, name: str = "") -> Site:
    """Write the content as a peer wants it, into a folder of its own for each size."""
    home = folder / f"{name or peer.name}-{len(content.articles)}"
    write_files(peer.emit(content), home)
    return Site(peer, tool, home, content, choose_target(content, peer, home), LIMIT)


def measure_edits(site: Site, repeats: int) -> Iterator[Figure]:
    """Yield what a cold build costs, and rebuilds after edits, in new processes."""
    for number in range(repeats):
        tell(f"N = {len(site.content.articles):,}, edits: {site.peer.label}")
        yield from measure_builds(site, number)


def rename(figures: Iterable[Figure], row: str) -> Iterator[Figure]:
    """Yield figures as those of another row."""
    return (one._replace(row=row) for one in figures)


def measure_sample(options: argparse.Namespace) -> Iterator[Line]:
    """Yield the line of the sample, whose fonts are cut already, with its handouts."""
    if options.no_sample:
        return
    tell("the sample")
    costs = [dict(first.measure_all())[SAMPLE] for _ in range(options.repeats)]
    seconds = median(busy for busy, _ in costs)
    yield Line(f"{SAMPLE}: seconds of the processor", 1, f"{seconds:.2f}", "3", "2")


# The table


def list_lines(measured: Measured, options: argparse.Namespace) -> Iterator[Line]:
    """Yield what was measured of builds, line by line."""
    figures, sizes = measured.figures, options.sizes
    yield from list_ratios(figures, sizes)
    for row in (OURS_SMALL.label, OURS.label) if len(sizes) > 1 else ():
        exponent = growth(figures, row, (sizes[0], sizes[-1]), "cold", cpu)
        name = f"growth from N = {sizes[0]:,}, {row}"
        yield Line(name, sizes[-1], say(exponent), "1.03", "1.00")
    for size in sizes:
        cores = ratio(figures, (ALONE.label, OURS.label), size, "cold")
        yield Line("two cores over one, own theme", size, say(cores), "1.6", "1.75")
    yield from list_seconds(figures, sizes, options.news)
    for size in sizes:
        yield from list_bytes(measured.weights[size], size)
        memory = f"{measured.memory[size]:.0f} MB"
        yield Line("memory of all processes, cold, own theme", size, memory, "1,500", "1,000")


def list_ratios(figures: Sequence[Figure], sizes: Sequence[int]) -> Iterator[Line]:
    """Yield cold builds of ours beside others."""
    wanted = {OURS_SMALL.label: ("6", "4"), OURS.label: ("12", "8")}
    for size in sizes:
        for peer in THEIRS:
            seconds = say(typical(figures, peer.label, size, "cold"))
            yield Line(f"cold, {peer.label}, seconds", size, seconds)
        for row, limits in wanted.items():
            clock, busy = (say(typical(figures, row, size, "cold", one)) for one in (wall, cpu))
            yield Line(f"cold, {row}, seconds (processor)", size, f"{clock} ({busy})")
            for peer in THEIRS:
                times = say(ratio(figures, (row, peer.label), size, "cold"))
                name = f"cold, {row}, over {peer.label}"
                yield Line(name, size, times, *(limits if peer is HUGO else ()))


def list_seconds(figures: Sequence[Figure], sizes: Sequence[int], news: int) -> Iterator[Line]:
    """Yield what one edit costs, and none."""
    row = OURS_WITH_DATA.label
    for size in sizes:
        for measure, limits in (("title", ("1.5", "0.5")), ("body", ("0.8", "0.4"))):
            seconds = say(typical(figures, row, size, measure))
            yield Line(f"one {measure}, with data, seconds", size, seconds, *limits)
            served = typical(figures, row, size, f"served {measure}")
            beyond = say(served and served - DEBOUNCE)
            most = ("0.4", "0.1") if measure == "title" else ("", "")
            yield Line(f"one {measure}, served, beyond the debounce", size, beyond, *most)
        seconds = say(typical(figures, row, size, "unchanged", cpu))
        yield Line("unchanged, seconds of the processor", size, seconds, "0.26", "0.2")
    if news:
        seconds = say(typical(figures, "news", news, "title"))
        yield Line("one title, book of news, seconds", news, seconds, "1.5", "0.7")


def list_bytes(weight: Weight, size: int) -> Iterator[Line]:
    """Yield what a site and its state weigh."""
    yield Line("largest page", size, f"{weight.page / 1000:.0f} KB", "400 KB")
    yield Line("pages over 400 KB", size, f"{weight.large}", "0")
    yield Line("largest file of the search", size, f"{weight.search / 1000:.0f} KB", "64 KB")
    published = f"{weight.published / size / 1000:.0f} KB"
    yield Line("published for an article, own theme", size, published, "70 KB", "50 KB")
    state = f"{weight.state / size / 1000:.0f} KB"
    yield Line("state for an article", size, state, "45 KB", "25 KB")


def say(value: float | None) -> str:
    """Return a number in three digits, "" where nothing was measured."""
    return "" if value is None else f"{value:.3g}"


def write_line(line: Line) -> str:
    """Return a line as Markdown."""
    cells = (line.name, f"{line.size:,}", line.measured, line.most, line.aim)
    return f"| {' | '.join(cells)} |"


def describe_machine(tools: dict[Peer, Tool]) -> str:
    """Return what the figures were measured with."""
    built = str(sysconfig.get_config_var("CONFIG_ARGS") or "")
    kind = "with" if "--enable-optimizations" in built else "without"
    versions = ", ".join(f"{peer.label} {tool.version}" for peer, tool in tools.items())
    return (
        f"Python {sys.version.split()[0]}, built {kind} optimisations ({sys.executable}); "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} in the end. {versions}."
    )


def tell(text: str) -> None:
    """Say how far it has come."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
