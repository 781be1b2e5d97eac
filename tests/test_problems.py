"""Every problem that can be reported, as a user meets it: ``problems/`` has a sample of each.

``REWRITE_PROBLEMS=1`` in the environment writes what is printed into the samples instead:
then read the difference, and run ``python -m tests.problems_page``.
"""

import os
import shutil
from pathlib import Path

import pytest

from briefbook.base.codes import CODES
from briefbook.cli.main import main
from briefbook.fonts import FACES
from briefbook.session import session
from tests.problem_samples import (
    BASE,
    Desk,
    list_samples,
    make_workspace,
    read_sample,
    rewrite_sample,
)

REWRITES = bool(os.environ.get("REWRITE_PROBLEMS"))


@pytest.fixture(autouse=True)
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the samples that build the seconds that cutting fonts takes."""
    fonts = {f"fonts/{face.name}.woff2": b"" for face in FACES}
    monkeypatch.setattr(session, "load_fonts", lambda _: fonts)


def run(arguments: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Return the exit code, and what was printed for people to mend."""
    capsys.readouterr()
    code = main(arguments.split())
    return code, capsys.readouterr().err.replace(f"{folder}{os.sep}", "")


def test_every_code_has_a_bad_sample() -> None:
    assert list_samples() == sorted(CODES)


@pytest.mark.parametrize("code", list_samples())
def test_a_sample_prints_what_stands_in_it(
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run_here(arguments: str) -> tuple[int, str]:
        return run(arguments, tmp_path, capsys)

    sample = read_sample(code)
    make_workspace(sample, Desk(tmp_path / "book", monkeypatch, run_here))
    exit_code, report = run_here(sample.word("run", "check"))
    if REWRITES:
        rewrite_sample(sample, report)
    assert report == read_sample(code).report
    assert exit_code == int(sample.word("exits", default_exit(code)))


def default_exit(code: str) -> str:
    return "1" if CODES[code].severity == "error" else "0"


@pytest.mark.parametrize("code", list_samples())
def test_a_sample_shows_its_own_problem_and_no_other(code: str) -> None:
    sample = read_sample(code)
    heads = [line for line in sample.report.splitlines() if "]: " in line and line[0] != " "]
    shown = {line.partition("[")[2].partition("]")[0] for line in heads if "[" in line}
    assert shown == {code, *sample.word("also", "").split()}


def test_nothing_is_wrong_once_it_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(BASE, tmp_path / "book")
    monkeypatch.chdir(tmp_path / "book")
    assert run("check --strict", tmp_path, capsys) == (0, "")
    assert run("build --strict", tmp_path, capsys) == (0, "")
