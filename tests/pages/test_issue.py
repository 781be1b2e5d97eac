"""An issue's page: the question, who stands where in which words, and what is disputed."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    find_all,
    find_part,
    follow,
    headings,
    links,
    main_of,
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


def test_has_everyone_at_their_step_with_the_words_that_show_it(page: Element) -> None:
    part = find_part(page, "Who stands where")
    steps = {texts(step, "label")[0]: step for step in find_all(part, "on-scale")}
    assert {name: texts(step, "<h3>") for name, step in steps.items()} == {
        "part of China": [
            "Chinese Foreign Ministry",
            "Chinese government (as described by UPI)",
        ],
        "independent country": ["Foreign Affairs Committee"],
    }
    assert texts(steps["independent country"], "<b>") == ["independent country"]


def test_leads_from_every_position_to_the_words(built: Outcome, page: Element) -> None:
    part = find_part(page, "Who stands where")
    said = find_all(part, "in-context")
    assert len(said) == len(find_all(part, "held")) == 3
    for one in said:
        landing = follow(built, ADDRESS, str(one.get("href")))
        assert landing.address.startswith("briefings/")


def test_lists_no_words_again_that_stand_under_a_position(page: Element) -> None:
    shown = texts(find_part(page, "Who stands where"), "<b>")
    assert not {*shown} & {*texts(find_part(page, "Other quotes"), "<b>")}


def test_sets_disputed_claims_side_by_side(page: Element) -> None:
    first = find_all(find_part(page, "Claims"), "claim")[0]
    assert texts(first, "label") == [
        "Asserted by Foreign Affairs Committee",
        "Disputed by Chinese Foreign Ministry",
    ]


def test_shows_every_quote_about_it(page: Element) -> None:
    quotes = texts(main_of(page), "<b>")
    assert {"independent country", "reversing right and wrong"} <= set(quotes)


def test_never_draws_what_is_off_the_scale_on_it(built: Outcome) -> None:
    page = read_page(built, "issues/taiwan-contact.html")
    columns = find_all(find_part(page, "Who stands where"), "off-scale")
    assert [words(column).split(" ")[0] for column in columns] == ["unclear"]


def test_leads_back_to_all_issues(page: Element) -> None:
    assert headings(page)[:2] == ["Who stands where", "Claims"]
    assert "index.html" in links(page).values()
