"""``changes``: what a user is told of an earlier book, from a file or from git."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from briefbook.cli.main import main
from tests.data.books import SIDECAR, make_data, write_small
from tests.folders import TODAY, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "book", write_small())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    file = tmp_path / "old.json"
    file.write_text(json.dumps(make_data()), "utf-8")
    return file


def ask(workspace: Workspace, since: object, *options: str) -> int:
    return main(["changes", "-C", str(workspace.root), "--since", str(since), *options])


def reword(workspace: Workspace) -> None:
    workspace.edit("briefings/talks.yaml", "They talked.", "They talked at last.")


def test_says_that_nothing_changed(
    workspace: Workspace, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(workspace, old) == 0
    assert capsys.readouterr().out == "Nothing changed.\n"


def test_tells_what_changed_since_a_file(
    workspace: Workspace, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reword(workspace)
    assert ask(workspace, old) == 0
    assert "text: They talked. → They talked at last." in capsys.readouterr().out


def test_gives_data_to_other_programs(
    workspace: Workspace, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reword(workspace)
    assert ask(workspace, old, "--format", "json") == 0
    assert list(json.loads(capsys.readouterr().out)["lists"]) == ["claims"]


def test_writes_nothing_into_the_workspace(workspace: Workspace, old: Path) -> None:
    before = sorted(workspace.root.rglob("*"))
    ask(workspace, old)
    assert sorted(workspace.root.rglob("*")) == before


def test_compares_no_book_of_another_edition(
    workspace: Workspace, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(workspace, old, "--edition", "team") == 1
    assert 'it is of the edition "public"' in capsys.readouterr().err


def test_reports_a_file_that_is_no_book(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "other.json"
    file.write_bytes(b"\x00\xff")
    assert ask(workspace, file) == 1
    assert "error[bad-book]" in capsys.readouterr().err


def test_reports_what_is_wrong_now(
    workspace: Workspace, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.edit("briefings/talks.yaml", "speaker: bo", "speaker: nobody")
    assert ask(workspace, old) == 1
    assert "error[unknown-actor]" in capsys.readouterr().err


def test_needs_a_file_or_a_revision(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(workspace, "no-such-thing") == 2
    assert "neither a file nor a revision" in capsys.readouterr().err


def test_prints_no_control_characters_of_an_earlier_book(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = make_data()
    book["claims"][0]["text"] = "\x1b[2J"
    file = tmp_path / "old.json"
    file.write_text(json.dumps(book), "utf-8")
    assert ask(workspace, file) == 0
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.requires("git")
class TestARevision:
    def git(self, folder: Path, *arguments: str) -> None:
        name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        command = ["git", *name, "-C", str(folder), *arguments]
        subprocess.run(command, check=True, capture_output=True)

    def commit(self, folder: Path) -> None:
        self.git(folder, "add", ".")
        self.git(folder, "commit", "-qm", "a book")

    @pytest.mark.parametrize("inside", ["", "deep/down"])
    def test_is_built_beside_the_workspace(
        self, inside: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        top = tmp_path / "top"
        workspace = Workspace(top / inside, write_small())
        self.git(top, "init", "-q")
        self.commit(top)
        reword(workspace)
        assert ask(workspace, "HEAD") == 0
        assert "They talked. → They talked at last." in capsys.readouterr().out

    def test_without_a_workspace_is_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        workspace = Workspace(tmp_path / "top", {"read.me": "Nothing yet"})
        self.git(workspace.root, "init", "-q")
        self.commit(workspace.root)
        for path, text in write_small().items():
            workspace.write(path, text)
        assert ask(workspace, "HEAD") == 2
        assert "there is no config.yaml" in capsys.readouterr().err

    def test_that_was_not_sound_is_told_in_part(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = SIDECAR.replace("speaker: bo", "speaker: nobody")
        workspace = Workspace(tmp_path / "top", write_small(sidecar=wrong))
        self.git(workspace.root, "init", "-q")
        self.commit(workspace.root)
        workspace.edit("briefings/talks.yaml", "speaker: nobody", "speaker: bo")
        assert ask(workspace, "HEAD", "--today", TODAY) == 0
        assert "it may be told in part" in capsys.readouterr().err

    def test_cannot_be_read_without_git(
        self,
        workspace: Workspace,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert shutil.which("git")
        monkeypatch.setenv("PATH", "")
        assert ask(workspace, "HEAD") == 2
        assert "git is needed" in capsys.readouterr().err
