"""The guard: folders that must never be published to, and those that may."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefbook.disk.files import PublishFailed, Refused
from briefbook.publish.guard import check_output
from briefbook.publish.journal import STAGING_PREFIX
from briefbook.publish.records import JOURNAL_NAME, MANIFEST_NAME


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    home = tmp_path / "home"
    root = home / "books" / "book"
    for folder in ("briefings/talks", "templates", ".git", ".briefbook"):
        (root / folder).mkdir(parents=True)
    (root / "config.yaml").write_text("title: Book", "utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    before = sorted(home.rglob("*"))
    yield root
    assert set(before) <= set(home.rglob("*"))


def code(workspace: Path, output: Path, *others: Path, adopt: bool = False) -> str:
    try:
        check_output(workspace, output, others, adopt)
    except Refused as refused:
        return refused.code
    return ""


def fill(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("text", "utf-8")
    return folder


@pytest.mark.parametrize("place", ["site", "out/site", "../site", "../../../www"])
def test_a_folder_that_is_new_or_empty_may_be_published_to(workspace: Path, place: str) -> None:
    assert code(workspace, workspace / place) == ""
    fill(workspace / place)
    assert code(workspace, workspace / place) == ""


@pytest.mark.parametrize("place", [".", "..", "../..", "../../..", "/"])
def test_nothing_that_holds_the_workspace_or_a_home_is_an_output(
    workspace: Path, place: str
) -> None:
    assert code(workspace, workspace / place, adopt=True) == "output-too-wide"


def test_a_home_elsewhere_is_no_output(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = fill(tmp_path / "somebody")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    assert code(workspace, home, adopt=True) == "output-too-wide"
    assert code(workspace, home / "www") == ""


@pytest.mark.parametrize(
    "place",
    [
        *("briefings", "briefings/talks", "briefings/new/site", "templates/out"),
        *(".git", ".git/site", ".briefbook/site", "site/.git/x"),
    ],
)
def test_nothing_among_the_sources_is_an_output(workspace: Path, place: str) -> None:
    assert code(workspace, workspace / place, adopt=True) == "output-in-sources"


def test_further_sources_can_be_named(workspace: Path) -> None:
    with pytest.raises(Refused):
        check_output(workspace, workspace / "static/site", sources=("static",))


def test_another_workspace_is_no_output(workspace: Path, tmp_path: Path) -> None:
    other = fill(tmp_path / "other", "config.yaml")
    assert code(workspace, other, adopt=True) == "output-in-sources"


def test_a_link_is_no_output_wherever_it_leads(workspace: Path) -> None:
    real = fill(workspace / "real")
    for name, target in (("site", real), ("gone", workspace / "nothing")):
        (workspace / name).symlink_to(target)
        assert code(workspace, workspace / name, adopt=True) == "output-link"


def test_a_link_on_the_way_hides_nothing(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(workspace)
    assert code(workspace, tmp_path / "link/briefings") == "output-in-sources"
    assert code(workspace, tmp_path / "link/../../books") == "output-too-wide"
    assert code(tmp_path / "link", workspace, adopt=True) == "output-too-wide"


def test_a_file_is_no_output(workspace: Path) -> None:
    fill(workspace, "site")
    assert code(workspace, workspace / "site", adopt=True) == "output-not-folder"
    assert code(workspace, workspace / "site/inner/most") == "output-not-folder"


@pytest.mark.parametrize("output", ["site", "site/public", "out"])
@pytest.mark.parametrize("made", [True, False])
def test_editions_never_lie_within_each_other(workspace: Path, output: str, made: bool) -> None:
    other = {"site": "site/team", "site/public": "site", "out": "out"}[output]
    if made:
        fill(workspace / other)
    assert code(workspace, workspace / output, workspace / other) == "output-nested"


def test_editions_beside_each_other_are_fine(workspace: Path) -> None:
    assert code(workspace, workspace / "site", workspace / "site-team") == ""


def test_editions_whose_folders_differ_in_case_alone_are_refused(workspace: Path) -> None:
    assert code(workspace, workspace / "Site", workspace / "site") == "output-nested"


def test_no_output_lies_within_another_site(workspace: Path) -> None:
    fill(workspace / "site", MANIFEST_NAME)
    assert code(workspace, workspace / "site/inner") == "output-nested"


def test_a_folder_with_files_of_others_needs_consent(workspace: Path) -> None:
    site = fill(workspace / "site", "CNAME", "notes.txt")
    with pytest.raises(Refused, match=r"site holds .*: CNAME, notes\.txt") as caught:
        check_output(workspace, site)
    assert (caught.value.code, caught.value.exit_code) == ("output-not-ours", 2)
    assert code(workspace, site, adopt=True) == ""


@pytest.mark.parametrize("sign", [MANIFEST_NAME, JOURNAL_NAME])
def test_a_folder_with_a_sign_that_we_wrote_it_needs_no_consent(
    workspace: Path, sign: str
) -> None:
    assert code(workspace, fill(workspace / "site", "CNAME", "index.html", sign)) == ""


def test_what_a_crash_left_in_a_new_folder_is_not_the_work_of_others(workspace: Path) -> None:
    fill(workspace / f"site/{STAGING_PREFIX}0a", "1", "2")
    assert code(workspace, workspace / "site") == ""


def test_a_folder_that_cannot_be_looked_at_is_said_to_be_so(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "lstat", failing)
    with pytest.raises(PublishFailed, match="Input/output error"):
        check_output(workspace, workspace / "site")
