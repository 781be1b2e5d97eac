"""One mistake makes one problem, and hides no other."""

import pytest

from tests.books import Files
from tests.workspaces import check_files


def codes(**texts: str) -> list[str]:
    files = {
        "config.yaml": "title: A book",
        "briefings/talks.md": "---\ndate: 2023\n---\nVelk.",
    }
    more = {f"briefings/{name}.yaml": text for name, text in texts.items()}
    return [found.code for found in check_files({**files, **more})]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('lock:\n  term: lock\n  definition: "a', "yaml-syntax"),
        ("lock:\n  term: lock\n  definition: *a", "yaml-alias"),
        ("lock: {term lock, definition: a}", "missing-colon"),
        ("lock: {term: lock, defintion: a}", "unknown-field"),
        ("lock:\n\tterm: lock", "tab-indentation"),
        (f"lock: {{see: {'[' * 40}", "yaml-too-deep"),
    ],
)
def test_what_follows_from_a_mistake_is_not_reported(text: str, code: str) -> None:
    assert codes(glossary=text) == [code]


def test_fields_missing_in_other_entries_are_reported_as_well() -> None:
    glossary = "a: {term: a}\nb: {term: b, definition: *c}\nc: {definition: c}\n"
    assert sorted(codes(glossary=glossary)) == ["missing-field", "missing-field", "yaml-alias"]


def test_a_missing_field_beside_a_field_of_quite_another_name_is_reported() -> None:
    found = codes(glossary="lock: {term: lock, colour: blue}")
    assert sorted(found) == ["missing-field", "unknown-field"]


def test_who_stands_in_a_file_that_could_not_be_read_is_not_unknown() -> None:
    sidecar = "quotes:\n  a: {speaker: velk, exact: Velk}\n"
    assert codes(actors='ann: {name: "Ann}\nvelk: {name: Velk}\n', talks=sidecar) == [
        "yaml-syntax"
    ]


def test_an_access_that_is_no_edition_is_reported_where_it_is_written_only() -> None:
    files = {
        "config.yaml": "title: A book",
        "briefings/a/index.md": "---\ntitle: A\naccess: staff\n---\n",
        "briefings/a/b.md": "---\ndate: 2023\naccess: staf\n---\nVelk.",
        "briefings/a/b.yaml": "notes: {c: {exact: Velk, body: d}, e: {exact: Velk, body: f}}",
    }
    found = [(one.code, one.locus.path) for one in check_files(files)]
    assert found == [
        ("unknown-edition", "briefings/a/b.md"),
        ("unknown-edition", "briefings/a/index.md"),
    ]


UNREADABLE = ["\u202e", "\0", "\ufffe", b"\xe9", b"\xed\xa0\x80"]
TALKS = "---\ntitle: Talks\ndate: 2023\naccess: team\n---\n## The day\n\nVelk said no.\n"
NOTES = """
quotes:
  a: {speaker: velk, exact: Velk said, stance: {tolls: no}}
  b: {speaker: velk, exact: said no}
positions:
  - {actor: velk, issue: tolls, stance: no, evidence: [a]}
notes:
  c: {exact: Velk, body: Who?}
mentions:
  - {exact: Velk, id: velk}
"""
OVERVIEW = "---\ntitle: Trip\naccess: team\n---\nSee [[velk]].\n"
READ: Files = {
    "config.yaml": "title: A book",
    "briefings/actors.yaml": "velk: {name: Velk, access: team}",
    "briefings/issues.yaml": "tolls: {name: Tolls, scale: [no, yes]}",
    "briefings/trip/talks.yaml": NOTES,
    "briefings/trip/later.md": "See [the day](talks.md#the-day) and [[talks]].\n",
    "briefings/trip/index.md": OVERVIEW,
}


def spoil(text: str, character: str | bytes) -> bytes:
    bad = character.encode() if isinstance(character, str) else character
    return text.encode() + bad


@pytest.mark.parametrize("character", UNREADABLE)
def test_of_an_article_that_cannot_be_read_only_the_cause_is_reported(
    character: str | bytes,
) -> None:
    files: Files = {**READ, "briefings/trip/talks.md": spoil(TALKS, character)}
    assert [found.locus.path for found in check_files(files)] == ["briefings/trip/talks.md"]


def test_of_an_overview_that_cannot_be_read_only_the_cause_is_reported() -> None:
    overview = spoil(OVERVIEW, "\0")
    files: Files = {
        **READ,
        "briefings/trip/talks.md": TALKS,
        "briefings/trip/index.md": overview,
    }
    assert [found.code for found in check_files(files)] == ["forbidden-character"]


def test_of_a_capture_that_cannot_be_read_only_the_cause_is_reported() -> None:
    files: Files = {
        **READ,
        "briefings/trip/talks.md": TALKS.replace("title", "capture: talks.txt\ntitle"),
        "talks.txt": spoil("Velk said no.", "\0"),
    }
    assert [found.locus.path for found in check_files(files)] == ["talks.txt"]


def test_of_an_article_with_a_wrong_field_only_that_is_reported() -> None:
    files: Files = {**READ, "briefings/trip/talks.md": TALKS.replace("title", "tittle")}
    assert [found.code for found in check_files(files)] == ["unknown-field"]


def test_what_is_wrong_beside_an_unreadable_article_is_reported_as_well() -> None:
    files: Files = {
        **READ,
        "briefings/trip/talks.md": spoil(TALKS, "\0"),
        "briefings/trip/talks.yaml": f"{NOTES}claims:\n  d: {{text: No.}}\n",
        "briefings/trip/later.md": "See [[nobody]].\n",
    }
    found = [one.code for one in check_files(files)]
    assert sorted(found) == [
        "forbidden-character",
        "missing-field",
        "missing-field",
        "unknown-target",
    ]
