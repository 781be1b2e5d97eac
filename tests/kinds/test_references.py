"""References between entries, whatever their kinds: by id, or by a name that is clear."""

import pytest

from tests.books import Files, find_problems, publish, write_book

BOOK = write_book(
    "“We will talk”, said Ann Lee.\n",
    "quotes: {talk: {speaker: ann, exact: We will talk, stance: {contact: engage}}}",
    actors="{ann: {name: Ann Lee, aliases: Ann}, bo: Bo Kim}",
    issues="contact: {name: Contact, scale: [engage, wait]}",
    glossary="truce: {term: truce, definition: No fire.}",
)


def with_sidecar(section: str) -> Files:
    return {**BOOK, "briefings/talks.yaml": f"{BOOK['briefings/talks.yaml']!s}\n{section}"}


@pytest.mark.parametrize("word", ["ann", "Ann", "Ann Lee"])
def test_an_entry_is_known_by_its_id_and_by_its_names(word: str) -> None:
    assert find_problems(with_sidecar(f"relations: [[{word}, urges, bo, talk]]")) == []


@pytest.mark.parametrize("word", ["talk", "talks#talk"])
def test_a_quote_is_known_by_its_id_alone_in_its_own_article(word: str) -> None:
    assert find_problems(with_sidecar(f"relations: [[ann, urges, bo, {word}]]")) == []


def test_a_text_that_names_a_quote_by_its_id_alone_is_told_to_name_the_article() -> None:
    text = f"{BOOK['briefings/talks.md']!s}\nSee [[talk]].\n"
    built = publish({**BOOK, "briefings/talks.md": text})
    assert [found.code for found in built.problems] == ["unknown-target"]
    assert built.problems[0].hint.startswith('did you mean "talks#talk"')


@pytest.mark.parametrize("target", ["talk", "#talk", "talks#talk"])
@pytest.mark.parametrize("slip", ["", "x"])
def test_what_a_text_is_told_to_write_for_an_entry_of_its_article_leads_there(
    target: str, slip: str
) -> None:
    text = f"{BOOK['briefings/talks.md']!s}\nSee [[{target}{slip}]].\n"
    for found in publish({**BOOK, "briefings/talks.md": text}).problems:
        told = found.hint.split('"')[1]
        mended = text.replace(f"{target}{slip}]]", f"{told}]]")
        assert find_problems({**BOOK, "briefings/talks.md": mended}) == []


def test_a_text_refers_to_an_entry_of_its_own_article_without_the_name_of_that() -> None:
    text = f"{BOOK['briefings/talks.md']!s}\nSee [[#talk]].\n"
    assert find_problems({**BOOK, "briefings/talks.md": text}) == []


@pytest.mark.parametrize(
    ("section", "problems"),
    [
        (
            "events: {e: {name: E, dat: 2023, actors: [nobody]}}",
            [("unknown-actor", "events.e"), ("unknown-field", "events.e")],
        ),
        (
            "positions: [{actor: nobody, issue: contact, stance: wait, date: 12}]",
            [("bad-date", "positions.0"), ("unknown-actor", "positions.0")],
        ),
    ],
)
def test_a_wrong_field_hides_no_unknown_reference_of_the_same_entry(
    section: str, problems: list[tuple[str, str]]
) -> None:
    assert find_problems(with_sidecar(section)) == problems


def test_elsewhere_a_quote_is_known_through_its_article_only() -> None:
    other = {
        "briefings/other.md": "---\ndate: 2023\n---\nNothing.\n",
        "briefings/other.yaml": "relations: [[ann, asks, bo, talk], [bo, is, bo, talks#talk]]",
    }
    assert find_problems({**BOOK, **other}) == [("unknown-evidence", "relations.0")]


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ("relations: [[contact, urges, bo, talk]]", ("wrong-kind", "relations.0")),
        ("relations: [[truce, urges, bo, talk]]", ("wrong-kind", "relations.0")),
        (
            "positions: [{actor: ann, issue: bo, stance: wait, evidence: talk}]",
            ("wrong-kind", "positions.0"),
        ),
        (
            "claims: {c: {text: T, asserted_by: ann, evidence: ann}}",
            ("wrong-kind", "claims.c"),
        ),
    ],
)
def test_a_reference_to_the_wrong_kind_of_entry_is_refused(
    section: str, problem: tuple[str, str]
) -> None:
    assert find_problems(with_sidecar(section)) == [problem]


def test_one_id_names_one_thing_whatever_its_kind() -> None:
    files = {**BOOK, "briefings/sources.yaml": "bo: The Bo Daily"}
    assert [code for code, _ in find_problems(files)] == ["duplicate-id"]


def test_the_same_registry_may_stand_in_several_folders() -> None:
    files = {**BOOK, "briefings/deep/actors.yaml": "cy: Cy Roe"}
    assert find_problems(files) == []
    assert "actors/cy.html" in publish(files).files


def test_what_is_visible_may_not_need_what_is_hidden() -> None:
    files = with_sidecar("relations: [[ann, urges, cy, talk]]")
    files["briefings/deep/actors.yaml"] = "cy: {name: Cy Roe, access: team}"
    assert find_problems(files) == [("hidden-reference", "relations.0")]
    hidden = with_sidecar(
        "relations: [{from: ann, type: urges, to: cy, evidence: talk, access: team}]"
    )
    hidden["briefings/deep/actors.yaml"] = "cy: {name: Cy Roe, access: team}"
    assert find_problems(hidden) == []


def test_an_unknown_access_is_refused_and_hides() -> None:
    files = {**BOOK, "briefings/deep/actors.yaml": "cy: {name: Cy Roe, access: teem}"}
    assert find_problems(files) == [("unknown-edition", "cy.access")]


def test_one_bad_entry_never_hides_the_other_mistakes() -> None:
    section = """
positions:
  - {actor: ann, issue: contact, stance: waiting, evidence: talk, date: 2021}
  - {actor: anm, issue: contact, stance: wait, evidence: talk}
  - {actor: ann, issue: contact, stance: wait, evidence: tolk, date: 2022}
  - {actor: ann, isue: contact, stance: wait, evidence: talk}
"""
    assert find_problems(with_sidecar(section)) == [
        ("off-scale", "positions.0"),
        ("unknown-actor", "positions.1"),
        ("unknown-evidence", "positions.2"),
        ("unknown-field", "positions.3"),
    ]
