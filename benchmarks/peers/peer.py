"""What the harness knows of a generator, and the ways to install one.

A peer is installed into a folder of its own below the cache, and found there by the next run.
Nothing of it is needed to use Briefbook.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.peers.content import Article, Content, Files, Tag

INSTALL_SECONDS = 600
VERSION = re.compile(r"\d+(\.\d+)+")


class Tool(NamedTuple):
    """An installed generator: the command to start it by, and what it says of itself."""

    command: Sequence[str]
    version: str


class Missing(NamedTuple):
    """A generator, or a part of one, that cannot be had, and why."""

    reason: str


Build = Callable[[Tool, Path], Sequence[str]]
Serve = Callable[[Tool, Path, int], Sequence[str]]


class Mode(NamedTuple):
    """A way to build again, and to serve (from a folder, on a port); None if there is none."""

    name: str
    rebuild: Build | None
    serve: Serve | None = None


class Places(NamedTuple):
    """Where things are: sources below the site's folder, pages below its output folder."""

    output: str
    source: Callable[[Article], str]
    page: Callable[[Article], str]
    tag_page: Callable[[Tag], str]


class Peer(NamedTuple):
    """A generator. ``state`` is what it keeps between runs, beside its output."""

    name: str
    label: str
    install: Callable[[Path], Tool | Missing]
    emit: Callable[[Content], Files]
    build: Build
    places: Places
    modes: Sequence[Mode]
    state: Sequence[str] = ()
    notes: Sequence[str] = ()
    may_serve: Callable[[Tool], Missing | None] = lambda _: None


def page_in_folder(article: Article) -> str:
    """Return the address that most generators give an article."""
    return f"{article.name}/index.html"


def tag_in_folder(tag: Tag) -> str:
    """Return the address that most generators give the page of a tag."""
    return f"tags/{tag.id}/index.html"


# Installing


def call(command: Sequence[str], folder: Path | None = None) -> str | None:
    """Return what a command prints, None if it fails."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=INSTALL_SECONDS,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def ask_version(command: Sequence[str], *words: str) -> Tool | Missing:
    """Return a tool with its version, or that it does not run."""
    said = call([*command, *(words or ("--version",))])
    found = VERSION.search(said) if said else None
    return Tool(command, found[0]) if found else Missing("does not run here")


def install_by_pip(cache: Path, *packages: str) -> Path | Missing:
    """Return the folder of a virtual environment that holds the packages."""
    folder = cache / packages[0].partition("[")[0]
    python = folder / "bin/python"
    if (folder / "installed").exists():
        return folder
    call([sys.executable, "-m", "venv", str(folder)])
    if call([str(python), "-m", "pip", "install", "--quiet", *packages]) is None:
        return Missing(f"pip cannot install {' '.join(packages)}")
    (folder / "installed").touch()
    return folder


def install_by_npm(cache: Path, package: str) -> Path | Missing:
    """Return the folder whose ``node_modules`` holds the package."""
    folder = cache / package.strip("@").replace("/", "-")
    if (folder / "installed").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    options = ("--no-audit", "--no-fund", "--prefix", ".")
    if call(["npm", "install", *options, package], folder) is None:
        return Missing(f"npm cannot install {package}")
    (folder / "installed").touch()
    return folder
