"""What works where scripts do not run."""

from playwright.sync_api import Page, expect

from tests.browser.boxes import box_of
from tests.browser.opening import IN_BROWSER, resize
from tests.browser.sites import Sites

pytestmark = IN_BROWSER

ARTICLE = "briefings/uk-china-2023/beijing-talks.html"
BACKGROUND = "one => getComputedStyle(one).backgroundColor"
NO_COLOUR = "rgba(0, 0, 0, 0)"
OPEN = "one => one.matches(':popover-open')"


class TestWithoutScripts:
    def test_no_script_runs(self, sites: Sites, plain_tab: Page) -> None:
        plain_tab.goto(sites.public.url + ARTICLE)
        expect(plain_tab.locator(".linked")).to_have_count(0)

    def test_links_lead_on(self, sites: Sites, plain_tab: Page) -> None:
        plain_tab.goto(sites.public.url)
        plain_tab.locator("main a[href$='beijing-talks.html']").first.click()
        expect(plain_tab.locator("h1")).to_have_text("The talks in Beijing")
        plain_tab.locator(".text > p > a").first.click()
        expect(plain_tab.locator("h1")).to_have_text("James Cleverly")

    def test_previews_open_by_their_button_and_close(
        self, sites: Sites, plain_tab: Page
    ) -> None:
        plain_tab.goto(sites.public.url + ARTICLE)
        button = plain_tab.locator(".text button[popovertarget]").first
        card = plain_tab.locator(f"[id='{button.get_attribute('popovertarget')}']")
        expect(card).to_be_hidden()
        button.click()
        expect(card).to_be_visible()
        expect(card).to_contain_text("James Cleverly")
        plain_tab.keyboard.press("Escape")
        expect(card).to_be_hidden()
        button.press("Enter")
        expect(card).to_be_visible()
        plain_tab.locator("h1").click()
        expect(card).to_be_hidden()

    def test_previews_stand_beside_their_words_on_every_width(
        self, sites: Sites, plain_tab: Page
    ) -> None:
        plain_tab.goto(sites.public.url + ARTICLE)
        for width in (390, 1440):
            resize(plain_tab, width)
            for at in range(plain_tab.locator(".text button[popovertarget]").count()):
                assert_near(plain_tab, at, width)

    def test_the_menu_opens_on_a_phone(self, sites: Sites, plain_tab: Page) -> None:
        resize(plain_tab, 390)
        plain_tab.goto(sites.public.url + ARTICLE)
        link = plain_tab.get_by_role("link", name="Timeline", exact=True)
        expect(link).to_be_hidden()
        plain_tab.get_by_role("button", name="Menu").click()
        expect(link).to_be_visible()
        expect(plain_tab.get_by_role("link", name="Glossary", exact=True)).to_be_visible()
        link.click()
        expect(plain_tab.locator("h1")).to_have_text("Timeline")

    def test_the_rest_of_the_menu_opens_on_a_desk(self, sites: Sites, plain_tab: Page) -> None:
        resize(plain_tab, 1280)
        plain_tab.goto(sites.public.url + ARTICLE)
        link = plain_tab.get_by_role("link", name="Sources", exact=True)
        expect(link).to_be_hidden()
        plain_tab.get_by_role("navigation", name="Main").locator("summary").click()
        link.click()
        expect(plain_tab.locator("h1")).to_have_text("Sources")

    def test_landing_lights_the_marked_words(self, sites: Sites, plain_tab: Page) -> None:
        plain_tab.goto(f"{sites.public.url}{ARTICLE}#posture")
        lit = plain_tab.locator("mark").and_(plain_tab.locator("[data-a~=posture]")).first
        other = plain_tab.locator("mark[data-a=continue]").first
        assert lit.evaluate(BACKGROUND) != NO_COLOUR == other.evaluate(BACKGROUND)
        expect(lit).to_be_in_viewport()

    def test_landing_lights_the_note(self, sites: Sites, plain_tab: Page) -> None:
        plain_tab.goto(sites.public.url + ARTICLE)
        plain_tab.locator("[id='ref.posture']").click()
        note = plain_tab.locator("[id='note.posture']")
        assert note.evaluate(BACKGROUND) != NO_COLOUR
        expect(note).to_be_in_viewport()
        note.locator("[role=doc-backlink]").click()
        expect(plain_tab.locator("[id='ref.posture']")).to_be_in_viewport()

    def test_cells_of_the_matrix_open_in_place(self, sites: Sites, plain_tab: Page) -> None:
        plain_tab.goto(sites.public.url + "positions.html")
        cell = plain_tab.locator("td details").first
        inside = cell.locator("> :not(summary)").first
        expect(inside).to_be_hidden()
        cell.locator("summary").click()
        expect(inside).to_be_visible()


def assert_near(tab: Page, at: int, width: int) -> None:
    """Fail unless a card opens within the window and close to its button."""
    button = tab.locator(".text button[popovertarget]").nth(at)
    button.click()
    opened = box_of(tab.locator(f"[id='{button.get_attribute('popovertarget')}']"))
    near = box_of(button)
    tab.keyboard.press("Escape")
    assert 0 <= opened.left < opened.right <= width, (at, width)
    assert max(opened.top - near.bottom, near.top - opened.bottom) < 40, (at, width)
