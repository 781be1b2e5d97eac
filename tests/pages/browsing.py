"""A built site, opened from the disk in a real browser, in which no page may complain."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

from tests.harness.patience import PATIENCE_MS
from tests.workspaces import Outcome

LAPTOP, PHONE = (1280, 800), (390, 780)


def write_site(built: Outcome, folder: Path) -> str:
    """Write a site but its fonts into a folder; return its address, with a slash at its end."""
    files = {at: data for at, data in built.files.items() if not at.startswith("fonts/")}
    for address, data in files.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return f"{folder.as_uri()}/"


@contextmanager
def open_window(
    browser: Browser, size: tuple[int, int] = LAPTOP, scripts: bool = True
) -> Iterator[BrowserContext]:
    """Open a window; what the consoles of its pages say must be nothing bad."""
    heard: list[str] = []
    viewport = {"width": size[0], "height": size[1]}
    with browser.new_context(
        viewport=viewport,  # type: ignore[arg-type]  # a dictionary of a type of its own
        java_script_enabled=scripts,
        reduced_motion="reduce",
    ) as window:
        window.set_default_timeout(PATIENCE_MS)
        window.on("weberror", lambda error: heard.append(str(error.error)))
        window.on("console", lambda message: heard.extend(find_complaint(message)))
        yield window
    assert heard == []


def find_complaint(message: ConsoleMessage) -> list[str]:
    """Return what a console complains of, except of fonts, which these sites do without."""
    is_bad = message.type in ("error", "warning")
    return [message.text] if is_bad and "/fonts/" not in message.location["url"] else []
