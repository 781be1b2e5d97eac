"""What the words mean that name entries: shown by where the links of pages lead."""

import pytest

from briefbook.units.resolving import article_names
from tests.books import (
    Files,
    find_one,
    find_problems,
    hrefs,
    links,
    publish_cleanly,
    read_page,
    write_book,
)

BOOK = write_book(
    "They met.\n",
    "notes: {met: {exact: met, body: Once.}}",
    actors="{ann: {name: Ann Lee, aliases: [Lee, Envoy]}, bob: {name: Bob Lee, aliases: Lee}}",
    issues="contact: Contact",
    glossary="truce: {term: Truce, definition: No fire.}",
    events="visit: {name: The visit, date: 2023}",
    sources="wire: The Wire",
    others={
        "briefings/trip/index.md": "---\ntitle: The trip\n---\n",
        "briefings/trip/day.md": "# The day\n",
        "briefings/far/day.md": "# Another day\n",
    },
)


def with_text(text: str) -> Files:
    return {**BOOK, "briefings/here.md": f"{text}\n"}


def linked(text: str) -> dict[str, str]:
    page = read_page(publish_cleanly(with_text(text)), "articles/here.html")
    return links(find_one(page, "text"))


@pytest.mark.parametrize(
    ("written", "shown", "href"),
    [
        ("[[ann]]", "Ann Lee", "../actors/ann.html"),
        ("[[ann|she]]", "she", "../actors/ann.html"),
        ("[[Ann Lee]]", "Ann Lee", "../actors/ann.html"),
        ("[[Envoy|she]]", "she", "../actors/ann.html"),
        ("[[contact]]", "Contact", "../issues/contact.html"),
        ("[[truce]]", "Truce", "../glossary.html#truce"),
        ("[[visit]]", "The visit", "../events/visit.html"),
        ("[[wire]]", "The Wire", "../sources/wire.html"),
        ("[[talks]]", "Talks", "talks.html"),
        ("[[talks#met]]", "met", "talks.html#met"),
        ("[[trip]]", "The trip", "../briefings/trip/index.html"),
        ("[[trip/day]]", "The day", "../briefings/trip/day.html"),
    ],
)
def test_a_reference_leads_to_its_entry(written: str, shown: str, href: str) -> None:
    assert linked(f"See {written}.") == {shown: href}


def test_a_reference_to_nothing_is_words() -> None:
    assert linked("See [[-|Ann]] and [[-|The Truce]].") == {}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("[[Lee]]", "ambiguous-name"),
        ("[[day]]", "ambiguous-name"),
        ("[[anne]]", "unknown-target"),
        ("[[talks#mat]]", "unknown-target"),
        ("[^talks#mat]", "unknown-quote"),
        ("[^talks#met]", "wrong-kind"),
    ],
)
def test_a_reference_that_is_not_clear_is_reported(written: str, code: str) -> None:
    assert [found for found, _ in find_problems(with_text(f"See {written}."))] == [code]


def test_a_reference_in_code_is_code() -> None:
    assert linked("See `[[nobody]]`.") == {}


def test_an_article_is_known_by_its_path_from_any_folder_on() -> None:
    assert article_names("briefings/a/b/talks.md") == ("a/b/talks", "b/talks", "talks")


def test_a_citation_leads_to_its_note_and_the_note_to_the_words() -> None:
    files = with_text("They talked.[^talks#said]")
    files["briefings/talks.md"] = "“We met”, said Ann Lee.\n"
    files["briefings/talks.yaml"] = "quotes: {said: {speaker: ann, exact: We met}}"
    page = read_page(publish_cleanly(files), "articles/here.html")
    assert "#note.talks.said" in hrefs(find_one(page, "noteref"))
    assert links(find_one(page, "citation"))["“We met”"] == "talks.html#said"
