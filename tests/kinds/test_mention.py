"""Mentions: what a name in this text refers to, settled by an analyst."""

import pytest

from tests.books import (
    Files,
    find_one,
    find_part,
    find_problems,
    headings,
    links,
    publish,
    publish_cleanly,
    read_page,
    write_book,
)

ACTORS = """
ann: {name: Ann Lee, aliases: Lee}
bob: {name: Bob Lee, aliases: Lee}
cy: {name: Cy Roe, aliases: Roe}
"""
TEXT = "Lee spoke. Later Lee wept, and Roe left.\n"


def mention_book(*mentions: str) -> Files:
    lines = "".join(f"  - {mention}\n" for mention in mentions)
    return write_book(TEXT, f"mentions:\n{lines}" if lines else "", actors=ACTORS)


def linked(files: Files) -> dict[str, str]:
    page = read_page(publish(files), "articles/talks.html")
    return links(find_one(page, "text"))


def test_a_name_that_several_bear_is_not_linked_until_it_is_settled() -> None:
    assert linked(mention_book()) == {"Roe": "../actors/cy.html"}
    assert [code for code, _ in find_problems(mention_book())] == ["ambiguous-mention"] * 2


@pytest.mark.parametrize(
    "mention",
    [
        "{exact: Lee, nth: 1, id: bob}",
        "{exact: Lee, suffix: ' spoke', id: bob}",
        "{exact: Lee, nth: 1, id: Bob Lee}",
    ],
)
def test_a_mention_settles_it(mention: str) -> None:
    assert linked(mention_book(mention)) == {
        "Lee": "../actors/bob.html",
        "Roe": "../actors/cy.html",
    }


def test_all_settles_every_occurrence() -> None:
    built = publish_cleanly(mention_book("{exact: Lee, all: true, id: bob}"))
    assert links(read_page(built, "articles/talks.html"))["Lee"] == "../actors/bob.html"
    assert "Mentioned in" in headings(read_page(built, "actors/bob.html"))
    assert "Mentioned in" not in headings(read_page(built, "actors/ann.html"))


def test_none_means_nobody() -> None:
    assert linked(mention_book("{exact: Roe, id: none}")) == {}


def test_two_values_in_a_list_are_words_and_id() -> None:
    assert linked(mention_book("[Roe, none]")) == {}


def test_an_unknown_id_is_reported() -> None:
    found = find_problems(mention_book("{exact: Roe, id: cyy}"))
    assert ("unknown-entity", "mentions.0") in found


def test_words_that_stand_several_times_need_a_place() -> None:
    assert ("ambiguous-quote", "mentions.0") in find_problems(
        mention_book("{exact: Lee, id: bob}")
    )


def test_a_settled_name_is_known_to_the_one_it_means() -> None:
    built = publish(mention_book("{exact: Lee, nth: last, id: ann}"))
    page = read_page(built, "actors/ann.html")
    assert list(links(find_part(page, "Mentioned in"))) == [
        "Talks",
        "Later Lee wept, and Roe left.",
    ]
