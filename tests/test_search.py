"""The search in a real browser, from disk and from a server."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
)

from briefbook.serve.live_site import LiveSite
from briefbook.serve.server import serve
from tests.browser.opening import launch
from tests.harness.patience import PATIENCE_MS
from tests.searching import EXAMPLES, make_site, write_site
from tests.serving.sites import show

pytestmark = pytest.mark.requires("chromium")

JUMP = re.compile(r"/search/jump-(.*)\.js")
Factory = pytest.TempPathFactory
STATUS = ".finder [role=status]"


@pytest.fixture(scope="module")
def browser(requires_chromium: Path) -> Iterator[Browser]:
    with launch(requires_chromium) as browser:
        yield browser


@pytest.fixture(scope="module", params=["from disk", "from a server"])
def base(request: pytest.FixtureRequest, tmp_path_factory: Factory) -> Iterator[str]:
    """Give the address of the site's top."""
    folder = tmp_path_factory.mktemp("site")
    if request.param == "from disk":
        yield write_site(folder)
    else:
        live = LiveSite(folder)
        show(live, make_site())
        with serve(live, port=0) as served:
            yield served.url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a window, in which no page may complain of anything."""
    complaints: list[str] = []
    with browser.new_context(viewport={"width": 900, "height": 700}) as context:
        context.set_default_timeout(PATIENCE_MS)
        context.on("console", lambda message: hear(complaints, message))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        yield context
    assert complaints == []


def hear(complaints: list[str], message: ConsoleMessage) -> None:
    if message.type == "error" and "/fonts/" not in message.location["url"]:
        complaints.append(message.text)


def look_for(context: BrowserContext, base: str, words: str) -> Page:
    """Type words into the search over a page deep in the site, and wait for what it says."""
    tab = context.new_page()
    tab.goto(f"{base}actors/cleverly.html")
    tab.keyboard.press("/")
    tab.get_by_role("searchbox", name="Search").fill(words)
    expect(tab.locator(STATUS)).not_to_be_empty()
    return tab


@pytest.mark.parametrize(
    ("words", "title", "lands"),
    [
        ("James Cleverly", "James Cleverly", "actors/cleverly.html"),
        ("clev", "James Cleverly", "actors/cleverly.html"),
        ("FCDO", "Foreign, Commonwealth & Development Office", "actors/fcdo.html"),
        ("mistrust", "“misinterpretations, mistrust and errors”", "#mistrust"),
        ("2023", "Timeline of 2023", "timeline/2023.html"),
        ("英文", "蔡英文", "actors/tsai-yw.html"),
        ("蔡", "蔡英文", "actors/tsai-yw.html"),
        ("lodz", "Rada Miejska w Łodzi", "actors/lodz.html"),
        ("Łódź", "Rada Miejska w Łodzi", "actors/lodz.html"),
        ("elysee", "Café Élysée", "actors/cafe.html"),
        ("ÉLYSÉE", "Café Élysée", "actors/cafe.html"),
        ("cleverly mistrust", "“misinterpretations, mistrust and errors”", "#mistrust"),
    ],
)
def test_finds(context: BrowserContext, base: str, words: str, title: str, lands: str) -> None:
    tab = look_for(context, base, words)
    named = tab.locator(".title", has_text=re.compile(f"^{re.escape(title)}$"))
    first = tab.get_by_role("dialog").locator("a.hit").filter(has=named).first
    first.click()
    expect(tab.get_by_role("dialog")).to_be_hidden()
    assert tab.url.endswith(lands)


def test_puts_names_before_what_only_mentions_them(context: BrowserContext, base: str) -> None:
    tab = look_for(context, base, "taiwan")
    kinds = tab.locator(".hit .kind").all_text_contents()
    assert (kinds[0], kinds[-1]) == ("Place", "Claim")


def test_puts_an_other_name_before_what_only_begins_with_it(
    context: BrowserContext, base: str
) -> None:
    tab = look_for(context, base, "cleverly")
    expect(tab.locator(".hit .title").first).to_have_text("James Cleverly")
    expect(tab.locator(".hit .title", has_text="Cleverly meets")).not_to_have_count(0)


def test_tells_whose_words_they_are_where_and_when(context: BrowserContext, base: str) -> None:
    tab = look_for(context, base, "mistrust")
    quote = tab.locator(".hit", has=tab.get_by_text("Quote", exact=True))
    said = quote.filter(has_text="misinterpretations").first.locator(".context")
    expect(said).to_have_text("James Cleverly · 30 August 2023 · The talks in Beijing")


def test_stresses_the_words_that_were_looked_for(context: BrowserContext, base: str) -> None:
    tab = look_for(context, base, "elys")
    expect(tab.locator(".hit .title b")).to_have_text("Élys")
    assert tab.locator(".hit mark").count() == 0


def test_shows_one_kind_alone(context: BrowserContext, base: str) -> None:
    tab = look_for(context, base, "taiwan")
    button = tab.get_by_role("button", name="Events")
    number = int(button.locator(".number").inner_text())
    button.click()
    expect(tab.locator(".hit")).to_have_count(number)
    assert set(tab.locator(".hit .kind").all_text_contents()) == {"Event"}
    expect(tab.locator(STATUS)).to_have_text(f"{number} result{'s' if number > 1 else ''}")


def test_is_used_by_keys_alone(context: BrowserContext, base: str) -> None:
    tab = look_for(context, base, "taiwan")
    links = tab.locator(".hit")
    tab.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    expect(tab.get_by_role("searchbox")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_be_hidden()
    tab.keyboard.press("/")
    href = links.nth(0).get_attribute("href")
    tab.keyboard.press("Enter")
    tab.wait_for_url(str(href))


AT_ONCE = """() => ["Escape", "/"].forEach((key) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})))"""


def test_opens_again_however_fast_one_types(context: BrowserContext, base: str) -> None:
    tab = look_for(context, base, "taiwan")
    tab.evaluate(AT_ONCE)
    expect(tab.get_by_role("dialog")).to_be_visible()
    expect(tab.get_by_role("searchbox")).to_be_focused()


def test_leaves_a_stroke_that_is_typed_alone(context: BrowserContext, base: str) -> None:
    tab = look_for(context, base, "taiwan")
    tab.keyboard.press("End")
    tab.keyboard.type("/2023")
    expect(tab.get_by_role("searchbox")).to_have_value("taiwan/2023")


def test_loads_nothing_before_somebody_searches(context: BrowserContext, base: str) -> None:
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{base}index.html")
    tab.keyboard.press("/")
    assert not [url for url in asked if "/search/" in url]


@pytest.mark.parametrize("words", ["xyz", "zz", "1234", "龍", "clx"])
def test_asks_for_no_file_that_there_is_none_of(
    context: BrowserContext, base: str, words: str
) -> None:
    """What is asked for in vain is a complaint of the console."""
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{base}index.html")
    tab.keyboard.press("/")
    tab.get_by_role("searchbox", name="Search").fill(words)
    expect(tab.locator(STATUS)).to_have_text("Nothing found")
    assert [url.removeprefix(base) for url in asked if "/search/" in url] == ["search/jumps.js"]


def test_looks_into_every_file_of_a_beginning(context: BrowserContext, base: str) -> None:
    """A beginning may have several files, whose names go on behind a dot."""
    listed = 'jumps("abc abcd.0 abc.1 abc.f2", {})'
    context.route("**/jumps.js", lambda route: route.fulfill(body=listed))
    context.route(
        "**/jump-abc*",
        lambda route: route.fulfill(
            body=f'jump("{JUMP.findall(route.request.url)[0]}",'
            f'[["",[["term","Abc {JUMP.findall(route.request.url)[0]}","a.html","",""]]]])'
        ),
    )
    tab = look_for(context, base, "abc")
    titles = tab.locator(".hit .title").all_text_contents()
    assert sorted(titles) == ["Abc abc", "Abc abc.1", "Abc abc.f2"]


def test_lands_on_a_key_point(context: BrowserContext, base: str) -> None:
    tab = look_for(context, base, "deep in Whitehall")
    hit = tab.locator(".hit", has=tab.get_by_text("Key point", exact=True)).first
    said, *_ = hit.locator(".title").inner_text().split(";")  # behind it stands a note's number
    hit.click()
    expect(tab.locator(".key-points li:target")).to_contain_text(said)


def test_the_link_leads_to_the_page_without_scripts(browser: Browser, base: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{base}actors/cleverly.html")
        tab.get_by_role("link", name="Search").click()
        expect(tab.get_by_role("heading", level=1)).to_have_text("Search")
        expect(tab.locator("noscript p")).to_be_visible()
        tab.get_by_role("main").get_by_role("link", name="Issues").click()
        expect(tab.get_by_role("heading", level=1)).to_have_text("Issues")


def test_the_page_takes_up_what_its_address_asks_for(
    context: BrowserContext, base: str
) -> None:
    tab = context.new_page()
    tab.goto(f"{base}search.html?q=cleverly")
    expect(tab.locator(".hit .title").first).to_have_text("James Cleverly")
    tab.get_by_role("searchbox").fill("mistrust")
    expect(tab.locator(".hit .title").first).to_contain_text("mistrust")
    assert tab.url.endswith("?q=mistrust")


def test_folds_as_the_program_does(context: BrowserContext, base: str) -> None:
    tab = context.new_page()
    tab.goto(f"{base}index.html")
    written = [one.written for one in EXAMPLES]
    assert tab.evaluate("words => words.map(fold)", written) == [one.folded for one in EXAMPLES]


def test_asks_only_for_files_that_the_program_makes(browser: Browser, base: str) -> None:
    every = " ".join(set[str]().union(*(example.beginnings for example in EXAMPLES)))
    with browser.new_context() as context:
        context.route("**/jumps.js", lambda route: route.fulfill(body=f'jumps("{every}")'))
        tab = context.new_page()
        for example in EXAMPLES:
            asked = ask(tab, f"{base}search.html?q={quote(example.written)}")
            assert asked <= example.beginnings, example.written
            assert bool(asked) == bool(example.beginnings), example.written


def ask(tab: Page, url: str) -> set[str]:
    """Return the beginnings for which a page of the search asks."""
    asked = set[str]()

    def hear_request(request: Request) -> None:
        asked.update(JUMP.findall(request.url))

    tab.on("request", hear_request)
    tab.goto(url)
    expect(tab.locator(STATUS)).not_to_be_empty()
    tab.remove_listener("request", hear_request)
    return asked
