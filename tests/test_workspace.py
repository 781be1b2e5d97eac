"""A workspace on the disk → all that a build depends on, read no more often than needed."""

import os
from pathlib import Path

import pytest

from briefbook.base.problems import Problem
from briefbook.build.inputs import Inputs
from briefbook.cli.options import find_workspace
from briefbook.index.editions import Edition
from briefbook.workspace import load, scan
from briefbook.workspace.load import Snapshot, bytes_source, take_snapshot
from tests.workspaces import Outcome, build_once

TODAY = "2023-11-03"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace."""
    write(tmp_path, "config.yaml", "title: The book\n")
    write(tmp_path, "briefings/actors.yaml", "ann: Ann Lee\n")
    write(tmp_path, "briefings/talks.md", "# Talks\n\nAnn Lee spoke.\n")
    return tmp_path


def write(root: Path, path: str, text: str | bytes) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.locus.path) for one in problems]


def build_snapshot(snapshot: Snapshot) -> Outcome:
    assert snapshot.config is not None
    inputs = Inputs(
        config=snapshot.config,
        edition=Edition("public", snapshot.config.editions, TODAY),
        files=snapshot.files,
        load=snapshot.load,
        captures=snapshot.captures,
        templates=snapshot.templates,
        assets={**snapshot.assets, "assets/accent.css": bytes_source(b"")},
    )
    return build_once(inputs)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the files that are read from now on."""
    paths: list[str] = []

    def watch(root: Path, path: str, limit: int) -> bytes:
        paths.append(path)
        return scan.read_bytes(root, path, limit)

    monkeypatch.setattr(load, "read_bytes", watch)
    return paths


class TestFinding:
    def test_a_workspace_is_the_nearest_folder_upwards_with_settings(self, root: Path) -> None:
        inner = root / "briefings" / "deep"
        inner.mkdir()
        assert find_workspace(inner) == root
        assert find_workspace(root) == root

    def test_there_may_be_none(self, tmp_path: Path) -> None:
        assert find_workspace(tmp_path) is None


class TestASnapshot:
    def test_holds_the_texts_and_nothing_else(self, root: Path) -> None:
        write(root, "README.md", "Not a text.")
        write(root, "briefings/.hidden.md", "Not a text.")
        assert set(take_snapshot(root).files) == {"briefings/actors.yaml", "briefings/talks.md"}

    def test_is_enough_for_a_build(self, root: Path) -> None:
        built = build_snapshot(take_snapshot(root))
        assert built.complete
        assert "actors/ann.html" in built.files

    def test_tells_what_cannot_be_read(self, root: Path) -> None:
        (root / "briefings" / "gone.md").symlink_to("nowhere.md")
        assert codes(take_snapshot(root).problems) == [("symlink-broken", "briefings/gone.md")]

    def test_tells_what_is_wrong_with_the_settings(self, root: Path) -> None:
        write(root, "config.yaml", "titel: The book\n")
        snapshot = take_snapshot(root)
        assert snapshot.config is None
        assert ("unknown-field", "config.yaml") in codes(snapshot.config_problems)


