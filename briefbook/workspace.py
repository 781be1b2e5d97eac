"""The edge that reads: a workspace on the disk → everything that a build depends on."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefbook import config as settings
from briefbook.config import Config, read_config
from briefbook.disk import FileStat
from briefbook.inputs import Source
from briefbook.problems import Locus, Problem, problem
from briefbook.reading.text import ARTICLE_LIMIT, REGISTRY_LIMIT, decode
from briefbook.rendering import FOLDER as TEMPLATES
from briefbook.scanning import Unreadable, read_bytes, read_stat, scan
from briefbook.theme import theme_folder
from briefbook.units import PICTURES, name_capture

PICTURE_LIMIT = 64 * 2**20
ASSET_LIMIT = 16 * 2**20
ASSETS = "assets"


class Known(NamedTuple):
    """A file as it was last seen: its stat, the hash of its bytes, and the capture it names."""

    stat: FileStat
    hash: str
    capture: str


class Snapshot(NamedTuple):
    """A workspace at one moment. ``known`` spares reading what has not changed."""

    config: Config | None
    files: Mapping[str, Source]
    captures: Mapping[str, str]
    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    known: Mapping[str, Known]
    problems: tuple[Problem, ...]
    config_problems: tuple[Problem, ...]


def find_workspace(start: Path) -> Path | None:
    """Return the nearest folder upwards that holds a ``config.yaml``."""
    here = start.absolute()
    return next(
        (folder for folder in (here, *here.parents) if (folder / settings.PATH).is_file()), None
    )


def take_snapshot(root: Path, known: Mapping[str, Known] | None = None) -> Snapshot:
    """Return the workspace as it is now; only files whose stat is another are read."""
    stats, problems = scan(root)
    config, config_problems = load_config(root)
    texts = {path: stat for path, stat in stats.items() if path.startswith("briefings/")}
    seen, lost = look_at(root, texts, known or {})
    captures = {path: one.capture for path, one in seen.items() if one.capture}
    extra, gone = look_at(root, capture_stats(root, captures.values()), known or {})
    files = {path: make_source(root, path, one) for path, one in {**seen, **extra}.items()}
    templates, assets, trouble = load_theme(root)
    static, refused = load_static(root, config.static if config else "")
    return Snapshot(
        config,
        files,
        captures,
        templates,
        {**assets, **static},
        {**seen, **extra},
        (*problems, *lost, *gone, *trouble, *refused),
        config_problems,
    )


def load_config(root: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """Return the settings, or the problems that keep them from being read."""
    try:
        return read_config(read_bytes(root, settings.PATH, REGISTRY_LIMIT))
    except Unreadable as trouble:
        return None, (trouble.problem,)


def look_at(
    root: Path, stats: Mapping[str, FileStat], known: Mapping[str, Known]
) -> tuple[dict[str, Known], tuple[Problem, ...]]:
    """Return what is known of each file, read anew where its stat is another."""
    seen: dict[str, Known] = {}
    problems: list[Problem] = []
    for path, stat in stats.items():
        before = known.get(path)
        try:
            seen[path] = (
                before if before and before.stat == stat else read_file(root, path, stat)
            )
        except Unreadable as trouble:
            problems.append(trouble.problem)
    return seen, tuple(problems)


def read_file(root: Path, path: str, stat: FileStat) -> Known:
    """Return what is known of a file after reading it."""
    data = read_bytes(root, path, limit_of(path))
    capture = name_capture(data.decode(errors="replace")) if path.endswith(".md") else ""
    return Known(stat, hashlib.sha256(data).hexdigest(), capture)


def limit_of(path: str) -> int:
    """Return how many bytes of a file are ever read: one more than the reader accepts."""
    is_picture = path.lower().endswith(PICTURES)
    return PICTURE_LIMIT if is_picture else max(ARTICLE_LIMIT, REGISTRY_LIMIT) + 1


def capture_stats(root: Path, captures: Iterable[str]) -> dict[str, FileStat]:
    """Return the stats of the captures that are there."""
    found: dict[str, FileStat] = {}
    for path in sorted(set(captures)):
        try:
            found[path] = read_stat(root, path)
        except Unreadable:
            continue
    return found


def make_source(root: Path, path: str, known: Known) -> Source:
    """Return a file as a build sees it."""
    return Source(known.hash, partial(read_bytes, root, path, limit_of(path)))


def load_theme(root: Path) -> tuple[dict[str, str], dict[str, bytes], tuple[Problem, ...]]:
    """Return templates and assets: the theme's, and the workspace's own in their place."""
    folders = dict.fromkeys((theme_folder().resolve(), (root / TEMPLATES).resolve()))
    files = {name: path for folder in folders for name, path in list_files(folder)}
    assets = {
        name: path.read_bytes() for name, path in files.items() if name.startswith(f"{ASSETS}/")
    }
    texts = {name: path.read_bytes() for name, path in files.items() if name.endswith(".html")}
    decoded = {
        name: decode(f"{TEMPLATES}/{name}", data, ASSET_LIMIT) for name, data in texts.items()
    }
    templates = {name: text for name, (text, _) in decoded.items()}
    faults = [fault for _, found in decoded.values() for fault in found]
    return templates, assets, tuple(faults)


def load_static(root: Path, folder: str) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the files of the static folder by their addresses: they are copied as they are."""
    if not folder:
        return {}, ()
    stats, problems = scan(root, (folder,))
    own = [path for path in stats if path.startswith(f"{folder}/")]
    faults = [] if own else [problem("missing-static", Locus(settings.PATH, ("static",)))]
    files = {path: read_bytes(root, path, PICTURE_LIMIT) for path in own}
    return (
        {path.removeprefix(f"{folder}/"): data for path, data in files.items()},
        (*faults, *(found for found in problems if found.locus.path.startswith(folder))),
    )


def list_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a theme by their names in it, hidden ones left out."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            yield name, path
