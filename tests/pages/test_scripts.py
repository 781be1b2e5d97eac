"""What the scripts add to pages that are whole without them, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.books import publish_cleanly, publish_sample, write_book
from tests.browser.opening import launch
from tests.pages.browsing import PHONE, open_window, write_site
from tests.pages.matrix_books import make_matrix_book

pytestmark = pytest.mark.requires("chromium")

ACTORS = "{ann: Ann Lee, bo: Bo Kim, cy: Cy Ray}"
TIES = {
    "2023-08-30": "[ann, urges, bo, talk]",
    "2022-05": "[bo, meets, ann, talk]",
    "2023-01-15": "[cy, advises, ann, talk]",
}
TOP = "one => one.getBoundingClientRect().top"
LEFT = "one => one.getBoundingClientRect().left"
HELD = "document.activeElement.closest('.note')?.id"


@pytest.fixture(scope="module")
def browser(requires_chromium: Path) -> Iterator[Browser]:
    """Start a browser."""
    with launch(requires_chromium) as browser:
        yield browser


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Open a window as wide as a laptop."""
    with open_window(browser) as window:
        yield window


def visit(window: BrowserContext, address: str) -> Page:
    """Open a page in a tab of its own."""
    tab = window.new_page()
    tab.goto(address)
    return tab


def names(tab: Page) -> list[str]:
    """Return who stands in the matrix, row by row, as far as they are shown."""
    rows = tab.locator("tbody tr:not([hidden]) th > a")
    return rows.all_text_contents()


def write_ties() -> Iterator[tuple[str, str]]:
    """Yield an article with one relation for each day."""
    quotes = "quotes:\n  talk: {speaker: ann, exact: We talk}\n"
    for day, tie in TIES.items():
        yield f"briefings/on-{day}.md", f"---\ndate: {day}\n---\n“We talk”, said Ann Lee.\n"
        yield f"briefings/on-{day}.yaml", f"{quotes}relations:\n  - {tie}\n"


def hold_animations(window: BrowserContext, tab: Page) -> None:
    """Let no time pass for the animations of a tab, however long the test takes to look."""
    session = window.new_cdp_session(tab)
    session.send("Animation.enable")
    session.send("Animation.setPlaybackRate", {"playbackRate": 0})


