"""The page that tells readers how to read all others."""

from xml.etree.ElementTree import Element

import pytest

from briefbook.kinds.issue import OFF_SCALE
from tests.books import (
    find_part,
    main_of,
    publish_cleanly,
    publish_sample,
    read_page,
    texts,
    words,
    write_book,
)


@pytest.fixture(scope="module")
def page() -> Element:
    return read_page(publish_sample("public"), "about.html")


def test_explains_every_mark_that_pages_bear(page: Element) -> None:
    said = words(main_of(page))
    for mark in ("second-hand", "underlined with a line", "hatched", "number"):
        assert mark in said


def test_explains_how_words_are_known(page: Element) -> None:
    known = find_part(page, "How words are known")
    assert texts(known, "<dt>") == [
        "quoted",
        "partly quoted",
        "voted",
        "reported",
        "described",
        "inferred",
    ]


def test_shows_the_words_that_stand_on_no_scale(page: Element) -> None:
    assert set(OFF_SCALE) <= set(texts(page, "chip"))


def test_says_which_edition_this_is_and_whom_to_ask() -> None:
    config = "organization: The Desk\ncontact: us@example.org"
    for edition in ("public", "team"):
        page = read_page(publish_cleanly(write_book(config=config), edition), "about.html")
        part = words(find_part(page, "This edition"))
        assert f"You are reading the {edition} edition of The Desk." in part
        assert "Questions go to us@example.org." in part
