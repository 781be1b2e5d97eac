"""A browser for each file of tests of the desk, and books that are served with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.opening import launch
from tests.desk.books import write_book
from tests.desk.serving import ServedDesk, serve_desk


@pytest.fixture(scope="module")
def browser(requires_chromium: Path) -> Iterator[Browser]:
    """Start a browser."""
    with launch(requires_chromium) as browser:
        yield browser


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedDesk]:
    """Serve a book of its own for a test."""
    write_book(tmp_path)
    with serve_desk(tmp_path) as served:
        yield served
