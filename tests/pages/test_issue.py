"""An issue's page: the question, the scale with everyone on it, and the evidence."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    find_all,
    find_one,
    find_part,
    follow,
    headings,
    links,
    publish_sample,
    read_page,
    texts,
    words,
)
from tests.workspaces import Outcome

ADDRESS = "issues/taiwan-status.html"


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_sample("public")


@pytest.fixture(scope="module")
def page(built: Outcome) -> Element:
    return read_page(built, ADDRESS)


def test_has_everyone_of_the_scale_with_their_evidence_below(page: Element) -> None:
    scale, below = find_part(page, "The scale"), find_part(page, "Who stands where")
    people = {name for column in find_all(scale, "<li>") for name in links(column)}
    assert people
    assert people == set(texts(below, "<h3>"))


def test_leads_from_the_scale_to_the_words(built: Outcome, page: Element) -> None:
    part = find_part(page, "The scale")
    for shown in (find_one(part, "scale-plot"), find_one(part, "scale")):
        for href in links(shown).values():
            assert follow(built, ADDRESS, href).address.startswith("briefings/")


def test_sets_disputed_claims_side_by_side(page: Element) -> None:
    first = find_all(find_part(page, "Claims"), "claim")[0]
    assert texts(first, "label") == [
        "Asserted by Foreign Affairs Committee",
        "Disputed by Chinese Foreign Ministry",
    ]


def test_lists_every_quote_about_it(page: Element) -> None:
    quotes = texts(find_part(page, "Quotes"), "<b>")
    assert {"independent country", "reversing right and wrong"} <= set(quotes)


def test_never_draws_what_is_off_the_scale_on_it(built: Outcome) -> None:
    page = read_page(built, "issues/taiwan-contact.html")
    columns = find_all(find_part(page, "The scale"), "off-scale")
    assert [words(column).split(" ")[0] for column in columns] == ["unclear"]


def test_leads_back_to_all_issues(page: Element) -> None:
    assert headings(page)[:2] == ["The scale", "Who stands where"]
    assert "index.html" in links(page).values()
