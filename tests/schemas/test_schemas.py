"""What the schemas of files allow and refuse, measured by what the program itself says."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from benchmarks.corpus import SHAPES, make_corpus
from briefbook.base.codes import CODES
from briefbook.base.problems import shorten
from briefbook.build.config import CONFIG
from briefbook.kinds import KINDS
from briefbook.kinds.fields import CommonFields
from briefbook.kinds.kind import Kind
from briefbook.kinds.written import list_parts, list_written
from briefbook.schemas.files import NAMES, make_schema
from briefbook.schemas.types import DEFINED
from briefbook.syntax.date_pattern import write_pattern
from briefbook.syntax.dates import parse_date
from briefbook.units.entries import EntryGroup, read_entry
from tests.books import read_sample
from tests.problem_samples import BASE
from tests.problem_samples import read_sample as read_bad_sample
from tests.schemas.written import (
    find_faults,
    judge,
    read_as_editor,
    read_as_program,
)
from tests.schemas.written import (
    list_written as list_files,
)
from tests.test_dates import DATES
from tests.test_docs import read_examples

FIXTURES = Path(__file__).parents[1] / "fixtures"


def read_folder(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_of_its_draft(name: str) -> None:
    schema = make_schema(name)
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_tells_of_each_field_what_it_means(name: str) -> None:
    silent = [path for path, field in list_properties(make_schema(name)) if not tells(field)]
    assert silent == []


def list_properties(schema: Any, path: str = "") -> list[tuple[str, Any]]:
    """Return every field in a schema, with the way to it."""
    items = schema.items() if isinstance(schema, dict) else enumerate(schema)
    inner = [(f"{path}/{key}", value) for key, value in items if isinstance(value, dict | list)]
    deeper = [one for way, value in inner for one in list_properties(value, way)]
    return [*deeper, *(one for one in inner if path.endswith("/properties"))]


def tells(field: Mapping[str, Any]) -> bool:
    return bool(field.get("description"))


class TestGoodFiles:
    """Whatever builds is allowed, as the program reads it and as editors do."""

    def check(self, files: Mapping[str, Any]) -> None:
        assert len(list(list_files(files))) > 1
        assert judge(files) == {}

    def test_of_the_sample_are_allowed(self) -> None:
        self.check(read_sample())

    @pytest.mark.parametrize("name", ["editions", "oracle", "worked_example"])
    def test_of_fixtures_are_allowed(self, name: str) -> None:
        self.check(read_folder(FIXTURES / name))

    @pytest.mark.parametrize("page", ["writing.md", "editions.md"])
    def test_of_the_docs_are_allowed(self, page: str) -> None:
        self.check(read_examples(page))

    @pytest.mark.parametrize("shape", SHAPES)
    def test_of_generated_books_are_allowed(self, shape: str) -> None:
        self.check(make_corpus(8, shape=SHAPES[shape]))


REASONS = {
    "an editor's reader of YAML says it": (
        "duplicate-key several-documents yaml-anchor yaml-directive yaml-tag forbidden-escape"
    ),
    "it is about bytes, characters or size": (
        "bad-tag file-too-large forbidden-character too-long-field too-many-entries"
    ),
    "it is about Markdown, or words in a text": (
        "raw-html remote-picture unsafe-address unclosed-front-matter too-deep too-much-markup"
        " ambiguous-mention ambiguous-quote capture-missing context-changed no-glyph"
        " nth-out-of-range passage-not-found published-capture quote-not-found quote-too-long"
        " quoted-without-marks too-common unreadable-lock broken-link dead-fragment dead-link"
        " missing-picture unknown-target unknown-quote empty-footnote footnote-like-quote"
        " repeated-footnote unused-footnote"
    ),
    "it compares entries, or what they name, with others": (
        "ambiguous-name conflicting-date duplicate-id hidden-id hidden-reference missing-date"
        " missing-speaker no-evidence off-scale open-start second-hand two-stances"
        " undefined-event unknown-actor unknown-article unknown-briefing unknown-edition"
        " unknown-entity unknown-event unknown-event-type unknown-evidence unknown-issue"
        " unknown-meeting unknown-relation-type unknown-source unpublished-reference"
        " wrong-kind"
    ),
    "it compares settings with each other, or with the folders that there are": (
        "bad-editions bad-folder missing-static static-sources"
    ),
    "it is about names and kinds of files": (
        "address-taken bad-file-name colliding-names kind-name misplaced-index name-not-utf8"
        " orphan-lock orphan-yaml special-file symlink-broken symlink-loop symlink-outside"
        " too-many-files unportable-name unreadable-file"
    ),
    "it is about what is made: the theme, the papers, the output folder, books as data": (
        "bad-bibliography bad-book bad-template bad-word-template handouts-missing"
        " over-length pagefind-failed pagefind-missing template-failed"
        " output-foreign-file output-in-sources output-link output-nested output-not-folder"
        " output-not-ours output-too-wide too-large-output too-many-problems"
    ),
    "it is about files that others wrote, which are imported or lie about": (
        "no-text-inside not-a-text unread-file unreadable-document"
    ),
}
"""Codes that are of no file's structure, by the reason."""

UNSTRUCTURAL = {code for codes in REASONS.values() for code in codes.split()}
STRUCTURAL = sorted(CODES.keys() - UNSTRUCTURAL)

