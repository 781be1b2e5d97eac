"""The indexes: one line for every entry, A–Z, whatever letters its name is written in."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    find_all,
    find_one,
    follow,
    hrefs,
    main_of,
    publish_cleanly,
    publish_sample,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

ACTORS = """
a1: Ann Lee
a2: Émile Zola
a3: eve adams
a4: 王毅
a5: 3M
a6: Ångström
a7: {name: Hidden One, access: team}
"""


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_cleanly(write_book(actors=ACTORS))


@pytest.fixture(scope="module")
def page(built: Outcome) -> Element:
    return read_page(built, "actors/index.html")


def test_lists_every_visible_entry_under_its_letter(page: Element) -> None:
    parts = {
        texts(part, "<h2>")[0]: texts(part, "name") for part in main_of(page).iter("section")
    }
    assert parts == {
        "0–9": ["3M"],
        "A": ["Ångström", "Ann Lee"],
        "E": ["Émile Zola", "eve adams"],
        "Other scripts": ["王毅"],
    }


def test_leads_to_each_letter(built: Outcome, page: Element) -> None:
    letters = find_one(page, "letters")
    for href in hrefs(letters):
        assert follow(built, "actors/index.html", href).target.tag == "h2"
    assert texts(letters, "<a>") == ["0–9", "A", "E", "Other scripts"]


def test_leads_to_every_entry(page: Element) -> None:
    shown = {words(name): hrefs(name) for name in find_all(page, "name")}
    assert shown["王毅"] == ["a4.html"]
    assert len(shown) == 6


def test_is_whole_without_a_script(page: Element) -> None:
    assert find_all(page, "filterable")
    assert not [one for one in main_of(page).iter() if one.get("hidden") is not None]


@pytest.mark.parametrize(
    ("address", "name", "said"),
    [
        ("actors/index.html", "James Cleverly", "Foreign Secretary, Foreign"),
        ("issues/index.html", "Status of Taiwan", "positions"),
        ("sources/index.html", "News report on", "quotes"),
    ],
)
def test_says_in_a_line_what_is_known(address: str, name: str, said: str) -> None:
    page = read_page(publish_sample("public"), address)
    (entry,) = (one for one in texts(main_of(page), "<li>") if one.startswith(name))
    assert said in entry
