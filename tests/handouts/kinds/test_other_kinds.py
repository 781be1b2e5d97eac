"""Two-pager, briefing paper, position sheet and actor note, of the sample."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from briefbook.build.stages.make_pages import RenderSettings, finish_pages
from briefbook.handouts.document import (
    Beside,
    Figure,
    Group,
    HandoutDocument,
    HandoutSpan,
    Paragraph,
    Table,
)
from briefbook.handouts.kinds import BY_NAME, HANDOUTS
from briefbook.pages.context import PageContext
from briefbook.pages.handouts import view_document
from briefbook.pages.page import HOME
from briefbook.syntax.edtf import MONTHS
from tests.books import find_all, find_one, publish_sample, read_page, words
from tests.books import texts as texts_of
from tests.markup import parse_page
from tests.papers import (
    cited,
    find_section,
    look_into_sample,
    sample_handouts,
    texts,
)
from tests.workspaces import theme_templates

QUOTED = re.compile("“([^“”]+)”")
DATED = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}")


def pick(kind: str, title: str = "") -> HandoutDocument:
    (found,) = (one for one in sample_handouts() if one.kind == kind and title in one.title)
    return found


@cache
def read_site() -> str:
    """Return all that the pages of the sample say, its handouts left out."""
    built = publish_sample("team")
    pages = (
        address
        for address in sorted(built.files)
        if address.endswith(".html") and not address.startswith("handouts/")
    )
    return " ".join(words(read_page(built, address)) for address in pages)


def spans_of(value: object) -> Iterator[HandoutSpan]:
    """Yield the spans of a part of a document."""
    if isinstance(value, HandoutSpan):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans_of(one)


def lines_of(document: HandoutDocument) -> list[str]:
    """Return the lines of a document, without those of pictures."""
    blocks = (block for section in document.sections for block in section.blocks)
    return list(texts(tuple(one for one in blocks if not isinstance(one, (Figure, Group)))))


def show_page(document: HandoutDocument) -> str:
    """Return the words of a document's page, without spaces and numbers of notes."""
    look = look_into_sample()
    page = view_document(document, "html", PageContext(look, document.address), HOME)
    (made,) = finish_pages(RenderSettings(theme_templates()), [page])
    root = parse_page(made.data)
    for parent in list(root.iter()):
        for number in [one for one in parent if "noteref" in (one.get("class") or "")]:
            previous = list(parent)[: list(parent).index(number)]
            holder = previous[-1] if previous else parent
            if previous:
                holder.tail = (holder.tail or "") + (number.tail or "")
            else:
                parent.text = (parent.text or "") + (number.tail or "")
            parent.remove(number)
    return "".join(words(root).split())


def titles(document: HandoutDocument) -> list[str]:
    return [section.title for section in document.sections]


@pytest.fixture(params=BY_NAME)
def documents(request: pytest.FixtureRequest) -> list[HandoutDocument]:
    """Return the handouts of a kind that there are of the sample."""
    return [one for one in sample_handouts() if one.kind == request.param]


class TestEveryHandout:
    def test_has_the_quotes_and_dates_of_the_site(
        self, documents: list[HandoutDocument]
    ) -> None:
        assert documents
        for document in documents:
            site = read_site()
            for text in texts(tuple(document.sections)):
                for said in (*QUOTED.findall(text), *DATED.findall(text)):
                    assert said in site, said

    def test_names_those_that_it_leads_to_as_the_site_does(
        self, documents: list[HandoutDocument]
    ) -> None:
        assert documents
        for document in documents:
            built = publish_sample("team")
            for span in spans_of(document.sections):
                if span.href.startswith(("actors/", "issues/", "events/")):
                    page = read_page(built, span.href)
                    assert words(find_one(page, "<h1>")) == span.words

    def test_says_the_same_as_a_page(self, documents: list[HandoutDocument]) -> None:
        assert documents
        for document in documents:
            shown = show_page(document)
            bare = ["".join(text.split()) for text in lines_of(document)]
            assert [text for text in bare if text not in shown] == []

    def test_numbers_its_notes_in_the_order_of_the_text(
        self, documents: list[HandoutDocument]
    ) -> None:
        assert documents
        for document in documents:
            numbers = cited(tuple(section.blocks for section in document.sections))
            assert [note.number for note in document.notes] == list(
                range(1, len(document.notes) + 1)
            )
            assert set(numbers) == {note.number for note in document.notes}

    def test_leads_with_every_note_to_words_that_are_there(
        self, documents: list[HandoutDocument]
    ) -> None:
        assert documents
        for document in documents:
            built = publish_sample("team")
            for note in document.notes:
                address, _, fragment = note.address.partition("#")
                page = read_page(built, address)
                assert not fragment or [e for e in page.iter() if e.get("id") == fragment]

    def test_says_in_words_what_its_pictures_show(
        self, documents: list[HandoutDocument]
    ) -> None:
        assert documents
        for document in documents:
            for section in document.sections:
                for block in section.blocks:
                    if isinstance(block, Figure):
                        assert len(block.words) > len("Timeline. .")

    def test_has_widths_and_heads_for_every_column(
        self, documents: list[HandoutDocument]
    ) -> None:
        assert documents
        for document in documents:
            for section in document.sections:
                for table in (block for block in section.blocks if isinstance(block, Table)):
                    assert len(table.head) == len(table.widths)
                    assert {len(row) for row in table.rows} == {len(table.head)}


