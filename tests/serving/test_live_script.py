"""What open pages do when the site changes, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    expect,
)

from briefbook.base.addresses import Address
from briefbook.serve.faults import ShownProblem, SourceLine
from briefbook.serve.live_site import LiveSite
from briefbook.serve.server import Served, serve
from tests.browser.opening import launch
from tests.harness.patience import PATIENCE_MS
from tests.serving.sites import SITE, page, pages, show

pytestmark = pytest.mark.requires("chromium")

INDEX, STYLE = Address("index.html"), Address("style.css")
BLUE, RED = b"h1 { color: rgb(0, 0, 255) }", b"h1 { color: rgb(255, 0, 0) }"
BOX = b"#box { height: 4em; overflow: auto }"
PLACES = "".join(f'<p id="p.{number}">Paragraph {number}</p>' for number in range(300))
LONG = (
    f"<h1>{{}}</h1><details><summary>More</summary></details>{PLACES}<div id=box>{PLACES}</div>"
)
TALKS = Address("talks/beijing.html")
SETTLED = "new Promise(done => requestAnimationFrame(() => done([scrollY, box.scrollTop])))"
FAULT = ShownProblem(
    "error",
    "unknown-actor",
    'no actor "<b>clevery"',
    "talks/beijing.yaml",
    14,
    13,
    (SourceLine(13, "quotes:"), SourceLine(14, "😀 speaker: clevery", 11, 18)),
    'Did you mean "cleverly"?',
)


@pytest.fixture(scope="module")
def browser(requires_chromium: Path) -> Iterator[Browser]:
    """Start a browser."""
    with launch(requires_chromium) as browser:
        yield browser


@pytest.fixture
def live(tmp_path: Path) -> LiveSite:
    """Return a site whose files are all in memory."""
    live = LiveSite(tmp_path)
    show(live, SITE)
    return live


@pytest.fixture
def served(live: LiveSite) -> Iterator[Served]:
    """Serve it."""
    with serve(live, port=0) as served:
        yield served


@pytest.fixture
def complaints() -> list[str]:
    """Return what the console has heard."""
    return []


@pytest.fixture
def context(
    browser: Browser, served: Served, complaints: list[str]
) -> Iterator[BrowserContext]:
    """Open a window, in which no page may complain."""
    with browser.new_context(
        base_url=served.url, viewport={"width": 900, "height": 700}
    ) as context:
        context.set_default_timeout(PATIENCE_MS)
        context.on("console", lambda message: hear(complaints, message))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        yield context
    assert complaints == []


def hear(complaints: list[str], message: ConsoleMessage) -> None:
    if message.type in ("error", "warning"):
        complaints.append(message.text)


def visit(context: BrowserContext, path: str = "/") -> Page:
    """Open a page in a tab of its own, and wait until it hears."""
    tab = context.new_page()
    with tab.expect_response(re.compile("/state")):
        tab.goto(path)
    return tab


def mark(tab: Page) -> None:
    """Leave a sign in a page that no loading of it survives."""
    tab.evaluate("document.documentElement.lang = 'fr'")


def is_marked(tab: Page) -> bool:
    return tab.evaluate("document.documentElement.lang === 'fr'") is True


def change(**texts: bytes) -> dict[Address, bytes]:
    """Return the site with some of its files changed."""
    return SITE | pages(**texts)


def colour(tab: Page, value: str) -> None:
    expect(tab.locator("h1")).to_have_css("color", value)


class TestPages:
    def test_load_again_in_ten_tabs(self, live: LiveSite, context: BrowserContext) -> None:
        tabs = [visit(context) for _ in range(10)]
        for words in ("Second", "Third"):
            show(live, change(index_html=page(f"<h1>{words}</h1>")))
            for tab in tabs:
                expect(tab.locator("h1")).to_have_text(words)

    def test_load_again_without_shared_workers(
        self, live: LiveSite, context: BrowserContext
    ) -> None:
        context.add_init_script("delete window.SharedWorker")
        tab = visit(context)
        show(live, change(index_html=page("<h1>Second</h1>")))
        expect(tab.locator("h1")).to_have_text("Second")

    def test_load_again_for_a_script_of_theirs(
        self, live: LiveSite, context: BrowserContext
    ) -> None:
        tab = visit(context)
        code = b'document.querySelector("h1").textContent = "By script"'
        show(live, change(site_js=code))
        expect(tab.locator("h1")).to_have_text("By script")

    def test_take_a_new_style_in_without_loading(
        self, live: LiveSite, context: BrowserContext
    ) -> None:
        tab = visit(context)
        colour(tab, "rgb(0, 0, 255)")
        mark(tab)
        for value in ("255, 0, 0", "0, 128, 0"):
            show(live, change(style_css=f"h1 {{ color: rgb({value}) }}".encode()))
            colour(tab, f"rgb({value})")
        expect(tab.locator("head link[rel=stylesheet]")).to_have_count(1)
        assert is_marked(tab)

    def test_take_in_a_style_that_changed_while_they_loaded(
        self, live: LiveSite, context: BrowserContext
    ) -> None:
        def serve_late(route: Route) -> None:
            show(live, change(style_css=RED))
            route.fulfill(body=BLUE, content_type="text/css")

        context.route("**/style.css", serve_late)
        colour(visit(context), "rgb(255, 0, 0)")

    def test_that_are_gone_back_to_are_the_latest(
        self, live: LiveSite, context: BrowserContext
    ) -> None:
        tab = visit(context)
        tab.goto("/talks/")
        show(live, change(index_html=page("<h1>Second</h1>")))
        tab.go_back()
        expect(tab.locator("h1")).to_have_text("Second")

    def test_stay_when_only_others_change(
        self, live: LiveSite, context: BrowserContext
    ) -> None:
        tab, other = visit(context), visit(context, "/talks/beijing.html")
        mark(other)
        show(live, change(index_html=page("<h1>Second</h1>")))
        expect(tab.locator("h1")).to_have_text("Second")
        # The next news arrive behind those, so that the first have been heard by then.
        show(live, change(index_html=page("<h1>Second</h1>"), style_css=RED))
        colour(other, "rgb(255, 0, 0)")
        assert is_marked(other)

    @pytest.mark.parametrize("fragment", ["", "#p.7"])
    def test_keep_the_place_of_the_reader(
        self, live: LiveSite, context: BrowserContext, fragment: str
    ) -> None:
        show(live, change(style_css=BOX, index_html=page(LONG.format("First"))))
        tab = visit(context, "/" + fragment)
        tab.locator("summary").click()
        tab.evaluate("box.scrollTo(0, 222), scrollTo(0, 3333)")
        show(live, change(style_css=BOX, index_html=page(LONG.format("Second"))))
        expect(tab.locator("h1")).to_have_text("Second")
        expect(tab.locator("details")).to_have_attribute("open", "")
        expect(tab.locator("summary")).to_be_focused()
        tab.wait_for_load_state("load")
        assert tab.evaluate(SETTLED) == pytest.approx([3333, 222], abs=1)

    def test_that_were_missing_appear(
        self, live: LiveSite, context: BrowserContext, complaints: list[str]
    ) -> None:
        tab = visit(context, "/talks/new/one.html")
        expect(tab.locator("h1")).to_have_text("Not here")
        colour(tab, "rgb(0, 0, 255)")
        show(live, change(talks__new__one_html=page("<h1>New</h1>")))
        expect(tab.locator("h1")).to_have_text("New")
        # A browser tells of the missing page by itself.
        assert [text for text in complaints if "404" not in text] == []
        complaints.clear()

    def test_that_are_removed_stay_and_say_so(
        self, live: LiveSite, context: BrowserContext
    ) -> None:
        tab = visit(context, "/talks/beijing.html")
        left = {address: data for address, data in SITE.items() if address != TALKS}
        show(live, left)
        expect(tab.get_by_role("heading", name="Page removed")).to_be_visible()
        expect(tab.locator("h1")).to_have_text("Beijing")
        show(live, SITE)
        expect(tab.get_by_role("heading", name="Page removed")).to_be_hidden()

    def test_catch_up_when_the_server_is_back(
        self, browser: Browser, live: LiveSite, tmp_path: Path
    ) -> None:
        with browser.new_context() as context:
            with serve(live, port=0) as served:
                tabs = [visit(context, served.url), visit(context, f"{served.url}talks/")]
                mark(tabs[1])
            again = LiveSite(tmp_path)
            show(again, change(index_html=page("<h1>Second</h1>"), style_css=RED))
            with serve(again, port=served.port):
                expect(tabs[0].locator("h1")).to_have_text("Second")
                expect(tabs[1].locator("h1")).to_have_css("color", "rgb(255, 0, 0)")
                assert is_marked(tabs[1])


class TestProblems:
    def test_lie_over_the_page_until_they_are_mended(
        self, live: LiveSite, context: BrowserContext
    ) -> None:
        tab = visit(context, "/talks/beijing.html")
        mark(tab)
        live.fail([FAULT], [TALKS, Address("talks/index.html")])
        board = tab.get_by_role("region", name="1 error")
        expect(board).to_be_visible()
        expect(board).to_contain_text('no actor "<b>clevery"')
        expect(board).to_contain_text("talks/beijing.yaml:14:13")
        expect(board).to_contain_text('Did you mean "cleverly"?')
        expect(board.locator("mark")).to_have_text("clevery")
        expect(board).to_contain_text("This page and 1 other are out of date")
        expect(board.get_by_role("link", name="talks/index.html")).to_have_attribute(
            "href", "/talks/index.html"
        )
        expect(tab.locator("h1")).to_have_text("Beijing")
        show(live, SITE)
        expect(board).to_be_hidden()
        assert is_marked(tab)

    def test_are_there_for_who_comes_later(
        self, live: LiveSite, context: BrowserContext
    ) -> None:
        live.fail([FAULT], [])
        expect(visit(context).get_by_role("region", name="1 error")).to_be_visible()

    def test_are_folded_away_by_hand_and_stay_so(
        self, live: LiveSite, context: BrowserContext
    ) -> None:
        live.fail([FAULT], [])
        tab = visit(context)
        words = tab.get_by_text("no actor")
        tab.get_by_role("button", name="Fold away").press("Escape")
        expect(words).to_be_hidden()
        show_button = tab.get_by_role("button", name="Show")
        expect(show_button).to_be_focused()
        expect(show_button).to_have_attribute("aria-expanded", "false")
        tab.goto("/talks/")
        expect(tab.get_by_role("button", name="Show")).to_be_visible()
        expect(words).to_be_hidden()
        tab.get_by_role("button", name="Show").press("Enter")
        expect(words).to_be_visible()

    def test_are_not_printed(self, live: LiveSite, context: BrowserContext) -> None:
        live.fail([FAULT], [])
        tab = visit(context)
        expect(tab.get_by_text("no actor")).to_be_visible()
        tab.emulate_media(media="print")
        expect(tab.get_by_text("no actor")).to_be_hidden()
