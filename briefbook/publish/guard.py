"""The guard: is this folder a fit place to publish to?

Asked before anything is touched. Places are compared by what they are on disk, not by how
they are written: a link, a second mount or another case of letters leads to the same place.
"""

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from briefbook.base.addresses import fold_address
from briefbook.disk import files
from briefbook.disk.files import PublishFailed, Refused
from briefbook.publish.journal import STAGING_PREFIX
from briefbook.publish.lock import STATE_FOLDER
from briefbook.publish.records import JOURNAL_NAME, MANIFEST_NAME

SOURCES = ("briefings", "templates")
WORKSPACE_MARK = "config.yaml"
REPOSITORIES = frozenset({".git", ".hg", ".svn", ".bzr"})
Place = tuple[int, int] | str


def check_output(
    workspace: Path,
    output: Path,
    others: Sequence[Path] = (),
    adopt: bool = False,
    sources: Collection[str] = SOURCES,
) -> None:
    """Return if ``output`` may be published to; it need not exist.

    ``others`` are the output folders of the other editions, ``sources`` the names of the
    folders in the workspace that are read. ``adopt`` allows a folder with files of others
    and no manifest.

    Raises:
        Refused: it may not; nothing was touched.
        PublishFailed: it cannot be looked at.
    """
    try:
        found = _judge(workspace, output, others, sources) or _judge_content(output, adopt)
    except OSError as error:
        raise PublishFailed(f"{files.describe_failure(error)}; nothing was touched") from error
    if found is not None:
        raise found


def _judge(
    workspace: Path, output: Path, others: Sequence[Path], sources: Collection[str]
) -> Refused | None:
    """Return what forbids the place, if anything does."""
    shown, place = os.fspath(output), _real(output)
    if output.is_symlink():
        return files.refuse("output-link", path=shown)
    if not files.is_folder(
        next(at for at in map(os.fspath, (place, *place.parents)) if files.stat_path(at))
    ):
        return files.refuse("output-not-folder", path=shown)
    if any(_is_in(_real(kept), place) for kept in (workspace, *_homes())):
        return files.refuse("output-too-wide", path=shown)
    if _holds_sources(place) or _is_among_sources(place, _real(workspace), sources):
        return files.refuse("output-in-sources", path=shown)
    return _judge_neighbours(shown, place, others)


def _judge_neighbours(shown: str, place: Path, others: Sequence[Path]) -> Refused | None:
    around = (
        folder for folder in place.parents if files.stat_path(os.fspath(folder / MANIFEST_NAME))
    )
    real = {other: _real(other) for other in others}
    nested = (o for o, at in real.items() if _is_in(place, at) or _is_in(at, place))
    other = next(nested, None) or next(around, None)
    return files.refuse("output-nested", path=shown, other=os.fspath(other)) if other else None


def _judge_content(output: Path, adopt: bool) -> Refused | None:
    """Return what forbids a folder for what is in it: files, and no sign that we wrote any."""
    names = {entry.name for entry in output.iterdir()} if output.is_dir() else set()
    foreign = sorted(name for name in names if not name.startswith(STAGING_PREFIX))
    if adopt or not foreign or names & {MANIFEST_NAME, JOURNAL_NAME}:
        return None
    listed = ", ".join(foreign[:3]) + (" …" if len(foreign) > 3 else "")
    return files.refuse("output-not-ours", path=os.fspath(output), files=listed)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _homes() -> list[Path]:
    try:
        return [Path.home()]
    except RuntimeError:
        return []


def _holds_sources(place: Path) -> bool:
    """Tell whether a folder is a workspace, and not one of ours that has such a file in it."""
    published = (place / MANIFEST_NAME).exists()
    return (place / WORKSPACE_MARK).is_file() and not published


def _is_among_sources(place: Path, workspace: Path, sources: Collection[str]) -> bool:
    kept = [workspace / name for name in (*sources, STATE_FOLDER)]
    within = any(_is_in(place, folder) or _is_in(folder, place) for folder in kept)
    return within or not REPOSITORIES.isdisjoint(place.parts)


def _is_in(inner: Path, outer: Path) -> bool:
    """Tell whether ``inner`` is ``outer`` or lies in it."""
    return _identify(outer) in {_identify(place) for place in (inner, *inner.parents)}


def _identify(path: Path) -> Place:
    """Return what a place is on disk, or its folded name where there is nothing yet."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return fold_address(os.fspath(path))
    return found.st_dev, found.st_ino
