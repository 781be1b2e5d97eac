"""Options that several verbs share, and what they make of them."""

import argparse
import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

from briefbook.session.choices import Choices, WrongUsage
from briefbook.writing.saving import end_changes

STATE = ".briefbook"


SHARED = {"folder": Path(), "quiet": False, "verbose": False}
"""What the options of all verbs are where they are given neither before the verb nor after."""

UNUSED = "changes nothing here"
CONFIG = "config.yaml"
BEGIN = "briefbook new workspace DIR"


def add_workspace(
    parser: argparse.ArgumentParser,
    quiet: str = "say nothing but problems",
    verbose: str = UNUSED,
) -> None:
    """Add the options that every verb has, with what two of them do in this one.

    One that is not given leaves no trace: so what stands before the verb holds unless it
    stands after the verb, too.
    """
    parser.add_argument(
        "-C",
        dest="folder",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help="the workspace, or a folder in it",
    )
    for letter, name, does in (("-q", "--quiet", quiet), ("-v", "--verbose", verbose)):
        parser.add_argument(
            letter, name, action="store_true", default=argparse.SUPPRESS, help=does
        )


def add_edition(parser: argparse.ArgumentParser) -> None:
    """Add the options that decide what is seen."""
    parser.add_argument(
        "--edition",
        metavar="NAME",
        default="",
        help="the edition to build (default: the lowest)",
    )
    parser.add_argument(
        "--drafts", action="store_true", help="let drafts and embargoed articles through"
    )
    parser.add_argument(
        "--today", metavar="DATE", type=iso_day, help="the day by which embargoes are judged"
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=iso_day,
        help="the book as it could have been written on a day, without what is later",
    )
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")


def add_publishing(parser: argparse.ArgumentParser) -> None:
    """Add the options that decide where and how a site is published."""
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, help="the folder to publish to"
    )
    parser.add_argument(
        "--base-url",
        metavar="URL",
        type=site_address,
        help="where the site will be found",
    )
    parser.add_argument(
        "--unanchored",
        action="store_true",
        help="publish lost quotes as such instead of failing",
    )
    parser.add_argument(
        "--adopt", action="store_true", help="take over an output folder with files of others"
    )
    parser.add_argument("--clean", action="store_true", help="forget the state first")
    parser.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=_workers,
        default="0",
        help="how many processes work (default: one a core), "
        "or the address of a dask scheduler",
    )


def iso_day(text: str) -> str:
    """Return an ISO day, or tell what is wrong with it."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2023-08-30") from None


def _workers(text: str) -> str:
    """Return a number of workers, or a scheduler's address, or tell what is wrong with it."""
    if text.isdecimal() or "://" in text:
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is neither a number nor an address")


def site_address(text: str) -> str:
    """Return where a site will be found, or tell that it is no web address."""
    from briefbook.kinds.fields import FieldError, site_address

    try:
        return site_address(text)
    except FieldError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a web address") from None


class Workspace(NamedTuple):
    """Where the book is, and where its state is kept."""

    root: Path
    state: Path


def open_workspace(options: argparse.Namespace) -> Workspace:
    """Return the workspace that the options name.

    Sources that a run which was killed left half written are put right first.
    """
    root = find_workspace(options.folder)
    if root is None:
        where = options.folder.absolute()
        raise WrongUsage(f"no config.yaml in {where} or above it; to begin a book: {BEGIN}")
    end_changes(root)
    return Workspace(root, root / STATE)


def forget_state(workspace: Workspace) -> None:
    """Remove what is remembered from build to build; the lock that we hold stays."""
    for path in workspace.state.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif not path.name.startswith("lock"):
            path.unlink(missing_ok=True)


def read_choices(options: argparse.Namespace) -> Choices:
    """Return what the options say of a build; the clock is read here and nowhere else."""
    given = vars(options)
    today = options.today or date.today().isoformat()  # noqa: DTZ011 (a person's own day)
    output = given.get("output")
    return Choices(
        today=today,
        edition=options.edition,
        drafts=options.drafts,
        as_of=options.as_of or "",
        output=output.absolute() if output else None,
        base_url=given.get("base_url") or "",
        unanchored=given.get("unanchored", False),
        strict=options.strict,
        adopt=given.get("adopt", False),
        jobs=given.get("jobs", "1"),
    )


def find_workspace(start: Path) -> Path | None:
    """Return the nearest folder upwards that holds a ``config.yaml``."""
    here = start.absolute()
    return next(
        (folder for folder in (here, *here.parents) if (folder / CONFIG).is_file()), None
    )
