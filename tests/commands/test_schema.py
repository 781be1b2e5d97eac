"""``schema``: the schemas of files, printed or written, with the ids of a book or without."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefbook.cli.main import main
from briefbook.schemas.files import NAMES

BOOK = {
    "config.yaml": "title: A book\neditions: [public, team]\n",
    "briefings/actors.yaml": (
        "ann: {name: Ann Lee, aliases: [Lee]}\nbo: {name: Bo Lee, aliases: [Lee]}\n"
    ),
    "briefings/issues.yaml": "tolls: {name: Tolls, scale: [abolish, keep]}\n",
    "briefings/sources.yaml": "gazette: Gazette\n",
    "briefings/talks.md": "They talked.\n",
    "briefings/talks.yaml": "events: {ball: {name: The ball, date: 2023}, fair: {exact: a}}\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for path, text in BOOK.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def read_schema(name: str, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    assert main(["schema", name, *more]) == 0
    return json.loads(capsys.readouterr().out)


def allows(schema: Any, value: Any) -> bool:
    return Draft202012Validator(schema).is_valid(value)


def test_one_is_printed_where_there_is_no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    schema = read_schema("actors", capsys)
    assert allows(schema, {"ann": "Ann Lee"})
    assert not allows(schema, {"ann": {"nam": "Ann Lee"}})


def test_all_are_written_into_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "-o", str(tmp_path / "schemas")]) == 0
    written = {path.name for path in (tmp_path / "schemas").iterdir()}
    assert written == {f"{name}.schema.json" for name in NAMES}
    assert "yaml-language-server: $schema=" in capsys.readouterr().out


def test_one_can_be_written_and_nothing_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "config", "-q", "-o", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["config.schema.json"]
    assert capsys.readouterr().out == ""


def test_without_a_word_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 2
    assert "actors, issues" in capsys.readouterr().err


class TestOfABook:
    @pytest.fixture
    def sidecar(self, book: Path, capsys: pytest.CaptureFixture[str]) -> Any:
        return read_schema("sidecar", capsys, "--workspace", "-C", str(book))

    def quotes(self, **fields: Any) -> Any:
        return {"quotes": {"a": {"exact": "a", **fields}}}

    @pytest.mark.parametrize("name", ["ann", "bo", "Ann Lee"])
    def test_whom_it_knows_may_speak(self, sidecar: Any, name: str) -> None:
        assert allows(sidecar, self.quotes(speaker=name))

    @pytest.mark.parametrize("name", ["amy", "Lee", "tolls"])
    def test_nobody_else_may_speak_nor_who_shares_a_name(self, sidecar: Any, name: str) -> None:
        assert not allows(sidecar, self.quotes(speaker=name))

    def test_labels_of_stances_are_those_of_its_scales(self, sidecar: Any) -> None:
        assert allows(sidecar, self.quotes(stance={"tolls": "keep"}))
        assert allows(sidecar, self.quotes(stance={"tolls": ["keep", "unclear"]}))
        assert not allows(sidecar, self.quotes(stance={"tolls": "raise"}))
        assert not allows(sidecar, self.quotes(stance={"fees": "keep"}))

    def test_editions_are_its_own(self, sidecar: Any) -> None:
        assert allows(sidecar, self.quotes(access="team"))
        assert not allows(sidecar, self.quotes(access="desk"))

    def test_events_that_are_defined_somewhere_may_be_named(self, sidecar: Any) -> None:
        def follow(event: str) -> Any:
            return {"events": {"end": {"name": "End", "date": "2023", "after": event}}}

        assert allows(sidecar, follow("ball"))
        assert not allows(sidecar, follow("fair"))

    def test_a_source_may_be_the_articles_own(self, sidecar: Any) -> None:
        assert allows(sidecar, {"source": "gazette"})
        assert allows(sidecar, {"source": "own", "sources": {"own": "A report"}})

    def test_anybody_may_be_named_while_a_registry_cannot_be_read(
        self, book: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (book / "briefings/actors.yaml").write_text("ann: {name: [", "utf-8")
        schema = read_schema("sidecar", capsys, "--workspace", "-C", str(book))
        assert allows(schema, self.quotes(speaker="amy"))

    def test_settings_that_are_wrong_are_reported(
        self, book: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (book / "config.yaml").write_text("titel: A book\n", "utf-8")
        assert main(["schema", "actors", "--workspace", "-C", str(book)]) == 1
        assert "unknown-field" in capsys.readouterr().err
