"""Standard output and standard error as they are: of any encoding, and with any reader.

A pipe whose reader has gone (``briefbook build | head``) ends a run in silence, as it does
other programs.
"""

import errno
import os
import sys
from io import TextIOWrapper
from typing import TextIO


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
