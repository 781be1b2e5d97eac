"""Notes: an analyst's remark in the margin of some words."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    find_id,
    find_one,
    find_problems,
    follow,
    links,
    marked_words,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

TEXT = "They met at noon. It was raining.\n\nNothing else is known.\n"
SIDECAR = """
notes:
  hour: {exact: at noon, body: "Local time, says [[ann]]."}
  secret: {exact: It was raining, access: team, body: "Check the *weather*."}
"""
FILES = write_book(TEXT, SIDECAR, actors="ann: Ann Lee")
ARTICLE = "articles/talks.html"


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_cleanly(FILES)


@pytest.fixture(scope="module")
def page(built: Outcome) -> Element:
    return read_page(built, ARTICLE)


def test_marks_the_words(page: Element) -> None:
    assert marked_words(page, "hour") == "at noon"
    assert find_id(page, "hour").get("class") == "note"


def test_says_in_the_margin_what_the_analyst_says(page: Element) -> None:
    note = find_id(page, "note.hour")
    assert words(note) == "1 Local time, says Ann Lee."
    assert links(note)["Ann Lee"] == "../actors/ann.html"


def test_is_reached_from_the_words_and_leads_back(built: Outcome, page: Element) -> None:
    number = find_one(page, "noteref")
    landing = follow(built, ARTICLE, links(number)["1"])
    assert landing.target.get("id") == "note.hour"
    assert follow(built, ARTICLE, links(landing.target)["1"]).target.get("id") == "ref.hour"


def test_stands_right_behind_its_paragraph(page: Element) -> None:
    text = find_one(page, "text")
    parts = [child.get("id") or child.get("class") for child in text]
    assert parts == ["p.1", "notes level", "p.2"]


def test_of_a_higher_edition_leaves_no_trace_below(built: Outcome) -> None:
    data = built.files[ARTICLE]
    assert b"weather" not in data
    assert b"secret" not in data
    team = read_page(publish_cleanly(FILES, "team"), ARTICLE)
    assert texts(find_id(team, "note.secret"), "<em>") == ["weather"]


def test_needs_words_and_a_body() -> None:
    sidecar = "notes: {hour: {exact: at noon}, day: {body: When?}}"
    assert find_problems(write_book(TEXT, sidecar)) == [
        ("missing-field", "notes.day"),
        ("missing-field", "notes.hour"),
    ]


def test_may_be_about_words_in_several_parts() -> None:
    sidecar = "notes: {hour: {exact: [They met, raining], body: In the wet.}}"
    page = read_page(publish_cleanly(write_book(TEXT, sidecar)), ARTICLE)
    assert marked_words(page, "hour") == "They metraining"
    assert len(texts(page, "noteref")) == 1
