"""Locators: the place in a source is one click away, where its address says what it opens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.pages.parts.locators import locate_in
from tests.books import (
    SHORT,
    find_all,
    find_id,
    links,
    publish_cleanly,
    read_page,
    write_book,
)

PDF, FILM = "https://example.org/a.pdf", "https://www.youtube.com/watch?v=abc"


@pytest.mark.parametrize(
    ("url", "locator", "address"),
    [
        (PDF, "p. 12", f"{PDF}#page=12"),
        (PDF, "pp. 12-14", f"{PDF}#page=12"),
        (PDF, "page 3, second column", f"{PDF}#page=3"),
        ("https://example.org/A.PDF?x=1#top", "p.7", "https://example.org/A.PDF?x=1#page=7"),
        (FILM, "14:20", f"{FILM}&t=860"),
        (f"{FILM}&t=3", "1:14:20", f"{FILM}&t=4460"),
        ("https://youtu.be/abc", "0:05", "https://youtu.be/abc?t=5"),
        ("https://vimeo.com/12345", "2:00", "https://vimeo.com/12345#t=120s"),
        ("https://example.org/talk.mp3", "14:20", "https://example.org/talk.mp3#t=860"),
        ("https://example.org/talk.webm", "14:20–15:00", "https://example.org/talk.webm#t=860"),
    ],
)
def test_a_page_or_a_time_leads_into_what_has_it(url: str, locator: str, address: str) -> None:
    assert locate_in(url, locator) == address


@pytest.mark.parametrize(
    ("url", "locator"),
    [
        ("", "p. 12"),
        ("https://example.org/report", "p. 12"),
        ("https://example.org/a.pdf.html", "p. 12"),
        ("https://example.org/?file=a.pdf", "p. 12"),
        (PDF, "14:20"),
        (PDF, "section 12"),
        (PDF, "p. xii"),
        (PDF, "col. 12"),
        ("https://example.org/report", "14:20"),
        ("https://www.youtube.com/@somebody", "14:20"),
        ("https://youtube.com.example.org/watch?v=a", "14:20"),
        (FILM, "14:99"),
        (FILM, "p. 3"),
    ],
)
def test_what_is_not_known_to_have_it_is_not_guessed(url: str, locator: str) -> None:
    assert locate_in(url, locator) == ""


@given(st.sampled_from((PDF, FILM, "https://vimeo.com/1", "https://a.org/b.mp3")), st.text())
def test_no_locator_leads_elsewhere(url: str, locator: str) -> None:
    found = locate_in(url, locator)
    assert not found or found.startswith(url)
    assert found.isascii()


def test_readers_find_the_link_at_the_quote_wherever_it_stands() -> None:
    built = publish_cleanly(
        write_book(
            "She said it is so.\n",
            "quotes: {q: {speaker: ann, exact: it is so, source: minutes, locator: p. 12}}",
            actors="ann: {name: Ann Lee}",
            sources=f"minutes: {{title: Minutes, URL: '{PDF}'}}",
        )
    )
    note = find_id(read_page(built, "articles/talks.html"), "note.q")
    assert links(note)["p. 12"] == f"{PDF}#page=12"
    for address in ("actors/ann.html", "sources/minutes.html", "quotes.html"):
        shown = find_all(read_page(built, address), "quote")
        assert any(links(one).get("p. 12") == f"{PDF}#page=12" for one in shown)


def test_the_endnote_of_a_paper_leads_there_too() -> None:
    files = write_book(
        config=f"handouts: {{briefing-paper: [html]}}\n{SHORT}",
        actors="ann: {name: Ann Lee}",
        sources="minutes: {title: Minutes, archive_url: 'https://kept.org/a.pdf'}",
        others={
            "briefings/b/index.md": "---\ntitle: Talks\n---\nSo it is.[^said#q]\n",
            "briefings/b/said.md": "---\ndate: 2023\nsource: minutes\n---\nIt is so.\n",
            "briefings/b/said.yaml": "quotes: {q: {speaker: ann, exact: is, locator: p. 2}}",
        },
    )
    paper = read_page(publish_cleanly(files), "handouts/briefing-paper-b.html")
    assert links(paper)["p. 2"] == "https://kept.org/a.pdf#page=2"


def test_a_locator_without_a_place_stays_words() -> None:
    built = publish_cleanly(
        write_book(
            "---\ndate: 2023\nsource: minutes\n---\nShe said it is so.\n",
            "quotes: {q: {speaker: ann, exact: it is so, locator: section 3}}",
            actors="ann: {name: Ann Lee}",
            sources=f"minutes: {{title: Minutes, URL: '{PDF}'}}",
        )
    )
    note = find_id(read_page(built, "articles/talks.html"), "note.q")
    assert "section 3" not in links(note)
