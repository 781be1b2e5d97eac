"""What readers trip over, in figures: ``python -m tests.browser.reading [--tree FOLDER]``.

The sample's public edition and the crowded book are built by the program in a checkout, this
one unless another is named, and opened in Chromium. So one command gives the figures before a
change and after it.
"""

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page

from tests.browser.opening import launch, open_context, read_script, resize, settle
from tests.browser.sites import ROOT, Site, serve, write_large
from tests.harness.programs import find_program

WIDTHS = (390, 1000, 1280, 1440)
CROWDED = "briefings/crowd/crowded.html"
FEW = 3
"""Words of a quote from which on it is told apart from what anybody may write."""

LAYOUT = "{:<46} {:>5} {:>8} {:>6} {:>9} {:>9}"
WORDS = "{:<46} {:>5} {:>6} {:>6} {:>6} {:>6} {:>7} {:>6} {:>4} {:>5}"
LINK = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')


class Reading(NamedTuple):
    """What was measured on a page (see ``reading.js``); lengths are in CSS pixels.

    ``hole`` is the largest blank in the text that notes made, ``far`` the largest distance of
    a note, or of the line that it is folded to, from its number; ``opened`` is that of a
    folded note once it is opened.
    """

    hole: float
    far: float
    opened: float
    line: float
    own: int
    all: int
    shown: int
    told: str
    cut: int
    met: int


def build(tree: Path, workspace: Path, output: Path) -> Site:
    """Build a workspace with the program of a checkout."""
    command = [sys.executable, "-m", "briefbook", "build", "-C", str(workspace)]
    subprocess.run(
        [*command, "--edition", "public", "-o", str(output)],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return Site(output.name, output)


def build_sites(tree: Path, folder: Path) -> tuple[Site, Site]:
    """Build the sample of a checkout, and the crowded book, with its program."""
    sample = folder / "workspace"
    shutil.copytree(tree / "briefings", sample / "briefings")
    shutil.copy(tree / "config.yaml", sample)
    crowd = write_large(folder / "book").root
    return build(tree, sample, folder / "sample"), build(tree, crowd, folder / "crowd")


def read_page(tab: Page, site: Site, address: str, width: int) -> Reading:
    """Return what is measured on a page at a width."""
    resize(tab, width)
    tab.goto(site.url + address)
    settle(tab)
    found: dict[str, Any] = tab.evaluate(read_script("reading.js"))
    return Reading(**found)


def list_texts(site: Site) -> list[str]:
    """Return the pages of a site that are mostly text: overviews and articles."""
    return [page for page in site.pages() if re.fullmatch(r"briefings/[^/]+/[^/]+", page)]


def list_quotes(site: Site) -> list[str]:
    """Return the words of all quotes of a site that nobody would write by chance."""
    book = json.loads((site.folder / "data" / "book.json").read_text("utf-8"))
    found = {str(quote["exact"]) for quote in book["quotes"]}
    return sorted(words for words in found if len(words.split()) >= FEW)


def weigh(site: Site, address: str) -> float:
    """Return the kilobytes of a page with its style and scripts, compressed."""
    html = (site.folder / address).read_bytes()
    paths = (urlsplit(urljoin(f"/{address}", one)).path for one in LINK.findall(html.decode()))
    files = [html, *((site.folder / path.lstrip("/")).read_bytes() for path in paths)]
    return sum(len(gzip.compress(one)) for one in files) / 1000


def repeat_most(told: str, quotes: Iterable[str]) -> int:
    """Return how often a page has the words of the quote that it has most often."""
    return max((told.count(words) for words in quotes), default=0)


def show_layout(tab: Page, site: Site, addresses: Iterable[str]) -> Iterator[str]:
    """Yield a line for each page at each width."""
    for address in addresses:
        for width in WIDTHS:
            found = read_page(tab, site, address, width)
            lines = f"{found.hole / found.line:.1f}"
            hole, far, opened = (f"{one:.0f}" for one in (found.hole, found.far, found.opened))
            yield LAYOUT.format(address, width, hole, lines, far, opened)


def show_words(tab: Page, site: Site) -> Iterator[str]:
    """Yield a line for each text, and for each other kind of page."""
    quotes, kinds = list_quotes(site), site.kinds()
    rest = [page for kind, page in kinds.items() if not kind.startswith("handouts/")]
    for address in dict.fromkeys((*list_texts(site), *rest)):
        found = read_page(tab, site, address, WIDTHS[-1])
        most, weight = repeat_most(found.told, quotes), f"{weigh(site, address):.1f}"
        words = (found.own, *show_share(found.all, found), *show_share(found.shown, found))
        yield WORDS.format(address, *words, most, weight, found.cut, found.met)


def show_share(words: int, found: Reading) -> tuple[int, str]:
    """Return a number of words, and how many times those of the text it is."""
    return words, f"{words / found.own:.1f}" if found.own else ""


def show_all(browser: Browser, sample: Site, crowd: Site) -> Iterator[str]:
    """Yield the lines of both tables."""
    with open_context(browser) as context, context.new_page() as tab:
        yield LAYOUT.format("TEXT AND NOTES", "width", "hole, px", "lines", "far, px", "opened")
        yield from show_layout(tab, sample, list_texts(sample))
        yield from show_layout(tab, crowd, [CROWDED, crowd.kinds()["briefings/*/*"]])
        heads = ("text", "page", "times", "shown", "times", "a quote", "KB", "cut", "meet")
        yield "\n" + WORDS.format("WORDS OF THE SAMPLE", *heads)
        yield from show_words(tab, sample)


def main() -> int:
    """Print the figures of the checkout that the command line names."""
    parser = argparse.ArgumentParser(description="Measure what readers trip over.")
    parser.add_argument("--tree", type=Path, default=ROOT, help="a checkout of the project")
    tree = parser.parse_args().tree.absolute()
    chromium = find_program("chromium")
    if chromium is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, launch(chromium) as browser:
        sites = build_sites(tree, Path(folder))
        with serve(sites[0]) as sample, serve(sites[1]) as crowd:
            for line in show_all(browser, sample, crowd):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
