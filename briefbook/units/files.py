"""Files → units: what is read and cached as one.

An article comes with its sidecar, its quote lock and its capture; a registry and a
briefing's overview are units by themselves. Pictures are units whose bytes are published
as they are; they alone may lie outside of ``briefings/``.
"""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from shlex import quote
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

from briefbook.base.addresses import address_fault, is_picture, list_places, make_segment
from briefbook.base.problems import Locus, Problem, problem
from briefbook.base.suggesting import suggest
from briefbook.kinds import REGISTRIES
from briefbook.kinds.fields import is_id
from briefbook.syntax.text import split_front_matter
from briefbook.syntax.yaml.reader import read_yaml

ROOT = "briefings"
_PICTURE_LINK = re.compile(
    r"\](?:\(|:)\s*(?:<([^<>\n]+)>|([^\s\[\]<]+?\.(?:png|jpe?g|webp))(?=[)\s#?]|\Z))",
    re.IGNORECASE,
)
"""A link or the definition of one in Markdown, as far as it may lead to a picture."""

IMPORTED = frozenset(
    (
        *(".txt", ".text", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt", ".pdf"),
        *(".json", ".bib", ".ris"),
    )
)
"""How the names of files end that ``import`` reads, and nothing else."""

UnitKind = Literal["article", "briefing", "registry", "picture"]


class UnitFiles(NamedTuple):
    """The files of a unit, relative to the workspace; "" where there is none."""

    kind: UnitKind
    main: str
    sidecar: str = ""
    lock: str = ""


def group_files(paths: Iterable[str]) -> tuple[dict[str, UnitFiles], tuple[Problem, ...]]:
    """Return the units by the path of their main file, and files that belong to none."""
    known = {path for path in paths if path.startswith(f"{ROOT}/")}
    units = {path: make_unit(path, known) for path in sorted(known) if unit_kind(path)}
    used = {file for unit in units.values() for file in unit[1:]}
    strays = [found for path in sorted(known - used) for found in _explain_stray(path, units)]
    return units, (*strays, *_check_names(units))


def find_unread(paths: Collection[str], captures: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the files of the book that nothing reads, and that ``import`` would read.

    ``captures`` are those that articles name. A file that has an article of its name beside it
    has been imported.
    """
    named = {
        place for main, capture in captures.items() for place in list_places(main, capture)
    }
    for path in sorted(paths):
        file = PurePosixPath(path)
        if (
            path.startswith(f"{ROOT}/")
            and file.suffix.lower() in IMPORTED
            and path not in named
            and not file.name.endswith(".anchors.json")
            and f"{file.parent}/{make_segment(file.stem)}.md" not in paths
        ):
            hint = f"to make an article of it: briefbook import {quote(path)}"
            yield problem("unread-file", Locus(path), hint, name=file.name)


def unit_kind(path: str) -> UnitKind | None:
    """Return what the file is the main file of, or None."""
    if is_picture(path):
        return "picture"
    return _text_kind(PurePosixPath(path)) if path.startswith(f"{ROOT}/") else None


def _text_kind(file: PurePosixPath) -> UnitKind | None:
    if file.suffix == ".md":
        return (
            None if file.stem == "README" else "briefing" if file.stem == "index" else "article"
        )
    return "registry" if file.suffix == ".yaml" and file.stem in REGISTRIES else None


def find_main(path: str) -> str:
    """Return the main file of the unit that a file belongs to, if there is such a unit."""
    if unit_kind(path):
        return path
    ends = (".yaml", ".anchors.json")
    return next((f"{path.removesuffix(end)}.md" for end in ends if path.endswith(end)), path)


def make_unit(path: str, known: Container[str]) -> UnitFiles:
    """Return a unit with those of its files that are there."""
    kind = unit_kind(path)
    assert kind is not None
    if kind != "article":
        return UnitFiles(kind, path)
    stem = path.removesuffix(".md")
    beside = (f"{stem}.yaml", f"{stem}.anchors.json")
    return UnitFiles(kind, path, *(file if file in known else "" for file in beside))


def _explain_stray(path: str, units: Mapping[str, UnitFiles]) -> Iterator[Problem]:
    """Yield the problem of a file that belongs to no unit; a README is nobody's business."""
    file = PurePosixPath(path)
    if file.suffix in (".yaml", ".yml"):
        known = ", ".join(f"{name}.yaml" for name in REGISTRIES)
        hint = _suggest_name(file, units)
        yield problem("orphan-yaml", Locus(path), hint, name=file.name, registries=known)
    elif file.name.endswith(".anchors.json"):
        yield problem("orphan-lock", Locus(path), _suggest_name(file, units), name=file.name)


def _suggest_name(file: PurePosixPath, units: Mapping[str, UnitFiles]) -> str:
    """Return a hint at the name that a file was meant to have: an article's, or a kind's."""
    stem, dot, ending = file.name.partition(".")
    is_lock = ending.endswith("json")
    free = (
        PurePosixPath(path)
        for path, unit in units.items()
        if unit.kind == "article" and not (unit.lock if is_lock else unit.sidecar)
    )
    stems = [one.stem for one in free if one.parent == file.parent]
    found = suggest(stem, stems if is_lock else (*stems, *REGISTRIES), 1)
    return f'did you mean "{found[0]}{dot}{ending}"?' if found else ""


def _check_names(units: dict[str, UnitFiles]) -> Iterator[Problem]:
    for path, unit in units.items():
        if unit.kind in ("article", "briefing"):
            yield from _check_name(path, unit)


def _check_name(path: str, unit: UnitFiles) -> Iterator[Problem]:
    *folders, stem = article_key(path).split("/")
    for name in folders:
        if not is_id(name):
            yield problem("bad-file-name", Locus(path), name=name)
    if unit.kind == "briefing" and not folders:
        yield problem("misplaced-index", Locus(path))
    if unit.kind == "article" and stem in REGISTRIES:
        yield problem("kind-name", Locus(path), name=stem)
    elif unit.kind == "article" and not is_id(stem):
        yield problem("bad-file-name", Locus(path), name=stem)


def article_key(path: str) -> str:
    """Return the site-wide key of an article: its path under ``briefings/``, less ``.md``."""
    return path.removeprefix(f"{ROOT}/").removesuffix(".md")


def folder_of(path: str) -> str:
    """Return the folder of a file as its key: relative to ``briefings/``, "" for the top.

    What lies outside of ``briefings/`` lies in no folder of the book.
    """
    top, _, inner = str(PurePosixPath(path).parent).partition("/")
    return inner if top == ROOT else ""


def folders_above(folder: str) -> tuple[str, ...]:
    """Return a folder and those that hold it, the nearest first, the top left out."""
    parts = folder.split("/") if folder else []
    return tuple("/".join(parts[:size]) for size in range(len(parts), 0, -1))


def name_capture(text: str) -> str:
    """Return the capture that an article's front matter names, as it is written, or "".

    Asked before the article is read, so that the file can be fetched with it.
    """
    path = _read_head(text, "capture").get("capture")
    return path if isinstance(path, str) and not address_fault(path) else ""


def name_pictures(text: str) -> tuple[str, ...]:
    """Return the pictures that an article may show, as their names are written.

    Asked before the article is read, as ``name_capture`` is. Links in code are among them;
    a picture that is fetched and not shown does no harm.
    """
    picture = _read_head(text, "picture").get("picture")
    head = picture.get("file") if isinstance(picture, dict) else None
    body = (unquote(found[1] or found[2]) for found in _PICTURE_LINK.finditer(text))
    named = {head, *body} if isinstance(head, str) else {*body}
    return tuple(sorted(name for name in named if is_picture(name) and not address_fault(name)))


def _read_head(text: str, word: str) -> dict[str, Any]:
    """Return the front matter of an article as it is written, if a word is in it."""
    front = split_front_matter(text.removeprefix("\ufeff"), "").yaml
    raw = read_yaml(front, "")[0] if word in front else None
    return raw if isinstance(raw, dict) else {}
