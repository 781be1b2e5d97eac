"""The two-minute test: the front page and one click answer an adviser, without scrolling.

Asked of the sample, on a window of 1440 × 900 pixels. What counts is what lies within it.
"""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.opening import HEIGHT, IN_BROWSER, read_script, resize, settle
from tests.browser.sites import Sites

pytestmark = IN_BROWSER

WIDTH = 1440
SPARE = 30
"""Pixels below the answers, for a line that breaks otherwise elsewhere."""

BRIEFING = "The foreign secretary in Beijing, August 2023"
ANSWERS = {
    "who wants a harder stance": (
        "Conservative MPs who want a harder stance",
        "“harder stance”",
        "Sir Iain Duncan Smith",
    ),
    "what the committee called Taiwan": ("Foreign Affairs Committee", "“independent country”"),
    "who objected, in which words": (
        "Chinese Foreign Ministry",
        "“reversing right and wrong”",
        "“adhere to the ‘one China’ principle”",
    ),
    "what happened in March": ("Mar 2023", "MPs visit Taiwan", "MPs meet President Tsai"),
    "whom the foreign secretary met": ("Cleverly meets Han Zheng", "Cleverly meets Wang Yi"),
    "what is disputed": ("What is disputed", "Taiwan is an independent country."),
    "what is not known": ("What is not known", "none found in the texts of this book"),
}
PARTS = [
    "Key points",
    "Who said what",
    "What is disputed",
    "What happened",
    "What is not known",
]
ENDS = """() => [...document.querySelectorAll('.answers > section:not(.ahead)')]
  .map((part) => part.getBoundingClientRect().bottom)"""


@pytest.fixture(scope="module")
def front(sites: Sites, context: BrowserContext) -> str:
    """Return what is read on the front page as it opens."""
    with context.new_page() as tab:
        open_front(tab, sites)
        return read(tab)


@pytest.fixture(scope="module")
def briefing(sites: Sites, context: BrowserContext) -> str:
    """Return what is read one click from there."""
    with context.new_page() as tab:
        open_briefing(tab, sites)
        return read(tab)


def open_front(tab: Page, sites: Sites) -> None:
    """Open the front page on a desk."""
    resize(tab, WIDTH)
    tab.goto(sites.public.url)
    settle(tab)


def open_briefing(tab: Page, sites: Sites) -> None:
    """Open the briefing by the one click."""
    open_front(tab, sites)
    tab.get_by_role("link", name=BRIEFING).first.click()
    tab.wait_for_load_state()
    settle(tab)


def read(tab: Page) -> str:
    """Return the words in the window."""
    assert tab.evaluate("scrollY") == 0
    words: str = tab.evaluate(read_script("in_view.js"))
    return words


class TestTheFrontPage:
    def test_names_what_happened_in_march_and_in_august(self, front: str) -> None:
        for event in (
            "MPs visit Taiwan",
            "MPs meet President Tsai",
            "Foreign secretary’s talks in Beijing",
            "Committee publishes its report",
        ):
            assert event in front

    def test_has_the_words_that_are_the_ones_to_print(self, front: str) -> None:
        for words in (
            "“misinterpretations, mistrust and errors”",
            "“not going to change my posture”",
            "“independent country”",
            "“adhere to the ‘one China’ principle”",
        ):
            assert words in front


class TestTheBriefing:
    @pytest.mark.parametrize("asked", ANSWERS)
    def test_tells(self, briefing: str, asked: str) -> None:
        assert [words for words in ANSWERS[asked] if words not in briefing] == []

    def test_has_all_of_its_answers_on_the_first_screen(self, sites: Sites, tab: Page) -> None:
        open_briefing(tab, sites)
        assert tab.locator(".answers h2").all_inner_texts()[:5] == PARTS
        assert max(tab.evaluate(ENDS)) <= HEIGHT - SPARE

    def test_has_them_in_the_same_order_on_a_phone(self, sites: Sites, tab: Page) -> None:
        open_briefing(tab, sites)
        resize(tab, 390)
        heads = tab.locator(".answers h2")
        shown = sorted(heads.all(), key=lambda head: (head.bounding_box() or {"y": 0})["y"])
        assert [head.inner_text() for head in shown][:5] == PARTS
