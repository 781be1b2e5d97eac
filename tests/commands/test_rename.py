"""The verb ``rename`` on a disk: what it says, and what it leaves alone."""

from pathlib import Path

import pytest

from briefbook.cli.main import main
from tests.workspaces import check_files, copy_workspace, read_folder

SIDECAR = "briefings/talks/beijing-talks.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_workspace("worked_example", tmp_path)


def rename(folder: Path, *arguments: str) -> int:
    return main(["rename", "-C", str(folder), *arguments])


def test_names_the_files_that_it_changed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rename(folder, "cleverly", "james-cleverly") == 0
    told = capsys.readouterr().out.splitlines()
    assert told == ["briefings/actors.yaml", SIDECAR]
    assert check_files(read_folder(folder)) == ()


def test_moves_an_article_with_its_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["lock", "-q", "-C", str(folder)])
    assert rename(folder, "beijing-talks", "talks-in-beijing") == 0
    told = capsys.readouterr().out.splitlines()
    assert f"{SIDECAR} → briefings/talks/talks-in-beijing.yaml" in told
    assert len([line for line in told if "→" in line]) == 3
    assert not [path for path in read_folder(folder) if "/beijing-talks." in path]
    assert check_files(read_folder(folder)) == ()


def test_moves_a_folder_and_leaves_none_behind(folder: Path) -> None:
    (folder / "briefings/talks/notes.old").write_text("Notes.", "utf-8")
    assert rename(folder, "talks", "beijing", "-q") == 0
    assert not (folder / "briefings/talks").exists()
    assert (folder / "briefings/beijing/notes.old").read_text("utf-8") == "Notes."
    assert check_files(read_folder(folder)) == ()


def test_shows_what_would_change_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_folder(folder)
    assert rename(folder, "--dry-run", "beijing-talks", "talks-in-beijing") == 0
    told = capsys.readouterr().out
    assert f"{SIDECAR} → briefings/talks/talks-in-beijing.yaml\n" in told
    assert "+was: [beijing-talks]\n" in told
    assert read_folder(folder) == before


def test_says_what_was_meant(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = read_folder(folder)
    assert rename(folder, "clevery", "james") == 2
    assert 'nothing is called "clevery"; did you mean "cleverly"?' in capsys.readouterr().err
    assert read_folder(folder) == before
