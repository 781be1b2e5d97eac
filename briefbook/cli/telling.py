"""What verbs say: problems to standard error, everything else to standard output."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefbook.base.problems import Problem

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def tell(options: argparse.Namespace, words: str) -> None:
    """Say something, unless asked to be quiet."""
    if not options.quiet:
        print(words)


def text_reader(root: Path) -> Callable[[str], str | None]:
    """Return a reader of the workspace's files for excerpts."""
    from briefbook.syntax.text import ARTICLE_LIMIT, REGISTRY_LIMIT, decode_loosely
    from briefbook.workspace.scan import Unreadable, read_bytes

    def read(path: str) -> str | None:
        try:
            data = read_bytes(root, path, max(ARTICLE_LIMIT, REGISTRY_LIMIT))
        except (Unreadable, ValueError):  # what cannot be named cannot be shown
            return None
        return decode_loosely(data)

    return read


def write_report(root: Path, problems: "Sequence[Problem]") -> str:
    """Return problems with their places, and how many there are, in colour; "" for none."""
    if not problems:
        return ""
    from briefbook.report.report import report_text, summarise

    return f"{report_text(problems, text_reader(root), colour=True)}\n{summarise(problems)}"


def tell_report(report: str) -> None:
    """Print a report, in colour where that is wanted."""
    if report:
        print(report if wants_colour() else COLOUR.sub("", report), file=sys.stderr)


def wants_colour() -> bool:
    """Tell whether standard error is a terminal that wants colour."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")
