"""Bad workspaces, one for each problem code: a text file each, in ``problems/``.

Their form is told in ``problems/README.md``. They serve the tests and ``docs/problems.md``.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefbook.base.extras import EXTRAS

PROBLEMS = Path(__file__).parent / "problems"
BASE = PROBLEMS / "base"
PART = re.compile(r"^>>> (\w+) ?(.*)\n((?:(?!>>> ).*\n?)*)", re.MULTILINE)
ESCAPE = re.compile(rb"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")


class Part(NamedTuple):
    """A line that begins with ``>>>``, and the lines below it."""

    what: str
    words: str
    text: str


class Sample(NamedTuple):
    """A sample as it is read: what it shows, what is done in turn, and the report it wants."""

    code: str
    shows: str
    parts: tuple[Part, ...]
    report: str

    def word(self, what: str, default: str) -> str:
        """Return the words of the last part of a kind."""
        return next((one.words for one in reversed(self.parts) if one.what == what), default)


class Desk(NamedTuple):
    """Where a sample is made: its folder, what is patched, and how a command is run."""

    root: Path
    patch: pytest.MonkeyPatch
    run: Callable[[str], tuple[int, str]]


def list_samples() -> list[str]:
    """Return the codes that have a sample."""
    return sorted(path.stem for path in PROBLEMS.glob("*.txt"))


def read_sample(code: str) -> Sample:
    """Return the sample of a code."""
    text = (PROBLEMS / f"{code}.txt").read_text("utf-8")
    *parts, report = (Part(*found.groups()) for found in PART.finditer(text))
    assert report.what == "report", code
    return Sample(code, " ".join(text.partition("\n>>> ")[0].split()), (*parts,), report.text)


def rewrite_sample(sample: Sample, report: str) -> None:
    """Put what was printed in the place of what the sample wanted."""
    path = PROBLEMS / f"{sample.code}.txt"
    head = path.read_text("utf-8").partition("\n>>> report\n")[0]
    path.write_text(f"{head}\n>>> report\n{report}", "utf-8")


def make_workspace(sample: Sample, desk: Desk) -> None:
    """Make the workspace of a sample in a folder that is not there yet, and enter it."""
    shutil.copytree(BASE, desk.root)
    desk.patch.chdir(desk.root)
    for part in sample.parts:
        if part.what in STEPS:
            STEPS[part.what](desk, part)


def put_file(desk: Desk, part: Part) -> None:
    write(desk.root / part.words, part.text.encode())


def put_escaped(desk: Desk, part: Part) -> None:
    name = os.fsdecode(undo_escapes(part.words.encode()))
    try:
        write(desk.root / name, undo_escapes(part.text.encode()))
    except OSError:
        pytest.skip("this system allows no such name")


def put_repeated(desk: Desk, part: Part) -> None:
    times, name = part.words.split(" ", 1)
    write(desk.root / name, part.text.encode() * int(times))


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def undo_escapes(data: bytes) -> bytes:
    r"""Return bytes with ``\xff`` as the byte and ``\u202e`` as the character."""
    return ESCAPE.sub(write_escape, data)


def write_escape(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes.fromhex(found[1].decode())
    return chr(int(found[2], 16)).encode("utf-8", "surrogatepass")


def put_link(desk: Desk, part: Part) -> None:
    name, target = part.words.split()
    (desk.root / name).symlink_to(target)


def put_pipe(desk: Desk, part: Part) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes among its files")
    os.mkfifo(desk.root / part.words)


def refuse_file(desk: Desk, part: Part) -> None:
    """Have the system refuse to open a file: a mode does not keep everybody out."""
    really = os.open

    def guarded(path: Any, *rest: Any, **more: Any) -> int:
        if os.fspath(path).endswith(part.words):
            raise PermissionError(13, "Permission denied", path)
        return really(path, *rest, **more)

    desk.patch.setattr(os, "open", guarded)


def lower_limit(desk: Desk, part: Part) -> None:
    name, number = part.words.split()
    desk.patch.setattr(name, int(number))


def run_before(desk: Desk, part: Part) -> None:
    assert desk.run(part.words) == (0, "")


def name_program(desk: Desk, part: Part) -> None:
    desk.patch.setattr("briefbook.search_index.PROGRAM", part.words)


def lack_extra(desk: Desk, part: Part) -> None:
    desk.patch.setitem(EXTRAS, part.words, ("no_such_module",))


STEPS: dict[str, Callable[[Desk, Part], None]] = {
    "file": put_file,
    "escaped": put_escaped,
    "repeat": put_repeated,
    "remove": lambda desk, part: (desk.root / part.words).unlink(),
    "folder": lambda desk, part: (desk.root / part.words).mkdir(parents=True),
    "link": put_link,
    "pipe": put_pipe,
    "refuse": refuse_file,
    "limit": lower_limit,
    "program": name_program,
    "lacks": lack_extra,
    "first": run_before,
}
