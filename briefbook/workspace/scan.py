"""The workspace as found on disk: which files there are, and which cannot be used.

Nothing is read here but names and stats; the same files give the same answer in the
same order, whatever order the system lists them in.
"""

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from errno import ELOOP
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from briefbook.base.addresses import are_plain, fold_address, segment_fault
from briefbook.base.problems import Locus, Problem, problem
from briefbook.disk.files import READING, FileStat, file_stat
from briefbook.handouts.document import HOUSE
from briefbook.publish.records import MANIFEST_NAME
from briefbook.syntax.text import ARTICLE_LIMIT, REGISTRY_LIMIT, decode_loosely

CONFIG = "config.yaml"
FOLDERS = ("briefings", "fonts", "templates")
# A book of 10,000 articles has about 25,000 files; links may multiply folders without end.
ENTRY_LIMIT = 200_000

_SCRATCH_ENDS = ("~", ".swp", ".swo", ".swn", ".swx", "___jb_tmp___", "___jb_old___")
_SCRATCH_NAMES = frozenset({"4913", "Thumbs.db", "desktop.ini"})
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class FolderStats(NamedTuple):
    """The stats of all files of the workspace by path, and what is wrong with names.

    ``static`` is the static folder that was looked into, "" if none.
    """

    files: Mapping[str, FileStat]
    problems: tuple[Problem, ...] = ()
    static: str = ""


class Unreadable(Exception):  # noqa: N818 (it carries a problem, not a fault of ours)
    """A file that cannot be read, with the ``problem`` to report."""

    def __init__(self, found: Problem) -> None:
        """Keep the problem."""
        super().__init__(f"{found.code} {found.locus.path}")
        self.problem = found


class ListedFolder(NamedTuple):
    """A folder to be listed: its path in the workspace, and where it really stands.

    ``chain`` holds the real folders of the links that led here, which a loop meets again.
    """

    path: str
    real: str
    chain: tuple[str, ...] = ()


Finding = FileStat | ListedFolder | Problem | None


def scan(
    root: Path, folders: Collection[str] = FOLDERS
) -> tuple[dict[str, FileStat], tuple[Problem, ...]]:
    """Return the files of the workspace ``root`` by path, sorted, and what is wrong with names.

    Paths are relative to ``root``, with ``/``. Looked at are ``config.yaml`` and the
    ``folders`` that stand directly in the workspace. Left out are hidden files, what editors
    leave lying about, and folders that hold a published site. Links are followed within the
    workspace. A file that vanishes meanwhile is no problem.
    """
    top = ListedFolder("", os.path.realpath(root))
    found = sorted(_walk(top, frozenset((CONFIG, *folders))), key=itemgetter(0))
    files = {path: finding for path, finding in found if isinstance(finding, FileStat)}
    return files, tuple(finding for _, finding in found if isinstance(finding, Problem))


def is_left_out(name: str) -> bool:
    """Tell whether a file or folder of this name is nobody's text: hidden, or an editor's."""
    return (
        name[0] == "."
        or name.endswith(_SCRATCH_ENDS)
        or name.startswith("~$")
        or (name[0] == "#" and name[-1] == "#")
        or name in _SCRATCH_NAMES
    )


def _walk(top: ListedFolder, wanted: frozenset[str]) -> Iterator[tuple[str, Finding]]:
    pending, left = [(top, wanted)], ENTRY_LIMIT
    while pending and left > 0:
        folder, names = pending.pop()
        found = list(_list(folder, top.real, names))
        yield from found
        pending += [
            (inner, frozenset()) for _, inner in found if isinstance(inner, ListedFolder)
        ]
        left -= len(found)
    if pending:
        folder, _ = pending.pop()
        yield folder.path, _trouble("too-many-files", folder.path, limit=f"{ENTRY_LIMIT:,}")


def _list(
    folder: ListedFolder, top: str, wanted: frozenset[str]
) -> Iterator[tuple[str, Finding]]:
    try:
        entries = _entries(folder.real, wanted)
    except FileNotFoundError:
        return
    except OSError as error:
        yield folder.path, _unreadable(folder.path, error)
        return
    yield from _check_names(folder.path, entries)
    for name, entry in entries.items():
        path = _join(folder.path, name)
        yield path, _examine(entry, path, folder, top)


