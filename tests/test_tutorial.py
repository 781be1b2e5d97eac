"""The tutorial, word for word: what it has people type gives what it says."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefbook.cli.main import main

PAGE = Path(__file__).parents[1] / "docs/tutorial.md"
BLOCK = re.compile(r"^```(?:\w+ (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.usefixtures("without_fonts")


def list_steps() -> Iterator[tuple[str, str]]:
    """Yield what is done: (file, its text), or (command, what it says), in their order."""
    for path, text in BLOCK.findall(PAGE.read_text("utf-8")):
        if path:
            yield path, text
            continue
        for typed in text.split("$ ")[1:]:
            command, _, said = typed.partition("\n")
            yield f"$ {command}", said


def write(path: Path, text: str) -> None:
    """Write a text as a whole; to settings, add a line."""
    path.write_text((path.read_text("utf-8") if path.suffix == ".yaml" else "") + text, "utf-8")


def test_gives_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for what, text in list_steps():
        program, *words = shlex.split(what.removeprefix("$ ")) if what[0] == "$" else ("", what)
        if program == "briefbook":
            code = main(words)
            out, err = capsys.readouterr()
            assert code == int("error[" in text), err
            assert text in (out, err) or not text
        elif program == "cd":
            monkeypatch.chdir(words[0])
        else:
            write(Path(what), text)
    book = tmp_path / "my-book"
    page = (book / "site-team/briefings/beijing/talks.html").read_text("utf-8")
    assert re.search(r"<mark[^>]*>in every single one of these meetings", page)
    assert (book / "site-team/handouts/read-ahead-follow-up.html").is_file()
    assert not (book / "site/meetings").exists()
