"""Somebody at the desk: selects words, types and presses keys, and counts them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.opening import Seen, listen, open_context
from tests.desk.books import ARTICLE
from tests.desk.serving import ServedDesk

SELECT = Path(__file__).with_name("select.js").read_text("utf-8")


class Person:
    """Somebody in a tab; ``typed`` counts characters, ``pressed`` other keys and gestures."""

    def __init__(self, tab: Page, served: ServedDesk) -> None:
        """Sit down at the desk, which the address of the terminal opens."""
        self.tab, self.served = tab, served
        self.typed = self.pressed = 0
        self.heard: Seen = listen(tab)
        tab.goto(served.ticket)
        tab.wait_for_url(f"{served.url}/")
        if (served.root / f"briefings/{ARTICLE}.md").is_file():
            self.visit()

    @property
    def bar(self) -> Locator:
        """The bar of the desk."""
        return self.tab.locator("briefbook-desk .bar")

    @property
    def panel(self) -> Locator:
        """The panel that is open."""
        return self.tab.locator("briefbook-desk .panel:not([hidden])")

    @property
    def line(self) -> Locator:
        """The lines that the panel shows."""
        return self.panel.locator("pre")

    @property
    def status(self) -> Locator:
        """What the panel says of them."""
        return self.panel.locator(".status")

    @property
    def speaker(self) -> Locator:
        """The field of the panel for whoever speaks."""
        return self.panel.get_by_role("combobox", name="Speaker")

    def visit(self, address: str = f"briefings/{ARTICLE}.html") -> None:
        """Open the page of an article."""
        self.tab.goto(f"{self.served.url}/{address}")
        expect(self.bar.locator(".read")).not_to_be_empty()
        expect(self.bar).to_be_visible()

    def select(self, words: str, rank: int = 0) -> None:
        """Select words of the text, and wait for what the panel says."""
        self.pressed += 1
        self.tab.evaluate(SELECT, [words, rank])
        expect(self.status).not_to_be_empty()

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.pressed += 1
            self.tab.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        self.typed += len(words)
        self.tab.keyboard.type(words)

    def write(self) -> None:
        """Press Enter, and wait until the panel is gone and the page has what was written."""
        expect(self.status).to_have_text("Enter writes this.")
        self.press("Enter")
        expect(self.panel).to_have_count(0)


@contextmanager
def sit_down(browser: Browser, served: ServedDesk, width: int = 1440) -> Iterator[Person]:
    """Give somebody who sits at the desk; in the end no script may have broken down."""
    with open_context(browser, width, reduced_motion="reduce") as context:
        person = Person(context.new_page(), served)
        broken: list[str] = []
        person.tab.on("pageerror", lambda error: broken.append(str(error)))
        yield person
        assert broken == []
