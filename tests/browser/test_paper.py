"""What comes out of a printer."""

import re
import subprocess
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.opening import IN_BROWSER, keep_faults
from tests.browser.sites import Sites

pytestmark = [*IN_BROWSER, pytest.mark.requires("pdftotext")]

# The heads of columns are buttons too, that look like words.
CONTROLS = """[...document.querySelectorAll("button, input, select")]
  .filter((one) => one.checkVisibility() && !one.closest("th")).map((one) => one.outerHTML)"""
SHOWN = """() => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    const shown = around.checkVisibility() && !around.closest(".unseen, .skip, title, desc");
    if (shown) found.push(walker.currentNode.data);
  }
  return found.join(" ");
}"""


class Print(NamedTuple):
    """A page on paper: what it shows, word by word, what each sheet holds, and its buttons."""

    shown: list[str]
    sheets: list[list[str]]
    controls: list[str]


@pytest.fixture(scope="module")
def printed(
    sites: Sites, context: BrowserContext, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Print]:
    """Print every kind of page."""
    paper = tmp_path_factory.mktemp("paper") / "page.pdf"
    pages = sites.team.kinds().values()
    with context.new_page() as tab:
        tab.emulate_media(media="print")
        return {address: print_page(tab, sites.team.url + address, paper) for address in pages}


def print_page(tab: Page, address: str, paper: Path) -> Print:
    """Return what comes of printing a page."""
    tab.goto(address)
    tab.pdf(path=paper, format="A4")
    return Print(split(tab.evaluate(SHOWN)), read_sheets(paper), tab.evaluate(CONTROLS))


def read_sheets(paper: Path) -> list[list[str]]:
    """Return the words of each sheet."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(paper), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [split(sheet) for sheet in done.stdout.split("\f")[:-1]]


def split(text: str) -> list[str]:
    """Return the words and figures of a text; its style may have capitals and ligatures."""
    return re.findall(r"[^\W\d_]+|\d+", normalize("NFKC", text).lower())


@pytest.mark.parametrize(("key", "name"), [("/", "Search"), ("?", "Keys on this page")])
def test_dialogs_are_not_printed(
    sites: Sites, tab: Page, tmp_path: Path, key: str, name: str
) -> None:
    paper = tmp_path / "page.pdf"
    plain = print_page(tab, sites.team.url + "about.html", paper)
    tab.keyboard.press(key)
    expect(tab.get_by_role("dialog", name=name)).to_be_visible()
    tab.pdf(path=paper, format="A4")
    assert read_sheets(paper) == plain.sheets


class TestPrinting:
    def test_leaves_no_sheet_blank(self, printed: dict[str, Print]) -> None:
        assert [address for address, page in printed.items() if not all(page.sheets)] == []

    def test_clips_no_words(self, printed: dict[str, Print]) -> None:
        lost = {
            address: dict(Counter(page.shown) - Counter(chain.from_iterable(page.sheets)))
            for address, page in printed.items()
        }
        assert keep_faults(lost) == {}

    def test_leaves_out_what_paper_cannot_do(self, printed: dict[str, Print]) -> None:
        buttons = {address: page.controls for address, page in printed.items()}
        assert keep_faults(buttons) == {}
