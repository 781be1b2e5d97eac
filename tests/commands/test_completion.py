"""``completion``: shells are asked what they complete, each in its own way."""

import os
import subprocess
import sys
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from briefbook import registry
from briefbook.cli.main import main
from briefbook.cli.verbs.completion import SHELLS
from tests.harness.programs import require_program

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace, beside which the program lies as a command."""
    folder = tmp_path_factory.mktemp("completion")
    assert main(["new", "workspace", str(folder / "book"), "-q"]) == 0
    command = folder / "bin/briefbook"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefbook "$@"\n', "utf-8")
    command.chmod(0o755)
    return folder / "book"


@cache
def write_script(shell: str) -> str:
    said = StringIO()
    with redirect_stdout(said):
        assert main(["completion", shell]) == 0
    return said.getvalue()


def ask(shell: str, script: str, book: Path, *arguments: str) -> list[str]:
    """Return the lines that a shell prints when it runs a script in a workspace."""
    file = book.parent / f"script.{shell}"
    file.write_text(script, "utf-8")
    path = os.pathsep.join((str(book.parent / "bin"), os.environ["PATH"]))
    done = subprocess.run(
        [require_program(shell), *arguments, file],
        cwd=book,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(book.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.splitlines()


BASH = """
COMP_WORDS=(briefbook %s)
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_shtab_briefbook
printf '%%s\\n' "${COMPREPLY[@]}"
"""
CASES = [
    ("bu", {"build"}),
    ("build --stri", {"--strict"}),
    ("-q che", {"check"}),
    ("new act", {"actor"}),
    ("handout two", {"two-pager"}),
    ("quote mo", {"moon/kennedy-at-rice"}),
    ("quote moon/kennedy-at-rice words --speaker ken", {"kennedy"}),
    ("build --edition te", {"team"}),
    ("handout actor-note us-", {"us-government"}),
]
"""What is typed after the name of the program, and what it may become."""


@pytest.mark.requires("bash")
@pytest.mark.parametrize(("typed", "meant"), CASES)
def test_bash_completes(typed: str, meant: set[str], book: Path) -> None:
    script = write_script("bash") + BASH % typed
    assert {*ask("bash", script, book)} == meant


@pytest.mark.requires("fish")
@pytest.mark.parametrize(("typed", "meant"), CASES)
def test_fish_completes(typed: str, meant: set[str], book: Path) -> None:
    script = write_script("fish") + f"\ncomplete -C 'briefbook {typed}'\n"
    found = ask("fish", script, book, "--no-config")
    assert {line.partition("\t")[0] for line in found} == meant


def ask_zsh(lines: str, book: Path) -> list[str]:
    """Return what the functions of the script say that hand words to zsh."""
    script = f"_arguments() {{ : }}\n{write_script('zsh')}\n"
    return ask("zsh", f"{script}\ncompadd() {{ print -l ${{(P)@[-1]}} }}\n{lines}", book, "-f")


@pytest.mark.requires("zsh")
def test_zsh_knows_every_verb(book: Path) -> None:
    say = "_describe() { print -l ${(P)${@[-1]}} }\n_shtab_briefbook_commands\n"
    said = ask_zsh(say, book)
    assert {line.partition(":")[0] for line in said} == {*registry.VERBS}


@pytest.mark.requires("zsh")
def test_zsh_asks_for_words_of_the_book_when_it_completes(book: Path) -> None:
    assert ask_zsh("_briefbook_words articles", book) == ["moon/kennedy-at-rice"]
    assert ask_zsh("_briefbook_words briefings issues", book) == ["landing", "moon"]
    specs = [line for line in write_script("zsh").splitlines() if "_briefbook_words " in line]
    assert [line for line in specs if "$(" in line] == []
    assert any("--edition[" in line and ": _briefbook_words editions" in line for line in specs)


@pytest.mark.parametrize("shell", SHELLS)
def test_words_are_those_of_the_book(
    shell: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["completion", shell, "--words", "issues", "briefings", "-C", str(book)]) == 0
    assert capsys.readouterr().out == "landing\nmoon\n"


def test_where_there_is_no_book_there_are_no_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", "bash", "--words", "articles", "-C", str(tmp_path)]) == 0
    assert capsys.readouterr() == ("", "")


def test_words_are_found_beside_what_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book"
    assert main(["new", "workspace", str(book), "-q"]) == 0
    (book / "briefings/issues.yaml").write_text("tolls: {name: [", "utf-8")
    (book / "config.yaml").write_text("titel: A\n", "utf-8")
    capsys.readouterr()
    words = ["actors", "issues", "editions"]
    assert main(["completion", "bash", "-C", str(book), "--words", *words]) == 0
    out, err = capsys.readouterr()
    assert {"kennedy", "us-government"} <= {*out.split()}
    assert err == ""
