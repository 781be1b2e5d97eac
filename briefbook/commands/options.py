"""Options that several verbs share."""

import argparse
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from briefbook import site
from briefbook.assets import theme_assets
from briefbook.config import Config
from briefbook.editions import Edition
from briefbook.workspace import Snapshot, find_workspace

STATE = ".briefbook"


class WrongUsage(Exception):  # noqa: N818 (it is an answer, not a fault)
    """What was asked for makes no sense; the words say why."""


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """Add the options that every verb has."""
    parser.add_argument(
        "-C",
        dest="folder",
        metavar="DIR",
        type=Path,
        default=Path(),
        help="the workspace, or a folder in it",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but problems")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="list every page that was made"
    )


def add_edition(parser: argparse.ArgumentParser) -> None:
    """Add the options that decide what is seen."""
    parser.add_argument(
        "--edition", metavar="NAME", help="the edition to build (default: the lowest)"
    )
    parser.add_argument(
        "--drafts", action="store_true", help="let drafts and embargoed articles through"
    )
    parser.add_argument(
        "--today", metavar="DATE", type=iso_day, help="the day by which embargoes are judged"
    )
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")


def iso_day(text: str) -> str:
    """Return an ISO day, or tell what is wrong with it."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2023-08-30") from None


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
            shutil.rmtree(path, ignore_errors=True)
        elif not path.name.startswith("lock"):
            path.unlink(missing_ok=True)


def choose_edition(options: argparse.Namespace, config: Config) -> Edition:
    """Return the edition that the options name, the lowest if none."""
    name = options.edition or config.editions[0]
    if name not in config.editions:
        raise WrongUsage(f"no edition {name!r}; there are: {', '.join(config.editions)}")
    today = options.today or date.today().isoformat()  # noqa: DTZ011 (a person's own day)
    return Edition(name, config.editions, today, options.drafts)


def make_inputs(
    snapshot: Snapshot, config: Config, edition: Edition, fonts: Mapping[str, bytes]
) -> site.Inputs:
    """Return everything that a build depends on; a check does without the fonts."""
    return site.Inputs(
        config=config,
        edition=edition,
        files=snapshot.files,
        captures=snapshot.captures,
        templates=snapshot.templates,
        assets=theme_assets(snapshot.assets, fonts, config),
    )
