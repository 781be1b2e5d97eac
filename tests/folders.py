"""Workspaces on the disk, built by the command line: what it says, and the site it makes."""

import os
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from briefbook.cli import main
from briefbook.cli.options import STATE
from tests.books import Files, write_book
from tests.disks import Snapshot, snapshot

TODAY = "2023-11-03"
COUNTS = re.compile(r"read (\d+), made (\d+), reused (\d+), removed (\d+)")

BOOK = write_book(
    "“We will talk”, said Ann Lee. Bo Kim was tired.\n",
    "quotes: {talk: {speaker: ann, exact: We will talk, stance: {contact: engage}}}\n"
    "positions: [{actor: bo, issue: contact, stance: wait, evidence: talk}]\n",
    actors="{ann: Ann Lee, bo: Bo Kim}",
    issues="contact: {name: Contact, scale: [engage, wait]}",
    others={"briefings/reply.md": "---\ndate: 2023-09-01\n---\nBo Kim replied at last.\n"},
)
"""A small book about which one warning stands."""


class Said(NamedTuple):
    """What a run said: its exit code, its report, and what it did, by the summary."""

    code: int
    report: str
    read: int = -1
    made: int = -1
    reused: int = -1
    removed: int = -1


class Workspace:
    """A folder with a book, and what one does to it."""

    def __init__(self, root: Path, files: Files) -> None:
        """Write the files of a book."""
        self.root, self.state, self.site = root, root / STATE, root / "site"
        for path, text in files.items():
            self.write(path, text)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def edit(self, path: str, old: str, new: str) -> Path:
        """Put some words of a file in the place of others."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        return self.write(path, text.replace(old, new, 1))

    def build(self, *options: str) -> Said:
        """Build in this process; today is always the same day."""
        return run("build", *options, "-C", str(self.root))

    def publish(self) -> Snapshot:
        """Return the site that is published, its manifest included."""
        return snapshot(self.site)

    def copy_sources(self, folder: Path) -> "Workspace":
        """Return a workspace with the same sources, that was never built."""
        left_out = shutil.ignore_patterns(STATE, "site", "site-*")
        shutil.copytree(self.root, folder, ignore=left_out, symlinks=True)
        return Workspace(folder, {})


def run(verb: str, *options: str) -> Said:
    """Run a verb in this process."""
    out, err = StringIO(), StringIO()
    today = () if "--today" in options else ("--today", TODAY)
    with redirect_stdout(out), redirect_stderr(err):
        code = main.main([verb, "-j", "1", *options, *today])
    found = COUNTS.search(out.getvalue())
    return Said(code, err.getvalue(), *map(int, found.groups() if found else ()))


def assert_clean(workspace: Workspace, said: Said, *options: str) -> None:
    """Fail unless a build came to what a clean build of the same sources comes to."""
    fresh = workspace.copy_sources(workspace.root.with_name("clean"))
    clean = fresh.build(*options)
    assert (said.code, said.report) == (clean.code, clean.report)
    assert workspace.publish() == fresh.publish()
    shutil.rmtree(fresh.root)


def put_time_back(path: Path, times: os.stat_result) -> None:
    """Give a file the times that it had."""
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
