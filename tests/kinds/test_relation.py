"""Relations: who does what to whom."""

import json

import pytest

from briefbook.statements.date_words import say_date
from tests.books import (
    SHORT,
    Files,
    find_one,
    find_part,
    find_problems,
    links,
    main_of,
    publish,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Book, build_files

ACTORS = "{ann: Ann Lee, bo: {name: Bo Kim, aliases: Bo}}"
TEXT = "“Hurry up”, said Ann Lee to Bo Kim.\n"


def relation_book(*relations: str) -> Files:
    lines = "".join(f"  - {relation}\n" for relation in relations)
    sidecar = f"quotes: {{hurry: {{speaker: ann, exact: Hurry up}}}}\nrelations:\n{lines}"
    return write_book(TEXT, sidecar, actors=ACTORS)


def rows(files: Files, address: str = "relations.html") -> list[list[str]]:
    """Return the cells of the table of relations, dates left out."""
    table = find_one(main_of(read_page(publish_cleanly(files), address)), "ties")
    (body,) = table.iter("tbody")
    cells = [[*texts(row, "<th>"), *texts(row, "<td>")] for row in body.iter("tr")]
    return [[who, what, whom, how] for who, what, whom, _, how in cells]


ROW = ["Ann Lee", "urges", "Bo Kim", "“Hurry up”"]


@pytest.mark.parametrize(
    "relation",
    [
        "[ann, urges, bo, hurry]",
        "[ann, urges, bo, [hurry]]",
        "[Ann Lee, urges, Bo, hurry]",
        "{from: ann, type: urges, to: bo, evidence: hurry}",
    ],
)
def test_may_be_written_as_a_list_or_as_a_mapping(relation: str) -> None:
    assert rows(relation_book(relation)) == [ROW]


def test_stand_on_the_pages_of_both_ends() -> None:
    for actor in ("ann", "bo"):
        assert rows(relation_book("[ann, urges, bo, hurry]"), f"actors/{actor}.html") == [ROW]


def test_stand_the_newest_first_and_those_of_one_day_by_who_does_what() -> None:
    old = "{from: ann, type: urges, to: bo, date: 2021, evidence: hurry}"
    new = "{from: bo, type: answers, to: ann, date: 2023, evidence: hurry}"
    same = "{from: ann, type: warns, to: bo, date: 2021, evidence: hurry}"
    told = [verb for _, verb, *_ in rows(relation_book(same, old, new))]
    assert told == ["answers", "urges", "warns"]


def test_lead_to_their_words() -> None:
    page = read_page(
        publish_cleanly(relation_book("[ann, urges, bo, hurry]")), "relations.html"
    )
    assert (
        links(find_part(page, "The same as a table"))["“Hurry up”"]
        == "articles/talks.html#hurry"
    )


@pytest.mark.parametrize(
    ("relation", "problem"),
    [
        ("[ann, urges, bo]", ("missing-field", "relations.0")),
        ("[anm, urges, bo, hurry]", ("unknown-actor", "relations.0")),
        ("[ann, urges, bo, hury]", ("unknown-evidence", "relations.0")),
        (
            "{from: ann, type: urges, to: boo, evidence: hurry}",
            ("unknown-actor", "relations.0"),
        ),
        ("[ann, urges, bo, hurry, now]", ("wrong-shape", "relations.0")),
        (
            "{from: ann, type: urges, to: bo, evidence: hurry, id: [plea]}",
            ("not-text", "relations.0"),
        ),
    ],
)
def test_a_mistake_is_reported_where_it_was_made(
    relation: str, problem: tuple[str, str]
) -> None:
    assert find_problems(relation_book(relation)) == [problem]


def test_the_picture_draws_whom_the_table_lists() -> None:
    verbs = ("urges", "warns", "praises", "funds", "meets")
    book = relation_book(*(f"[ann, {verb}, bo, hurry]" for verb in verbs))
    page = read_page(publish_cleanly(book), "relations.html")
    (picture,) = page.iter("svg")
    drawn = texts(picture, "<title>")
    assert {"Ann Lee", "Bo Kim", "Ann Lee urges Bo Kim"} <= set(drawn)


class TestTheDate:
    """Evidence lies in another article, whose own date is 2 May 2022."""

    def write(self, relation: str, more: str = "") -> Files:
        files = relation_book(relation)
        files["briefings/talks.md"] = f"---\ndate: 2023-08-30\n---\n{TEXT}"
        files["briefings/trip.md"] = "---\ndate: 2022-05-02\n---\nThey came. “Wait”, said Bo.\n"
        files["briefings/trip.yaml"] = (
            "events: {visit: {name: A visit, date: 2022-03, exact: They came}}\n"
            "quotes: {wait: {speaker: bo, exact: Wait}, "
            f"late: {{speaker: bo, exact: Wait, date: 2022-04-01{more}}}}}\n"
            "claims: {came: {text: They came., asserted_by: ann, evidence: wait}}\n"
        )
        return files

    @pytest.mark.parametrize(
        ("relation", "date"),
        [
            ("[ann, urges, bo, hurry]", "2023-08-30"),
            ("[ann, urges, bo, trip#wait]", "2022-05-02"),
            ("[ann, urges, bo, trip#late]", "2022-04-01"),
            ("[ann, urges, bo, trip#came]", "2022-05-02"),
            ("[ann, meets, bo, visit]", "2022-03"),
            ("[ann, meets, bo, [hurry, trip#late]]", "2023-08-30"),
            ("[ann, meets, bo, [hurry, trip#late, visit]]", "2022-03"),
            ("{from: ann, type: meets, to: bo, evidence: visit, date: 2021~}", "2021~"),
        ],
    )
    def test_is_its_own_or_that_of_its_evidence_on_pages_paper_and_in_the_book(
        self, relation: str, date: str
    ) -> None:
        files = self.write(relation)
        files["config.yaml"] = f"title: The book\nhandouts: {{actor-note: html}}\n{SHORT}\n"
        built = publish(files)
        table = find_one(main_of(read_page(built, "relations.html")), "ties")
        assert say_date(date) in words(table)
        (tie,) = json.loads(built.files["data/book.json"])["relations"]
        assert tie["date"] == date
        assert list(tie)[-3:] == ["date", "article", "address"]
        assert f", {say_date(date)}." in words(read_page(built, "handouts/actor-note-ann.html"))

    def test_changes_with_its_evidence_in_another_text(self) -> None:
        book = Book(self.write("[ann, meets, bo, visit]"))
        book.edit("briefings/trip.yaml", "2022-03", "2021-02")
        assert book.built.files == build_files(book.files).files
        assert "February 2021" in words(main_of(read_page(book.built, "relations.html")))

    def test_tells_nothing_of_evidence_that_an_edition_does_not_see(self) -> None:
        relation = "{from: ann, type: urges, to: bo, evidence: [trip#late], access: team}"
        files = self.write(relation, ", access: team")
        assert "2022-04-01" not in publish(files).files["data/book.json"].decode()
        team = json.loads(publish(files, "team").files["data/book.json"])
        assert [one["date"] for one in team["relations"]] == ["2022-04-01"]


def test_the_inferred_year_of_its_event_is_told_with_it() -> None:
    event = "{name: The plea, date: 2023-03, year_inferred: true, exact: said Ann Lee}"
    sidecar = f"relations: [[ann, urges, bo, plea]]\nevents: {{plea: {event}}}\n"
    files = write_book(TEXT, sidecar, actors=ACTORS)
    table = find_one(main_of(read_page(publish_cleanly(files), "relations.html")), "ties")
    assert "March 2023 year inferred" in words(table)
