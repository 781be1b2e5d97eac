"""What holds for every page when a browser opens it, from a server or from the disk."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.opening import (
    IN_BROWSER,
    WIDTHS,
    Faults,
    Seen,
    keep_faults,
    open_context,
    resize,
    settle,
    survey,
)
from tests.browser.sites import Site, Sites

pytestmark = IN_BROWSER

Survey = dict[str, Seen]

GROWING = (
    "index.html",
    "briefings/*/*",
    "briefings/*/index.html",
    "actors/*",
    "positions.html",
)
FONTS, SCRIPTS = "**/fonts/*", "**/*.js"
LITTLE = 0.1
"""The layout shift up to which pages are said to be steady (web.dev/articles/cls)."""

HARDLY = 0.001
"""What the stand-ins move that browsers look for on the disk."""

COLUMNS = range(200, 350)
"""Widths of columns of one text: in some of them, a line is full to a hair's breadth."""

WORDS = (
    "Northern partners remembered another arrangement: ministers announced a memorandum that "
    "hundreds of demonstrators understood better than the permanent representatives at hand."
)
"""Wide letters and few spaces: the stand-ins are narrower than the serif here."""

HEIGHTS = "() => [...document.querySelectorAll('main p')].map((one) => one.clientHeight)"

Move = list[Any]
"""How much was moved (layout shift), then what."""

SIDEWAYS = """() => [...document.body.querySelectorAll("*")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .filter((one) => !one.closest(".scroll, .unseen, .skip"))
  .slice(0, 3).map((one) => one.outerHTML.slice(0, 90))"""
