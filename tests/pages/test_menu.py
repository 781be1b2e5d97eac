"""The menu: what comes first, and what lies under "More"."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    find_all,
    find_one,
    publish,
    read_page,
    read_sample_without_papers,
    texts,
)
from tests.workspaces import Outcome


@pytest.fixture(scope="module")
def public() -> Outcome:
    return publish(read_sample_without_papers())


def read_menu(built: Outcome, address: str) -> Element:
    """Return the menu of a page."""
    return find_one(read_page(built, address), "menu")


def test_has_what_readers_come_for_first(public: Outcome) -> None:
    names = texts(read_menu(public, "index.html"), "<a>")
    assert names[:5] == ["Briefings", "People", "Issues", "Positions", "Timeline"]


def test_has_all_else_under_more(public: Outcome) -> None:
    more = find_one(read_menu(public, "index.html"), "rest")
    assert texts(more, "<summary>") == ["More"]
    assert texts(more, "<a>") == [
        *("Quotes", "Claims", "Relations", "Sources", "Glossary", "Data", "About")
    ]


def test_has_under_more_what_an_edition_alone_has() -> None:
    team = publish(read_sample_without_papers(), "team")
    more = texts(find_one(read_menu(team, "index.html"), "rest"), "<a>")
    assert {"Meetings", "Gaps"} <= set(more)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("actors/cleverly.html", "People"),
        ("glossary.html", "Glossary"),
        ("data/index.html", "Data"),
    ],
)
def test_marks_where_one_is(public: Outcome, address: str, name: str) -> None:
    links = find_all(read_menu(public, address), "<a>")
    assert [one.text for one in links if one.get("aria-current")] == [name]
