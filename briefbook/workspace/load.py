"""The edge that reads: a workspace and the theme on the disk → all that a build depends on."""

import hashlib
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefbook.base.addresses import is_picture, list_places
from briefbook.base.extras import has_extra
from briefbook.base.problems import Locus, Problem, problem
from briefbook.build import config as settings
from briefbook.build.config import Config, read_config
from briefbook.build.inputs import Inputs, Load, OwnFonts, SiteFile
from briefbook.disk.files import NO_STAT, FileStat
from briefbook.fonts.own_fonts import is_font
from briefbook.handouts.document import HOUSE
from briefbook.index.editions import Edition
from briefbook.kinds.fields import FORMATS
from briefbook.render.rendering import FOLDER as TEMPLATES
from briefbook.syntax.text import ARTICLE_LIMIT, REGISTRY_LIMIT, decode
from briefbook.units.files import name_capture, name_pictures
from briefbook.workspace.scan import (
    FolderStats,
    Unreadable,
    list_files,
    look_around,
    read_bytes,
    stat_named,
    theme_folder,
)
from briefbook.workspace.theme_code import load_compiled

PICTURE_LIMIT = 64 * 2**20
ASSET_LIMIT = 16 * 2**20
ASSETS = "assets"
SOURCES = (".html", ".typ")
"""How the names of templates end."""
TICK = 100_000_000
"""Nanoseconds within which a file may change twice and bear one time: systems count by 4 to
20 milliseconds."""
NO_FONTS = OwnFonts()
JOINED = {"assets/style.css": "assets/style/", "assets/site.js": "assets/site/"}
"""Files that are made of all files of a folder, in the order of their names."""


class Known(NamedTuple):
    """A file as it was last seen: its stat, the hash of its bytes, and the files it names."""

    stat: FileStat
    hash: str
    capture: str
    pictures: tuple[str, ...]


class Snapshot(NamedTuple):
    """A workspace at one moment: hashes of its files by path, which ``load`` reads.

    ``captures`` are those that articles name, as they are written. ``named`` are the paths at
    which something named by an article was looked for besides what lies around.
    ``fonts`` are the hashes of those that it adds for PDFs, by path, ``house`` is that of its
    template for Word files, "" if it has none.
    ``known`` spares reading the next time what has not changed.
    """

    config: Config | None
    files: Mapping[str, str]
    load: Load
    captures: Mapping[str, str]
    named: frozenset[str]
    templates: Mapping[str, str]
    assets: Mapping[str, SiteFile]
    fonts: Mapping[str, str]
    house: str
    known: Mapping[str, Known]
    around: FolderStats
    problems: tuple[Problem, ...]
    config_problems: tuple[Problem, ...]


def take_snapshot(
    root: Path, known: Mapping[str, Known] | None = None, scanned: FolderStats | None = None
) -> Snapshot:
    """Return the workspace as it is now; only files whose stat is another are read.

    ``scanned`` is what was seen around just before, to spare looking twice; it does not
    serve where the config names another static folder by now.
    """
    before = known or {}
    config, config_problems = load_config(root)
    static_folder = config.static if config else ""
    is_seen = scanned is not None and scanned.static == static_folder
    around = scanned if scanned and is_seen else look_around(root, static_folder)
    texts = {path: stat for path, stat in around.files.items() if path.startswith("briefings/")}
    seen, lost = _look_at(root, texts, before)
    captures = {path: one.capture for path, one in seen.items() if one.capture}
    named = frozenset(_list_named(seen))
    extra, gone = _look_at(root, dict(stat_named(root, named)), before)
    files = {path: one.hash for path, one in {**seen, **extra}.items()}
    templates, assets, trouble = load_theme(root)
    static, published, refused = _load_static(root, static_folder, around, before)
    raw = [path for article, name in captures.items() for path in list_places(article, name)]
    refused += tuple(_find_captures(static_folder, raw, static))
    own = {path: stat for path, stat in around.files.items() if is_font(path) or path == HOUSE}
    for_papers, unread = _look_at(root, own, before)
    hashes = {path: one.hash for path, one in for_papers.items()}
    return Snapshot(
        config,
        files,
        partial(_load_file, root),
        captures,
        named,
        templates,
        {**assets, **published},
        {path: hashes[path] for path in hashes if path != HOUSE},
        hashes.get(HOUSE, ""),
        {**seen, **extra, **static, **for_papers},
        around,
        (*around.problems, *lost, *gone, *trouble, *refused, *unread),
        config_problems,
    )


