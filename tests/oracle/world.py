"""A small linked workspace in memory, and what a build is given of it.

A file is a mapping (YAML), an ``Article``, or text as it stands. ``World`` is a value: an
edit makes another one, so that a step can be undone.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from briefbook.build.config import Config, read_config
from briefbook.build.inputs import Inputs, SiteFile
from briefbook.index.editions import Edition
from briefbook.syntax.text import split_front_matter
from briefbook.units.files import name_capture
from tests.oracle.theme import ASSETS, TEMPLATES

START = Path(__file__).parents[1] / "fixtures" / "oracle"
EDITIONS = ("public", "team")
TODAY = "2021-06-01"
PICTURES = {"briefings/harbour/quay.png": "quay", "briefings/harbour/crane.png": "crane"}


class Article(NamedTuple):
    """A Markdown file: its front matter, and its body by paragraphs."""

    front: dict[str, Any]
    body: tuple[str, ...]


File = dict[str, Any] | Article | str


class World(NamedTuple):
    """Everything that a build depends on. ``noise`` is put before and after a file's text."""

    files: dict[str, File]
    noise: dict[str, tuple[str, str]]
    config: dict[str, Any]
    templates: dict[str, str]
    assets: dict[str, bytes]
    today: str
    accept_lost: bool = False


@cache
def load_world(start: Path = START) -> World:
    """Return the workspace of the fixtures, pictures and templates made here."""
    paths = sorted(path for path in start.rglob("*") if path.is_file())
    texts = {
        path.relative_to(start).as_posix(): path.read_text(encoding="utf-8") for path in paths
    }
    config = read_plain(texts.pop("config.yaml"))
    files = {path: parse_file(path, text) for path, text in texts.items()}
    return World(files | PICTURES, {}, config, dict(TEMPLATES), dict(ASSETS), TODAY)


def read_plain(text: str) -> dict[str, Any]:
    """Return YAML with every scalar as text."""
    return dict(yaml.load(text, Loader=yaml.CBaseLoader) or {})


def parse_file(path: str, text: str) -> File:
    """Return a file of the fixtures as the edits see it."""
    if path.endswith(".yaml"):
        return read_plain(text)
    if not path.endswith(".md"):
        return text
    halves = split_front_matter(text, path)
    return Article(read_plain(halves.yaml), tuple(halves.body.strip().split("\n\n")))


def write_file(file: File) -> str:
    """Return the text of a file; YAML is written as JSON, a line for each key."""
    if isinstance(file, str):
        return file
    if isinstance(file, Article):
        return f"---\n{write_lines(file.front)}---\n" + "\n\n".join(file.body) + "\n"
    return write_lines(file)


def write_lines(data: Mapping[str, Any]) -> str:
    """Return a mapping as YAML."""
    return "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items()
    )


def write_world(world: World) -> dict[str, str]:
    """Return the text of every file of the workspace but its config."""
    texts = {path: write_file(file) for path, file in world.files.items()}
    around = {path: world.noise.get(path, ("", "")) for path in texts}
    return {path: f"{around[path][0]}{text}{around[path][1]}" for path, text in texts.items()}


def digest(data: bytes) -> str:
    """Return the hash by which a build knows bytes."""
    return hashlib.sha256(data).hexdigest()


def make_source(data: bytes) -> SiteFile:
    """Return a file that is published as it is."""
    return SiteFile(digest(data), lambda: data)


def find_captures(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the capture that each article names."""
    articles = {path: text for path, text in texts.items() if path.endswith(".md")}
    return {path: name for path, text in articles.items() if (name := name_capture(text))}


def make_config(world: World) -> Config:
    """Return the settings, which every edit leaves readable."""
    config, problems = read_config(write_lines(world.config).encode())
    assert config is not None, problems
    return config


def make_inputs(world: World, edition: str) -> Inputs:
    """Return what a build of one edition is given."""
    texts = write_world(world)
    config = make_config(world)
    return Inputs(
        config=config,
        edition=Edition(edition, config.editions, world.today),
        files={path: digest(text.encode()) for path, text in texts.items()},
        load=lambda path: texts[path].encode(),
        captures=find_captures(texts),
        templates=world.templates,
        assets={address: make_source(data) for address, data in world.assets.items()},
        accept_lost=world.accept_lost,
    )
