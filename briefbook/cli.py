"""The command line: finds the verb, runs it, and turns what went wrong into an exit code."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from briefbook import __version__
from briefbook.build_lock import Locked
from briefbook.choices import WrongUsage
from briefbook.disk import PublishFailed, Refused
from briefbook.streams import drain_streams, has_gone, prepare_streams

VERBS: dict[str, str] = {
    "build": "make the site of one edition",
    "serve": "build, watch, and show the site with what is wrong laid over it",
    "check": "report every problem, make nothing",
    "handout": "make one handout, such as the read-ahead of a meeting",
    "why": "tell what a page was made of, and why it was last made",
    "quote": "print a ready line for words of an article",
    "accept": "write a suggested re-anchoring into the sidecar",
    "lock": "record the quotes that stand in their texts, for builds without the captures",
    "changes": "say what is new, changed or withdrawn since an earlier book",
    "export": "write the book in another model: popolo, followthemoney, webannotation",
    "clean": "remove output and state, only what the tool wrote",
}
"""Every verb with its help; its module is ``commands/cmd_VERB.py``, loaded when it is used."""

DEFAULT = "build"

DONE, CONTENT, USAGE, DISK, BUSY, OURS, STOPPED = 0, 1, 2, 3, 4, 70, 130
UNREAD = 141  # as shells say of a program that wrote into a pipe that nobody reads

ANSWERS: dict[type[BaseException], int] = {
    WrongUsage: USAGE,
    Refused: USAGE,
    PublishFailed: DISK,
    Locked: BUSY,
    OSError: DISK,
    KeyboardInterrupt: STOPPED,
}
"""What may go wrong without being our fault, and the exit code that says so."""


def main(argv: list[str] | None = None) -> int:
    """Run the command line ``argv`` (default: the process's own), and return its exit code."""
    prepare_streams()
    try:
        code = run_line(sys.argv[1:] if argv is None else argv)
        unwritten = drain_streams()
    except OSError as trouble:  # while it was said what is wrong
        code, unwritten = DISK, drain_streams() or trouble
    if unwritten is None:
        return code
    return UNREAD if has_gone(unwritten) else say(str(unwritten), DISK)


def run_line(arguments: Sequence[str]) -> int:
    """Run a command line, and return its exit code.

    Raises:
        OSError: what it says cannot be written.
    """
    given = add_default(arguments)
    try:
        options = make_parser(given[0]).parse_args(given)
    except SystemExit as stop:
        return int(stop.code or 0)
    return run_verb(options)


def make_parser(wanted: str) -> argparse.ArgumentParser:
    """Return the parser of all verbs, with the options of the one that is wanted."""
    parser = argparse.ArgumentParser(
        prog="briefbook", description="Articles and annotations become a briefing site."
    )
    parser.add_argument("--version", action="version", version=f"briefbook {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, words in VERBS.items():
        added = verbs.add_parser(name, help=words, description=words)
        if name == wanted:
            verb = load_verb(name)
            verb.add_arguments(added)
            added.set_defaults(run=verb.run)
    return parser


def load_verb(name: str) -> ModuleType:
    """Return the module of a verb."""
    return import_module(f"briefbook.commands.cmd_{name}")


def add_default(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with ``build`` put in where no verb is named."""
    first = arguments[0] if arguments else ""
    is_named = first in VERBS or first in ("-h", "--help", "--version")
    is_word = first and not first.startswith("-")
    return [*arguments] if is_named or is_word else [DEFAULT, *arguments]


def run_verb(options: argparse.Namespace) -> int:
    """Run a verb; every way in which it can fail has its own exit code and says what to do.

    Raises:
        OSError: what it says cannot be written.
    """
    try:
        return int(options.run(options))
    except tuple(ANSWERS) as trouble:
        if has_gone(drain_streams()) or has_gone(trouble):
            return UNREAD
        code = next(code for kind, code in ANSWERS.items() if isinstance(trouble, kind))
        return say(name_trouble(trouble), code)
    except Exception:  # noqa: BLE001 (whatever is left is a fault of ours)
        return say(f"a fault of ours; please report it with {keep_trace()}", OURS)


def name_trouble(trouble: BaseException) -> str:
    """Return what went wrong; a refusal has a code and a cure, as problems have."""
    if isinstance(trouble, Refused):
        from briefbook.codes import CODES

        return f"error[{trouble.code}]: {trouble}\n      = {CODES[trouble.code].cure}"
    return str(trouble) or "stopped"


def say(words: str, code: int) -> int:
    """Print why it stops, and return the exit code."""
    print(f"briefbook: {words}", file=sys.stderr)
    return code


def keep_trace() -> str:
    """Write the trace to a file of its own, and return the file's path."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="briefbook-", suffix=".trace", delete=False, encoding="utf-8"
    ) as file:
        file.write(traceback.format_exc())
        return file.name
