"""Opens pages, and hears what they say and ask for."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.harness.patience import PATIENCE_MS

SCRIPTS = Path(__file__).with_name("scripts")
# Without hinting, words stand where they would on paper, with the spaces between them.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    "--font-render-hinting=none",
]
WIDTHS = (320, 390, 768, 1440)
HEIGHT = 900

IN_BROWSER = [pytest.mark.requires("chromium")]
"""What the tests of a module need, and that they share one worker, browser and build."""

Faults = dict[str, Any]
"""What is wrong, by page; nothing where all is well."""


class Seen(NamedTuple):
    """What came of opening a page.

    ``said`` is what the console heard, ``asked`` every address asked for, ``failed`` those
    that gave nothing, ``refused`` what the policy forbade.
    """

    said: list[str]
    asked: list[str]
    failed: list[str]
    refused: list[str]


@contextmanager
def launch(chromium: Path) -> Iterator[Browser]:
    """Start a browser without a window, and end it; nobody who waits for it is in a hurry."""
    expect.set_options(timeout=PATIENCE_MS)
    options: dict[str, Any] = {"executable_path": chromium, "timeout": PATIENCE_MS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=FLAGS, **options)
        yield browser
        browser.close()


def open_context(browser: Browser, width: int = 1440, **options: Any) -> BrowserContext:
    """Return a window with a memory of its own, whose pages are watched."""
    size = ViewportSize(width=width, height=HEIGHT)
    context = browser.new_context(viewport=size, **options)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(path=SCRIPTS / "watch.js")
    return context


def read_script(name: str) -> str:
    """Return a script of this package."""
    return (SCRIPTS / name).read_text(encoding="utf-8")


def resize(tab: Page, width: int) -> None:
    """Make the window as wide as a phone or a desk."""
    tab.set_viewport_size({"width": width, "height": HEIGHT})


def settle(tab: Page) -> None:
    """Wait until fonts are there and drawn."""
    tab.evaluate("proof.settle()")


def listen(tab: Page) -> Seen:
    """Return lists that grow by what a tab says and asks for."""
    seen = Seen([], [], [], [])

    def hear_answer(answer: Response) -> None:
        if answer.status >= 400:
            seen.failed.append(answer.url)

    def hear_failure(request: Request) -> None:
        if is_lost(request):
            seen.failed.append(request.url)

    tab.on("console", lambda message: seen.said.append(quote(message)))
    tab.on("pageerror", lambda error: seen.said.append(str(error)))
    tab.on("request", lambda request: seen.asked.append(request.url))
    tab.on("requestfailed", hear_failure)
    tab.on("response", hear_answer)
    return seen


def is_lost(request: Request) -> bool:
    """Tell whether a request failed otherwise than by the tab's going elsewhere."""
    return request.failure != "net::ERR_ABORTED"


def quote(message: ConsoleMessage) -> str:
    """Return what the console was told, and how loudly."""
    return f"{message.type}: {message.text}"


def survey(context: BrowserContext, addresses: Iterable[str]) -> dict[str, Seen]:
    """Open pages one after another, and return what came of each."""
    with context.new_page() as tab:
        heard = listen(tab)
        return {address: look_at(tab, address, heard) for address in addresses}


def look_at(tab: Page, address: str, heard: Seen) -> Seen:
    """Open a page, and return what came of it."""
    for one in heard:
        one.clear()
    tab.goto(address)
    settle(tab)
    heard.refused.extend(tab.evaluate("proof.refused()"))
    return Seen(*map(list, heard))


def keep_faults(found: Faults) -> Faults:
    """Return the pages with faults alone."""
    return {page: faults for page, faults in found.items() if faults}
