"""What a screen reader is given to read, in which order, and how often."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.browser.opening import IN_BROWSER
from tests.browser.sites import Sites

pytestmark = IN_BROWSER

ARTICLE = "briefings/uk-china-2023/beijing-talks.html"
FRAME = ("banner", "main", "contentinfo")
NOTES = """[...document.querySelectorAll("aside.note")].map((note) => [
  note.getAttribute("aria-label"), note.querySelector(".told").textContent])"""


OPEN_NOTES = """() => document.querySelectorAll(".notes, .notes details")
  .forEach((one) => { one.open = true; })"""


class Spoken(NamedTuple):
    """What is announced: a role, and a name or words; ``level`` of a heading, else 0."""

    role: str
    words: str
    level: int


def listen(tab: Page) -> list[Spoken]:
    """Return everything on a page as assistive technology gets it, in its order."""
    session = tab.context.new_cdp_session(tab)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return list(walk(nodes[0]["nodeId"], {node["nodeId"]: node for node in nodes}))


def walk(at: str, nodes: dict[str, Any]) -> Iterator[Spoken]:
    """Yield a part of the tree from above, without what is ignored."""
    node = nodes[at]
    if not node["ignored"]:
        yield describe(node)
    for child in node.get("childIds", ()):
        if child in nodes:
            yield from walk(child, nodes)


def describe(node: dict[str, Any]) -> Spoken:
    """Return one thing that is announced."""
    told = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    words = " ".join(str(node.get("name", {}).get("value", "")).split())
    return Spoken(node["role"]["value"], words, int(told.get("level") or 0))


def read_aloud(spoken: list[Spoken]) -> str:
    """Return the words alone."""
    return " ".join(one.words for one in spoken if one.role == "StaticText")


@pytest.fixture
def article(sites: Sites, tab: Page) -> Page:
    """Open an article with many notes, and those that are folded."""
    tab.goto(sites.team.url + ARTICLE)
    tab.evaluate(OPEN_NOTES)
    return tab


def test_every_page_begins_its_headings_with_the_one_that_names_it(
    sites: Sites, tab: Page
) -> None:
    for address in sites.team.kinds().values():
        tab.goto(sites.team.url + address)
        levels = [one.level for one in listen(tab) if one.role == "heading"]
        assert levels[0] == 1, address
        assert levels.count(1) == 1, address


def test_every_page_has_its_three_parts_in_order(sites: Sites, tab: Page) -> None:
    for address in sites.team.kinds().values():
        tab.goto(sites.team.url + address)
        assert tuple(one.role for one in listen(tab) if one.role in FRAME) == FRAME, address


class TestNotes:
    def test_are_announced_once_each_in_their_order(self, article: Page) -> None:
        written = [label for label, _ in article.evaluate(NOTES)]
        assert len(written) > 20
        spoken = [one.words for one in listen(article) if one.role == "doc-footnote"]
        assert spoken == written

    def test_are_read_once_each(self, article: Page) -> None:
        told = ["".join(words.split()) for _, words in article.evaluate(NOTES)]
        aloud = "".join(read_aloud(listen(article)).split())
        alone = [words for words in told if sum(words in other for other in told) == 1]
        long = {words: aloud.count(words) for words in alone if len(words) > 40}
        assert len(long) > 10
        assert set(long.values()) == {1}

    def test_come_after_the_words_that_they_are_about(self, article: Page) -> None:
        aloud = "".join(read_aloud(listen(article)).split())
        words, note = "misinterpretations,mistrustanderrors", "Theagency’ssummary.Ofthisremark"
        assert -1 < aloud.index(words) < aloud.index(note)

    def test_lead_there_and_back_by_links_with_names(self, article: Page) -> None:
        spoken = listen(article)
        back = [one for one in spoken if one.role == "doc-backlink"]
        assert back
        assert all("note" in one.words.lower() for one in back)


def test_previews_are_silent_until_opened(article: Page) -> None:
    silent = listen(article)
    article.locator(".text button[popovertarget]").first.click()
    assert len(read_aloud(listen(article))) > len(read_aloud(silent))


def test_pictures_have_names(sites: Sites, tab: Page) -> None:
    for address in sites.team.kinds().values():
        tab.goto(sites.team.url + address)
        drawn = [one for one in listen(tab) if one.role in ("image", "SvgRoot", "img")]
        assert all(one.words for one in drawn), address
