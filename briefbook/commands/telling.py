"""What verbs say: problems to standard error, everything else to standard output."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from briefbook.codes import CODES
from briefbook.problems import Problem
from briefbook.reading.text import ARTICLE_LIMIT, REGISTRY_LIMIT, decode_loosely
from briefbook.report import report_text, summarise
from briefbook.scanning import Unreadable, read_bytes
from briefbook.site import LOST


def tell(options: argparse.Namespace, words: str) -> None:
    """Say something, unless asked to be quiet."""
    if not options.quiet:
        print(words)


def text_reader(root: Path) -> Callable[[str], str | None]:
    """Return a reader of the workspace's files for excerpts."""

    def read(path: str) -> str | None:
        try:
            data = read_bytes(root, path, max(ARTICLE_LIMIT, REGISTRY_LIMIT))
        except (Unreadable, ValueError):  # what cannot be named cannot be shown
            return None
        return decode_loosely(data)

    return read


def tell_problems(root: Path, problems: Sequence[Problem]) -> None:
    """Print problems with their places, and how many there are."""
    if not problems:
        return
    print(report_text(problems, text_reader(root), wants_colour()), file=sys.stderr)
    print(summarise(problems), file=sys.stderr)


def wants_colour() -> bool:
    """Tell whether standard error is a terminal that wants colour."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


def fails(problems: Sequence[Problem], options: argparse.Namespace) -> bool:
    """Tell whether problems make a run fail: errors, and warnings under ``--strict``."""
    forgiven = LOST if getattr(options, "unanchored", False) else ()
    grades = {CODES[one.code].severity for one in problems if one.code not in forgiven}
    return (options.strict and "warning" in grades) or "error" in grades
