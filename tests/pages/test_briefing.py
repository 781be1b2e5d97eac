"""A briefing's page: key points first, then the overview, who stands where, what happened."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    find_all,
    find_one,
    find_part,
    follow,
    headings,
    hrefs,
    links,
    publish_sample,
    read_page,
    same_words,
    texts,
    words,
)
from tests.workspaces import Outcome

ADDRESS = "briefings/uk-china-2023/index.html"


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_sample("team")


@pytest.fixture(scope="module")
def page(built: Outcome) -> Element:
    return read_page(built, ADDRESS)


def test_has_its_key_points_first(page: Element) -> None:
    assert headings(page)[0] == "Key points"
    assert len(find_all(find_part(page, "Key points"), "<li>")) == 5


def test_has_every_part_of_what_a_reader_takes_along(page: Element) -> None:
    assert {
        "In this briefing",
        "Overview",
        "Who stands where",
        "What happened",
        "Claims",
        "Who does what to whom",
        "People & bodies",
        "Meetings",
    } <= set(headings(page))


def test_numbers_its_citations_and_leads_to_the_words(built: Outcome, page: Element) -> None:
    overview = find_part(page, "Overview")
    notes = [note for note in overview.iter("aside") if find_all(note, "cited")]
    assert len(notes) >= 10
    for note in notes:
        (cited,) = find_all(note, "cited")
        (href,) = hrefs(cited)
        assert "#" in href
        assert follow(built, ADDRESS, href).target is not None


def test_shows_disputed_claims_with_both_sides(page: Element) -> None:
    first = find_all(find_part(page, "Claims"), "claim")[0]
    assert texts(first, "status") == ["disputed"]
    assert len(find_all(first, "side")) == 2


def test_lists_the_people_of_its_matrix(page: Element) -> None:
    rows = texts(find_one(page, "matrix"), "<th>")
    people = texts(find_part(page, "People & bodies"), "name")
    assert people
    assert set(people) <= set(rows)


def test_draws_its_relations_and_lists_the_same(page: Element) -> None:
    part = find_part(page, "Who does what to whom")
    (picture,) = part.iter("svg")
    (body,) = find_one(part, "ties").iter("tbody")
    listed = {" ".join([texts(row, "<th>")[0], *texts(row, "<td>")[:2]]) for row in body}
    drawn = {
        title for verb in find_all(picture, "net-verb") for title in texts(verb, "<title>")
    }
    assert {
        one for one in listed if not any(same_words(one, other) for other in drawn)
    } == set()


def test_leads_to_its_articles_in_the_order_given(page: Element) -> None:
    part = find_part(page, "In this briefing")
    assert list(links(part).values()) == [
        "beijing-talks.html",
        "committee-report.html",
        "taiwan-visit.html",
    ]


def test_says_as_of_when(page: Element) -> None:
    assert texts(page, "as-of") == ["As of 30 August 2023"]


def test_is_listed_with_all_briefings_and_the_way_back_leads_there(built: Outcome) -> None:
    listing = read_page(built, "briefings/index.html")
    assert "uk-china-2023/index.html" in hrefs(listing)
    crumbs = find_one(read_page(built, ADDRESS), "crumbs")
    assert follow(built, ADDRESS, links(crumbs)["Briefings"]).address == "briefings/index.html"
    assert "Articles: 3" in words(find_one(listing, "lead"))