def make_inputs(
    snapshot: Snapshot,
    config: Config,
    edition: Edition,
    assets: Mapping[str, SiteFile],
    fonts: OwnFonts = NO_FONTS,
    accept_lost: bool = False,
) -> Inputs:
    """Return everything that a build of a snapshot depends on."""
    return Inputs(
        config=config,
        edition=edition,
        files=snapshot.files,
        load=snapshot.load,
        captures=snapshot.captures,
        templates=snapshot.templates,
        assets=assets,
        accept_lost=accept_lost,
        fonts=fonts,
        house=snapshot.house,
        formats=FORMATS if has_extra("handouts") else FORMATS[:1],
        compiled=load_compiled,
    )


def load_config(root: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """Return the settings, or the problems that keep them from being read."""
    try:
        return read_config(read_bytes(root, settings.PATH, REGISTRY_LIMIT))
    except Unreadable as trouble:
        return None, (trouble.problem,)


def _look_at(
    root: Path, stats: Mapping[str, FileStat], known: Mapping[str, Known]
) -> tuple[dict[str, Known], tuple[Problem, ...]]:
    """Return what is known of each file, read anew where its stat is another.

    A file that changed just now may change again without its times telling: it is read again
    the next time.
    """
    seen: dict[str, Known] = {}
    too_fresh = time.time_ns() - TICK
    problems: list[Problem] = []
    for path, stat in stats.items():
        before = known.get(path)
        try:
            if before and before.stat == stat:
                seen[path] = before
            else:
                found = read_file(root, path, stat)
                seen[path] = (
                    found if stat.ctime_ns < too_fresh else found._replace(stat=NO_STAT)
                )
        except Unreadable as trouble:
            problems.append(trouble.problem)
    return seen, tuple(problems)


def is_settled(stats: Iterable[FileStat], now_ns: int) -> bool:
    """Tell whether no file changed so lately that another change could hide behind its time."""
    return all(0 <= stat.ctime_ns < now_ns - TICK for stat in stats)


def read_file(root: Path, path: str, stat: FileStat) -> Known:
    """Return what is known of a file after reading it."""
    data = read_bytes(root, path, _limit_of(path))
    text = data.decode(errors="replace") if path.endswith(".md") else ""
    return Known(
        stat, hashlib.sha256(data).hexdigest(), name_capture(text), name_pictures(text)
    )


def _list_named(seen: Mapping[str, Known]) -> Iterator[str]:
    """Yield where captures and pictures may lie that are not among what was seen.

    One that lies beside its article is not looked for anywhere else.
    """
    for path, one in seen.items():
        for name in (one.capture, *one.pictures):
            places = list_places(path, name) if name else ()
            if places and places[0] not in seen:
                yield from (place for place in places if place not in seen)


def _limit_of(path: str) -> int:
    """Return how many bytes of a file are ever read: one more than the reader accepts."""
    is_large = is_picture(path) or is_font(path) or path == HOUSE
    return PICTURE_LIMIT if is_large else max(ARTICLE_LIMIT, REGISTRY_LIMIT) + 1


def _load_file(root: Path, path: str) -> bytes:
    return read_bytes(root, path, _limit_of(path))


def load_theme(root: Path) -> tuple[dict[str, str], dict[str, SiteFile], tuple[Problem, ...]]:
    """Return templates and assets: the theme's, and the workspace's own in their place."""
    folders = dict.fromkeys((theme_folder().resolve(), (root / TEMPLATES).resolve()))
    files = {name: path for folder in folders for name, path in list_files(folder)}
    assets = {
        name: path.read_bytes() for name, path in files.items() if name.startswith(f"{ASSETS}/")
    }
    texts = {name: path.read_bytes() for name, path in files.items() if name.endswith(SOURCES)}
    decoded = {
        name: decode(f"{TEMPLATES}/{name}", data, ASSET_LIMIT) for name, data in texts.items()
    }
    templates = {name: text for name, (text, _) in decoded.items()}
    faults = [fault for _, found in decoded.values() for fault in found]
    published = {name: bytes_source(data) for name, data in assets.items()}
    return templates, join_parts(published), tuple(faults)


def _load_static(
    root: Path, folder: str, around: FolderStats, known: Mapping[str, Known]
) -> tuple[dict[str, Known], dict[str, SiteFile], tuple[Problem, ...]]:
    if not folder:
        return {}, {}, ()
    own = {p: stat for p, stat in around.files.items() if p.startswith(f"{folder}/")}
    faults = [] if own else [problem("missing-static", Locus(settings.PATH, ("static",)))]
    seen, lost = _look_at(root, own, known)
    published = {
        path.removeprefix(f"{folder}/"): SiteFile(
            one.hash, partial(_load_static_file, root, path)
        )
        for path, one in seen.items()
    }
    return seen, published, (*faults, *lost)


def _find_captures(
    folder: str, captures: Iterable[str], seen: Container[str]
) -> Iterator[Problem]:
    """Yield that a capture lies in the static folder, and would be published."""
    for path in sorted({path for path in captures if path in seen}):
        locus = Locus(settings.PATH, ("static",))
        yield problem("static-sources", locus, name=folder, what=path)


def _load_static_file(root: Path, path: str) -> bytes:
    return read_bytes(root, path, PICTURE_LIMIT)


def _accent_style(accent: str) -> bytes:
    return f":root {{\n  --accent: {accent};\n}}\n".encode()


def _paper_style(config: Config, edition: str) -> bytes:
    """Return the style sheet of printed handouts: the sheet, and what its margins say."""
    mark = _quote_text(config.marking.get(edition, config.marking.get("", "")))
    size = {"a4": "A4", "letter": "letter"}[config.paper]
    look = 'font: 8pt "Book Sans", sans-serif; color: #5d5a53;'
    margins = {
        "top-center": mark,
        "bottom-left": _quote_text(config.organization),
        "bottom-center": mark,
        "bottom-right": '"page " counter(page) " of " counter(pages)',
    }
    boxes = "".join(f"  @{at} {{ content: {say}; {look} }}\n" for at, say in margins.items())
    return f"@page {{\n  size: {size};\n  margin: 20mm 19mm 19mm;\n{boxes}}}\n".encode()


def _quote_text(text: str) -> str:
    """Return a text as a string of CSS, with nothing that could end it."""
    safe = (one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in text)
    return f'"{"".join(safe)}"'


def theme_assets(
    assets: Mapping[str, SiteFile], fonts: Mapping[str, bytes], config: Config, edition: str
) -> dict[str, SiteFile]:
    """Return every file of the theme by its address."""
    own = {
        name: source
        for name, source in assets.items()
        if not name.rpartition("/")[2].startswith("_")
    }
    made = {
        **fonts,
        "assets/accent.css": _accent_style(config.accent),
        "assets/paper.css": _paper_style(config, edition),
    }
    return {**own, **{name: bytes_source(data) for name, data in made.items()}}


def join_parts(assets: Mapping[str, SiteFile]) -> dict[str, SiteFile]:
    """Return the files with parts put together; a file of that name takes their place."""
    parts = {
        whole: sorted(name for name in assets if name.startswith(folder))
        for whole, folder in JOINED.items()
    }
    joined = {
        whole: _join_files(assets[name] for name in names)
        for whole, names in parts.items()
        if names
    }
    taken = {name for names in parts.values() for name in names}
    return {**joined, **{name: assets[name] for name in assets if name not in taken}}


def _join_files(parts: Iterable[SiteFile]) -> SiteFile:
    return bytes_source(b"\n".join(part.load() for part in parts))


def bytes_source(data: bytes) -> SiteFile:
    """Return bytes as a file that is published as it is."""
    return SiteFile(hashlib.sha256(data).hexdigest(), lambda: data)
