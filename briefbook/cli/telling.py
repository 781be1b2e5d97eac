"""What verbs say: problems to standard error, everything else to standard output.

Either may be of any encoding, and have any reader: a pipe whose reader has gone
(``briefbook build | head``) ends a run in silence, as it does other programs.
"""

import argparse
import errno
import os
import re
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

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
        print(report if _wants_colour() else COLOUR.sub("", report), file=sys.stderr)


def _wants_colour() -> bool:
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


def prepare_streams() -> None:
    """Have what a stream cannot encode written with backslashes, instead of failing.

    A line is written when it is said: ``serve`` goes on, and its reader may be a pipe.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace", line_buffering=True)


def print_data(text: str) -> None:
    """Print what programs or files are to take in: as UTF-8, whatever people are shown."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(text, end="")


def drain_streams() -> OSError | None:
    """Write out what is left; return what keeps it from being written, None if nothing does.

    What cannot be written is dropped: Python would complain of it when it ends.
    """
    troubles = [_drain(stream) for stream in (sys.stdout, sys.stderr)]
    return next(filter(None, troubles), None)


def has_gone(trouble: BaseException | None) -> bool:
    """Tell whether something could not be written because its reader has gone.

    Windows says of such a pipe that the argument is invalid; of a file it would say which.
    """
    is_invalid = isinstance(trouble, OSError) and trouble.errno == errno.EINVAL
    said_of_pipe = os.name == "nt" and is_invalid and getattr(trouble, "filename", "") is None
    return isinstance(trouble, BrokenPipeError) or said_of_pipe


def _drain(stream: TextIO | None) -> OSError | None:
    if stream is None or stream.closed:
        return None
    try:
        stream.flush()
    except OSError as trouble:
        _drop_rest(stream)
        return trouble
    return None


def _drop_rest(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
    stream.flush()
