"""``briefbook gaps``: what is missing, with its place and what closes it."""

import json
import shlex
from pathlib import Path

import pytest

from briefbook.cli.main import main
from tests.books import Files
from tests.gaps.books import make_closed, make_open

DOCS = Path(__file__).parents[2] / "docs/commands.md"
DAY = ("--today", "2023-11-03")


def write(files: Files, folder: Path) -> Path:
    """Return a folder with the files of a book."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(str(text), "utf-8")
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(make_open(), tmp_path)


def run(folder: Path, *arguments: str) -> int:
    return main(["gaps", "-C", str(folder), *DAY, *arguments])


def test_tells_what_the_documentation_shows(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "talks", "--kind", "unnoted-quotation") == 0
    shown = DOCS.read_text("utf-8").partition("$ briefbook gaps talks --kind")[2]
    told = capsys.readouterr().out
    assert told != ""
    assert shown.partition("\n")[2].startswith(told)


def test_each_cure_that_is_a_command_finds_its_words(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "--format", "json") == 0
    cures = [one["cure"] for one in json.loads(capsys.readouterr().out)["gaps"]]
    commands = [cure for cure in cures if cure.startswith("briefbook quote talks")]
    assert len(commands) == 2
    for command in commands:
        _, verb, *arguments = shlex.split(command)
        assert main([verb, "-C", str(book), *arguments]) == 0


def test_tells_programs_where_each_stands(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "--format", "json", "--kind", "two-stances") == 0
    told = json.loads(capsys.readouterr().out)
    (gap,) = told["gaps"]
    assert (gap["path"], gap["line"], gap["kind"]) == (
        "briefings/harbour/talks.yaml",
        8,
        "two-stances",
    )
    assert gap["about"] == {"actor": "bo", "issue": "trade"}
    assert told["counts"] == {"two-stances": 1}


def test_tells_of_a_briefing_or_an_article_alone(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for where, wanted in (("harbour", 16), ("briefings/harbour/", 16), ("talks", 13)):
        assert run(book, where, "--format", "json") == 0
        assert len(json.loads(capsys.readouterr().out)["gaps"]) == wanted


def test_says_that_nothing_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(write(make_closed(), tmp_path)) == 0
    assert capsys.readouterr().out == "no gaps\n"


def test_tells_of_drafts_and_of_a_book_with_one_edition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = make_open()
    files["config.yaml"] = "title: The book\neditions: [all]\n"
    files["briefings/harbour/talks.md"] = str(files["briefings/harbour/talks.md"]).replace(
        "---\n", "---\ndraft: yes\n", 1
    )
    assert run(write(files, tmp_path), "talks", "-q") == 0
    assert "gap[unnoted-quotation]" in capsys.readouterr().out


def test_warns_of_a_book_with_errors_and_goes_on(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book / "briefings/harbour/talks.yaml"
    path.write_text(path.read_text("utf-8").replace("We trade more", "We trade less"), "utf-8")
    assert run(book) == 0
    told = capsys.readouterr()
    assert "the book has 1 error, see: briefbook check" in told.err
    assert "gap[unused-term]" in told.out


def test_refuses_a_name_that_means_nothing(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "harbor") == 2
    assert 'did you mean "harbour"' in capsys.readouterr().err
