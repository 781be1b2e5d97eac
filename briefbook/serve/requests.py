"""Requests as plain values, and what the first line of one asks for.

Nothing here knows of folders: what is asked for is a text, to be looked up and no more.
"""

import re
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

INDEX = "index.html"

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Request(NamedTuple):
    """A request: its method, its target as it was sent, and the headers that matter.

    Of ``hosts`` and ``origins`` all are kept, since two of them are one too many.
    """

    method: str
    target: str
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    known_tags: str = ""
    site: str = ""
    mode: str = ""


def split_target(target: str) -> tuple[str, str] | None:
    """Return the path and the query of a target; None if it is no path at all.

    Characters of a target are bytes, as HTTP has them (Latin-1).
    """
    path, _, query = target.partition("?")
    return (path, query) if path.startswith("/") else None


def decode_path(path: str) -> str | None:
    """Return what a path names, decoded once: "/" names an index; None if it is no text.

    A slash parts segments only where it stands as such: an encoded one belongs to a name,
    and no address has such names.
    """
    try:
        parts = [decode_segment(part) for part in path[1:].split("/")]
    except ValueError:
        return None
    return "/".join([*parts[:-1], parts[-1] or INDEX])


def decode_segment(segment: str) -> str:
    """Return a segment of a path without its percent signs.

    Raises:
        ValueError: if it is not UTF-8, or holds what no name may hold.
    """
    text = unquote_to_bytes(segment.encode("latin-1")).decode("utf-8")
    if "/" in text or "\\" in text or _CONTROL.search(text):
        raise ValueError(segment)
    return text