def test_there_is_an_offer_of_every_kind() -> None:
    assert {(kind.name, kind.index) for kind in HANDOUTS} == {
        ("read-ahead", "meeting"),
        ("two-pager", "briefing"),
        ("briefing-paper", "briefing"),
        ("position-sheet", "issue"),
        ("actor-note", "actor"),
    }
    assert len(BY_NAME) == len(HANDOUTS)


class TestTwoPager:
    def test_begins_with_the_key_points(self) -> None:
        document = pick("two-pager")
        assert titles(document)[:2] == ["Key points", "Who stands where"]
        assert document.sections[0].tone == "box"
        assert document.sides == 2

    def test_has_the_same_positions_as_the_matrix_of_the_briefing(self) -> None:
        (table,) = find_section(pick("two-pager"), "Who stands where").blocks
        assert isinstance(table, Table)
        page = read_page(publish_sample("team"), "briefings/uk-china-2023/index.html")
        heads = {words(th) for th in page.iter("th")}
        assert set(table.head[1:]) <= {
            re.split(r"\s{2}", one)[0] for one in heads
        } | heads or all(any(name in one for one in heads) for name in table.head[1:])
        for row in table.rows:
            assert any(next(texts(row[0])) in one for one in heads)

    def test_puts_both_sides_of_what_is_disputed_next_to_each_other(self) -> None:
        beside, *_ = find_section(pick("two-pager"), "What is disputed").blocks
        assert isinstance(beside, Beside)
        assert "Taiwan is an independent country" in " ".join(texts(beside.left))
        assert next(texts(beside.right)).startswith("Chinese Foreign Ministry:")


class TestBriefingPaper:
    def test_numbers_the_paragraphs_of_the_overview(self) -> None:
        blocks = find_section(pick("briefing-paper"), "Overview").blocks
        numbers = [b.number for b in blocks if isinstance(b, Paragraph) and b.number]
        assert numbers == list(range(1, len(numbers) + 1)) != []

    def test_holds_views_terms_and_sources(self) -> None:
        assert titles(pick("briefing-paper")) == [
            "Summary",
            "Overview",
            "Views, issue by issue",
            "What is disputed",
            "What is not known",
            "Chronology",
            "Who is who",
            "Terms",
            "Articles and sources",
        ]

    def test_keeps_promises_apart_from_what_happened(self) -> None:
        tables = [
            block
            for block in find_section(pick("briefing-paper"), "Chronology").blocks
            if isinstance(block, Table)
        ]
        assert [table.caption for table in tables] == [
            "What happened",
            "Planned, promised or cancelled: not recorded as done",
        ]


class TestPositionSheet:
    def test_orders_everyone_along_the_scale(self) -> None:
        sheet = pick("position-sheet", "Status of Taiwan")
        blocks = find_section(sheet, "Who stands where").blocks
        (table,) = (block for block in blocks if isinstance(block, Table))
        stances = [next(texts(row[1])) for row in table.rows]
        assert stances == [
            "part of China",
            "UPI: part of China",
            "independent country",
        ]

    def test_shows_our_line_in_the_highest_edition_alone(self) -> None:
        assert "Our line" in titles(pick("position-sheet", "Status of Taiwan"))
        public = [one for one in sample_handouts("public") if one.kind == "position-sheet"]
        assert [one.title for one in public if "Our line" in titles(one)] == []


class TestActorNote:
    def test_tells_offices_positions_and_words(self) -> None:
        document = pick("actor-note", "James Cleverly")
        assert titles(document)[:4] == ["In short", "Offices", "Positions", "Quotes"]
        offices = list(texts(find_section(document, "Offices").blocks))
        assert offices[0].startswith("Foreign Secretary, Foreign, Commonwealth")

    def test_quotes_a_sentence_as_it_stands(self) -> None:
        quotes = find_section(pick("actor-note", "James Cleverly"), "Quotes").blocks
        said = [next(texts(quote)) for quote in quotes]
        assert "As for the future, he is “not going to change my posture”." in said

    def test_has_the_quotes_of_the_actors_page(self) -> None:
        page = read_page(publish_sample("team"), "actors/cleverly.html")
        quotes = find_section(pick("actor-note", "James Cleverly"), "Quotes").blocks
        shown = [" ".join(next(texts(quote)).split()) for quote in quotes]
        marked = [text for one in find_all(page, "quotes") for text in texts_of(one, "<mark>")]
        assert all(any(text in one for one in shown) for text in marked if text)
