"""Relative links that an author wrote in an article → files of the workspace."""

import posixpath
from collections.abc import Sequence
from urllib.parse import unquote

from briefbook.base.addresses import address_fault

PICTURES = (".png", ".jpg", ".jpeg", ".webp")


def is_picture(path: str) -> bool:
    """Tell whether a file is a picture that may be published, by its name."""
    return path.lower().endswith(PICTURES)


def split_target(target: str) -> tuple[str, str]:
    """Return the path and the fragment of a relative link, its escapes undone."""
    path, _, fragment = target.partition("#")
    return unquote(path.partition("?")[0]), unquote(fragment)


def resolve_path(path: str, target: str) -> str:
    """Return the file that ``target`` means in the article at ``path``; the article for ""."""
    return (
        posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    )


def list_places(path: str, name: str) -> tuple[str, ...]:
    """Return where the file that the article at ``path`` names may lie, the first place first.

    That is beside the article, then from the top of the workspace.
    """
    beside = resolve_path(path, name)
    return (beside,) if name == beside or address_fault(name) else (beside, name)


def list_link_places(path: str, target: str) -> tuple[str, ...]:
    """Return where the file of a link may lie: a picture from the top of the workspace, too."""
    return list_places(path, target) if is_picture(target) else (resolve_path(path, target),)


def name_from(path: str, file: str) -> str:
    """Return a file as the article at ``path`` would name it from its own folder."""
    return posixpath.relpath(file, posixpath.dirname(path))


def name_places(places: Sequence[str]) -> str:
    """Return in words that a file is at none of the places at which it was looked for."""
    return f"there is {'neither' if len(places) > 1 else 'no'} {' nor '.join(places)}"
