"""Words in other languages and scripts, so that they are read and broken as they should be."""

import pytest
from playwright.sync_api import Page

from tests.browser.opening import IN_BROWSER
from tests.browser.sites import Sites

pytestmark = IN_BROWSER

ARTICLE = "briefings/crowd/foreign.html"
FIND = """(words) => {
  const main = document.querySelector("main");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (!walker.currentNode.data.includes(words)) continue;
    const style = getComputedStyle(around);
    const language = around.closest("[lang]").getAttribute("lang");
    found.push([language, style.direction, style.unicodeBidi]);
  }
  return found;
}"""


def find(tab: Page, words: str) -> list[list[str]]:
    """Return language, direction and isolation of every place that has some words."""
    found: list[list[str]] = tab.evaluate(FIND, words)
    assert found
    return found


@pytest.fixture
def article(sites: Sites, tab: Page) -> Page:
    """Open an article with foreign words."""
    tab.goto(sites.large.url + ARTICLE)
    return tab


def test_a_translation_is_in_the_language_that_it_names(article: Page) -> None:
    assert {lang for lang, _, _ in find(article, "我們在這裡")} == {"zh-Hant"}


def test_chinese_names_are_marked_as_chinese(article: Page, sites: Sites) -> None:
    assert {lang[:2] for lang, _, _ in find(article, "蔡英文")} == {"zh"}
    article.goto(sites.large.url + "actors/tsai.html")
    assert {lang[:2] for lang, _, _ in find(article, "蔡英文")} == {"zh"}


def test_words_from_right_to_left_run_so_and_disturb_nothing_around(article: Page) -> None:
    for _, direction, isolation in find(article, "ئۇيغۇر"):
        assert (direction, isolation) == ("rtl", "isolate")


def test_words_in_a_picture_are_marked_as_chinese(sites: Sites, tab: Page) -> None:
    tab.goto(sites.large.url + "timeline/2024.html")
    drawn = "one => one.closest('[lang]').getAttribute('lang')"
    words = tab.locator("svg .tl-label", has_text="蔡英文").locator("tspan", has_text="蔡英文")
    assert words.evaluate(drawn) == "zh"
