"""Workspaces for tests: files in memory or in a folder → what the program makes of them."""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from briefbook.base.addresses import Address
from briefbook.base.problems import Problem
from briefbook.build import pipeline
from briefbook.build.config import read_config
from briefbook.build.inputs import OwnFonts
from briefbook.fonts import FACES as SITE_FACES
from briefbook.fonts import font_file
from briefbook.fonts.own_fonts import FACES, list_letters
from briefbook.handouts.document import HOUSE
from briefbook.index.editions import Edition
from briefbook.units.files import name_capture
from briefbook.workspace.load import SOURCES, load_theme
from briefbook.workspace.scan import theme_folder
from tests.plain_store import PlainStore

FIXTURES = Path(__file__).parent / "fixtures"
TODAY = "2023-11-03"


@cache
def theme_templates() -> dict[str, str]:
    """Return the templates of the theme by name."""
    folder = theme_folder()
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in SOURCES
    }


@cache
def theme_files() -> dict[str, pipeline.SiteFile]:
    """Return the files of the theme that pages link to."""
    _, assets, _ = load_theme(theme_folder().parent)
    return {
        **assets,
        "assets/accent.css": make_source(b""),
        "assets/paper.css": make_source(b""),
        **{f"fonts/{face.name}.woff2": make_source(b"") for face in SITE_FACES},
    }


def make_inputs(files: Mapping[str, str | bytes], edition: str = "") -> pipeline.Inputs:
    """Return the inputs of a build from files in memory, ``config.yaml`` among them."""
    data = {
        path: text.encode() if isinstance(text, str) else text for path, text in files.items()
    }
    config, problems = read_config(data["config.yaml"])
    assert config is not None, problems
    return pipeline.Inputs(
        config=config,
        edition=Edition(edition or config.editions[0], config.editions, TODAY),
        files={path: digest(data[path]) for path in data if path not in ("config.yaml", HOUSE)},
        load=data.__getitem__,
        captures={path: name for path in data if (name := capture_of(path, data[path]))},
        templates=theme_templates(),
        assets=theme_files(),
        fonts=OwnFonts(letters=theme_letters()),
        house=digest(data[HOUSE]) if HOUSE in data else "",
    )


@cache
def theme_letters() -> tuple[tuple[int, int], ...]:
    """Return the characters that the fonts of the theme have."""
    return list_letters(font_file(face) for face in FACES)


def make_source(data: bytes) -> pipeline.SiteFile:
    """Return a file as a build sees it."""
    load: Callable[[], bytes] = partial(bytes, data)
    return pipeline.SiteFile(digest(data), load)


def digest(data: bytes) -> str:
    """Return the hash by which a build knows bytes."""
    return hashlib.sha256(data).hexdigest()


def capture_of(path: str, data: bytes) -> str:
    """Return the capture that an article names."""
    return name_capture(data.decode(errors="replace")) if path.endswith(".md") else ""


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the files of a workspace in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Outcome(NamedTuple):
    """What a build gives, and all files of the site as they are published then."""

    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]
    counts: pipeline.Counts
    complete: bool


class Publisher:
    """A memory, and the folder that is published from it, in memory too."""

    def __init__(self, memory: pipeline.Site | None = None) -> None:
        """Begin with nothing published."""
        self.memory = memory or pipeline.Site()
        self.files: dict[str, bytes] = {}
        self.hashes: dict[str, str] = {}
        """Of the files, as far as they are known: a book may have very many."""

    def build(self, inputs: pipeline.Inputs) -> Outcome:
        """Build, publish what was made, and return what there is then; {} if it fails."""
        built = pipeline.build(self.memory, inputs)
        if not built.complete:
            return Outcome(built.problems, {}, built.counts, complete=False)
        self.files = dict(self.publish(built, inputs))
        self.hashes = {str(address): hashed for address, hashed in built.wanted.items()}
        pipeline.commit_build(self.memory)
        return Outcome(built.problems, self.files, built.counts, complete=True)

    def publish(
        self, built: pipeline.Built, inputs: pipeline.Inputs
    ) -> Iterator[tuple[str, bytes]]:
        """Yield every file that is wanted: what was not made must be there already."""
        hashes = {a: self.hashes.get(a) or digest(data) for a, data in self.files.items()}
        kept = {a for a, hashed in hashes.items() if hashed == built.wanted.get(Address(a))}
        missing = [a for a in built.wanted if a not in kept or a in built.made]
        assert not [a for a in missing if a.endswith(".html") and a not in built.made]
        fresh = dict(pipeline.load(self.memory, inputs, missing))
        for address, hashed in built.wanted.items():
            if address in fresh:
                assert digest(fresh[address]) == hashed
            yield address, fresh[address] if address in fresh else self.files[address]


def build_once(inputs: pipeline.Inputs) -> Outcome:
    """Return what a first build makes that writes nothing down."""
    return Publisher(pipeline.Site(PlainStore())).build(inputs)


def build_files(files: Mapping[str, str | bytes], edition: str = "") -> Outcome:
    """Return what a first build makes of files in memory."""
    return build_once(make_inputs(files, edition))


def check_files(files: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
    """Return the problems of files in memory."""
    return pipeline.check(pipeline.Site(PlainStore()), make_inputs(files))


def copy_workspace(name: str, folder: Path) -> Path:
    """Return a copy of a workspace among the fixtures, in a folder that a test may change."""
    return Path(shutil.copytree(FIXTURES / name, folder / name))


class Book:
    """A book that was built once, and is built again after each edit."""

    def __init__(self, files: Mapping[str, str | bytes], edition: str = "") -> None:
        """Build it."""
        self.edition = edition
        self.files = {
            path: text.encode() if isinstance(text, str) else text
            for path, text in files.items()
        }
        self.publisher = Publisher()
        self.built = self.publisher.build(make_inputs(self.files, edition))

    def edit(self, path: str, old: str, new: str) -> Outcome:
        """Return the next build after the first ``old`` in a file became ``new``."""
        text = self.files[path].decode()
        assert old in text
        self.files[path] = text.replace(old, new, 1).encode()
        self.built = self.publisher.build(make_inputs(self.files, self.edition))
        return self.built
