"""The verb ``fmt`` on a disk: what it writes, names and leaves."""

from pathlib import Path

import pytest

from briefbook.cli.main import main
from tests.workspaces import check_files, copy_workspace, read_folder

ACTORS, SIDECAR = "briefings/actors.yaml", "briefings/talks/beijing-talks.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_workspace("worked_example", tmp_path)


def fmt(folder: Path, *arguments: str) -> int:
    return main(["fmt", "-C", str(folder), *arguments])


def test_names_what_it_changed_and_has_nothing_to_do_then(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fmt(folder) == 0
    assert SIDECAR in capsys.readouterr().out.splitlines()
    assert check_files(read_folder(folder)) == ()
    assert fmt(folder) == fmt(folder, "--check") == 0
    assert capsys.readouterr().out == ""


def test_a_check_names_the_files_and_changes_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_folder(folder)
    assert fmt(folder, "--check") == 1
    assert SIDECAR in capsys.readouterr().out.splitlines()
    assert read_folder(folder) == before


def test_only_the_files_that_are_named_change(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / SIDECAR).read_bytes()
    assert fmt(folder, ACTORS) == fmt(folder, str(folder / ACTORS)) == 0
    assert capsys.readouterr().out == f"{ACTORS}\n"
    assert (folder / SIDECAR).read_bytes() == before


def test_a_file_with_errors_is_named_and_left_and_the_others_are_done(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "quotes: {a: {exact: x}\n"
    (folder / SIDECAR).write_text(text, "utf-8")
    assert fmt(folder) == 1
    told = capsys.readouterr()
    assert f"{SIDECAR}:1 cannot be read" in told.err
    assert ACTORS in told.out
    assert (folder / SIDECAR).read_text("utf-8") == text


def test_a_file_of_nobody_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fmt(folder, "config.yaml") == 2
    assert "config.yaml is no registry" in capsys.readouterr().err
