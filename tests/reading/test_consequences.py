"""One mistake makes one problem, and hides no other."""

import pytest

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