class TestTheMatrix:
    @pytest.fixture(scope="class")
    @classmethod
    def address(cls, tmp_path_factory: pytest.TempPathFactory) -> str:
        built = publish_cleanly(make_matrix_book(30, 14, filled=80))
        return write_site(built, tmp_path_factory.mktemp("matrix")) + "positions.html"

    def test_keeps_its_heads_while_evidence_is_open(
        self, window: BrowserContext, address: str
    ) -> None:
        tab = visit(window, address)
        box = tab.locator(".matrix-box")
        box.evaluate("box => box.scrollTo(900, 700)")
        summary = tab.locator("tbody tr").nth(14).locator("summary").nth(7)
        summary.press("Enter")
        expect(tab.locator(".matrix [open] .in-context").first).to_be_visible()
        heads = tab.locator("thead th").nth(7), tab.locator("tbody th").nth(14)
        assert heads[0].evaluate(TOP) == pytest.approx(box.evaluate(TOP), abs=1)
        assert heads[1].evaluate(LEFT) == pytest.approx(box.evaluate(LEFT), abs=1)

    def test_opens_a_cell_without_moving_a_row(
        self, window: BrowserContext, address: str
    ) -> None:
        tab = visit(window, address)
        below = tab.locator("tbody tr").nth(2)
        first, second = tab.locator("tbody tr").nth(1).locator("summary").all()[:2]
        # A cell at the edge of the window would come into it with the key, and all rows too.
        first.focus()
        first.evaluate("one => one.scrollIntoView({block: 'center'})")
        before = below.evaluate(TOP)
        first.press("Enter")
        expect(tab.locator(".matrix [open]")).to_have_count(1)
        assert below.evaluate(TOP) == before
        second.press("Enter")
        expect(tab.locator(".matrix [open]")).to_have_count(1)
        tab.keyboard.press("Escape")
        expect(tab.locator(".matrix [open]")).to_have_count(0)
        expect(second).to_be_focused()

    def test_is_sorted_by_a_head_and_put_back_by_the_third_press(
        self, window: BrowserContext, address: str
    ) -> None:
        tab = visit(window, address)
        head = tab.locator("thead th").nth(2)
        asked, by_name = head.locator(".sort"), names(tab)
        asked.click()
        expect(head).to_have_attribute("aria-sort", "ascending")
        up = tab.locator("tbody tr td:nth-child(3)").all_text_contents()
        asked.click()
        expect(head).to_have_attribute("aria-sort", "descending")
        down = tab.locator("tbody tr td:nth-child(3)").all_text_contents()
        assert up[0].startswith("accept") or up[0].startswith("oppose")
        assert up != down
        assert up[-1] == down[-1] == "none found"
        asked.click()
        assert names(tab) == by_name
        expect(tab.locator("[aria-sort]")).to_have_count(0)

    def test_is_narrowed_by_who_issue_kind_change_and_words(
        self, window: BrowserContext, address: str
    ) -> None:
        tab = visit(window, address)
        tab.locator("[name=who]").fill("ada brook")
        assert names(tab) == ["Ada Brook"]
        tab.locator("[name=who]").fill("")
        tab.locator("[name=kind]").select_option("organization")
        assert len(names(tab)) == 7
        tab.get_by_label("only changed").check()
        cells = tab.locator("tbody tr:not([hidden]) td:not([hidden], .out)")
        assert cells.count() == cells.locator(".moved").count() > 0
        tab.get_by_label("only changed").uncheck()
        tab.locator("[name=kind]").select_option("")
        tab.get_by_label("only in their own words").check()
        assert cells.count() == cells.and_(tab.locator(".own")).count() > 0
        tab.locator("[name=issue]").select_option("3")
        expect(tab.locator("thead th:not([hidden])")).to_have_count(2)
        expect(tab.locator("output")).to_contain_text("1 of 14 issues")

    def test_shows_one_issue_at_a_time_on_a_phone(self, browser: Browser, address: str) -> None:
        with open_window(browser, PHONE) as window:
            tab = visit(window, address)
            expect(tab.locator("thead th:not([hidden])")).to_have_count(2)
            tab.locator("[name=issue]").select_option("2")
            expect(tab.locator("thead th:not([hidden])").nth(1)).to_contain_text(
                "Aid for steel"
            )
            assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE[0]

    def test_shows_the_first_issue_alone_on_a_phone_before_the_script_does(
        self, browser: Browser, address: str
    ) -> None:
        with open_window(browser, PHONE) as window:
            tab = visit(window, address)
            shown = tab.locator("tbody tr:visible th, tbody td:visible").all_text_contents()
            window.route("**/*.js", lambda script: script.fulfill(body=""))
            hold_animations(window, tab)
            tab.reload()
            early = tab.locator("tbody tr:visible th, tbody td:visible").all_text_contents()
            assert early == shown
            tab.evaluate("document.getAnimations().forEach((one) => one.finish())")
            expect(tab.locator("thead th:visible")).to_have_count(15)
            expect(tab.locator("tbody tr:visible")).to_have_count(15)  # the newest of thirty

    def test_is_scrolled_by_keys_in_its_box_alone(
        self, window: BrowserContext, address: str
    ) -> None:
        tab = visit(window, address)
        box = tab.get_by_role("region", name="Positions found in the texts")
        box.press("ArrowRight")
        tab.wait_for_function("() => document.querySelector('.matrix-box').scrollLeft > 0")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")

    @pytest.mark.parametrize("issues", [4, 5, 6, 7])
    def test_never_makes_the_page_wider_than_the_window(
        self, window: BrowserContext, tmp_path: Path, issues: int
    ) -> None:
        site = write_site(publish_cleanly(make_matrix_book(3, issues)), tmp_path)
        tab = visit(window, site + "positions.html")
        for width in (390, 768, 992, 1100, 1440):
            tab.set_viewport_size({"width": width, "height": 800})
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), width

    def test_is_scrolled_sideways_on_a_phone_without_scripts(
        self, browser: Browser, address: str
    ) -> None:
        with open_window(browser, PHONE, scripts=False) as window:
            tab = visit(window, address)
            head = tab.locator("tbody th").first
            left = head.bounding_box()
            tab.locator("td summary").nth(5).scroll_into_view_if_needed()
            expect(tab.locator("td summary").nth(5)).to_be_in_viewport()
            assert left
            assert head.bounding_box() == left