class TestASecondSnapshot:
    def test_reads_only_files_that_changed(
        self, root: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(load, "TICK", 0)
        first = take_snapshot(root)
        file = write(root, "briefings/talks.md", "# Talks\n\nAnn Lee wept.\n")
        os.utime(file, ns=(0, 0))
        opened.clear()
        second = take_snapshot(root, first.known)
        assert [path for path in opened if path.startswith("briefings")] == [
            "briefings/talks.md"
        ]
        assert first.files["briefings/talks.md"] != second.files["briefings/talks.md"]

    def test_reads_again_what_changed_only_just_before_the_first(
        self, root: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(load, "TICK", 10**18)
        first = take_snapshot(root)
        opened.clear()
        take_snapshot(root, first.known)
        assert "briefings/talks.md" in opened

    def test_forgets_files_that_are_gone(self, root: Path) -> None:
        first = take_snapshot(root)
        (root / "briefings" / "talks.md").unlink()
        assert set(take_snapshot(root, first.known).files) == {"briefings/actors.yaml"}

    def test_of_the_same_bytes_gives_the_same_hashes(self, root: Path) -> None:
        first = take_snapshot(root)
        (root / "briefings" / "talks.md").touch()
        second = take_snapshot(root, first.known)
        assert first.files == second.files


class TestCaptures:
    text = "---\ncapture: {}\n---\nWords.\n"

    def test_are_read_with_their_articles(self, root: Path) -> None:
        write(root, "briefings/talks.md", self.text.format("captures/wire.txt"))
        write(root, "captures/wire.txt", "“Words”, she said.")
        snapshot = take_snapshot(root)
        assert snapshot.captures == {"briefings/talks.md": "captures/wire.txt"}
        assert snapshot.load("captures/wire.txt") == "“Words”, she said.".encode()

    def test_may_be_absent(self, root: Path) -> None:
        write(root, "briefings/talks.md", self.text.format("captures/wire.txt"))
        snapshot = take_snapshot(root)
        assert "captures/wire.txt" not in snapshot.files
        assert snapshot.problems == ()

    @pytest.mark.parametrize(
        "path",
        ["../../etc/passwd", "../secret.txt", "/etc/passwd", "captures/../../secret.txt"],
    )
    def test_outside_the_workspace_are_never_read(
        self, root: Path, opened: list[str], path: str
    ) -> None:
        inner = root / "book"
        write(root, "secret.txt", "Secret words.")
        write(inner, "config.yaml", "title: The book\n")
        write(inner, "briefings/talks.md", self.text.format(path))
        snapshot = take_snapshot(inner)
        assert set(snapshot.files) == {"briefings/talks.md"}
        assert set(opened) == {"config.yaml", "briefings/talks.md"}

    def test_behind_a_link_that_leads_outside_are_never_read(self, root: Path) -> None:
        inner = root / "book"
        write(root, "secret.txt", "Secret words.")
        write(inner, "config.yaml", "title: The book\n")
        write(inner, "briefings/talks.md", self.text.format("wire.txt"))
        (inner / "wire.txt").symlink_to(root / "secret.txt")
        assert set(take_snapshot(inner).files) == {"briefings/talks.md"}


class TestTheTheme:
    def test_is_there_without_templates_of_ones_own(self, root: Path) -> None:
        snapshot = take_snapshot(root)
        assert "base.html" in snapshot.templates
        assert "assets/style.css" in snapshot.assets

    def test_gives_way_to_files_of_the_same_name(self, root: Path) -> None:
        write(root, "templates/about.html", "Ours")
        write(root, "templates/assets/logo.png", b"png")
        snapshot = take_snapshot(root)
        assert snapshot.templates["about.html"] == "Ours"
        assert snapshot.assets["assets/logo.png"].load() == b"png"
        assert "base.html" in snapshot.templates

    def test_leaves_hidden_files_alone(self, root: Path) -> None:
        write(root, "templates/.about.html.swp", b"\xff")
        write(root, "templates/assets/.DS_Store", b"\xff")
        snapshot = take_snapshot(root)
        assert not [name for name in snapshot.assets if "DS_Store" in name]
        assert snapshot.problems == ()

    def test_is_refused_where_it_is_no_text(self, root: Path) -> None:
        write(root, "templates/about.html", b"\xff\xfe")
        assert codes(take_snapshot(root).problems) == [("not-utf8", "templates/about.html")]


class TestTheStaticFolder:
    config = "title: The book\nstatic: extra\n"

    def test_is_copied_as_it_is(self, root: Path) -> None:
        write(root, "config.yaml", self.config)
        write(root, "extra/CNAME", "book.example")
        write(root, "extra/deep/data.csv", b"a,b\r\n")
        files = build_snapshot(take_snapshot(root)).files
        assert files["CNAME"] == b"book.example"
        assert files["deep/data.csv"] == b"a,b\r\n"

    def test_must_be_there(self, root: Path) -> None:
        write(root, "config.yaml", self.config)
        assert codes(take_snapshot(root).problems) == [("missing-static", "config.yaml")]

    def test_may_not_take_the_address_of_a_page(self, root: Path) -> None:
        write(root, "config.yaml", self.config)
        write(root, "extra/About.html", "Ours")
        built = build_snapshot(take_snapshot(root))
        assert codes(built.problems) == [("address-taken", "About.html")]
        assert built.files == {}

    @pytest.mark.parametrize("folder", ["briefings", "Briefings/deep", "captures", "templates"])
    def test_is_none_of_sources(self, root: Path, folder: str) -> None:
        write(root, "config.yaml", f"title: The book\nstatic: {folder}\n")
        write(root, f"{folder}/talks.md", "Hi.\n")
        assert codes(take_snapshot(root).config_problems) == [("static-sources", "config.yaml")]

    def test_holds_no_capture(self, root: Path) -> None:
        write(root, "config.yaml", self.config)
        write(root, "extra/raw.txt", "We will talk.")
        write(root, "briefings/talks.md", "---\ncapture: extra/raw.txt\n---\nHi.\n")
        assert codes(take_snapshot(root).problems) == [("static-sources", "config.yaml")]

    @pytest.mark.parametrize("folder", ["..", "../outside", "/etc", "."])
    def test_lies_within_the_workspace(self, root: Path, folder: str) -> None:
        inner = root / "book"
        write(root, "outside/secret.txt", "Secret words.")
        write(inner, "config.yaml", f"title: The book\nstatic: {folder}\n")
        snapshot = take_snapshot(inner)
        assert not [name for name in snapshot.assets if not name.startswith("assets/")]
        assert [*snapshot.problems, *snapshot.config_problems] != []


def test_a_picture_is_published_with_the_bytes_it_has_when_it_is_loaded(root: Path) -> None:
    write(root, "briefings/talks.md", "![A map](map.png)\n")
    write(root, "briefings/map.png", b"picture")
    assert build_snapshot(take_snapshot(root)).files["articles/map.png"] == b"picture"
