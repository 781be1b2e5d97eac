"""Redirects: a page at every former address, that leads to the present one."""

import pytest

from tests.books import (
    find_problems,
    follow,
    hrefs,
    main_of,
    publish,
    publish_cleanly,
    read_page,
    write_book,
)

BOOK = write_book(
    "---\nwas: chats\n---\nWords.\n",
    actors="ann: {name: Ann Lee, was: annie}",
    issues="contact: {name: Contact, was: [ties, bonds]}",
    events="visit: {name: Visit, date: 2023, was: trip}",
    sources="wire: {title: The Wire, was: paper}",
    sidecar="sources: {own: {title: Ours, was: notes}}",
    meetings="talk: {title: Talk, date: 2023, was: chat, access: public}",
)


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("actors/annie.html", "actors/ann.html"),
        ("issues/ties.html", "issues/contact.html"),
        ("issues/bonds.html", "issues/contact.html"),
        ("events/trip.html", "events/visit.html"),
        ("sources/paper.html", "sources/wire.html"),
        ("sources/talks.notes.html", "sources/talks.own.html"),
        ("meetings/chat.html", "meetings/talk.html"),
        ("articles/chats.html", "articles/talks.html"),
    ],
)
def test_leads_from_the_former_address_to_the_present_one(former: str, present: str) -> None:
    built = publish_cleanly(BOOK)
    page = read_page(built, former)
    (href,) = hrefs(main_of(page))
    assert follow(built, former, href).address == present
    (refresh,) = (meta for meta in page.iter("meta") if meta.get("http-equiv") == "refresh")
    assert refresh.get("content") == f"0; url={href}"


def test_may_not_take_the_address_of_another_page() -> None:
    actors = "{ann: {name: Ann Lee, was: bo}, bo: Bo Kim}"
    assert [code for code, _ in find_problems(write_book(actors=actors))] == ["address-taken"]


def test_that_takes_an_address_is_told_with_the_places_of_both() -> None:
    actors = "{ann: {name: Ann Lee, was: bo}, bo: Bo Kim}"
    (found,) = publish(write_book(actors=actors)).problems
    assert found.locus[:2] == ("briefings/actors.yaml", ("ann", "was"))
    assert [one[:2] for one in found.related] == [("briefings/actors.yaml", ("bo",))]


def test_that_leads_to_two_pages_is_told_with_the_places_of_both() -> None:
    actors = "{ann: {name: Ann Lee, was: eve}, bo: {name: Bo Kim, was: eve}}"
    (found,) = publish(write_book(actors=actors)).problems
    places = {found.locus.pointer, *(one.pointer for one in found.related)}
    assert places == {("ann", "was"), ("bo", "was")}


def test_may_not_lead_to_two_pages() -> None:
    actors = "{ann: {name: Ann Lee, was: eve}, bo: {name: Bo Kim, was: eve}}"
    assert [code for code, _ in find_problems(write_book(actors=actors))] == ["address-taken"]


def test_is_as_hidden_as_what_it_leads_to() -> None:
    built = publish_cleanly(write_book(actors="ann: {name: Ann Lee, access: team, was: annie}"))
    assert "actors/annie.html" not in built.files


def test_a_former_id_is_no_reference() -> None:
    files = write_book("See [[annie]].\n", actors="ann: {name: Ann Lee, was: annie}")
    assert [code for code, _ in find_problems(files)] == ["unknown-target"]