class TestATable:
    def test_is_sorted_by_days_as_they_are_dated(
        self, window: BrowserContext, tmp_path: Path
    ) -> None:
        built = publish_cleanly(write_book(others=dict(write_ties()), actors=ACTORS))
        tab = visit(window, write_site(built, tmp_path) + "relations.html")
        verbs = tab.locator("td.verb")
        given = verbs.all_text_contents()
        press = tab.locator("thead").get_by_role("button", name="Date")
        press.click()
        assert verbs.all_text_contents() == ["meets", "advises", "urges"]
        press.press("Enter")
        assert verbs.all_text_contents() == ["urges", "advises", "meets"]
        press.press("Enter")
        assert verbs.all_text_contents() == given
        expect(tab.locator("thead").get_by_role("button", name="Evidence")).to_have_count(0)


class TestTheSample:
    @pytest.fixture(scope="class")
    @classmethod
    def site(cls, tmp_path_factory: pytest.TempPathFactory) -> str:
        return write_site(publish_sample("public"), tmp_path_factory.mktemp("sample"))

    def test_is_walked_by_keys(self, window: BrowserContext, site: str) -> None:
        tab = visit(window, f"{site}briefings/uk-china-2023/beijing-talks.html")
        ids = tab.locator(".text aside.note").evaluate_all(
            "notes => notes.map(note => note.id)"
        )
        tab.keyboard.press("j")
        assert tab.evaluate(HELD) == ids[0]
        tab.keyboard.press("j")
        assert tab.evaluate(HELD) == ids[1]
        tab.keyboard.press("k")
        assert tab.evaluate(HELD) == ids[0]
        for held in ids[1:]:
            tab.keyboard.press("j")
            assert tab.evaluate(HELD) == held
        tab.keyboard.press("n")
        tab.wait_for_url("**/committee-report.html")
        tab.keyboard.press("u")
        tab.wait_for_url("**/uk-china-2023/index.html")
        tab.keyboard.press("h")
        tab.wait_for_url(f"{site}index.html")

    def test_leaves_keys_alone_in_fields_and_with_modifiers(
        self, window: BrowserContext, site: str
    ) -> None:
        tab = visit(window, f"{site}actors/index.html")
        field = tab.get_by_role("searchbox").first
        field.press_sequentially("hj?")
        expect(field).to_have_value("hj?")
        expect(tab.locator("dialog[open]")).to_have_count(0)
        field.blur()
        tab.keyboard.press("Alt+h")
        expect(tab).to_have_url(f"{site}actors/index.html")

    def test_lists_its_keys_and_lets_them_be_switched_off(
        self, window: BrowserContext, site: str
    ) -> None:
        tab = visit(window, f"{site}glossary.html")
        tab.keyboard.press("?")
        listed = tab.get_by_role("dialog", name="Keys on this page")
        expect(listed).to_contain_text("next entry")
        expect(listed.locator("kbd", has_text="n")).to_have_count(0)
        listed.get_by_role("checkbox").uncheck()
        tab.keyboard.press("Escape")
        expect(listed).to_have_count(0)
        tab.reload()
        for key in ("?", "h"):
            tab.keyboard.press(key)
        expect(listed).to_have_count(0)
        expect(tab).to_have_url(f"{site}glossary.html")
        tab.get_by_role("button", name="Keys").click()
        listed.get_by_role("checkbox").check()
        listed.get_by_role("button", name="Close").click()
        tab.keyboard.press("?")
        expect(listed).to_be_visible()

    def test_shows_a_preview_under_a_resting_mouse(
        self, window: BrowserContext, site: str
    ) -> None:
        tab = visit(window, f"{site}claims.html")
        words = tab.locator(".evidence .words").first
        words.hover()
        card = tab.locator(".card:popover-open")
        expect(card).to_be_visible()
        card.locator("a").first.hover()
        expect(card).to_be_visible()
        tab.mouse.move(1, 1)
        expect(card).to_have_count(0)

    def test_shows_a_preview_by_its_ring_without_scripts(
        self, browser: Browser, site: str
    ) -> None:
        with open_window(browser, scripts=False) as window:
            tab = visit(window, f"{site}positions.html")
            tab.locator("tbody .peek").first.press("Enter")
            expect(tab.locator(".card:popover-open .role")).to_be_visible()