ORPHANS = """() => [...document.querySelectorAll("a + .peek")]
  .filter((ring) => ring.checkVisibility())
  .filter((ring) => {
    const name = [...ring.previousElementSibling.getClientRects()].at(-1);
    const { top, bottom } = ring.getBoundingClientRect();
    return Math.abs(top + bottom - name.top - name.bottom) > 28;
  })
  .map((ring) => ring.previousElementSibling.textContent)"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
VISIBLE_WORDS = "document.querySelector('main').innerText"


def list_some(site: Site) -> list[str]:
    """Return the addresses of the kinds of pages that grow with a book."""
    kinds = site.kinds()
    return [kinds[kind] for kind in GROWING]


@pytest.fixture(scope="module")
def served(sites: Sites, context: BrowserContext) -> Survey:
    """Open every page of the sample, and every kind of page of the larger book."""
    rest = set(sites.team.pages()) - set(sites.public.pages())
    wanted = [
        *(sites.public.url + address for address in sites.public.pages()),
        *(sites.team.url + address for address in sorted(rest)),
        *(sites.large.url + address for address in sites.large.kinds().values()),
    ]
    return survey(context, wanted)


@pytest.fixture(scope="module")
def on_disk(sites: Sites, context: BrowserContext) -> Survey:
    """Open every kind of page from a folder, such as that of a memory stick."""
    pages = sites.team.kinds().values()
    return survey(context, [sites.team.on_disk(address) for address in pages])


@pytest.fixture(params=["served", "on_disk"])
def seen(request: pytest.FixtureRequest) -> Survey:
    """Return what was seen of the pages either way."""
    survey: Survey = request.getfixturevalue(request.param)
    return survey


class TestOpening:
    def test_leaves_the_console_empty(self, seen: Survey) -> None:
        assert keep_faults({page: one.said for page, one in seen.items()}) == {}

    def test_asks_nothing_of_other_sites(self, seen: Survey, sites: Sites) -> None:
        ours = tuple(start for site in sites for start in (site.url, site.folder.as_uri()))
        outward = {
            page: [asked for asked in one.asked if not asked.startswith((*ours, "data:"))]
            for page, one in seen.items()
        }
        assert keep_faults(outward) == {}
        assert all(page in one.asked for page, one in seen.items())

    def test_finds_everything_that_it_asks_for(self, seen: Survey) -> None:
        assert keep_faults({page: one.failed for page, one in seen.items()}) == {}

    def test_does_nothing_that_its_policy_forbids(self, seen: Survey) -> None:
        assert keep_faults({page: one.refused for page, one in seen.items()}) == {}


def test_the_policy_is_in_force(sites: Sites, tab: Page) -> None:
    tab.goto(sites.public.url)
    tab.evaluate(
        "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x'}))"
    )
    assert tab.evaluate("proof.refusal()") == ["img-src: http://127.0.0.1:9/x"]


class TestWidths:
    def test_no_page_of_the_sample_scrolls_sideways(self, sites: Sites, tab: Page) -> None:
        assert find_wide(tab, sites.team, list(sites.team.kinds().values())) == {}

    def test_no_page_of_a_large_book_scrolls_sideways(self, sites: Sites, tab: Page) -> None:
        assert find_wide(tab, sites.large, list_some(sites.large)) == {}

    def test_no_ring_stands_on_another_line_than_its_name(
        self, sites: Sites, tab: Page
    ) -> None:
        apart: Faults = {}
        for address in sites.team.kinds().values():
            tab.goto(sites.team.url + address)
            settle(tab)
            for width in (*WIDTHS, 1000):
                resize(tab, width)
                apart[f"{address} at {width}"] = tab.evaluate(ORPHANS)
        assert keep_faults(apart) == {}


def find_wide(tab: Page, site: Site, pages: list[str]) -> Faults:
    """Return what stands out at the right of pages that are wider than the window."""
    wide: Faults = {}
    for address in pages:
        tab.goto(site.url + address)
        for width in WIDTHS:
            resize(tab, width)
            if tab.evaluate(TOO_WIDE):
                wide[f"{address} at {width}"] = tab.evaluate(SIDEWAYS)
    return wide


class Gate:
    """Keeps requests waiting until it is opened."""

    def __init__(self) -> None:
        """Begin shut."""
        self.waiting: list[Route] = []
        self.is_open = False

    def meet(self, route: Route) -> None:
        """Let a request through, or have it wait."""
        if self.is_open:
            route.continue_()
        else:
            self.waiting.append(route)

    def open(self) -> int:
        """Let all through; return how many have waited."""
        self.is_open = True
        for route in self.waiting:
            route.continue_()
        return len(self.waiting)


class TestWhatComesLate:
    @pytest.mark.parametrize("width", [390, 1440])
    def test_fonts_move_nothing(self, sites: Sites, browser: Browser, width: int) -> None:
        with open_context(browser, width) as context:
            context.route(SCRIPTS, lambda route: route.fulfill(content_type="text/javascript"))
            assert find_unsteady(context, sites.team, FONTS, HARDLY) == {}

    def test_fonts_break_no_line_anew_however_full_it_is(
        self, sites: Sites, browser: Browser
    ) -> None:
        address = f"{sites.public.url}hair.html"
        with open_context(browser) as context, context.new_page() as tab:
            write_columns(tab, sites.public, address)
            assert add_up(move_late(tab, address, FONTS)) < HARDLY
            first = tab.evaluate(HEIGHTS)
            settle(tab)
            assert len(first) == len(COLUMNS)
            assert tab.evaluate(HEIGHTS) != first

    @pytest.mark.parametrize("width", [390, 1440])
    def test_scripts_move_little(self, sites: Sites, browser: Browser, width: int) -> None:
        with open_context(browser, width) as context:
            assert find_unsteady(context, sites.team, SCRIPTS) == {}


def write_columns(tab: Page, site: Site, address: str) -> None:
    """Have a tab find a page at an address that has one text in columns of many widths."""
    page = (site.folder / "about.html").read_text("utf-8")
    before, _, rest = page.replace(
        "</head>", '<link rel="stylesheet" href="hair.css"></head>'
    ).partition("<main")
    text = (
        f"{before}<main>{f'<p>{WORDS}</p>' * len(COLUMNS)}</main>{rest.partition('</main>')[2]}"
    )
    style = (
        "main { display: flex; flex-wrap: wrap; align-items: start; font-size: 10px }"
        + "".join(
            f"main p:nth-child({at}) {{ width: {width}px }}"
            for at, width in enumerate(COLUMNS, 1)
        )
    )
    tab.route(address, lambda route: route.fulfill(body=text, content_type="text/html"))
    tab.route("**/hair.css", lambda route: route.fulfill(body=style, content_type="text/css"))


def find_unsteady(
    context: BrowserContext, site: Site, late: str, most: float = LITTLE
) -> Faults:
    """Return what moves, by kind of page, where that is much."""
    with context.new_page() as tab:
        moved = {
            address: move_late(tab, site.url + address, late)
            for address in site.kinds().values()
        }
    return {address: moves for address, moves in moved.items() if add_up(moves) > most}


def add_up(moved: list[Move]) -> float:
    """Return how much was moved in all."""
    return sum(float(share) for share, *_ in moved)


def move_late(tab: Page, address: str, late: str) -> list[Move]:
    """Return what moves on a page when files come after it was drawn without them."""
    gate = Gate()
    tab.route(late, gate.meet)
    tab.goto(address, wait_until="commit")
    tab.evaluate("proof.draw()" if late == FONTS else "proof.settle()")
    already = len(tab.evaluate("proof.moved()"))
    has_none = late == SCRIPTS and not tab.locator("script[src]").count()
    assert gate.open() or has_none
    tab.wait_for_load_state()
    tab.evaluate("proof.arrive()" if late == FONTS else "proof.settle()")
    tab.unroute(late)
    moved: list[Move] = tab.evaluate("proof.moved()")
    return moved[already:]


class TestScripts:
    def test_add_nothing_that_a_reader_would_miss(
        self, sites: Sites, tab: Page, plain_tab: Page
    ) -> None:
        for address in sites.team.kinds().values():
            shown = []
            for one in (plain_tab, tab):
                one.goto(sites.team.url + address)
                shown.append(set(one.evaluate(VISIBLE_WORDS).split()))
            assert shown[0] >= {word for word in shown[1] if not word.isdigit()}, address
