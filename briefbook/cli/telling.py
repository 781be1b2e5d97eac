"""What verbs say: problems to standard error, everything else to standard output."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefbook.base.problems import Problem

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def tell(options: argparse.Namespace, words: str) -> None:
    """Say something, unless asked to be quiet."""
    if not options.quiet:
        print(words)


def write_report(root: Path, problems: "Sequence[Problem]") -> str:
    """Return problems with their places, and how many there are, in colour; "" for none."""
    if not problems:
        return ""
    from briefbook.report.report import report_text, summarise
    from briefbook.workspace.scan import text_reader

    return f"{report_text(problems, text_reader(root), colour=True)}\n{summarise(problems)}"


def tell_report(report: str) -> None:
    """Print a report, in colour where that is wanted."""
    if report:
        print(report if wants_colour() else COLOUR.sub("", report), file=sys.stderr)


def wants_colour() -> bool:
    """Tell whether standard error is a terminal that wants colour."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")
