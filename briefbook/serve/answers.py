"""Answers as plain values: status, headers and body, the same whoever sends them."""

import json
from http import HTTPStatus
from typing import NamedTuple

from briefbook.serve.media_types import JSON, PLAIN

COMMON = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
"""What every answer says: ask again each time, believe the type, stay within this site."""


class Answer(NamedTuple):
    """An answer; ``follow`` tells that news follow without end behind the headers."""

    status: HTTPStatus
    headers: dict[str, str]
    body: bytes = b""
    follow: bool = False


def say(status: HTTPStatus, words: str, **headers: str) -> Answer:
    """Return an answer in words; ``Retry_After`` names the header ``Retry-After``."""
    body = f"{status.value} {status.phrase}\n{words}\n".encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"Content-Type": PLAIN} | named, body)


def give(body: bytes, media_type: str, tag: str, known_tags: str) -> Answer:
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
