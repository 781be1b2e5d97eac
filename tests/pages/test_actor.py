"""An actor's page: what is known of somebody, each thing with the words that show it."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    bare,
    find_all,
    find_one,
    find_part,
    follow,
    headings,
    links,
    pages_of,
    publish_sample,
    read_page,
    texts,
    words,
)
from tests.workspaces import Outcome

ADDRESS = "actors/cleverly.html"


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_sample("public")


@pytest.fixture(scope="module")
def page(built: Outcome) -> Element:
    return read_page(built, ADDRESS)


def test_has_its_parts_in_the_order_of_their_weight(page: Element) -> None:
    assert headings(page) == [
        "Roles",
        "Positions",
        "Other quotes",
        "What they claim",
        "Relations",
        "Events",
        "Said to them",
        "Mentioned in",
    ]


def test_begins_with_where_they_stand_each_stance_leading_to_its_words(
    built: Outcome, page: Element
) -> None:
    stands, known = find_one(page, "in-short"), "(inferred, medium confidence, 30 August 2023)"
    assert texts(stands, "<li>") == [
        f"On Engagement or a harder stance: engage {known}.",
        "On Human rights in China: raised (own words, by 30 August 2023).",
        "On Contact with Taiwan, Status of Taiwan: none found in the texts of this book.",
    ]
    landing = follow(built, ADDRESS, links(stands)["raised"])
    assert words(landing.target) == "in every single one of those meetings"


def test_says_of_who_takes_no_position_that_none_is_found(built: Outcome) -> None:
    said = texts(find_one(read_page(built, "actors/han-zheng.html"), "in-short"), "<li>")
    issues = "Contact with Taiwan, Engagement or a harder stance, Human rights in China"
    assert said == [f"On {issues}, Status of Taiwan: none found in the texts of this book."]


def test_says_nothing_of_who_takes_part_in_no_briefing(built: Outcome) -> None:
    assert find_all(read_page(built, "actors/xinjiang.html"), "in-short") == []


def test_has_no_list_of_facts_where_there_are_none(built: Outcome) -> None:
    for address, found in pages_of(built):
        for facts in find_all(found, "card-facts"):
            assert find_all(facts, "<dt>"), address


def test_shows_every_quote_in_its_sentence(page: Element) -> None:
    part = find_part(page, "Other quotes")
    for figure in find_all(part, "quote"):
        sentence = find_one(figure, "in-context")
        (said,) = texts(sentence, "<b>")
        assert len(words(sentence)) > len(said)


def test_leads_back_to_the_sentence_that_names_it(built: Outcome, page: Element) -> None:
    part = find_part(page, "Mentioned in")
    articles = texts(part, "name")
    assert len(articles) == len(set(articles)) > 1
    for sentence in find_all(part, "in-context"):
        landing = follow(built, ADDRESS, str(sentence.get("href")))
        (name,) = texts(sentence, "<b>")
        assert name in words(landing.target)
        assert bare(words(sentence).strip("…"))[:40] in bare(words(landing.target))


def test_draws_its_events_and_lists_the_same(page: Element) -> None:
    part = find_part(page, "Events")
    (picture,) = part.iter("svg")
    listed = links(find_one(part, "chronicle"))
    drawn = {str(link.get("href")) for link in picture.iter("a")}
    dated = {
        href
        for item in find_one(part, "chronicle")
        if "No date" not in texts(item, "date")
        for href in list(links(find_one(item, "what")).values())[:1]
    }
    assert drawn == dated <= set(listed.values())


def test_names_both_ends_of_its_relations(page: Element) -> None:
    part = find_part(page, "Relations")
    assert "James Cleverly meets Han Zheng" in words(part)
    assert "Alicia Kearns urges James Cleverly" in words(part)


def test_says_as_of_when(page: Element) -> None:
    assert texts(page, "as-of") == ["As of 30 August 2023"]


def test_leads_back_to_all_people(page: Element) -> None:
    assert links(find_one(page, "crumbs")) == {
        "Home": "../index.html",
        "People & bodies": "index.html",
    }
