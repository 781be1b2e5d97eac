"""The picture of the desk in the docs: ``python -m tests.desk.picture``."""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.browser.opening import launch
from tests.desk.people import sit_down
from tests.desk.serving import serve_desk
from tests.harness.programs import find_program

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "images" / "desk.png"
ADDRESS = "briefings/uk-china-2023/beijing-talks.html"
WORDS = "knowing what the strategy is"


def main() -> int:
    """Serve the sample, select words, choose, and take the picture."""
    chromium = find_program("chromium")
    assert chromium
    with tempfile.TemporaryDirectory() as folder, launch(chromium) as browser:
        root = Path(folder) / "book"
        shutil.copytree(ROOT / "briefings", root / "briefings")
        shutil.copy(ROOT / "config.yaml", root)
        with serve_desk(root) as served, sit_down(browser, served) as person:
            person.visit(ADDRESS)
            person.select(WORDS)
            person.press("Tab")
            person.type("kea")
            person.press("Enter", "Tab")
            person.type("eng")
            person.press("Enter", "Tab")
            person.type("har")
            person.line.get_by_text("stance: {").wait_for()
            person.tab.screenshot(path=PICTURE)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
