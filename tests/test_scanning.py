"""Scanning: which files of a workspace count, and which are reported instead."""

import os
import socket
import tempfile
from pathlib import Path

import pytest

from briefbook.base.codes import CODES
from briefbook.base.problems import Locus, Problem
from briefbook.workspace import scan as scanning
from briefbook.workspace.scan import Unreadable, is_left_out, read_bytes, read_stat, scan

LIMIT = 1000
unless_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    for path in ("config.yaml", "briefings/actors.yaml", "briefings/talks/beijing.md"):
        put(root / path)
    return root


def put(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def paths(root: Path) -> list[str]:
    files, problems = scan(root)
    assert problems == ()
    return list(files)


def only_problem(root: Path) -> Problem:
    _, (problem,) = scan(root)
    assert CODES[problem.code].says.format(**dict(problem.data))
    return problem


def test_finds_the_config_the_briefings_and_the_templates(workspace: Path) -> None:
    put(workspace / "templates/page.html")
    put(workspace / "README.md")
    put(workspace / "site/index.html")
    assert paths(workspace) == [
        "briefings/actors.yaml",
        "briefings/talks/beijing.md",
        "config.yaml",
        "templates/page.html",
    ]


def test_looks_into_other_folders_when_told(workspace: Path) -> None:
    put(workspace / "static/logo.png")
    files, _ = scan(workspace, ("static",))
    assert list(files) == ["config.yaml", "static/logo.png"]


def test_an_empty_workspace_has_no_files_and_no_problems(tmp_path: Path) -> None:
    assert scan(tmp_path) == ({}, ())
    assert scan(tmp_path / "missing") == ({}, ())


def test_the_stat_shows_an_edit_of_the_same_size_with_the_old_time(workspace: Path) -> None:
    path = workspace / "config.yaml"
    before = scan(workspace)[0]["config.yaml"]
    path.write_text("TEXT", "utf-8")
    os.utime(path, ns=(before.mtime_ns, before.mtime_ns))
    after = scan(workspace)[0]["config.yaml"]
    assert (after.size, after.mtime_ns) == (before.size, before.mtime_ns)
    assert after != before or os.name == "nt"


@pytest.mark.parametrize(
    "name",
    [
        *(".hidden.md", ".git", "x.md~", "#x.md#", ".#x.md", ".x.md.swp", "x.md.swp", "4913"),
        *("~$x.md", "Thumbs.db", "desktop.ini", ".DS_Store", "x.md___jb_tmp___"),
    ],
)
def test_leaves_out_hidden_files_and_what_editors_leave(workspace: Path, name: str) -> None:
    before = paths(workspace)
    put(workspace / "briefings" / name)
    put(workspace / "briefings/talks" / name)
    assert paths(workspace) == before
    assert is_left_out(name)


def test_leaves_out_a_folder_that_holds_a_site(workspace: Path) -> None:
    before = paths(workspace)
    put(workspace / "briefings/out/.briefbook-manifest.json")
    put(workspace / "briefings/out/index.html")
    assert paths(workspace) == before


def test_the_answer_is_the_same_in_whatever_order_the_system_lists(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.md", "a.md", "A.md", "con.md", "z/c.md"):
        put(workspace / "briefings" / name)
    before, listing = scan(workspace), os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: _Backwards(listing(path)))
    after = scan(workspace)
    assert (list(after[0].items()), after[1]) == (list(before[0].items()), before[1])


class _Backwards:
    """A listing in the opposite order."""

    def __init__(self, listing: "os._ScandirIterator[str]") -> None:
        with listing:
            self.entries = sorted(listing, key=lambda entry: entry.name, reverse=True)

    def __enter__(self) -> list["os.DirEntry[str]"]:
        return self.entries

    def __exit__(self, *_: object) -> None:
        return None


def test_links_within_the_workspace_are_followed(workspace: Path) -> None:
    put(workspace / "pictures/one.png")
    (workspace / "briefings/talks/pictures").symlink_to(workspace / "pictures")
    (workspace / "briefings/again.md").symlink_to("talks/beijing.md")
    found = set(paths(workspace))
    assert {"briefings/talks/pictures/one.png", "briefings/again.md"} <= found
    assert read_bytes(workspace, "briefings/talks/pictures/one.png", LIMIT) == b"text"


def test_a_workspace_that_is_itself_reached_by_a_link_is_no_problem(workspace: Path) -> None:
    link = workspace.parent / "link"
    link.symlink_to(workspace)
    assert paths(link) == paths(workspace)
    assert read_bytes(link, "config.yaml", LIMIT) == b"text"


@pytest.mark.parametrize("target", ["secret.txt", "secrets", "workspace/.git", "/"])
def test_links_that_lead_out_or_to_hidden_places_are_reported(
    workspace: Path, target: str
) -> None:
    put(workspace.parent / "secret.txt")
    put(workspace.parent / "secrets/key.md")
    put(workspace / ".git/config")
    (workspace / "briefings/link").symlink_to(workspace.parent / target)
    problem = only_problem(workspace)
    assert (problem.code, problem.locus.path) == ("symlink-outside", "briefings/link")


def test_sources_that_are_a_link_out_of_the_workspace_are_reported(workspace: Path) -> None:
    put(workspace.parent / "elsewhere/page.html")
    (workspace / "templates").symlink_to(workspace.parent / "elsewhere")
    assert only_problem(workspace).code == "symlink-outside"


def test_a_folder_beside_with_the_same_beginning_is_outside(workspace: Path) -> None:
    put(workspace.parent / "workspace-2/a.md")
    (workspace / "briefings/a.md").symlink_to(workspace.parent / "workspace-2/a.md")
    assert only_problem(workspace).code == "symlink-outside"


@pytest.mark.parametrize("target", [".", "..", "../..", "loop"])
def test_links_that_lead_back_are_reported(workspace: Path, target: str) -> None:
    (workspace / "briefings/talks/loop").symlink_to(target)
    problem = only_problem(workspace)
    assert (problem.code, problem.locus.path) == ("symlink-loop", "briefings/talks/loop")


def test_a_loop_of_two_links_is_reported_where_it_closes(workspace: Path) -> None:
    put(workspace / "briefings/other/a.md")
    (workspace / "briefings/other/to-talks").symlink_to("../talks")
    (workspace / "briefings/talks/to-other").symlink_to("../other")
    _, problems = scan(workspace)
    assert {problem.code for problem in problems} == {"symlink-loop"}
    assert {problem.locus.path for problem in problems} == {
        "briefings/other/to-talks/to-other",
        "briefings/talks/to-other/to-talks",
    }


def test_a_link_to_nothing_is_reported(workspace: Path) -> None:
    (workspace / "briefings/gone.md").symlink_to("nothing.md")
    assert only_problem(workspace).code == "symlink-broken"


def test_links_that_multiply_folders_end_at_a_limit(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "ENTRY_LIMIT", 100)
    for level in range(12):
        for name in ("left", "right"):
            place = workspace / f"pictures/{level}"
            place.mkdir(parents=True, exist_ok=True)
            (place / name).symlink_to(workspace / f"pictures/{level + 1}")
    put(workspace / "pictures/12/one.png")
    (workspace / "briefings/all").symlink_to(workspace / "pictures/0")
    assert only_problem(workspace).code == "too-many-files"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_and_sockets_are_reported_and_never_waited_for(workspace: Path) -> None:
    os.mkfifo(workspace / "briefings/pipe.md")
    problem = only_problem(workspace)
    assert (problem.code, problem.locus) == ("special-file", Locus("briefings/pipe.md"))
    with pytest.raises(Unreadable) as caught:
        read_bytes(workspace, "briefings/pipe.md", LIMIT)
    assert caught.value.problem == problem


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="the system has no such sockets")
def test_sockets_are_reported() -> None:
    with tempfile.TemporaryDirectory() as short:
        put(Path(short) / "briefings/a.md")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(f"{short}/briefings/s")
            assert only_problem(Path(short)).code == "special-file"


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_not_utf8_is_reported_in_words_that_can_be_printed(
    workspace: Path,
) -> None:
    (workspace / "briefings" / os.fsdecode(b"caf\xe9.md")).write_text("text", "utf-8")
    problem = only_problem(workspace)
    assert problem.code == "name-not-utf8"
    assert problem.locus.path == "briefings/caf\\xe9.md"


