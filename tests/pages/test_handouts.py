"""Handouts as files of the site: which there are, and when they are made again."""

import pytest

from briefbook.handouts.document import HOUSE
from briefbook.report.report import write_message
from tests.books import (
    SHORT,
    Files,
    find_all,
    hrefs,
    publish_cleanly,
    read_page,
    texts,
    write_book,
)
from tests.handouts.formats.test_house import make_template
from tests.workspaces import Book, Outcome, Publisher, make_inputs

ACTORS = "ann: {name: Ann Ash}\nbo: {name: Bo Birch}\n"
ISSUES = "dam: {name: The dam, scale: [wait, act]}\n"
SIDECAR = "quotes: {wait: {speaker: ann, exact: we will wait, stance: {dam: wait}}}\n"
MEETINGS = "visit: {title: Visit, date: 2024-01-01, attendees: [ann], access: public}\n"
TEXT = "Ann Ash said “we will wait”. The rest was silence."


def make_book(handouts: str, actors: str = ACTORS, meetings: str = MEETINGS) -> Files:
    config = f"handouts: {handouts}\n{SHORT}" if handouts else ""
    return write_book(TEXT, SIDECAR, config, actors=actors, issues=ISSUES, meetings=meetings)


def handouts_of(built: Outcome) -> list[str]:
    return sorted(
        address.removeprefix("handouts/")
        for address in built.files
        if address.startswith("handouts/")
    )


def test_are_made_where_settings_ask_for_them_and_nowhere_else() -> None:
    assert handouts_of(publish_cleanly(make_book(""))) == []
    assert handouts_of(publish_cleanly(make_book("{read-ahead: [html, pdf]}"))) == [
        "read-ahead-visit.html",
        "read-ahead-visit.pdf",
    ]


def test_are_made_of_every_subject() -> None:
    assert handouts_of(publish_cleanly(make_book("{actor-note: html}"))) == [
        "actor-note-ann.html",
        "actor-note-bo.html",
    ]


class TestOfWhoHasButALine:
    PLENTY = " ".join(["Plenty."] * 200)
    ACTORS = f"ann: {{name: Ann Ash, summary: {PLENTY}}}\nbo: {{name: Bo Birch}}\n"
    CONFIG = "title: The book\nhandouts: {actor-note: [html, pdf], read-ahead: html}\n"

    def make(self, config: str = CONFIG) -> Files:
        return {**make_book("", self.ACTORS), "config.yaml": config}

    def test_none_is_made_with_the_site_and_nothing_leads_to_one(self) -> None:
        built = publish_cleanly(self.make())
        assert handouts_of(built) == [
            "actor-note-ann.html",
            "actor-note-ann.pdf",
            "read-ahead-visit.html",
        ]
        assert find_all(read_page(built, "actors/ann.html"), "take-along") != []
        assert find_all(read_page(built, "actors/bo.html"), "take-along") == []

    def test_settings_say_how_little_is_too_little(self) -> None:
        built = publish_cleanly(self.make(f"{self.CONFIG}{SHORT}\n"))
        assert "actor-note-bo.pdf" in handouts_of(built)
        built = publish_cleanly(self.make(f"{self.CONFIG}thresholds: {{paper: 900}}\n"))
        assert handouts_of(built) == ["read-ahead-visit.html"]

    def test_one_comes_with_the_words_and_goes_with_them(self) -> None:
        book = Book(self.make())
        bare, full = "Bo Birch", f"Bo Birch, summary: {self.PLENTY}"
        built = book.edit("briefings/actors.yaml", bare, full)
        assert "actor-note-bo.html" in handouts_of(built)
        built = book.edit("briefings/actors.yaml", full, bare)
        assert "actor-note-bo.html" not in handouts_of(built)

    def test_chinese_words_count_by_their_characters(self) -> None:
        chinese = f"ann: {{name: 王毅, summary: {'外交部长' * 100}}}\n"
        files = {**self.make(), "briefings/actors.yaml": chinese}
        inputs = make_inputs(files)
        assert "actor-note-ann.html" in handouts_of(Publisher().build(inputs))


def test_a_briefing_may_ask_for_its_own() -> None:
    index = "---\ntitle: River\nhandouts: {two-pager: html}\nkey_points: [One.]\n---\nText."
    files = {**make_book(""), "briefings/river/index.md": index}
    assert handouts_of(publish_cleanly(files)) == ["two-pager-river.html"]


def test_are_listed_where_their_subject_is_shown() -> None:
    built = publish_cleanly(make_book("{position-sheet: [html, pdf]}"))
    (listed,) = find_all(read_page(built, "issues/dam.html"), "take-along")
    assert hrefs(listed) == [
        "../handouts/position-sheet-dam.html",
        "../handouts/position-sheet-dam.pdf",
    ]
    assert find_all(read_page(built, "actors/ann.html"), "take-along") == []


