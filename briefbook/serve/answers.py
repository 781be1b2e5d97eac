"""Answers as plain values: status, headers and body, the same whoever sends them."""

import json
import re
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from briefbook.serve.media_types import JSON, PLAIN

COMMON = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
"""What every answer says: ask again each time, believe the type, stay within this site."""

_MOMENT = re.compile(r"([0-9a-f]+)\.([0-9]{1,18})")

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


class Answer(NamedTuple):
    """An answer; ``follow`` tells that news follow without end behind the headers."""

    status: HTTPStatus
    headers: dict[str, str]
    body: bytes = b""
    follow: bool = False


def say_answer(status: HTTPStatus, words: str, **headers: str) -> Answer:
    """Return an answer in words; ``Retry_After`` names the header ``Retry-After``."""
    body = f"{status.value} {status.phrase}\n{words}\n".encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"Content-Type": PLAIN} | named, body)


def give_bytes(body: bytes, media_type: str, tag: str, known_tags: str) -> Answer:
    """Return bytes that a browser may keep under a tag, or 304 if it has kept them."""
    tag = f'"{tag}"'
    if is_known(tag, known_tags):
        return Answer(HTTPStatus.NOT_MODIFIED, {"ETag": tag})
    return Answer(HTTPStatus.OK, {"Content-Type": media_type, "ETag": tag}, body)


def give_json(value: object) -> Answer:
    """Return a value as JSON, in ASCII."""
    return Answer(HTTPStatus.OK, {"Content-Type": JSON}, json.dumps(value).encode())


def is_known(tag: str, known_tags: str) -> bool:
    """Tell whether ``If-None-Match`` names a tag."""
    named = (known.strip().removeprefix("W/") for known in known_tags.split(","))
    return any(known in (tag, "*") for known in named)


def write_moment(run: str, number: int) -> str:
    """Return a moment of a run as text."""
    return f"{run}.{number}"


def read_moment(text: str, run: str) -> int | None:
    """Return the number of a moment of this run, or None if it is of another."""
    found = _MOMENT.fullmatch(text)
    return int(found[2]) if found and found[1] == run else None


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