@pytest.mark.parametrize("name", ["con.md", "a:b.md", "a .", "x" * 201, "line\nbreak.md"])
def test_a_name_that_some_system_does_not_allow_is_reported(workspace: Path, name: str) -> None:
    put(workspace / "briefings" / name / "inner.md")
    problem = only_problem(workspace)
    assert problem.code == "unportable-name"
    assert problem.locus.path.isprintable()


@pytest.mark.parametrize(
    ("one", "other"), [("Talks.md", "talks.md"), ("\u00e9.md", "e\u0301.md"), ("A", "a")]
)
def test_names_that_are_one_on_other_systems_are_reported(
    workspace: Path, one: str, other: str
) -> None:
    put(workspace / "briefings/names" / one / "x.md")
    if (workspace / "briefings/names" / other).exists():
        pytest.skip("this file system takes the names for one")
    put(workspace / "briefings/names" / other / "y.md")
    problem = only_problem(workspace)
    first, second = sorted((one, other))
    assert problem.code == "colliding-names"
    assert problem.locus.path == f"briefings/names/{second}"
    assert problem.related == (Locus(f"briefings/names/{first}"),)


def test_a_decomposed_name_alone_is_no_problem(workspace: Path) -> None:
    put(workspace / "briefings/e\u0301.md")
    assert "briefings/e\u0301.md" in paths(workspace)


