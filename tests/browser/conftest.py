"""One browser, which lasts as long as this package, and the sites that it looks at."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.opening import launch, open_context
from tests.browser.sites import Sites, build_sites, serve_all


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Serve the sample and the larger book, which are built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with serve_all(build_sites(shared / "sites")) as sites:
        yield sites


@pytest.fixture(scope="package")
def browser(requires_chromium: Path) -> Iterator[Browser]:
    """Start a browser."""
    with launch(requires_chromium) as browser:
        yield browser


@pytest.fixture(scope="package")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open the one window for all tests that need nothing special."""
    with open_context(browser) as context:
        yield context


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """Open a tab: on a desktop, in light colours, until the test wants it otherwise."""
    with context.new_page() as tab:
        yield tab


@pytest.fixture
def plain_tab(browser: Browser) -> Iterator[Page]:
    """Open a tab in which no script of a page runs."""
    with open_context(browser, java_script_enabled=False) as context:
        yield context.new_page()
