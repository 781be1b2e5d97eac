"""A request and the site at this moment → an answer."""

import re
from hashlib import sha256
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs

from briefbook.base.addresses import Address
from briefbook.serve.admitting import find_refusal
from briefbook.serve.answers import (
    Answer,
    Request,
    decode_path,
    give_bytes,
    give_json,
    read_moment,
    say_answer,
    split_target,
    write_moment,
)
from briefbook.serve.faults import describe_failure
from briefbook.serve.live_site import LiveSite, Reading, Unready
from briefbook.serve.media_types import HTML, find_media_type

METHODS = ("GET", "HEAD")
NOT_FOUND = Address("404.html")
ICON = "favicon.ico"
QUERY_FIELDS = 256
BUSY_SECONDS = "1"

_HEAD = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)

_BASE = rb'<base href="/">'

RESERVED = "/.briefbook/"
"""Where the server's own paths begin; no address does."""

EVENTS = RESERVED + "events"

STATE = RESERVED + "state"

_FOLDER = Path(__file__).parent


class Tool(NamedTuple):
    """A file of the server's own: its bytes, their SHA-256 in hex, and their media type."""

    data: bytes
    sha256: str
    media_type: str


class Shown(NamedTuple):
    """What a page is told of itself: its address, its hash ("" if missing), and the moment."""

    address: str
    sha256: str
    moment: str


def answer_request(request: Request, live: LiveSite, hosts: frozenset[str]) -> Answer:
    """Return the answer to a request; ``hosts`` is what ``Host`` may say."""
    if refusal := find_refusal(request, hosts):
        return say_answer(refusal.status, refusal.words)
    if request.method not in METHODS:
        words = "Pages can be read here, and no more."
        return say_answer(HTTPStatus.METHOD_NOT_ALLOWED, words, Allow=", ".join(METHODS))
    parts = split_target(request.target)
    if parts is None:
        return say_answer(HTTPStatus.BAD_REQUEST, "What is asked for must be a path.")
    own = parts[0].startswith(RESERVED)
    return _answer_own(*parts, request, live) if own else _answer_page(parts[0], request, live)


def _answer_own(path: str, query: str, request: Request, live: LiveSite) -> Answer:
    """Return what the server has of its own."""
    if path == EVENTS:
        headers = {"Content-Type": "text/event-stream; charset=utf-8"}
        return Answer(HTTPStatus.OK, headers, follow=True)
    if path == STATE:
        return _answer_state(query, live)
    if tool := TOOLS.get(path):
        return give_bytes(tool.data, tool.media_type, tool.sha256, request.known_tags)
    return say_answer(HTTPStatus.NOT_FOUND, "There is nothing here.")


def _answer_state(query: str, live: LiveSite) -> Answer:
    """Return the hashes of the addresses ``at``, and which changed after ``since``."""
    try:
        fields = parse_qs(query, max_num_fields=QUERY_FIELDS)
    except ValueError:
        return say_answer(HTTPStatus.BAD_REQUEST, "Too much is asked for at once.")
    asked = fields.get("at", [])
    since = read_moment(fields.get("since", [""])[0], live.run)
    return give_json(_describe_state(live, asked, since))


def _describe_state(live: LiveSite, asked: list[str], since: int | None) -> dict[str, object]:
    seen = live.glance(asked, 0 if since is None else since)
    failure = seen.failure and describe_failure(seen.failure, "".join(asked[:1]))
    return {
        "moment": write_moment(live.run, seen.moment),
        "hashes": seen.hashes,
        # Of another run nothing is known: there the hashes alone tell.
        "touched": () if since is None else seen.touched,
        "failure": failure,
    }


def _answer_page(path: str, request: Request, live: LiveSite) -> Answer:
    """Return what stands at the address that a path names, looked up and never joined."""
    moment = write_moment(live.run, live.moment)
    text = decode_path(path)
    if text is None:
        return say_answer(HTTPStatus.BAD_REQUEST, "That is no address.")
    try:
        found = _read(text, live)
        if found is None:
            return _miss(Shown(text, "", moment), live)
    except Unready:
        return _say_busy()
    return _give_page(found, Shown(text, found.sha256, moment), request.known_tags)


def _read(text: str, live: LiveSite) -> Reading | None:
    address = live.find(text)
    return live.read(address) if address else None


def _give_page(found: Reading, shown: Shown, known_tags: str) -> Answer:
    """Return a page with the server's script, or what is no page as it is."""
    media_type = find_media_type(shown.address)
    if media_type != HTML:
        return give_bytes(found.data, media_type, found.sha256, known_tags)
    # A page that a browser kept must not tell of an earlier moment than what it takes in.
    tag = f"{found.sha256}-{shown.moment}"
    return give_bytes(equip(found.data, shown), media_type, tag, known_tags)


def _miss(shown: Shown, live: LiveSite) -> Answer:
    """Return the site's own page for what is not there, or plain words."""
    if shown.address == ICON:
        # Browsers ask for it unbidden, and would complain of pages that name none.
        return Answer(HTTPStatus.NO_CONTENT, {})
    found = live.read(NOT_FOUND)
    if found is None:
        return say_answer(HTTPStatus.NOT_FOUND, "There is nothing at this address.")
    body = equip(add_base(found.data, shown.address), shown)
    return Answer(HTTPStatus.NOT_FOUND, {"Content-Type": HTML}, body)


def _say_busy() -> Answer:
    """Return that a file is being replaced; browsers heed ``Refresh``, others the other."""
    words = "This file is being replaced just now."
    busy = HTTPStatus.SERVICE_UNAVAILABLE
    return say_answer(busy, words, Retry_After=BUSY_SECONDS, Refresh=BUSY_SECONDS)


def add_base(page: bytes, address: str) -> bytes:
    """Return a page as it is to be shown at an address within folders.

    Its relative links are meant from the top of the site; elsewhere they, and its style
    sheets, would lead nowhere. A link that is absolute stays what it is.
    """
    head = _HEAD.search(page) if "/" in address else None
    return page[: head.end()] + _BASE + page[head.end() :] if head else page


def load_tool(name: str) -> Tool:
    """Return a file that lies beside this one."""
    data = (_FOLDER / name).read_bytes()
    return Tool(data, sha256(data).hexdigest(), find_media_type(name))


TOOLS = {RESERVED + name: load_tool(name) for name in ("live.css", "live.js")}

# The version is part of the address, so that no browser shares a script with an older one.
_STYLE, _SCRIPT = (f"{path}?v={tool.sha256[:12]}" for path, tool in TOOLS.items())


def equip(page: bytes, shown: Shown) -> bytes:
    """Return a page with the server's script behind it.

    Behind its end, since anywhere else the words that mark a place (``</head>``) may stand
    in a comment or a script. There it runs before the scripts that wait for the end.
    """
    data = {"style": _STYLE, "address": shown.address, "hash": shown.sha256}
    words = {f"data-{name}": value for name, value in data.items()}
    written = {"src": _SCRIPT} | words | {"data-moment": shown.moment}
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in written.items())
    return page + f"<script {attributes}></script>\n".encode()