@unless_root
def test_what_may_not_be_read_is_reported(workspace: Path) -> None:
    (workspace / "briefings/talks").chmod(0)
    (workspace / "config.yaml").chmod(0)
    try:
        assert only_problem(workspace).code == "unreadable-file"
        with pytest.raises(Unreadable, match="unreadable-file"):
            read_bytes(workspace, "config.yaml", LIMIT)
    finally:
        (workspace / "briefings/talks").chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_reported(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = os.scandir

    def refusing(path: str) -> "os._ScandirIterator[str]":
        if path.endswith("talks"):
            raise PermissionError(13, "Permission denied", path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", refusing)
    problem = only_problem(workspace)
    assert problem == Problem(
        "unreadable-file", Locus("briefings/talks"), (("reason", "Permission denied"),)
    )


def test_reads_up_to_the_limit_and_not_beyond(workspace: Path) -> None:
    put(workspace / "briefings/long.md", "x" * (LIMIT + 1))
    assert len(read_bytes(workspace, "briefings/long.md", LIMIT + 1)) == LIMIT + 1
    with pytest.raises(Unreadable) as caught:
        read_bytes(workspace, "briefings/long.md", LIMIT)
    assert caught.value.problem.code == "file-too-large"


def test_a_file_without_end_is_not_read(workspace: Path) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("the system has no such file")
    (workspace / "briefings/zero.md").symlink_to("/dev/zero")
    with pytest.raises(Unreadable, match="symlink-outside"):
        read_bytes(workspace, "briefings/zero.md", LIMIT)


def test_reading_follows_no_link_out_of_the_workspace(workspace: Path) -> None:
    put(workspace.parent / "secrets/key.md")
    (workspace / "briefings/link").symlink_to(workspace.parent / "secrets")
    for read in (
        lambda path: read_bytes(workspace, path, LIMIT),
        lambda p: read_stat(workspace, p),
    ):
        with pytest.raises(Unreadable, match="symlink-outside"):
            read("briefings/link/key.md")


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../secret", "briefings/../../secret", "a//b", "a\\b", "./a"]
)
def test_a_path_that_is_none_of_the_workspace_is_never_opened(
    workspace: Path, path: str
) -> None:
    with pytest.raises(ValueError, match="not a path within a workspace"):
        read_bytes(workspace, path, LIMIT)


def test_a_missing_file_and_a_folder_cannot_be_read(workspace: Path) -> None:
    for path, code in (("briefings/no.md", "unreadable-file"), ("briefings", "special-file")):
        with pytest.raises(Unreadable) as caught:
            read_bytes(workspace, path, LIMIT)
        assert caught.value.problem.code == code


def test_the_stat_of_one_file_is_the_one_that_a_scan_finds(workspace: Path) -> None:
    files, _ = scan(workspace)
    assert {path: read_stat(workspace, path) for path in files} == files
