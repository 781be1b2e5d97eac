"""What is read as one: an article with its files, a registry, a briefing, a picture."""

import pytest

from briefbook.base.codes import CODES
from briefbook.kinds import KINDS
from briefbook.units.files import (
    UnitFiles,
    article_key,
    folder_of,
    folders_above,
    group_files,
    name_capture,
)


def units_of(*paths: str) -> dict[str, UnitFiles]:
    return group_files(f"briefings/{path}" for path in paths)[0]


def problems_of(*paths: str) -> list[tuple[str, str]]:
    _, problems = group_files(f"briefings/{path}" for path in paths)
    return [(one.code, one.locus.path.removeprefix("briefings/")) for one in problems]


class TestAnArticle:
    def test_comes_with_its_sidecar_and_its_lock(self) -> None:
        assert units_of("a/talks.md", "a/talks.yaml", "a/talks.anchors.json") == {
            "briefings/a/talks.md": UnitFiles(
                "article",
                "briefings/a/talks.md",
                "briefings/a/talks.yaml",
                "briefings/a/talks.anchors.json",
            )
        }

    def test_stands_alone_without_them(self) -> None:
        (unit,) = units_of("talks.md").values()
        assert (unit.sidecar, unit.lock) == ("", "")

    def test_takes_no_sidecar_of_another_folder(self) -> None:
        assert problems_of("a/talks.md", "b/talks.yaml") == [("orphan-yaml", "b/talks.yaml")]

    def test_is_known_by_its_path(self) -> None:
        assert article_key("briefings/a/talks.md") == "a/talks"
        assert folder_of("briefings/a/b/talks.md") == "a/b"
        assert folder_of("briefings/talks.md") == ""

    def test_stands_in_every_folder_above_it_the_nearest_first(self) -> None:
        assert folders_above("a/b/c") == ("a/b/c", "a/b", "a")
        assert folders_above("") == ()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/index.md", "briefing"),
        ("actors.yaml", "registry"),
        ("a/meetings.yaml", "registry"),
        ("a/map.PNG", "picture"),
        ("a/map.jpeg", "picture"),
        ("a/map.webp", "picture"),
    ],
)
def test_other_files_are_units_by_themselves(path: str, kind: str) -> None:
    (unit,) = units_of(path).values()
    assert unit.kind == kind
    assert problems_of(path) == []


def test_a_registry_is_never_a_sidecar() -> None:
    assert problems_of("actors.md", "actors.yaml") == [("kind-name", "actors.md")]


@pytest.mark.parametrize("path", ["README.md", "a/README.md", "a/notes.txt", "a/map.svg"])
def test_what_concerns_no_reader_is_left_alone(path: str) -> None:
    assert units_of(path) == {}
    assert problems_of(path) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("talks.yaml", "orphan-yaml"),
        ("actors.yml", "orphan-yaml"),
        ("talks.anchors.json", "orphan-lock"),
        ("Talks.md", "bad-file-name"),
        ("long_talks.md", "bad-file-name"),
        ("Big Visit/talks.md", "bad-file-name"),
        ("index.md", "misplaced-index"),
    ],
)
def test_what_would_be_lost_or_have_no_address_is_reported(path: str, code: str) -> None:
    assert problems_of(path) == [(code, path)]


def test_a_file_that_nothing_reads_is_told_every_name_that_is_read() -> None:
    _, (found,) = group_files(["briefings/talks.yaml"])
    told = CODES[found.code].says.format(**dict(found.data))
    assert all(f"{kind.section}.yaml" in told for kind in KINDS if kind.in_registry)


def test_files_outside_the_briefings_are_no_units() -> None:
    assert group_files(["templates/base.html", "captures/wire.txt", "notes.md"]) == ({}, ())


class TestTheCaptureOfAnArticle:
    @pytest.mark.parametrize(
        "front",
        [
            "capture: captures/wire.txt",
            'capture: "captures/wire.txt"',
            "capture: 'captures/wire.txt' # licensed",
            "title: Talks\ncapture:   captures/wire.txt  \ndate: 2023",
            "{title: Talks, capture: captures/wire.txt}",
            '"capture": captures/wire.txt',
        ],
    )
    def test_is_named_in_its_front_matter(self, front: str) -> None:
        assert name_capture(f"---\n{front}\n---\nWords.\n") == "captures/wire.txt"
        assert name_capture(f"\ufeff---\r\n{front}\r\n---\r\nWords.\r\n") == "captures/wire.txt"

    @pytest.mark.parametrize(
        "text",
        [
            "capture: captures/wire.txt\n",
            "---\ntitle: T\n---\ncapture: captures/wire.txt\n",
            "---\ncapture:\n---\n",
            "---\ncapture: [a, b]\n---\n",
            "---\nsummary: 'no capture: none'\n---\n",
            "---\ncapture: [\n---\n",
        ],
    )
    def test_is_named_nowhere_else(self, text: str) -> None:
        assert name_capture(text) == ""

    @pytest.mark.parametrize(
        "path", ["../../etc/passwd", "/etc/passwd", "a/../../b", "a//b", "."]
    )
    def test_never_leads_out_of_the_workspace(self, path: str) -> None:
        assert name_capture(f"---\ncapture: {path}\n---\n") == ""
