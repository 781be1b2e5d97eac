"""An article's page: the text, its marked passages, and the notes beside them."""

from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    classes_of,
    find_all,
    find_id,
    find_one,
    find_part,
    follow,
    hrefs,
    links,
    main_of,
    marked_words,
    publish_cleanly,
    publish_sample,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome, build_once, make_inputs

ADDRESS = "briefings/uk-china-2023/beijing-talks.html"


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_sample("public")


@pytest.fixture(scope="module")
def page(built: Outcome) -> Element:
    return read_page(built, ADDRESS)


class TestTheText:
    def test_has_numbered_paragraphs_that_can_be_cited(self, page: Element) -> None:
        text = find_one(page, "text")
        numbers = [
            one.get("id") or "" for one in text.iter() if (one.get("id") or "").startswith("p.")
        ]
        assert numbers == [f"p.{n}" for n in range(1, len(numbers) + 1)]
        assert "#p." in words(find_part(page, "Cite this"))

    def test_has_a_way_through_its_headings(self, built: Outcome, page: Element) -> None:
        contents = find_one(page, "sections")
        shown = [words(follow(built, ADDRESS, href).target) for href in hrefs(contents)]
        assert shown == texts(find_one(page, "text"), "<h2>") == texts(contents, "<li>")

    def test_names_who_speaks_and_on_what_with_their_notes(self, page: Element) -> None:
        items = [item for item in find_one(page, "rail").iter("li") if item.get("data-notes")]
        voices = {words(item): (item.get("data-notes") or "").split() for item in items}
        assert voices["James Cleverly 7"]
        for name, notes in voices.items():
            told = [words(find_id(page, f"note.{note}")) for note in notes]
            who = name.rpartition(" ")[0] if name[-1].isdigit() else name
            assert all(who in one for one in told), name

    def test_marks_each_quote_with_the_words_of_its_note(self, page: Element) -> None:
        notes = [note for note in page.iter("aside") if "quote" in classes_of(note)]
        assert len(notes) >= 10
        for note in notes:
            name = (note.get("id") or "").removeprefix("note.")
            assert marked_words(page, name)

    def test_numbers_its_notes_in_the_order_of_the_words(self, page: Element) -> None:
        numbers = [int(number) for number in texts(find_one(page, "text"), "noteref")]
        assert numbers == sorted(numbers) == list(range(1, len(numbers) + 1))

    def test_has_each_note_right_behind_its_paragraph(self, page: Element) -> None:
        text = list(find_one(page, "text"))
        for before, after in pairwise(text):
            if "notes" in classes_of(after):
                cited = set(texts(before, "noteref"))
                assert {texts(note, "number")[0] for note in find_all(after, "note")} <= cited

    def test_lights_overlapping_passages_in_flat_pieces(self) -> None:
        sidecar = """
notes:
  long: {exact: one two three four, body: Long.}
  late: {exact: three four five, body: Late.}
"""
        built = publish_cleanly(write_book("Zero one two three four five.\n", sidecar))
        page = read_page(built, "articles/talks.html")
        pieces = [(mark.get("data-a"), words(mark)) for mark in page.iter("mark")]
        assert pieces == [("long", "one two"), ("long late", "three four"), ("late", "five")]
        assert {find_id(page, name).tag for name in ("long", "late")} <= {"mark", "span"}


class TestNames:
    def test_are_linked_at_their_first_mention(self, page: Element) -> None:
        text = find_one(page, "text")
        noted = [link for notes in find_all(text, "notes") for link in notes.iter("a")]
        linked = [words(link) for link in text.iter("a") if link not in noted]
        assert linked.count("James Cleverly") == 1
        assert "Cleverly" not in linked

    def test_have_a_button_that_opens_their_card(self, page: Element) -> None:
        buttons = find_all(page, "peek")
        assert len(buttons) > 5
        for button in buttons:
            card = find_id(page, str(button.get("popovertarget")))
            assert "card" in classes_of(card)
            assert (button.get("aria-label") or "").startswith("About ")
            assert find_all(card, "<a>")

    def test_have_cards_with_their_office_on_the_articles_day(self, page: Element) -> None:
        card = find_id(page, "card.han-zheng")
        assert texts(card, "role") == ["Chinese Vice President"]


class TestWhatStandsAround:
    def test_is_who_speaks_and_where_the_words_place_them(self, page: Element) -> None:
        note = find_id(page, "note.every-meeting")
        assert "James Cleverly, Foreign Secretary" in texts(note, "who")[0]
        assert texts(note, "stance") == ["Human rights in China: raised"]

    def test_is_the_way_to_the_briefing_and_its_other_articles(self, page: Element) -> None:
        crumbs = links(find_one(page, "crumbs"))
        assert list(crumbs.values()) == ["../../index.html", "../index.html", "index.html"]
        assert hrefs(find_one(page, "neighbours")) == ["committee-report.html"]

    def test_is_its_source_with_what_may_be_done_with_it(self, page: Element) -> None:
        (rights,) = texts(page, "rights")
        assert rights.startswith("Source: News report on")
        assert rights.endswith("all rights reserved")

    def test_says_as_of_when(self, page: Element) -> None:
        assert texts(page, "as-of") == ["As of 30 August 2023"]


def test_what_is_lost_is_shown_as_such_and_never_dropped() -> None:
    files = write_book(
        "Words.\n", "quotes: {gone: {speaker: ann, exact: Never said}}", actors="ann: Ann Lee"
    )
    inputs = make_inputs(files)._replace(accept_lost=True)
    page = read_page(build_once(inputs), "articles/talks.html")
    part = find_part(page, "Unanchored")
    assert "“Never said” Ann Lee" in words(part)
    assert find_id(part, "gone")


@pytest.mark.parametrize(
    "text",
    [
        "“We will talk”, said Ann Lee.\n\nNo more was said.[^talk]\n",
        "More was said.[^talks#talk]\n\n“We will talk”, said Ann Lee.\n",
    ],
)
def test_has_one_note_on_a_quote_of_its_own_that_it_cites(text: str) -> None:
    sidecar = "quotes: {talk: {speaker: ann, exact: We will talk}}"
    built = publish_cleanly(write_book(text, sidecar, actors="ann: Ann Lee"))
    page = read_page(built, "articles/talks.html")
    leading = [href for href in hrefs(main_of(page)) if href.startswith("#note.")]
    assert set(leading) == {"#note.talk"}
    assert find_id(page, "note.talk") is not None
