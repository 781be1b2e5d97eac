"""A process of its own for what libraries read: bounded in time and memory, gone when it fails.

``read_isolated`` starts it; run as a module it is that process. What it hands back is JSON, so
that nothing it may have been made to say is ever run.
"""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from briefbook.base.problems import Locus, Problem, Span
from briefbook.importing.document import Dropped, ImportedDocument, MarginComment, TextBlock
from briefbook.importing.refusing import refuse_format
from briefbook.workspace.scan import Unreadable

SECONDS = 2
"""Of the processor, for one file, once the library is loaded."""

MEGABYTES = 110
"""Of memory, for one file, once the library is loaded."""

PATIENCE = 60
"""Seconds of the clock: the machine may be busy."""

_FORMATS = "briefbook.importing.formats"
_OUT_OF_TIME = -24
"""How a process ends that is stopped by SIGXCPU."""


def read_isolated(module: str, name: str, path: str, data: bytes) -> ImportedDocument:
    """Return what a module of ``formats/`` reads, in another process; ``name`` is for people.

    Raises:
        Unreadable: what the module says, or it took too much.
    """
    top = str(Path(__file__).parents[2])
    surroundings = {**os.environ, "PYTHONPATH": top, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-P", "-m", __name__, module, path]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, check=False, env=surroundings,
            timeout=PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        _refuse_cost(path, name)
    if done.returncode == _OUT_OF_TIME:
        _refuse_cost(path, name)
    if done.returncode:
        refuse_format(path, name, "it is damaged, or takes too much memory")
    return _unpack(json.loads(done.stdout))


def _refuse_cost(path: str, name: str) -> NoReturn:
    refuse_format(path, name, f"it takes more than {SECONDS} seconds")


def _unpack(told: dict[str, Any]) -> ImportedDocument:
    if found := told.get("problem"):
        code, (path, pointer, part, span), data, hint, _ = found
        locus = Locus(path, tuple(pointer), part, Span(*span) if span else None)
        raise Unreadable(Problem(code, locus, tuple(map(tuple, data)), hint))
    fields = dict(zip(ImportedDocument._fields, told["document"], strict=True))
    lists = {
        "blocks": tuple(
            TextBlock._make((*one[:-1], tuple(one[-1]))) for one in fields["blocks"]
        ),
        "author": tuple(fields["author"]),
        "comments": tuple(MarginComment(*one) for one in fields["comments"]),
        "dropped": tuple(Dropped(*one) for one in fields["dropped"]),
    }
    return ImportedDocument(**{**fields, **lists})


def main() -> None:
    """Read a file from standard input as ``formats/`` has it, and print what came of it."""
    name, path = sys.argv[1:]
    module = import_module(f"{_FORMATS}.{name}")
    module.load()
    _limit()
    try:
        told: dict[str, Any] = {"document": module.read(path, sys.stdin.buffer.read())}
    except Unreadable as trouble:
        told = {"problem": trouble.problem}
    sys.stdout.write(json.dumps(told))


def _limit() -> None:
    """Bound what this process may take from now on, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the clock alone bounds it
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    mapped = Path("/proc/self/statm")
    if mapped.is_file():
        size = int(mapped.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + (MEGABYTES << 20),) * 2)


if __name__ == "__main__":
    main()
