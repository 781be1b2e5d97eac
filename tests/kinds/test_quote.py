"""Quotes: who said what to whom, and how we know."""

import csv
import json
from io import StringIO

import pytest

from tests.books import (
    Files,
    find_all,
    find_id,
    find_one,
    find_part,
    find_problems,
    hrefs,
    links,
    main_of,
    marked_words,
    publish,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Book, Outcome, build_files

ACTORS = """
ann: {name: Ann Lee, aliases: [Lee]}
bo: {name: Bo Kim}
office: {name: Foreign Office, type: organization}
"""
ISSUES = "contact: {name: Contact, scale: [engage, wait]}"
TEXT = """Ann Lee said: “We will talk”, and after a pause: “but not today”.

Bo Kim wants them to hurry. Lee repeated: “We will talk”.
"""
ARTICLE = "articles/talks.html"


def quote_book(quotes: str) -> Files:
    return write_book(TEXT, f"quotes:\n  it: {quotes}", actors=ACTORS, issues=ISSUES)


def publish_quote(quotes: str) -> Outcome:
    return publish_cleanly(quote_book(quotes))


def note_on(quotes: str) -> str:
    """Return what the note beside the quote says."""
    return words(find_id(read_page(publish_quote(quotes), ARTICLE), "note.it"))


class TestItsWords:
    def test_are_marked_in_the_text(self) -> None:
        page = read_page(publish_quote("{speaker: ann, exact: but not today}"), ARTICLE)
        assert marked_words(page, "it") == "but not today"
        assert find_id(page, "it").tag == "mark"

    def test_may_be_written_with_other_marks_and_spaces(self) -> None:
        quotes = '{speaker: ann, exact: "\\"We  will talk\\", and"}'
        assert "We will talk" in words(main_of(read_page(publish_quote(quotes), "quotes.html")))

    def test_may_come_in_parts(self) -> None:
        built = publish_quote("{speaker: ann, exact: [We will talk, but not today], nth: 1}")
        assert (
            texts(read_page(built, "quotes.html"), "<b>")[0] == "We will talk … but not today"
        )
        page = read_page(built, ARTICLE)
        assert marked_words(page, "it") == "We will talkbut not today"
        assert len(find_all(page, "noteref")) == 1

    @pytest.mark.parametrize(
        ("choice", "paragraph"),
        [
            ("nth: 1", "p.1"),
            ("nth: last", "p.2"),
            ("prefix: 'repeated: \"'", "p.2"),
            ("suffix: '\", and'", "p.1"),
        ],
    )
    def test_have_one_place(self, choice: str, paragraph: str) -> None:
        built = publish_quote(f"{{speaker: ann, exact: We will talk, {choice}}}")
        block = find_id(read_page(built, ARTICLE), paragraph)
        assert marked_words(block, "it") == "We will talk"

    def test_are_refused_where_their_place_is_not_clear(self) -> None:
        assert find_problems(quote_book("{speaker: ann, exact: We will talk}")) == [
            ("ambiguous-quote", "quotes.it")
        ]

    def test_are_refused_where_they_are_not_in_the_text(self) -> None:
        assert find_problems(quote_book("{speaker: ann, exact: We will not talk}")) == [
            ("quote-not-found", "quotes.it")
        ]


class TestWhoIsBehindThem:
    def test_is_the_speaker_in_their_role_of_the_day(self) -> None:
        actors = "ann: {name: Ann Lee, role: Minister, as_of: 2023-08-30}"
        files = write_book(
            TEXT, "quotes: {it: {speaker: ann, exact: but not today}}", actors=actors
        )
        page = read_page(publish_cleanly(files), ARTICLE)
        assert "Ann Lee, Minister in their own words" in words(find_id(page, "note.it"))

    def test_may_be_named_by_a_name_or_an_alias(self) -> None:
        for speaker in ("Ann Lee", "Lee"):
            assert "Ann Lee" in note_on(f"{{speaker: {speaker}, exact: but not today}}")

    def test_is_refused_under_a_name_that_several_bear(self) -> None:
        actors = "{ann: {name: Ann Lee, aliases: [Lee]}, bob: {name: Bob Lee, aliases: [Lee]}}"
        sidecar = "quotes: {it: {speaker: Lee, exact: but not today}}"
        assert ("ambiguous-name", "quotes.it") in find_problems(
            write_book(TEXT, sidecar, actors=actors)
        )

    def test_must_be_somebody(self) -> None:
        assert find_problems(quote_book("{exact: but not today}")) == [
            ("missing-speaker", "quotes.it")
        ]

    def test_is_the_document_itself_where_its_own_words_are_quoted(self) -> None:
        files = write_book(
            TEXT,
            "quotes: {it: {source: report, exact: but not today}}",
            sources="report: The Report",
        )
        page = read_page(publish_cleanly(files), ARTICLE)
        assert words(find_id(page, "note.it")).startswith("1 The Report")

    def test_tells_for_whom_to_whom_and_who_says_so(self) -> None:
        note = note_on(
            "{speaker: ann, on_behalf_of: office, addressee: bo, according_to: bo, "
            "exact: but not today, place: Beijing, date: 2023-08-29}"
        )
        assert note == (
            "1 Lee · 29 Aug 2023 · own words Ann Lee on behalf of Foreign Office to Bo Kim "
            "in their own words, according to Bo Kim 29 August 2023 Beijing"
        )

    def test_may_be_told_to_one_in_a_list(self) -> None:
        assert "to Bo Kim" in note_on("{speaker: ann, addressee: [bo], exact: but not today}")

    def test_may_be_told_to_somebody_without_a_page(self) -> None:
        note = note_on("{speaker: ann, addressee: {text: The Wire}, exact: but not today}")
        assert "to The Wire" in note

    def test_includes_the_reporter_but_never_as_the_speaker(self) -> None:
        built = publish_quote("{speaker: ann, according_to: bo, exact: but not today}")
        part = find_part(read_page(built, "actors/bo.html"), "Quotes")
        assert "according to Bo Kim" in words(part)


class TestHowTheyAreKnown:
    def test_is_worked_out_from_the_quotation_marks(self) -> None:
        assert "in their own words" in note_on("{speaker: ann, exact: but not today}")
        assert "as reported" in note_on("{speaker: bo, exact: wants them to hurry}")

    def test_may_be_said(self) -> None:
        assert "as described" in note_on(
            "{speaker: ann, exact: but not today, basis: described}"
        )

    def test_is_not_believed_to_be_quoted_without_marks(self) -> None:
        files = quote_book("{speaker: bo, exact: wants them to hurry, basis: quoted}")
        assert find_problems(files) == [("quoted-without-marks", "quotes.it")]
        built = publish(files)
        assert "as reported" in words(find_id(read_page(built, ARTICLE), "note.it"))
        files = quote_book('{speaker: ann, exact: "pause: “but not today”", basis: quoted}')
        assert find_problems(files) == [("quoted-without-marks", "quotes.it")]

    def test_is_believed_to_be_quoted_with_marks(self) -> None:
        files = quote_book("{speaker: ann, exact: but not today, basis: quoted}")
        assert find_problems(files) == []

    def test_is_not_believed_of_a_position_either(self) -> None:
        words_of = "exact: wants them to hurry"
        line = f"{{actor: bo, issue: contact, stance: wait, {words_of}, basis: quoted}}"
        files = write_book(TEXT, f"positions: [{line}]", actors=ACTORS, issues=ISSUES)
        assert find_problems(files) == [("quoted-without-marks", "positions.0")]
        built = publish(files)
        part = find_part(read_page(built, "actors/bo.html"), "Positions")
        assert "as reported" in words(part)
        (held,) = json.loads(built.files["data/book.json"])["positions"]
        assert held["basis"] == "reported"

    def test_is_one_of_a_few_words(self) -> None:
        files = quote_book("{speaker: ann, exact: but not today, basis: quote}")
        assert find_problems(files) == [("not-one-of", "quotes.it")]

    def test_is_doubted_aloud(self) -> None:
        assert "low confidence" in note_on(
            "{speaker: ann, exact: but not today, confidence: low}"
        )
        assert "confidence" not in note_on("{speaker: ann, exact: but not today}")


class TestATranscript:
    QUOTES = """
quotes:
  own: {speaker: bo, exact: wants them to hurry, source: diary, stance: {contact: wait}}
  given: {speaker: bo, exact: wants them, source: diary, basis: described}
  said: {speaker: bo, exact: them to hurry, source: diary, basis: quoted}
  other: {speaker: bo, exact: to hurry, source: wire}
"""

    def write(self, source: str = "diary", head: str = "") -> Files:
        registry = "wire: {title: The Wire}\ndiary: {title: Debate}\n"
        sources = registry.replace(f"{source}: {{", f"{source}: {{transcript: true, ")
        text = f"---\ndate: 2023-08-30\n{head}---\n{TEXT}"
        return write_book(text, self.QUOTES, actors=ACTORS, issues=ISSUES, sources=sources)

    def bases(self, built: Outcome) -> dict[str, str]:
        book = json.loads(built.files["data/book.json"])
        found = (*book["quotes"], *book["positions"])
        return {one["id"].removeprefix("talks#"): one["basis"] for one in found}

    def test_makes_all_its_words_quotations(self) -> None:
        built = publish_cleanly(self.write())
        assert self.bases(built) == {
            "own": "quoted",
            "own.contact": "quoted",
            "given": "described",
            "said": "quoted",
            "other": "reported",
        }
        assert "in their own words" in words(find_id(read_page(built, ARTICLE), "note.own"))

    def test_may_be_the_source_of_the_article(self) -> None:
        files = self.write(head="source: diary\n")
        quotes = self.QUOTES.replace(", source: diary", "")
        built = publish_cleanly({**files, "briefings/talks.yaml": quotes})
        assert self.bases(built)["own"] == "quoted"

    def test_says_the_same_in_tables_and_annotations(self) -> None:
        files = publish_cleanly(self.write()).files
        rows = csv.DictReader(StringIO(files["data/quotes.csv"].decode("utf-8-sig")))
        assert {row["id"]: row["basis"] for row in rows}["talks#own"] == "quoted"
        said = json.loads(files["data/annotations/talks.jsonld"])["first"]["items"]
        values = [body["value"] for one in said for body in one["body"] if "value" in body]
        assert values.count("Bo Kim, quoted") == 2

    def test_changes_the_pages_of_its_quotes_when_the_registry_says_so(self) -> None:
        book = Book(self.write("wire"))
        assert self.bases(book.built)["own"] == "reported"
        book.edit("briefings/sources.yaml", "diary: {", "diary: {transcript: true, ")
        assert self.bases(book.built)["own"] == "quoted"
        assert book.built.files == build_files(book.files).files


class TestATranslation:
    def test_may_be_words_alone(self) -> None:
        assert "“aber nicht heute”" in note_on(
            "{speaker: ann, exact: but not today, translation: aber nicht heute}"
        )

    def test_may_say_by_whom_and_in_which_language(self) -> None:
        built = publish_quote(
            "{speaker: ann, exact: but not today, "
            "translation: {text: aber nicht heute, by: the desk, language: de}}"
        )
        (shown,) = find_all(find_id(read_page(built, ARTICLE), "note.it"), "translation")
        assert words(shown) == "“aber nicht heute” translated by the desk"
        assert [one.get("lang") for one in shown.iter("span")] == ["de", None]


class TestAStance:
    @pytest.fixture
    def built(self) -> Outcome:
        return publish_quote("{speaker: ann, exact: but not today, stance: {contact: wait}}")

    def test_makes_a_position_with_the_quote_as_evidence(self, built: Outcome) -> None:
        part = find_part(read_page(built, "actors/ann.html"), "Positions")
        assert links(part)["Contact"] == "../issues/contact.html"
        assert texts(part, "<b>") == ["but not today"]
        assert hrefs(find_one(part, "evidence"))[0] == "../articles/talks.html#it"
        assert "wait 30 August 2023 in their own words" in words(part)

    def test_stands_beside_the_words(self, built: Outcome) -> None:
        note = find_id(read_page(built, ARTICLE), "note.it")
        assert texts(note, "stance") == ["Contact: wait"]

    def test_lists_the_quote_with_its_issue(self, built: Outcome) -> None:
        part = find_part(read_page(built, "issues/contact.html"), "Who stands where")
        assert texts(part, "<b>") == ["but not today"]

    def test_belongs_to_the_body_that_is_spoken_for(self) -> None:
        built = publish_quote(
            "{speaker: ann, on_behalf_of: office, exact: not today, stance: {contact: wait}}"
        )
        scale = find_part(read_page(built, "issues/contact.html"), "Who stands where")
        assert texts(scale, "<h3>") == ["Foreign Office"]

    def test_needs_a_day(self) -> None:
        files = {
            **quote_book("{speaker: ann, exact: but not today, stance: {contact: wait}}"),
            "briefings/talks.md": TEXT,
        }
        assert find_problems(files) == [("missing-date", "quotes.it")]


def test_an_unknown_speaker_is_reported_with_a_suggestion() -> None:
    files = quote_book("{speaker: anm, exact: but not today}")
    assert find_problems(files) == [("unknown-actor", "quotes.it")]


def test_two_quotes_may_not_have_one_id() -> None:
    files = quote_book(
        "{speaker: ann, exact: but not today}\n  it: {speaker: bo, exact: hurry}"
    )
    assert [code for code, _ in find_problems(files)] == ["duplicate-key"]


def test_a_local_id_may_not_hide_one_of_the_whole_site() -> None:
    sidecar = "quotes: {ann: {speaker: ann, exact: but not today}}"
    assert find_problems(write_book(TEXT, sidecar, actors=ACTORS)) == [
        ("hidden-id", "quotes.ann")
    ]


def test_a_locator_is_printed_with_the_source() -> None:
    files = write_book(
        TEXT,
        "{source: report, quotes: {it: {speaker: ann, exact: but not today, locator: p. 3}}}",
        actors=ACTORS,
        sources="report: The Report",
    )
    page = read_page(publish_cleanly(files), "quotes.html")
    assert texts(page, "source") == ["Talks The Report p. 3"]
