"""Books to compare with: of the workspace as it is, of a file, or of a revision in git."""

import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from briefbook.base.problems import Problem
from briefbook.build import pipeline
from briefbook.build.config import DATA
from briefbook.exports.book import read_own
from briefbook.exports.reading import LIMIT, read_book
from briefbook.index.ledger import EditionView
from briefbook.session.choices import Choices, WrongUsage
from briefbook.session.session import choose_config, choose_edition
from briefbook.workspace.load import make_inputs, take_snapshot


class Given(NamedTuple):
    """A book, None where there is none, and the problems on the way to it."""

    book: Mapping[str, Any] | None
    problems: tuple[Problem, ...]


def look_into(root: Path, choices: Choices) -> tuple[EditionView | None, tuple[Problem, ...]]:
    """Return eyes on a workspace for the edition that is chosen, and its problems."""
    snapshot = take_snapshot(root)
    problems = (*snapshot.config_problems, *snapshot.problems)
    if snapshot.config is None:
        return None, problems
    config = choose_config(choices, snapshot.config)._replace(data=DATA)
    memory, edition = pipeline.Site(), choose_edition(choices, config)
    # A book needs neither fonts nor the files of the theme.
    found = pipeline.check(memory, make_inputs(snapshot, config, edition, assets={}))
    return memory.ledger.look(edition), (*problems, *found)


def read_workspace(root: Path, choices: Choices) -> Given:
    """Return the book of a workspace, as the edition that is chosen sees it."""
    look, problems = look_into(root, choices)
    return Given(read_own(look) if look else None, problems)


def read_earlier(root: Path, since: str, choices: Choices, edition: str) -> Given:
    """Return the book of a file, else of a revision.

    Raises:
        WrongUsage: there is neither.
    """
    file = next((file for file in (Path(since), root / since) if file.is_file()), None)
    if file:
        with file.open("rb") as opened:
            return Given(*read_book(opened.read(LIMIT + 1), since, edition))
    with _unpack_revision(root, since) as folder:
        if not (folder / "config.yaml").is_file():
            raise WrongUsage(f"there is no config.yaml in {since!r}")
        return read_workspace(folder, choices)


@contextmanager
def _unpack_revision(root: Path, revision: str) -> Iterator[Path]:
    """Give a folder with the files of the workspace as they were in a revision."""
    wanted = ("--verify", "--end-of-options", f"{revision}^{{commit}}")
    commit = _ask_git(root, revision, "rev-parse", *wanted)
    data = _ask_git(root, revision, "archive", "--format=tar", commit.decode().strip())
    with TemporaryDirectory(prefix="briefbook-") as name:
        folder = Path(name).resolve()
        _write_files(data, folder)
        yield folder


def _ask_git(root: Path, revision: str, *arguments: str) -> bytes:
    """Return what git answers.

    Raises:
        WrongUsage: it has no answer, or there is no git.
    """
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except FileNotFoundError:
        raise WrongUsage("to read a revision, git is needed; or name a book.json") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise WrongUsage(f"{revision!r} is neither a file nor a revision: {said}") from None
    return done.stdout


def _write_files(data: bytes, folder: Path) -> None:
    """Write the plain files of an archive into a folder, and none beside it."""
    with tarfile.open(fileobj=BytesIO(data)) as archive:
        for member in archive:
            target = (folder / member.name).resolve()
            content = archive.extractfile(member) if member.isfile() else None
            if content and target.is_relative_to(folder):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
