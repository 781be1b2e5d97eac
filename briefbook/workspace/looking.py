"""A look around the workspace and the theme: names and stats, nothing is read.

Little is imported here: for a run that finds nothing changed, this is nearly all its work.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from briefbook.base.problems import Problem
from briefbook.disk.files import FileStat, file_stat
from briefbook.workspace.scan import FOLDERS, Unreadable, is_left_out, read_stat, scan
from briefbook.workspace.theme import theme_folder


class Around(NamedTuple):
    """The stats of all files of the workspace by path, and what is wrong with names.

    ``static`` is the static folder that was looked into, "" if none.
    """

    files: Mapping[str, FileStat]
    problems: tuple[Problem, ...] = ()
    static: str = ""


def look_around(root: Path, static: str) -> Around:
    """Return the files of a workspace: config, articles, templates, and the static folder."""
    return Around(*scan(root, (*FOLDERS, static) if static else FOLDERS), static)


def look_elsewhere(root: Path, named: Iterable[str]) -> dict[str, FileStat]:
    """Return the stats of files that articles name, and of the theme's by their whole paths."""
    return {**look_at_theme(), **dict(stat_named(root, named))}


def look_at_theme() -> dict[str, FileStat]:
    """Return the stats of the files of the theme by their whole paths."""
    files = (path for path in theme_folder().rglob("*") if path.is_file())
    return {str(path): file_stat(path.stat()) for path in files}


def stat_named(root: Path, named: Iterable[str]) -> Iterable[tuple[str, FileStat]]:
    """Yield the stats of those files that are there."""
    for path in sorted(set(named)):
        try:
            yield path, read_stat(root, path)
        except (Unreadable, ValueError):
            continue


def look_again(root: Path, before: Around, paths: Iterable[str]) -> Around:
    """Return what lay around, with another look at some files alone."""
    files = dict(before.files)
    for path in paths:
        files.pop(path, None)
        if path in before.files or is_ours(path):
            files.update(stat_named(root, [path]))
    return before._replace(files={path: files[path] for path in sorted(files)})


def is_ours(path: str) -> bool:
    """Tell whether a file of this path would be found by a look around."""
    names = path.split("/")
    return names[0] in FOLDERS and not any(map(is_left_out, names))
