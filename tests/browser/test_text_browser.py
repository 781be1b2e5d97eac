"""What a text browser shows, which knows no style, no script and no picture."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.books import find_all, find_one, main_of, texts, words
from tests.browser.sites import Site, Sites
from tests.markup import parse_page

pytestmark = pytest.mark.requires("w3m")

ARTICLE = "briefings/uk-china-2023/beijing-talks.html"
SKIP, MENU = "Skip to the text", "Menu"
OPTIONS = ("-dump", "-cols", "100", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8")
BULLET = re.compile(r"^\s*(?:[•☆○□★◎●]|\d+\.)\s")


@cache
def read_aloud(page: Path) -> str:
    """Return a page as the text browser shows it."""
    command = ["w3m", *OPTIONS, str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def flatten(text: str) -> str:
    """Return a text without white space and bullets, whatever the lines it is broken into."""
    return "".join("".join(BULLET.sub("", line).split()) for line in text.splitlines())


def list_pages(sites: Sites) -> list[tuple[Site, str]]:
    """Return the weightiest page of each kind, of the sample and of the larger book.

    Handouts are documents of their own, without the frame of a page.
    """
    return [
        (site, page)
        for site in (sites.team, sites.large)
        for kind, page in site.kinds().items()
        if not kind.startswith("handouts/")
    ]


def find_order(site: Site, address: str) -> list[int]:
    """Return where the parts of a page begin, in the order in which they should be told."""
    data = (site.folder / address).read_bytes()
    page, shown = parse_page(data), flatten(read_aloud(site.folder / address))
    crumbs = [flatten(words(one)) for nav in find_all(page, "crumbs") for one in nav.iter("li")]
    title, *_ = texts(main_of(page), "<h1>")
    at = shown.index(flatten(MENU))
    places = [shown.index(flatten(SKIP)), at]
    for part in (*crumbs, flatten(title)):
        at = shown.index(part, at)
        places.append(at)
    return [*places, shown.index("Edition:", at)]


def test_every_page_tells_where_one_is_then_its_title_and_text_then_its_imprint(
    sites: Sites,
) -> None:
    for site, address in list_pages(sites):
        places = find_order(site, address)
        assert places[0] == 0, address
        assert places == sorted(places), address


def test_no_line_of_any_page_is_a_symbol_alone(sites: Sites) -> None:
    orphans = {
        address: [line for line in lines if line.strip() and not re.search(r"\w", line)]
        for site, address in list_pages(sites)
        for lines in [read_aloud(site.folder / address).splitlines()]
    }
    assert {address: found for address, found in orphans.items() if found} == {}


def test_words_of_pictures_are_told_apart(sites: Sites) -> None:
    shown = read_aloud(sites.team.folder / "relations.html")
    assert "boxes, 10 relations between them. James Cleverly Han Zheng" in " ".join(
        shown.split()
    )


def list_blocks(page: Element) -> Iterator[str]:
    """Yield how each paragraph of an article begins, and the first note below it."""
    for block in find_one(page, "text"):
        if block.tag == "details":
            yield from map(flatten, texts(block, "told")[:1])
        elif len(beginning := flatten(block.text or "")) > 12:
            yield beginning


class TestNotes:
    def test_come_after_their_paragraph_and_before_the_next(self, sites: Sites) -> None:
        shown, at = flatten(read_aloud(sites.team.folder / ARTICLE)), 0
        blocks = list(list_blocks(parse_page((sites.team.folder / ARTICLE).read_bytes())))
        assert len(blocks) > 15
        for block in blocks:
            at = shown.index(block, at)

    def test_are_all_there(self, sites: Sites) -> None:
        page = parse_page((sites.team.folder / ARTICLE).read_bytes())
        shown = flatten(read_aloud(sites.team.folder / ARTICLE))
        assert all(flatten(note) in shown for note in texts(page, "told"))


def test_what_opens_by_a_press_is_shown_at_once(sites: Sites) -> None:
    shown = read_aloud(sites.team.folder / "glossary.html")
    assert "Sir Iain Duncan Smith, a former party leader" in " ".join(shown.split())