def _entries(real: str, wanted: frozenset[str]) -> dict[str, os.DirEntry[str]]:
    """Return what is to be looked at in a folder, by name; all of it if nothing is wanted."""
    with os.scandir(real) as listing:
        found = {entry.name: entry for entry in listing}
    if wanted:
        return {name: found[name] for name in sorted(wanted & found.keys())}
    published = MANIFEST_NAME in found
    return (
        {}
        if published
        else {name: found[name] for name in sorted(found) if not is_left_out(name)}
    )


def _check_names(
    folder: str, entries: dict[str, os.DirEntry[str]]
) -> list[tuple[str, Problem]]:
    """Return the problems of names, and take away the entries that have unusable ones."""
    if not entries or are_plain(entries):
        return []
    bad = [name for name in entries if not _is_portable(name)]
    for name in bad:
        del entries[name]
    return [*_bad_names(folder, bad), *_collisions(folder, entries)]


def _is_portable(name: str) -> bool:
    """Tell whether a file of this name can be kept on every system, in either Unicode form."""
    return not segment_fault(name if name.isascii() else normalize("NFC", name))


def _bad_names(folder: str, names: Iterable[str]) -> Iterator[tuple[str, Problem]]:
    for name in names:
        path = _join(folder, name)
        yield path, _name_problem(path, name)


def _name_problem(path: str, name: str) -> Problem:
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return _trouble("name-not-utf8", path, name=_printable(name))
    fault = segment_fault(normalize("NFC", name))
    return _trouble("unportable-name", path, name=_printable(name), fault=fault)


def _collisions(folder: str, names: Iterable[str]) -> Iterator[tuple[str, Problem]]:
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(fold_address(name), name)
        if other != name:
            path, related = _join(folder, name), Locus(_join(folder, other))
            found = problem(
                "colliding-names", Locus(path), related=(related,), name=name, other=other
            )
            yield path, found


def _examine(entry: os.DirEntry[str], path: str, folder: ListedFolder, top: str) -> Finding:
    try:
        if entry.is_file(follow_symlinks=False):
            return file_stat(entry.stat(follow_symlinks=False))
        if entry.is_dir(follow_symlinks=False):
            return ListedFolder(path, entry.path, folder.chain)
        linked = entry.is_symlink()
        return (
            _follow(entry.path, path, folder, top) if linked else _trouble("special-file", path)
        )
    except FileNotFoundError:
        return None
    except OSError as error:
        return _unreadable(path, error)


def _classify(found: os.stat_result, path: str) -> FileStat | Problem:
    if stat.S_ISREG(found.st_mode):
        return file_stat(found)
    return _trouble("special-file", path)


def _follow(link: str, path: str, folder: ListedFolder, top: str) -> Finding:
    target = _resolve(link, path, top)
    if isinstance(target, Problem):
        return target
    found = os.lstat(target)
    if not stat.S_ISDIR(found.st_mode):
        return _classify(found, path)
    chain = (*folder.chain, folder.real)
    loops = any(_holds(target, real) for real in chain)
    return _trouble("symlink-loop", path) if loops else ListedFolder(path, target, chain)


def _resolve(link: str, path: str, top: str) -> str | Problem:
    """Return the real place that a link leads to, or what is wrong with that place."""
    try:
        target = os.path.realpath(link, strict=True)
    except FileNotFoundError:
        return _trouble("symlink-broken", path)
    except OSError as error:
        return (
            _trouble("symlink-loop", path) if error.errno == ELOOP else _unreadable(path, error)
        )
    return target if _is_inside(target, top) else _trouble("symlink-outside", path)


def _is_inside(target: str, top: str) -> bool:
    """Tell whether ``target`` is in the workspace ``top``, not behind a hidden name of it."""
    names = Path(target).parts[len(Path(top).parts) :]
    return _holds(top, target) and not any(map(is_left_out, names))


def _holds(outer: str, inner: str) -> bool:
    return inner == outer or inner.startswith(outer.rstrip(os.sep) + os.sep)


