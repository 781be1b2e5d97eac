"""The pictures that `make shots` takes."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.books import find_all
from tests.browser.opening import IN_BROWSER
from tests.browser.shots import SHOTS, choose, take_all, write_sheet
from tests.browser.sites import Sites
from tests.markup import parse_page

pytestmark = IN_BROWSER

PNG, PDF = b"\x89PNG", b"%PDF"


def test_one_sheet_shows_a_kind_of_page_in_every_way(
    sites: Sites, browser: Browser, tmp_path: Path
) -> None:
    kinds = choose(sites.team, "404")
    take_all(browser, sites.team, kinds, tmp_path)
    sheet = parse_page(write_sheet(kinds).encode())
    pictures = [str(picture.get("src")) for picture in find_all(sheet, "<img>")]
    assert len(set(pictures)) == len(SHOTS) == 7
    assert all((tmp_path / name).read_bytes().startswith(PNG) for name in pictures)
    assert (tmp_path / "404.pdf").read_bytes().startswith(PDF)


def test_all_kinds_of_pages_are_shown(sites: Sites) -> None:
    assert choose(sites.team, "") == sites.team.kinds()
    assert write_sheet(sites.team.kinds()).count("<h2>") == len(sites.team.kinds())
