"""What axe, the checker of accessibility, finds."""

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.opening import IN_BROWSER, Faults, keep_faults, open_context, resize
from tests.browser.sites import TWINS, Site, Sites

pytestmark = IN_BROWSER

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES = ("color-contrast", "link-in-text-block")
ALL = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": RULES}, "resultTypes": ["violations"]}
RUN = """async (options) => (await axe.run(options)).violations.flatMap(
  ({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`))"""


class Look(NamedTuple):
    """How a page is looked at. Where colours alone differ, they alone are checked again."""

    width: int
    scheme: Literal["light", "dark"] = "light"
    forced: Literal["active", "none"] = "none"
    options: Any = ALL


CROWDED = ("index.html", "briefings/*/*", "positions.html", "timeline.html")
"""Kinds of pages of the generated book on which much stands close together."""

LOOKS = {
    "a desktop": Look(1440),
    "a phone": Look(320),
    "a dark desktop": Look(1440, "dark", options=COLOURS),
    "forced colours": Look(1440, forced="active", options=COLOURS),
    "a phone with forced dark colours": Look(320, "dark", "active", options=COLOURS),
}


@pytest.fixture(scope="module")
def equipped(browser: Browser) -> BrowserContext:
    """Open a window in which axe runs, whatever the policy of the page; nothing moves."""
    context = open_context(browser, bypass_csp=True, reduced_motion="reduce")
    context.add_init_script((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    return context


@pytest.fixture(scope="module")
def found(sites: Sites, equipped: BrowserContext) -> dict[str, Faults]:
    """Open each kind of page once, and look at it in every way."""
    pages = [(sites.team, kind) for kind in sites.team.kinds() if kind not in TWINS]
    pages += [(sites.large, kind) for kind in CROWDED]
    with equipped.new_page() as tab:
        checked = {f"{site.name} {kind}": check(tab, site, kind) for site, kind in pages}
    return {look: {page: those[look] for page, those in checked.items()} for look in LOOKS}


def check(tab: Page, site: Site, kind: str) -> dict[str, list[str]]:
    """Return what axe finds on a kind of page, by the ways of looking at it."""
    tab.goto(site.url + site.kinds()[kind])
    return {name: ask_axe(tab, look) for name, look in LOOKS.items()}


def ask_axe(tab: Page, look: Look) -> list[str]:
    """Return the rules that are broken, each with its element."""
    resize(tab, look.width)
    tab.emulate_media(color_scheme=look.scheme, forced_colors=look.forced)
    broken: list[str] = tab.evaluate(RUN, look.options)
    return broken


@pytest.fixture(scope="module")
def opened(sites: Sites, equipped: BrowserContext) -> Iterator[Page]:
    """Open a page that dialogs can be laid over."""
    with equipped.new_page() as tab:
        tab.goto(sites.team.url + "briefings/uk-china-2023/index.html")
        yield tab


def open_search(tab: Page) -> None:
    """Open the search with something in it."""
    tab.keyboard.press("/")
    tab.get_by_role("searchbox").fill("taiwan")
    expect(tab.locator("dialog .hit").first).to_be_visible()


def open_keys(tab: Page) -> None:
    """Open the list of keys."""
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog", name="Keys on this page")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("show", [open_search, open_keys])
def test_finds_nothing_on_dialogs_on(
    look: str, show: Callable[[Page], None], opened: Page
) -> None:
    show(opened)
    # Whatever the look, all rules count here: there is but one dialog.
    assert ask_axe(opened, LOOKS[look]._replace(options=ALL)) == []
    opened.keyboard.press("Escape")
    expect(opened.locator("dialog[open]")).to_have_count(0)


@pytest.mark.parametrize("look", LOOKS)
def test_finds_nothing_on(look: str, found: dict[str, Faults]) -> None:
    assert keep_faults(found[look]) == {}


def test_would_find_something(equipped: BrowserContext, sites: Sites) -> None:
    with equipped.new_page() as tab:
        tab.goto(sites.public.url)
        tab.evaluate("document.querySelector('h1').style.color = '#eee'")
        assert ask_axe(tab, Look(1440, options=COLOURS)) != []