def read_stat(root: Path, path: str) -> FileStat:
    """Return the stat of one file of the workspace, by the same rules as ``scan``.

    Raises:
        Unreadable: it is missing, no regular file, or a link leads out of the workspace.
        ValueError: ``path`` is not a path within a workspace (a fault of the caller).
    """
    try:
        found = _classify(os.lstat(_reach(root, path)), path)
    except OSError as error:
        raise Unreadable(_unreadable(path, error)) from error
    return _accept(found)


def read_bytes(root: Path, path: str, limit: int) -> bytes:
    """Return the bytes of one file of the workspace, at most ``limit`` of them.

    A file that changes while it is read differs from its stat before: the next scan sees it.

    Raises:
        Unreadable: as ``read_stat``, or the file is larger than ``limit``, or may not be read.
        ValueError: ``path`` is not a path within a workspace (a fault of the caller).
    """
    try:
        data = _read_opened(os.open(_reach(root, path), READING), path, limit)
    except OSError as error:
        raise Unreadable(_unreadable(path, error)) from error
    if len(data) > limit:
        raise Unreadable(_trouble("file-too-large", path, limit=f"{limit:,}"))
    return data


def _read_opened(handle: int, path: str, limit: int) -> bytes:
    """Return a file's bytes, up to one over ``limit``, though it grow meanwhile; close it."""
    try:
        size = _accept(_classify(os.fstat(handle), path)).size
        data = os.read(handle, min(size, limit) + 1)
        return data if len(data) <= size else data + os.read(handle, limit + 1 - len(data))
    finally:
        os.close(handle)


def _accept(found: FileStat | Problem) -> FileStat:
    if isinstance(found, Problem):
        raise Unreadable(found)
    return found


def _reach(root: Path, path: str) -> str:
    """Return where ``path`` really stands, links followed within the workspace only."""
    parts = path.split("/")
    if not path or "\\" in path or any(part in ("", ".", "..") for part in parts):
        raise ValueError(f"not a path within a workspace: {path!r}")
    steps = ["/".join((os.fspath(root), *parts[:end])) for end in range(1, len(parts) + 1)]
    return _resolve_or_raise(root, path) if any(map(os.path.islink, steps)) else steps[-1]


def _resolve_or_raise(root: Path, path: str) -> str:
    top = os.path.realpath(root)
    target = _resolve(_join(top, path), path, top)
    if isinstance(target, Problem):
        raise Unreadable(target)
    return target


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _unreadable(path: str, error: OSError) -> Problem:
    return _trouble("unreadable-file", path, reason=error.strerror or str(error))


def _trouble(code: str, path: str, **data: str) -> Problem:
    return problem(code, Locus(_printable(path) or "."), "", (), **data)


def _printable(text: str) -> str:
    """Return a name as it may be shown: stray bytes and control characters written out."""
    shown = os.fsencode(text).decode("utf-8", "backslashreplace")
    return _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], shown)


def look_around(root: Path, static: str) -> FolderStats:
    """Return the files of a workspace: config, articles, templates, and the static folder."""
    files, problems = scan(root, (*FOLDERS, static) if static else FOLDERS)
    return FolderStats({**files, **dict(stat_named(root, [HOUSE]))}, problems, static)


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


def look_again(root: Path, before: FolderStats, paths: Iterable[str]) -> FolderStats:
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
    is_within = path == HOUSE or names[0] in FOLDERS
    return is_within and not any(map(is_left_out, names))


def text_reader(root: Path) -> Callable[[str], str | None]:
    """Return a reader of the workspace's files for excerpts."""

    def read(path: str) -> str | None:
        try:
            data = read_bytes(root, path, max(ARTICLE_LIMIT, REGISTRY_LIMIT))
        except (Unreadable, ValueError):  # what cannot be named cannot be shown
            return None
        return decode_loosely(data)

    return read


def theme_folder() -> Path:
    """Return the folder of the templates and assets that come with Briefbook."""
    installed = Path(__file__).parents[1] / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "templates"


def list_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder that are not hidden, by their paths in it."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            yield name, path
