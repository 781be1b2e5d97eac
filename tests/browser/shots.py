"""Pictures of every kind of page, and a sheet of them all: ``python -m tests.browser.shots``.

The sample's highest edition is built, and photographed on a phone, a tablet and a desk, in
light and dark, and as it is printed (with the PDF beside it). ``index.html`` shows them all.
"""

import argparse
import sys
import tempfile
from html import escape
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page

from tests.browser.opening import launch, open_context, resize, settle
from tests.browser.sites import ROOT, Site, build_sample
from tests.harness.programs import find_program

FOLDER = ROOT / ".briefbook" / "shots"
WIDTHS = (390, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAPER_WIDTH = 627
"""Pixels between the margins of A4."""

SHEET = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Every kind of page</title>
<style>
  body {{ margin: 2rem; font: 1rem/1.4 sans-serif; }}
  section {{ border-top: 1px solid; margin-top: 2rem; }}
  div {{ display: flex; gap: 1rem; align-items: flex-start; overflow-x: auto; }}
  figure {{ margin: 0; font-size: .8rem; }}
  img {{ display: block; max-height: 40rem; object-fit: cover; object-position: top; }}
</style>
<h1>Every kind of page</h1>
{sections}
</html>
"""
SECTION = """<section>
<h2>{kind}</h2>
<p>{address}, <a href="{name}.pdf">as PDF</a></p>
<div>
{figures}
</div>
</section>"""
FIGURE = (
    '<figure><a href="{file}"><img src="{file}" alt="" width="{width}" loading="lazy"></a>'
    "<figcaption>{caption}</figcaption></figure>"
)


class Shot(NamedTuple):
    """One picture of a page: how it was taken."""

    width: int
    media: Literal["screen", "print"]
    scheme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        """What tells it from others of the same page."""
        return "print" if self.media == "print" else f"{self.width}-{self.scheme}"


SHOTS = (
    *(Shot(width, "screen", scheme) for scheme, width in product(SCHEMES, WIDTHS)),
    Shot(PAPER_WIDTH, "print", "light"),
)


def name_file(kind: str) -> str:
    """Return a kind of page as a part of file names: ``actors-each`` for ``actors/*``."""
    return kind.removesuffix(".html").replace("*", "each").replace("/", "-")


def take_all(browser: Browser, site: Site, kinds: dict[str, str], folder: Path) -> None:
    """Picture each kind of page."""
    with open_context(browser) as context:
        tab = context.new_page()
        for kind, address in kinds.items():
            tab.goto(site.on_disk(address))
            settle(tab)
            tab.pdf(path=folder / f"{name_file(kind)}.pdf", format="A4")
            for shot in SHOTS:
                take(tab, shot, folder / f"{name_file(kind)}-{shot.name}.png")


def take(tab: Page, shot: Shot, file: Path) -> None:
    """Picture the whole of a page in one way."""
    resize(tab, shot.width)
    tab.emulate_media(media=shot.media, color_scheme=shot.scheme)
    tab.screenshot(path=file, full_page=True, animations="disabled")
    tab.emulate_media(media="screen")


def write_sheet(kinds: dict[str, str]) -> str:
    """Return the page that shows all pictures."""
    sections = "\n".join(write_section(kind, address) for kind, address in kinds.items())
    return SHEET.format(sections=sections)


def write_section(kind: str, address: str) -> str:
    """Return the pictures of one kind of page."""
    name = name_file(kind)
    figures = "\n".join(write_figure(name, shot) for shot in SHOTS)
    return SECTION.format(kind=kind, address=escape(address), name=name, figures=figures)


def write_figure(name: str, shot: Shot) -> str:
    """Return one picture, small."""
    file, caption = f"{name}-{shot.name}.png", shot.name.replace("-", " px, ")
    return FIGURE.format(file=file, width=max(90, shot.width // 5), caption=caption)


def choose(site: Site, only: str) -> dict[str, str]:
    """Return the kinds of pages whose name or address has some words in it."""
    pages = site.kinds().items()
    return {kind: address for kind, address in pages if only in kind or only in address}


def make_shots(folder: Path, only: str, chromium: Path) -> int:
    """Build the sample and picture its pages; return how many kinds there are."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as build, launch(chromium) as browser:
        site = build_sample(Path(build), "team")
        kinds = choose(site, only)
        take_all(browser, site, kinds, folder)
    (folder / "index.html").write_text(write_sheet(kinds), encoding="utf-8")
    return len(kinds)


def main() -> int:
    """Make the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description="Picture every kind of page of the sample.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--only", default="", help="kinds or addresses with these letters")
    options = parser.parse_args()
    chromium = find_program("chromium")
    if chromium is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 2
    count = make_shots(options.folder.absolute(), options.only, chromium)
    print(f"{count} kinds of pages in {options.folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
