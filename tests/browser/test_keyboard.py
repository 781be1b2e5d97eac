"""What a reader without a mouse reaches, and sees."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.opening import IN_BROWSER, SCRIPTS, Faults, keep_faults, open_context
from tests.browser.sites import TWINS, Sites

pytestmark = IN_BROWSER

ASK = "Object.fromEntries(Object.entries(tabbing).map(([name, ask]) => [name, ask()]))"
HERE = "document.activeElement"

Answers = dict[str, dict[str, list[str]]]


@pytest.fixture(scope="module")
def window(browser: Browser) -> BrowserContext:
    """Open a window that remembers what was reached."""
    context = open_context(browser, reduced_motion="reduce")
    context.add_init_script(path=SCRIPTS / "tabbing.js")
    return context


@pytest.fixture(scope="module")
def tabbed(sites: Sites, window: BrowserContext) -> Answers:
    """Go through every kind of page by the Tab key."""
    pages = {kind: page for kind, page in sites.team.kinds().items() if kind not in TWINS}
    return {kind: go_through(window, sites.team.url + page) for kind, page in pages.items()}


def go_through(window: BrowserContext, address: str) -> dict[str, list[str]]:
    """Return what is wrong with a page for whom the Tab key takes through it."""
    with window.new_page() as tab:
        tab.goto(address)
        # Boxes that scroll are stops too, of the browser's own making.
        for _ in range(tab.evaluate("tabbing.count()") + 5):
            tab.keyboard.press("Tab")
        answers: dict[str, list[str]] = tab.evaluate(ASK)
    return answers


class TestTabbing:
    def test_reaches_everything_interactive(self, tabbed: Answers) -> None:
        assert pick(tabbed, "missed") == {}

    def test_goes_in_the_order_of_the_text(self, tabbed: Answers) -> None:
        assert pick(tabbed, "jumps") == {}

    def test_draws_a_ring_around_what_it_reached(self, tabbed: Answers) -> None:
        assert pick(tabbed, "unlit") == {}

    def test_brings_what_it_reached_into_sight(self, tabbed: Answers) -> None:
        assert pick(tabbed, "unseen") == {}


def pick(tabbed: Answers, question: str) -> Faults:
    """Return the answers to one question, of the pages where there is one."""
    return keep_faults({page: answers[question] for page, answers in tabbed.items()})


class TestSkipping:
    def test_comes_first_and_is_seen(self, sites: Sites, tab: Page) -> None:
        tab.goto(sites.public.url)
        skip = tab.get_by_role("link", name="Skip to the text")
        assert skip.evaluate("one => getComputedStyle(one).clipPath") == "inset(50%)"
        tab.keyboard.press("Tab")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport(ratio=1)

    def test_leads_past_the_menu(self, sites: Sites, tab: Page) -> None:
        tab.goto(sites.public.url)
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        expect(tab.locator("main")).to_be_focused()
        tab.keyboard.press("Tab")
        assert tab.evaluate(f"document.querySelector('main a') === {HERE}")


class TestMenu:
    def test_of_a_phone_opens_and_closes_by_keys(self, sites: Sites, tab: Page) -> None:
        tab.set_viewport_size({"width": 390, "height": 800})
        tab.goto(sites.public.url)
        button = tab.get_by_role("button", name="Menu")
        button.focus()
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        assert tab.evaluate(f"{HERE}.closest('[popover]') !== null")
        tab.keyboard.press("Escape")
        expect(button).to_be_focused()

    def test_opens_more_and_closes_it_by_keys(self, sites: Sites, tab: Page) -> None:
        tab.set_viewport_size({"width": 1280, "height": 800})
        tab.goto(sites.public.url)
        more = tab.get_by_role("navigation", name="Main").locator("summary")
        link = tab.get_by_role("link", name="Glossary", exact=True)
        more.press("Enter")
        expect(link).to_be_in_viewport(ratio=1)
        tab.keyboard.press("Tab")
        assert tab.evaluate(f"{HERE}.closest('details') !== null")
        tab.keyboard.press("Escape")
        expect(link).to_be_hidden()
        expect(more).to_be_focused()

    def test_closes_more_when_one_goes_on(self, sites: Sites, tab: Page) -> None:
        tab.set_viewport_size({"width": 1280, "height": 800})
        tab.goto(sites.public.url)
        more = tab.get_by_role("navigation", name="Main").locator("summary")
        link = tab.get_by_role("link", name="Glossary", exact=True)
        more.click()
        expect(link).to_be_visible()
        tab.mouse.click(5, 700)
        expect(link).to_be_hidden()
        more.click()
        more.press("Shift+Tab")
        expect(link).to_be_hidden()
