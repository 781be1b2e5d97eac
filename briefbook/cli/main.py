"""The command line: finds the verb, runs it, and turns what went wrong into an exit code."""

import argparse
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from importlib import import_module
from itertools import takewhile
from keyword import iskeyword
from types import ModuleType
from typing import NoReturn

from briefbook import __version__, registry
from briefbook.base.extras import MissingExtra
from briefbook.cli.options import SHARED, add_workspace
from briefbook.cli.telling import drain_streams, has_gone, prepare_streams
from briefbook.disk.files import PublishFailed, Refused
from briefbook.publish.lock import Locked
from briefbook.session.choices import WrongUsage
from briefbook.writing.edits import CannotWrite

DEFAULT = "build"
BEFORE_VERB = re.compile(r"-[qv]*C(?P<folder>.*)|-[qv]+|--quiet|--verbose", re.DOTALL)
"""An option of all verbs; where ``folder`` is empty, the next argument is its value."""

LONG = re.compile(r"--\w[\w-]*")
DONE, CONTENT, USAGE, DISK, BUSY, OURS, STOPPED = 0, 1, 2, 3, 4, 70, 130
UNREAD = 141  # as shells say of a program that wrote into a pipe that nobody reads

ANSWERS: dict[type[BaseException], int] = {
    WrongUsage: USAGE,
    CannotWrite: USAGE,
    MissingExtra: USAGE,
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
        code = _run_line(sys.argv[1:] if argv is None else argv)
        unwritten = drain_streams()
    except OSError as trouble:  # while it was said what is wrong
        code, unwritten = DISK, drain_streams() or trouble
    if unwritten is None:
        return code
    return UNREAD if has_gone(unwritten) else _say_why(str(unwritten), DISK)


def _run_line(arguments: Sequence[str]) -> int:
    """Run a command line, and return its exit code.

    Raises:
        OSError: what it says cannot be written.
    """
    try:
        options = _read_options(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    return _run_verb(options)


def _read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options of the verb that is named, of ``build`` where none is.

    Raises:
        SystemExit: they are wrong, or ask for nothing but help; it has been printed.
    """
    given = _add_default(arguments)
    name, *rest = given[_count_shared(given) :]
    parser, found = make_parsers([name])
    if not name.startswith("-") and not found:
        parser.exit(USAGE, f"{parser.prog}: {_explain_unknown('verb', name, registry.VERBS)}\n")
    for wanted in found.values():
        wanted.refuse_misspelt(rest)
    return parser.parse_args(given)


class CommandParser(argparse.ArgumentParser):
    """A parser whose errors are short, and say what a misspelt option was meant to be."""

    def error(self, message: str) -> NoReturn:
        """Stop, saying what is wrong and where help is, in place of the whole usage."""
        self.exit(USAGE, f"{self.prog}: {message}\nTry: {self.prog} -h\n")

    def refuse_misspelt(self, arguments: Iterable[str]) -> None:
        """Stop at a long option that there is not, before its value is taken for a word."""
        known = [*self._option_string_actions]
        for argument in takewhile("--".__ne__, arguments):
            flag = argument.partition("=")[0]
            if LONG.fullmatch(flag) and not any(name.startswith(flag) for name in known):
                self.exit(USAGE, f"{self.prog}: {_explain_unknown('option', flag, known)}\n")


def _explain_unknown(what: str, word: str, known: Iterable[str]) -> str:
    from briefbook.base.suggesting import did_you_mean

    meant = did_you_mean(word, known) or f"there are {', '.join(known)}"
    return f'there is no {what} "{word}"; {meant}'


def make_parsers(wanted: Collection[str]) -> tuple[CommandParser, dict[str, CommandParser]]:
    """Return the parser of all verbs, and those of the wanted ones, with their options."""
    parser = CommandParser(
        prog="briefbook", description="Articles and annotations become a briefing site."
    )
    parser.add_argument("--version", action="version", version=f"briefbook {__version__}")
    add_workspace(parser, verbose="say more, where a verb has more to say")
    parser.set_defaults(**SHARED)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    added = {
        name: verbs.add_parser(name, help=words, description=words)
        for name, words in registry.VERBS.items()
    }
    found = {name: one for name, one in added.items() if name in wanted}
    for name, one in found.items():
        verb = load_verb(name)
        verb.add_arguments(one)
        one.set_defaults(run=verb.run)
    return parser, found


def load_verb(name: str) -> ModuleType:
    """Return the module of a verb; one that Python keeps for itself has "_" behind it."""
    return import_module(f"briefbook.cli.verbs.{name}{'_' if iskeyword(name) else ''}")


def _add_default(arguments: Sequence[str]) -> list[str]:
    place = _count_shared(arguments)
    first = arguments[place] if place < len(arguments) else ""
    is_word = first and not first.startswith("-")
    is_named = is_word or first in ("-h", "--help", "--version")
    default = [] if is_named else [DEFAULT]
    return [*arguments[:place], *default, *arguments[place:]]


def _count_shared(arguments: Sequence[str]) -> int:
    """Return how many arguments stand before the verb: options of all verbs, and their values.

    None does where the last of them lacks its value.
    """
    place = 0
    while place < len(arguments) and (found := BEFORE_VERB.fullmatch(arguments[place])):
        place += 2 if found["folder"] == "" else 1
    return place if place <= len(arguments) else 0


def _run_verb(options: argparse.Namespace) -> int:
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
        return _say_why(_name_trouble(trouble), code)
    except Exception:  # noqa: BLE001 (whatever is left is a fault of ours)
        return _say_why(f"a fault of ours; please report it with {_keep_trace()}", OURS)


def _name_trouble(trouble: BaseException) -> str:
    """Return what went wrong; a refusal has a code and a cure, as problems have."""
    if isinstance(trouble, Refused):
        from briefbook.base.codes import CODES

        return f"error[{trouble.code}]: {trouble}\n      = {CODES[trouble.code].cure}"
    return str(trouble) or "stopped"


def _say_why(words: str, code: int) -> int:
    print(f"briefbook: {words}", file=sys.stderr)
    return code


def _keep_trace() -> str:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="briefbook-", suffix=".trace", delete=False, encoding="utf-8"
    ) as file:
        file.write(traceback.format_exc())
        return file.name
