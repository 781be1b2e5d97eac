"""Relative links that an author wrote in an article → files of the workspace."""

import posixpath
from urllib.parse import unquote


def split_target(target: str) -> tuple[str, str]:
    """Return the path and the fragment of a relative link, its escapes undone."""
    path, _, fragment = target.partition("#")
    return unquote(path.partition("?")[0]), unquote(fragment)


def resolve_path(path: str, target: str) -> str:
    """Return the file that ``target`` means in the article at ``path``; the article for ""."""
    return (
        posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    )
