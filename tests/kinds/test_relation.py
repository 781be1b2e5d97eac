"""Relations: who does what to whom."""

import pytest

from tests.books import (
    Files,
    find_one,
    find_part,
    find_problems,
    links,
    main_of,
    publish_cleanly,
    read_page,
    texts,
    write_book,
)

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
    ],
)
def test_a_mistake_is_reported_where_it_was_made(
    relation: str, problem: tuple[str, str]
) -> None:
    assert find_problems(relation_book(relation)) == [problem]


def test_the_picture_draws_whom_the_table_lists() -> None:
    page = read_page(
        publish_cleanly(relation_book("[ann, urges, bo, hurry]")), "relations.html"
    )
    (picture,) = page.iter("svg")
    drawn = texts(picture, "<title>")
    assert {"Ann Lee", "Bo Kim", "Ann Lee urges Bo Kim"} <= set(drawn)
