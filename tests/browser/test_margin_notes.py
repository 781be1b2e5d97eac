"""Where the notes stand: beside the text where there is room, else below their paragraph."""

from itertools import combinations
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.boxes import Box, overlap
from tests.browser.crowd import NOTES
from tests.browser.opening import HEIGHT, IN_BROWSER, read_script, resize, settle
from tests.browser.reading import CROWDED, read_page
from tests.browser.sites import Site, Sites

pytestmark = IN_BROWSER

ARTICLE = "briefings/uk-china-2023/beijing-talks.html"
NEAR = 12.0
"""Pixels that make no difference to whether something stands level or below."""


class Note(NamedTuple):
    """A note: its box, its lines, and the lines of the block with the words it is about."""

    name: str
    box: Box
    lines: list[Box]
    about: list[Box]


class Spread(NamedTuple):
    """A text as it is laid out, with its notes open; ``is_folded`` if they were not."""

    is_folded: bool
    lines: list[Box]
    notes: list[Note]


def measure(tab: Page, site: Site, address: str, width: int) -> Spread:
    """Return how a page is laid out at a width."""
    resize(tab, width)
    tab.goto(site.url + address)
    settle(tab)
    found: dict[str, Any] = tab.evaluate(read_script("notes.js"))
    return Spread(
        found["is_folded"],
        boxes(found["lines"]),
        [make_note(**note) for note in found["notes"]],
    )


def boxes(rows: list[list[float]]) -> list[Box]:
    """Return rows of numbers as boxes."""
    return [Box(*row) for row in rows]


def make_note(name: str, box: list[float], lines: list[Any], about: list[Any]) -> Note:
    """Return a note as it was measured."""
    return Note(name, Box(*box), boxes(lines), boxes(about))


def articles(sites: Sites) -> list[tuple[Site, str]]:
    """Return the articles of the sample, the crowded one, and one of the generated ones."""
    sample = [(sites.team, address) for address in sites.team.pages() if is_article(address)]
    large = (CROWDED, sites.large.kinds()["briefings/*/*"])
    return [*sample, *((sites.large, address) for address in large)]


def is_article(address: str) -> bool:
    """Tell whether an address is that of an article in a briefing."""
    return address.startswith("briefings/") and not address.endswith("index.html")


def find_collisions(spread: Spread) -> list[str]:
    """Return the notes that lie on each other or on the text."""
    pairs = (f"{a.name} / {b.name}" for a, b in combinations(spread.notes, 2) if meet(a, b))
    on_text = (note.name for note in spread.notes if covers(note, spread.lines))
    return [*pairs, *on_text]


def meet(first: Note, second: Note) -> bool:
    """Tell whether two notes lie on each other, the whole of them or only their words."""
    words = ((a, b) for a in first.lines for b in second.lines)
    return overlap(first.box, second.box) or any(overlap(a, b) for a, b in words)


def covers(note: Note, lines: list[Box]) -> bool:
    """Tell whether a note lies on any line of the text, or the text on it."""
    return any(overlap(box, line) for line in lines for box in (note.box, *note.lines))


@pytest.mark.parametrize("width", [320, 390, 768, 1000, 1440])
def test_overlap_neither_each_other_nor_the_text(sites: Sites, tab: Page, width: int) -> None:
    for site, address in articles(sites):
        spread = measure(tab, site, address, width)
        assert spread.notes
        assert find_collisions(spread) == [], address
        assert all(0 <= note.box.left < note.box.right <= width for note in spread.notes), (
            address
        )


class TestOnADesk:
    @pytest.mark.parametrize("width", [1000, 1440])
    def test_stand_right_of_the_text_and_not_above_their_paragraph(
        self, sites: Sites, tab: Page, width: int
    ) -> None:
        for site, address in articles(sites):
            spread = measure(tab, site, address, width)
            for note in beside(spread):
                assert note.box.left >= max(line.right for line in note.about), note.name
                assert note.box.top >= min(line.top for line in note.about) - NEAR, note.name

    def test_thirty_on_one_paragraph_stand_in_their_order(
        self, sites: Sites, tab: Page
    ) -> None:
        spread = measure(tab, sites.large, CROWDED, 1440)
        tops = [note.box.top for note in spread.notes]
        assert len(tops) == NOTES
        assert tops == sorted(tops)


@pytest.mark.parametrize("width", [390, 1000, 1280, 1440])
def test_hold_up_no_line_of_the_text(sites: Sites, tab: Page, width: int) -> None:
    for site, address in texts(sites):
        found = read_page(tab, site, address, width)
        assert found.hole <= found.line, address


@pytest.mark.parametrize("width", [1000, 1280, 1440])
def test_stand_within_a_screen_of_their_words(sites: Sites, tab: Page, width: int) -> None:
    for site, address in texts(sites):
        found = read_page(tab, site, address, width)
        assert max(found.far, found.opened) <= HEIGHT, address


def texts(sites: Sites) -> list[tuple[Site, str]]:
    """Return the articles with notes, and an overview."""
    return [*articles(sites), (sites.team, sites.team.kinds()["briefings/*/index.html"])]


class TestLanding:
    @pytest.mark.parametrize("width", [390, 1440])
    @pytest.mark.parametrize("name", ["every-meeting", "posture", "buried"])
    def test_on_words_shows_them_with_their_note(
        self, sites: Sites, tab: Page, name: str, width: int
    ) -> None:
        resize(tab, width)
        land(tab, f"{sites.team.url}{ARTICLE}", name)

    @pytest.mark.parametrize("name", ["q0", "q27", "n28"])
    def test_in_a_crowd_does_so_too(self, sites: Sites, tab: Page, name: str) -> None:
        land(tab, f"{sites.large.url}{CROWDED}", name)

    @pytest.mark.parametrize("width", [390, 1440])
    def test_on_words_opens_their_notes_without_scripts_too(
        self, sites: Sites, plain_tab: Page, width: int
    ) -> None:
        resize(plain_tab, width)
        plain_tab.goto(f"{sites.large.url}{CROWDED}#q27")
        expect(plain_tab.locator("[id='q27']")).to_be_in_viewport()
        expect(plain_tab.locator("[id='note.q27']")).to_be_visible()

    @pytest.mark.parametrize("width", [390, 1440])
    def test_on_a_folded_note_opens_it_without_scripts(
        self, sites: Sites, plain_tab: Page, width: int
    ) -> None:
        resize(plain_tab, width)
        plain_tab.goto(f"{sites.large.url}{CROWDED}#note.q27")
        expect(plain_tab.locator("[id='note.q27']")).to_be_in_viewport()
        expect(plain_tab.locator("[id='note.q27'] .facts")).to_be_visible()


def land(tab: Page, page: str, name: str) -> None:
    """Fail unless a link to words shows these, and their note, opened."""
    tab.goto(f"{page}#{name}")
    expect(tab.locator(f"[id='{name}']")).to_be_in_viewport()
    expect(tab.locator(f"[id='note.{name}']")).to_be_in_viewport(ratio=1)


class TestOnAPhone:
    def test_are_folded_under_their_paragraph(self, sites: Sites, tab: Page) -> None:
        for site, address in articles(sites):
            spread = measure(tab, site, address, 390)
            assert spread.is_folded
            for note in beside(spread):
                assert note.box.top >= max(line.bottom for line in note.about) - NEAR, note.name


def beside(spread: Spread) -> list[Note]:
    """Return the notes that are about words in the text."""
    return [note for note in spread.notes if note.about]
