"""What people type, and what they mean by it: the searches of the fixture, from disk."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import launch
from tests.harness.patience import PATIENCE_MS
from tests.searching import Search, read_searches, write_site

pytestmark = pytest.mark.requires("chromium")

SEARCHES = read_searches()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of the site's top."""
    return write_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def tab(requires_chromium: Path) -> Iterator[Page]:
    with launch(requires_chromium) as browser:
        tab = browser.new_page()
        tab.set_default_timeout(PATIENCE_MS)
        yield tab


def find_first(tab: Page, site: str, search: Search) -> list[str]:
    """Return the addresses of the first answers to a search."""
    tab.goto(f"{site}search.html?q={quote(search.words)}")
    expect(tab.locator(".finder [role=status]")).not_to_be_empty()
    found: list[str] = tab.locator("a.hit").evaluate_all("all => all.map((one) => one.href)")
    return [address.removeprefix(site) for address in found[: search.most]]


def name_search(search: Search) -> str:
    """Return a name that can be typed, whatever the script of the words."""
    return search.words if search.words.isascii() else search.address


@pytest.mark.parametrize("search", SEARCHES, ids=name_search)
def test_what_is_meant_comes_first(tab: Page, site: str, search: Search) -> None:
    assert search.address in find_first(tab, site, search)
