"""Terms of the glossary."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    find_id,
    find_one,
    find_problems,
    follow,
    links,
    main_of,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

GLOSSARY = """
ceasefire: {term: ceasefire, definition: "Fire *stops*.", aliases: truce, see: [ann, armistice]}
armistice: {term: armistice, definition: The war ends.}
"""


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_cleanly(
        write_book("They agreed on a truce.\n", glossary=GLOSSARY, actors="ann: Ann Lee")
    )


@pytest.fixture(scope="module")
def page(built: Outcome) -> Element:
    return read_page(built, "glossary.html")


def test_stand_in_the_order_of_the_alphabet(page: Element) -> None:
    assert texts(page, "<dt>") == ["armistice", "ceasefire truce"]


def test_have_their_place_on_the_page(page: Element) -> None:
    assert words(find_id(page, "ceasefire")) == "ceasefire truce"


def test_say_what_they_mean_in_markdown(page: Element) -> None:
    assert texts(page, "<em>") == ["stops"]


def test_lead_to_what_one_should_see_too(built: Outcome, page: Element) -> None:
    entry = links(page)
    assert entry["Ann Lee"] == "actors/ann.html"
    assert follow(built, "glossary.html", entry["armistice"]).target.tag == "dt"


def test_are_linked_in_texts_by_their_aliases_and_lead_back(
    built: Outcome, page: Element
) -> None:
    article = read_page(built, "articles/talks.html")
    landing = follow(built, "articles/talks.html", links(article)["truce"])
    assert words(landing.target) == "ceasefire truce"
    assert texts(main_of(page), "<summary>") == ["Used in (1)"]
    assert "Talks" in words(find_one(page, "used"))


def test_need_a_definition() -> None:
    assert find_problems(write_book(glossary="truce: {term: truce}")) == [
        ("missing-field", "truce")
    ]
