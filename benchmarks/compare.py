"""Ours against other generators: ``python -m benchmarks.compare --counts 100,1000,10000``.

Installs the peers into a folder of their own, gives each the same articles and the same pages
to make, and prints one Markdown table. See ``README.md`` beside this file.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.building import Figure, Site, measure_builds
from benchmarks.editing import choose_target, write_files
from benchmarks.peers import PEERS
from benchmarks.peers.content import Content, make_content
from benchmarks.peers.peer import Missing, Mode, Peer, Tool
from benchmarks.serving import measure_serving
from benchmarks.table import Run, read_runs, write_json, write_table


def numbers(text: str) -> list[int]:
    """Return the numbers of a list such as ``100,1000``."""
    return [int(part) for part in text.split(",") if part]


def peers(text: str) -> list[Peer]:
    """Return the peers of a list of names."""
    known = {peer.name: peer for peer in PEERS}
    try:
        return [known[name] for name in text.split(",")]
    except KeyError as unknown:
        message = f"no peer {unknown}; there are: {', '.join(known)}"
        raise argparse.ArgumentTypeError(message) from None


def cache_folder() -> Path:
    """Return where peers are installed unless told otherwise."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "briefbook-benchmarks"


def read_options() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure ours against other generators.")
    add = parser.add_argument
    add("--counts", type=numbers, default=[100, 1_000, 10_000], help="how many articles")
    add("--peers", type=peers, default=list(PEERS), help="names (default: all)")
    add("--repeats", type=int, default=5, help="how often each is measured (default: 5)")
    add("--limit", type=float, default=600, help="seconds after which a build is given up")
    add("--once", type=float, default=60, help="seconds of a cold build that is not repeated")
    add("--slow", type=float, default=600, help="seconds of a cold build that is not served")
    add("--serve", type=numbers, default=[1_000, 10_000], help="the counts to serve, or ''")
    add("--cache", type=Path, default=cache_folder(), help="where the peers are installed")
    add("--folder", type=Path, help="where the sites are made (default: a temporary folder)")
    add("--json", type=Path, help="a file for every single figure")
    add("--read", type=Path, nargs="+", help="such files to print again, without measuring")
    return parser.parse_args()


def tell(text: str) -> None:
    """Say how far it has come."""
    print(text, file=sys.stderr, flush=True)


def install_peers(options: argparse.Namespace) -> dict[Peer, Tool | Missing]:
    """Return every peer that was asked for, installed or not."""
    options.cache.mkdir(parents=True, exist_ok=True)
    return {peer: install_peer(peer, options.cache) for peer in options.peers}


def install_peer(peer: Peer, cache: Path) -> Tool | Missing:
    """Return a peer, installed if it can be."""
    found = peer.install(cache.absolute())
    tell(f"{peer.label}: {found.version if isinstance(found, Tool) else found.reason}")
    return found


def measure(options: argparse.Namespace, tools: dict[Peer, Tool], folder: Path) -> list[Figure]:
    """Return all measurements."""
    figures: list[Figure] = []
    for count in options.counts:
        content = make_content(count)
        sites = [make_site(options, peer, tools[peer], content, folder) for peer in tools]
        figures += measure_all_builds(options, sites)
        if count in options.serve:
            figures += measure_all_serving(options, sites, figures)
        for site in sites:
            shutil.rmtree(site.folder)
    return figures


def make_site(
    options: argparse.Namespace, peer: Peer, tool: Tool, content: Content, folder: Path
) -> Site:
    """Write the content as a peer wants it."""
    home = folder / peer.name
    write_files(peer.emit(content), home)
    return Site(peer, tool, home, content, choose_target(content, peer, home), options.limit)


def measure_all_builds(options: argparse.Namespace, sites: Sequence[Site]) -> Iterator[Figure]:
    """Yield the measurements of builds: each peer in turn, again and again."""
    lasting: set[str] = set()
    for number in range(options.repeats):
        for site in sites:
            if site.peer.name not in lasting:
                tell(f"N = {len(site.content.articles):,}, {number + 1}: {site.peer.label}")
                found = list(measure_builds(site, number))
                if is_long(found[0], options.once):
                    lasting.add(site.peer.name)
                yield from found


def is_long(cold: Figure, seconds: float) -> bool:
    """Tell whether a cold build took too long to be repeated, or did not end well."""
    return cold.cost is None or cold.cost.wall > seconds


def measure_all_serving(
    options: argparse.Namespace, sites: Sequence[Site], figures: Sequence[Figure]
) -> Iterator[Figure]:
    """Yield the latencies of the servers of those whose builds do not take too long."""
    count = len(sites[0].content.articles)
    cold = {one.row: one for one in figures if one.size == count and one.measure == "cold"}
    for site in sites:
        for mode in site.peer.modes:
            tell(f"N = {count:,}, served: {site.peer.label} {mode.name}".rstrip())
            if is_long(cold[site.peer.label], options.slow):
                yield site.figure(mode.name, "served body", None, "not tried")
            else:
                yield from measure_mode(site, mode, options.repeats)


def measure_mode(site: Site, mode: Mode, repeats: int) -> list[Figure]:
    """Return the latencies of a server."""
    return list(measure_serving(site, mode, repeats))


def list_notes(chosen: Sequence[Peer]) -> list[str]:
    """Return what is to be known of the peers."""
    return [note for peer in chosen for note in peer.notes]


def run(options: argparse.Namespace) -> Run:
    """Install, measure, and return what came of it."""
    installed = install_peers(options)
    tools = {peer: tool for peer, tool in installed.items() if isinstance(tool, Tool)}
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        figures = measure(options, tools, Path(folder))
    return Run(
        figures,
        {peer.label: tool.version for peer, tool in tools.items()},
        {
            peer.label: tool.reason
            for peer, tool in installed.items()
            if isinstance(tool, Missing)
        },
    )


def main() -> None:
    """Measure, or read what was measured, and print it; servers end however this ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    options = read_options()
    done = read_runs(options.read) if options.read else run(options)
    if options.json:
        options.json.write_text(write_json(done), "utf-8")
    print(write_table(done, list_notes(options.peers)))


if __name__ == "__main__":
    main()
