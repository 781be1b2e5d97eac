"""Options that several verbs share, and what they make of them."""

import argparse
import shutil
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from briefbook.base.suggesting import did_you_mean
from briefbook.base.targets import list_places
from briefbook.kinds.actor import ACTOR
from briefbook.kinds.fields import is_id
from briefbook.session.choices import Choices, WrongUsage
from briefbook.units.files import ROOT, UnitFiles, group_files
from briefbook.units.registry import read_registry
from briefbook.units.resolving import article_names
from briefbook.units.seeds import called
from briefbook.workspace.load import Snapshot

STATE = ".briefbook"


SHARED = {"folder": Path(), "quiet": False, "verbose": False}
"""What the options of all verbs are where they are given neither before the verb nor after."""

UNUSED = "changes nothing here"

CONFIG = "config.yaml"


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
        type=workers,
        default="0",
        help="how many processes read and render (default: one a core), "
        "or the address of a dask scheduler",
    )


def iso_day(text: str) -> str:
    """Return an ISO day, or tell what is wrong with it."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2023-08-30") from None


def workers(text: str) -> str:
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
    """Return the workspace that the options name."""
    root = find_workspace(options.folder)
    if root is None:
        raise WrongUsage(f"no config.yaml in {options.folder.absolute()} or above it")
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


def find_article(name: str, snapshot: Snapshot) -> UnitFiles:
    """Return the article that ``name`` means: its path, or the end of it that is unique."""
    units, _ = group_files(snapshot.files)
    articles = {path: unit for path, unit in units.items() if unit.kind == "article"}
    found = [unit for path, unit in articles.items() if name in (path, *article_names(path))]
    if len(found) == 1:
        return found[0]
    names = [article_names(path)[-1] for path in articles]
    why = "several articles are" if found else "no article is"
    hint = did_you_mean(name, names)
    raise WrongUsage(f"{why} called {name!r}" + (f"; {hint}" if hint else ""))


def load_unit(unit: UnitFiles, snapshot: Snapshot) -> dict[str, bytes | None]:
    """Return the bytes of a unit's files; None where a capture may lie and does not."""
    capture = snapshot.captures.get(unit.main, "")
    places = list_places(unit.main, capture) if capture else ()
    paths = [path for path in (*unit[1:], *places) if path]
    return {path: snapshot.load(path) if path in snapshot.files else None for path in paths}


def check_speaker(name: str, snapshot: Snapshot) -> None:
    """Return if ``name`` means one actor, by id or by a name, as in a sidecar.

    Where a registry cannot be read, the actor may be in it.

    Raises:
        WrongUsage: it means none, or several.
    """
    known = list_actors(snapshot)
    bearers = known.get(name, set()) if known is not None else {name}
    if len(bearers) > 1:
        raise WrongUsage(f'"{name}" is the name of several: {", ".join(sorted(bearers))}')
    if not bearers:
        hint = (
            did_you_mean(name, known or ()) or f"add one to {ROOT}/{ACTOR.section}.yaml first"
        )
        raise WrongUsage(f'no actor "{name}"; {hint}')


def list_actors(snapshot: Snapshot) -> Mapping[str, set[str]] | None:
    """Return the ids of the actors by what they are called; None if some cannot be read."""
    units, _ = group_files(snapshot.files)
    paths = [path for path in units if path.endswith(f"/{ACTOR.section}.yaml")]
    registries = [read_registry(path, snapshot.load(path)) for path in paths]
    if any(unit.unreadable for unit in registries):
        return None
    found: defaultdict[str, set[str]] = defaultdict(set)
    for unit in registries:
        for entry in (*unit.entries, *unit.broken):
            names = (name for name in called(entry) if not is_id(name))
            for name in (entry.id, *names):
                found[name].add(entry.id)
    return found