KNOWN_BY_THE_BOOK = ("off-scale", "unknown-actor", "unknown-edition", "unknown-issue")


def read_bad_files(code: str) -> dict[str, bytes]:
    """Return the files of a bad sample, as far as they can be told without making it."""
    parts = read_bad_sample(code).parts
    written = {part.words: part.text.encode() for part in parts if part.what == "file"}
    escaped = {part.words: part.text.encode() for part in parts if part.what == "escaped"}
    return {**read_folder(BASE), **written, **escaped}


class TestBadFiles:
    def test_are_sorted_by_whether_their_structure_is_wrong(self) -> None:
        assert CODES.keys() >= UNSTRUCTURAL
        assert {"bad-date", "missing-field", "unknown-field", "wrong-shape"} <= {*STRUCTURAL}

    @pytest.mark.parametrize("code", STRUCTURAL)
    def test_whose_structure_is_wrong_are_refused(self, code: str) -> None:
        assert judge(read_bad_files(code))

    @pytest.mark.parametrize("code", sorted(UNSTRUCTURAL))
    def test_whose_structure_is_right_are_allowed(self, code: str) -> None:
        assert judge(read_bad_files(code)) == {}


def list_raw(kind: Kind) -> st.SearchStrategy[Any]:
    """Return values that may be written for an entry, right and wrong ones."""
    written = (*list_written(kind), *list_parts(CommonFields))
    fit = {field.name: read_as_program(field.example or "x") for field in written}
    value = st.sampled_from([*fit.values(), *ODD])
    own = {name: st.just(one) | value for name, one in fit.items()}
    needed = {field.name: own[field.name] for field in written if field.is_required}
    others = {name: one for name, one in own.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=others) | st.lists(value) | value


ODD: list[Any] = [
    *(None, "", "x", "2023", "0", "-1", "last", "yes", "NO", "true", "public", "c. Aug 2023"),
    *([], ["a", "b"], ["a"], [""], {}, {"a": "b"}, {"text": "x"}, {"text": "x", "by": ""}),
    *(
        "https://example.org/a",
        "#123",
        "zh-Hant",
        "a/b.txt",
        "../a",
        "[2023..]",
        ["2023..2024"],
    ),
]


def is_allowed(kind: Kind, value: Any) -> bool:
    """Tell whether a value is one that may stand for an entry in a file."""
    if not kind.section:
        # A file may also say nothing of it.
        return value is None or not find_faults(kind.name, value)
    listed = {"a": value} if kind.shape == "mapping" else [value]
    registered = not kind.in_registry or not find_faults(kind.section, listed)
    beside = not kind.in_sidecar or not find_faults("sidecar", {kind.section: listed})
    return registered and beside


@pytest.mark.parametrize("kind", [*KINDS, CONFIG], ids=lambda kind: kind.name)
@given(st.data())
def test_what_the_program_takes_is_allowed(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(list_raw(kind))
    entry, problems = read_entry(kind, "a", value, EntryGroup("a.yaml", ("a",)))
    if entry and not problems:
        assert is_allowed(kind, value)


@pytest.mark.parametrize("kind", [*KINDS, CONFIG], ids=lambda kind: kind.name)
def test_each_example_may_be_written_for_its_field(kind: Kind) -> None:
    written = [*list_written(kind), *list_parts(CommonFields)]
    needed = {one.name: one.example or "x" for one in written if one.is_required}
    for field in written:
        if field.example:
            fields = {**needed, field.name: field.example}
            text = "".join(f"{name}: {value}\n" for name, value in fields.items())
            entry, problems = read_entry(
                kind, "a", read_as_program(text), EntryGroup("a.yaml", ())
            )
            assert entry
            assert problems == (), (field.name, problems)
            assert is_allowed(kind, read_as_editor(text)), field.name


class TestDates:
    @given(
        DATES | st.sampled_from(["c. Aug 2023", "30th Aug., 2023", "the 1980s", "fall 2023"])
    )
    def test_that_are_understood_match(self, text: str) -> None:
        for written in (text, text.lower(), text.upper(), f" {text}\n", text.replace("-", "–")):
            parse_date(written)
            assert matches(written), written

    @given(st.from_regex(write_pattern(), fullmatch=True))
    def test_that_match_are_dates_by_their_form(self, text: str) -> None:
        reason = refuse(text)
        assert f"“{shorten(text, 40)}” is not a date that can be read" not in reason
        assert "is not a month" not in reason

    @pytest.mark.parametrize("text", ["", "soon", "2023-13", "30 Augst 2023", "30.8.2023"])
    def test_of_other_forms_do_not_match(self, text: str) -> None:
        assert not matches(text)


def refuse(text: str) -> str:
    """Return why a text is no date, "" if it is one."""
    try:
        parse_date(text)
    except ValueError as reason:
        return str(reason)
    return ""


def matches(text: str) -> bool:
    return Draft202012Validator(DEFINED["date"]).is_valid(text)


def test_editors_read_scalars_as_what_they_are() -> None:
    read = read_as_editor("[2023, 2023-08-30, yes, true, ~, '1', 1.5]")
    assert read == [2023, "2023-08-30", "yes", True, None, "1", 1.5]
    with pytest.raises(yaml.YAMLError):
        read_as_editor("a: [")
