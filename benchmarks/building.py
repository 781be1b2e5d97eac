"""What builds cost: cold, unchanged, and after an edit of one article."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.editing import Target, edit_body, edit_title, new_word
from benchmarks.peers.content import Content
from benchmarks.peers.peer import Build, Mode, Peer, Tool

LAUNCH = str(Path(__file__).with_name("launch.py"))
TAIL = 600
# Programs in Python are compiled once, as they are for their users.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Cost(NamedTuple):
    """Seconds by the clock, seconds of processor time, megabytes of the largest process."""

    wall: float
    cpu: float = 0.0
    megabytes: float = 0.0


class Figure(NamedTuple):
    """One measurement. ``note`` says what is wrong with it, "" if nothing is."""

    row: str
    size: int
    measure: str
    cost: Cost | None
    note: str = ""


class Site(NamedTuple):
    """A generator's site in a folder; ``limit`` is in seconds."""

    peer: Peer
    tool: Tool
    folder: Path
    content: Content
    target: Target
    limit: float

    @property
    def output(self) -> Path:
        """Where its pages are."""
        return self.folder / self.peer.places.output

    def figure(self, mode: str, measure: str, cost: Cost | None, note: str = "") -> Figure:
        """Return a measurement of this site."""
        row = f"{self.peer.label} {mode}".strip()
        return Figure(row, len(self.content.articles), measure, cost, note)


def measure_builds(site: Site, number: int) -> Iterator[Figure]:
    """Yield one measurement of each kind; ``number`` makes its edits unlike all others."""
    cold = measure_cold(site)
    yield cold
    modes = [mode for mode in site.peer.modes if mode.rebuild]
    for place, mode in enumerate(modes if cold.cost else ()):
        yield from measure_rebuilds(site, mode, number * len(modes) + place)
    site.target.source.write_text(site.target.text, "utf-8")


def measure_cold(site: Site) -> Figure:
    """Build into an empty output, without anything that an earlier build kept.

    Old files are removed afterwards: where many were removed, new ones are slow to make.
    """
    aside = site.folder.with_suffix(".old")
    aside.mkdir()
    for name in (site.peer.places.output, *site.peer.state):
        set_aside(site.folder / name, aside)
    cost, note = run(site.peer.build, site)
    shutil.rmtree(aside)
    os.sync()
    return site.figure("", "cold", cost, note or find_fault(site))


def set_aside(path: Path, aside: Path) -> None:
    """Put a file or folder away, if there is one."""
    if path.exists():
        path.rename(aside / path.name)


def find_fault(site: Site) -> str:
    """Return what is not as it should be in a site just built, "" if nothing."""
    pages = [site.output / site.peer.places.page(one) for one in site.content.articles]
    pages += [site.output / site.peer.places.tag_page(one) for one in site.content.tags]
    absent = sum(not page.is_file() for page in pages)
    if absent:
        return f"{absent} pages absent"
    article = site.target.article
    words = (article.title, *(one.words for one in article.sayings))
    page = read_page(site, site.peer.places.page(article))
    return "" if all(word in page for word in words) else "annotations absent"


def read_page(site: Site, address: str) -> str:
    """Return a page as it was published, "" if it was not."""
    page = site.output / address
    return page.read_text("utf-8") if page.is_file() else ""


def measure_rebuilds(site: Site, mode: Mode, number: int) -> Iterator[Figure]:
    """Build again with nothing changed, with one body edited, and with one title edited."""
    assert mode.rebuild
    if mode.name:
        run(mode.rebuild, site)
    yield site.figure(mode.name, "unchanged", *run(mode.rebuild, site))
    target, word, title = site.target, new_word(2 * number), new_word(2 * number + 1)
    text = edit_body(target, target.text, word)
    places = site.peer.places
    page, tag_page = places.page(target.article), places.tag_page(target.tag)
    for measure, edited, sought, shown in (
        ("body", text, word, page),
        ("title", edit_title(target, text, title), title, tag_page),
    ):
        target.source.write_text(edited, "utf-8")
        cost, note = run(mode.rebuild, site)
        stale = "" if sought in read_page(site, shown) else "stale"
        yield site.figure(mode.name, measure, cost, note or stale)


def run(build: Build, site: Site) -> tuple[Cost | None, str]:
    """Return what a build costs, or why that is not known."""
    return run_command(build(site.tool, site.folder), site.folder, site.limit)


def run_command(command: Sequence[str], folder: Path, limit: float) -> tuple[Cost | None, str]:
    """Return what a command costs, or why that is not known; its output goes to a log."""
    log = folder.with_suffix(".log")
    launch = [sys.executable, "-IS", LAUNCH, str(log), *command]
    process = subprocess.Popen(
        launch, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        text=True, start_new_session=True, env=ENVIRONMENT,
    )  # fmt: skip
    try:
        told = json.loads(process.communicate(timeout=limit)[0])
    except subprocess.TimeoutExpired:
        stop(process)
        return None, f"over {limit:.0f} s"
    if told.pop("status"):
        print(log.read_text("utf-8", "replace")[-TAIL:], file=sys.stderr)
        return None, "failed"
    return Cost(**told), ""


def stop(process: subprocess.Popen[str], seconds: float = 5) -> None:
    """End a process and all that it started."""
    for name in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, name)
            process.wait(seconds)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
        else:
            return