def test_belong_to_the_edition_of_their_subject() -> None:
    meetings = MEETINGS.replace(", access: public", "")
    files = make_book("{read-ahead: [html, pdf]}", meetings=meetings)
    assert handouts_of(publish_cleanly(files)) == []
    assert handouts_of(publish_cleanly(files, "team")) == [
        "read-ahead-visit.html",
        "read-ahead-visit.pdf",
    ]


def test_a_pdf_without_letters_is_left_out_and_the_page_made() -> None:
    files = make_book(
        "{actor-note: [html, pdf]}", actors="ann: {name: Ann Ash, aliases: [蔡英文]}"
    )
    inputs = make_inputs(files)
    latin = inputs._replace(fonts=inputs.fonts._replace(letters=((0x20, 0x2FFF),)))
    built = Publisher().build(latin)
    assert handouts_of(built) == ["actor-note-ann.html"]
    assert [one.code for one in built.problems] == ["no-glyph"]
    (listed,) = find_all(read_page(built, "actors/ann.html"), "take-along")
    assert texts(listed, "<a>") == ["Page"]


LATIN = ((0x20, 0x2FFF),)


def build_latin(publisher: Publisher, files: Files) -> Outcome:
    """Return the site of a book whose fonts have no letters beyond those of the West."""
    inputs = make_inputs(files)
    return publisher.build(inputs._replace(fonts=inputs.fonts._replace(letters=LATIN)))


class TestLettersThatNoFontHas:
    ACTORS = (
        "ann: {name: Ann Ash, aliases: [蔡英文, 习近平, 蔡], summary: "
        "Also محمد and 习.}\nbo: {name: Bo Birch, aliases: [王毅]}\n"
        "cy: {name: Cy, aliases: [Cyrus]}\ndi: {name: Di 王}\n"
    )
    HANDOUTS = "{actor-note: [html, pdf]}"

    def test_are_one_warning_of_a_book_with_some_of_them_and_all_handouts(self) -> None:
        built = build_latin(Publisher(), make_book(self.HANDOUTS, actors=self.ACTORS))
        (found,) = built.problems
        said = write_message(found)
        assert said.startswith("3 PDFs are left out: no font has ")
        assert said.endswith(" and 3 more, Cjk, as in “蔡英文, 习近平, 蔡”")
        assert [one.path for one in (found.locus, *found.related)] == [
            f"handouts/actor-note-{name}.pdf" for name in ("ann", "bo", "di")
        ]

    def test_are_told_after_an_edit_as_by_a_first_build(self) -> None:
        publisher = Publisher()
        build_latin(publisher, make_book(self.HANDOUTS, actors=self.ACTORS))
        for old, new in (("王毅", "Wang"), ("习近平", "Xi"), ("Di 王", "Di"), ("蔡", "C")):
            files = make_book(self.HANDOUTS, actors=self.ACTORS.replace(old, new))
            found = build_latin(publisher, files).problems
            assert found == build_latin(Publisher(), files).problems
            assert [one.code for one in found] == ["no-glyph"]


def remade(built: Outcome) -> list[str]:
    return [one for one in built.counts.rendered if one.startswith("handouts/")]


class TestARebuild:
    """A PDF takes long: it is made again only if it would say something else."""

    @pytest.fixture
    def book(self) -> Book:
        return Book(make_book("{actor-note: [html, pdf]}"))

    def test_makes_no_handout_when_nothing_of_it_changed(self, book: Book) -> None:
        assert remade(book.edit("briefings/talks.md", "The rest", "All else")) == []

    def test_makes_those_that_show_what_changed(self, book: Book) -> None:
        assert remade(book.edit("briefings/actors.yaml", "Bo Birch", "Bo Beech")) == [
            "handouts/actor-note-bo.html",
            "handouts/actor-note-bo.pdf",
        ]


def test_word_files_are_made_again_when_their_template_comes_changes_or_goes() -> None:
    files, publisher = make_book("{actor-note: [pdf, docx]}"), Publisher()
    publisher.build(make_inputs(files))
    template, other = make_template(), make_template(margins=False)
    for given in ({HOUSE: template}, {HOUSE: other}, {}):
        assert remade(publisher.build(make_inputs({**files, **given}))) == [
            "handouts/actor-note-ann.docx",
            "handouts/actor-note-bo.docx",
        ]


def test_what_is_too_long_is_reported_until_it_is_not() -> None:
    points = ", ".join(f"point {n}" for n in range(130))
    long = MEETINGS.replace("}\n", f", points: [{points}]}}\n")
    publisher = Publisher()
    files = make_book("{read-ahead: pdf}", meetings=long)
    for _ in range(2):
        assert [p.code for p in publisher.build(make_inputs(files)).problems] == ["over-length"]
    short = make_book("{read-ahead: pdf}")
    assert publisher.build(make_inputs(short)).problems == ()
