"""Quote locks: what was verified with the capture is accepted without it."""

from pathlib import Path

from briefbook.cli.main import main
from tests.workspaces import build_files, copy_workspace, read_folder

LOCK = "briefings/talks/beijing-talks.anchors.json"
CAPTURE = "captures/report.txt"


def lock(folder: Path, day: str = "2023-09-01") -> str:
    assert main(["lock", "-q", "-C", str(folder), "--today", day]) == 0
    return (folder / LOCK).read_text("utf-8")


def test_accepts_verified_quotes_without_the_capture(tmp_path: Path) -> None:
    folder = copy_workspace("worked_example", tmp_path)
    lock(folder)
    (folder / CAPTURE).unlink()
    built = build_files(read_folder(folder))
    assert built.problems == ()
    assert b"1 September 2023" in built.files["briefings/talks/beijing-talks.html"]


def test_refuses_a_quote_that_nobody_verified(tmp_path: Path) -> None:
    folder = copy_workspace("worked_example", tmp_path)
    (folder / CAPTURE).unlink()
    built = build_files(read_folder(folder))
    assert {found.code for found in built.problems} == {"capture-missing"}
    assert not built.complete


def test_refuses_words_that_changed_since_they_were_verified(tmp_path: Path) -> None:
    folder = copy_workspace("worked_example", tmp_path)
    lock(folder)
    (folder / CAPTURE).unlink()
    sidecar = folder / "briefings/talks/beijing-talks.yaml"
    sidecar.write_text(sidecar.read_text().replace("change my posture", "change my position"))
    problems = build_files(read_folder(folder)).problems
    assert [(found.code, found.locus.pointer) for found in problems] == [
        ("capture-missing", ("quotes", "posture", "exact"))
    ]


def test_warns_when_the_words_around_a_quote_change(tmp_path: Path) -> None:
    folder = copy_workspace("worked_example", tmp_path)
    lock(folder)
    capture = folder / CAPTURE
    capture.write_text(
        capture.read_text().replace("Sir Iain Duncan Smith thought", "He thought")
    )
    problems = build_files(read_folder(folder)).problems
    assert {found.code for found in problems} == {"context-changed"}


def test_keeps_the_day_of_what_has_not_changed(tmp_path: Path) -> None:
    folder = copy_workspace("worked_example", tmp_path)
    assert lock(folder, "2023-09-01") == lock(folder, "2023-10-01")


def test_keeps_no_words_of_a_capture(tmp_path: Path) -> None:
    folder = copy_workspace("worked_example", tmp_path)
    text = lock(folder)
    assert "Sky News" not in text
    assert "posture" in text  # the id of a quote
    assert "change my" not in text
