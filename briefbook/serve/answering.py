"""A request and the site at this moment → an answer, both plain values.

Only browsers are answered that know the server by its own name, for pages of its own. Any page
on the web can make a browser ask a server on this machine, and a foreign name can be made to
lead here (DNS rebinding). So the name that was asked for has to be one of ours, and a request
that was made by another site's page is refused.
"""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, unquote_to_bytes

from briefbook.base.addresses import Address
from briefbook.serve.faults import describe_failure
from briefbook.serve.live_site import LiveSite, Reading, Unready

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
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HTTP_PORT = 80
OWN_SITES = ("", "none", "same-origin")
"""What ``Sec-Fetch-Site`` says of what we or the reader asked for; old browsers say nothing.

Another port of this machine is "same-site", and no less foreign.
"""

HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
JSON = "application/json; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
STYLE = "text/css; charset=utf-8"
UNKNOWN = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "avif": "image/avif",
    "bib": "application/x-bibtex; charset=utf-8",
    "css": STYLE,
    "csv": "text/csv; charset=utf-8",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "epub": "application/epub+zip",
    "gif": "image/gif",
    "htm": HTML,
    "html": HTML,
    "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": SCRIPT,
    "json": JSON,
    "jsonld": "application/ld+json; charset=utf-8",
    "map": JSON,
    "md": "text/markdown; charset=utf-8",
    "mjs": SCRIPT,
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odt": "application/vnd.oasis.opendocument.text",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "svg": "image/svg+xml; charset=utf-8",
    "ttf": "font/ttf",
    "txt": PLAIN,
    "wasm": "application/wasm",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "xml": "application/xml; charset=utf-8",
    "zip": "application/zip",
}


class Refusal(NamedTuple):
    """Why a request is not answered."""

    status: HTTPStatus
    words: str


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
    cookies: str = ""
    desk_key: str = ""
    media_type: str = ""
    length: str = ""


class Answer(NamedTuple):
    """An answer; ``follow`` tells that news follow without end behind the headers."""

    status: HTTPStatus
    headers: dict[str, str]
    body: bytes = b""
    follow: bool = False


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


Equipment = Callable[[str], bytes]
"""Returns what stands behind a page besides the server's own script, by the page's address."""


def add_nothing(_: str) -> bytes:
    """Return nothing: most readers have no desk."""
    return b""


def answer_request(
    request: Request,
    live: LiveSite,
    hosts: frozenset[str],
    equipment: Equipment = add_nothing,
) -> Answer:
    """Return the answer to a request; ``hosts`` is what ``Host`` may say."""
    if refusal := find_refusal(request, hosts):
        return say_answer(refusal.status, refusal.words)
    if request.method not in METHODS:
        words = "Pages can be read here, and no more."
        return say_answer(HTTPStatus.METHOD_NOT_ALLOWED, words, Allow=", ".join(METHODS))
    parts = split_target(request.target)
    if parts is None:
        return say_answer(HTTPStatus.BAD_REQUEST, "What is asked for must be a path.")
    if parts[0].startswith(RESERVED):
        return _answer_own(*parts, request, live)
    return _answer_page(parts[0], request, live, equipment)


def _answer_own(path: str, query: str, request: Request, live: LiveSite) -> Answer:
    """Return what the server has of its own."""
    if path == EVENTS:
        headers = {"Content-Type": "text/event-stream; charset=utf-8"}
        return Answer(HTTPStatus.OK, headers, follow=True)
    if path == STATE:
        return _answer_state(query, live)
    if tool := TOOLS.get(path):
        return give_tool(tool, request.known_tags)
    return say_answer(HTTPStatus.NOT_FOUND, "There is nothing here.")


def _answer_state(query: str, live: LiveSite) -> Answer:
    """Return the hashes of the addresses ``at``, and which changed after ``since``."""
    try:
        fields = parse_qs(query, max_num_fields=QUERY_FIELDS)
    except ValueError:
        return say_answer(HTTPStatus.BAD_REQUEST, "Too much is asked for at once.")
    asked = fields.get("at", [])
    since = _read_moment(fields.get("since", [""])[0], live.run)
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


def _answer_page(path: str, request: Request, live: LiveSite, equipment: Equipment) -> Answer:
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
    shown = Shown(text, found.sha256, moment)
    return _give_page(found, shown, request.known_tags, equipment(text))


def _read(text: str, live: LiveSite) -> Reading | None:
    address = live.find(text)
    return live.read(address) if address else None


def _give_page(found: Reading, shown: Shown, known_tags: str, added: bytes) -> Answer:
    """Return a page with the server's script, and what is ``added``; else a file as it is."""
    media_type = find_media_type(shown.address)
    if media_type != HTML:
        return _give_bytes(found.data, media_type, found.sha256, known_tags)
    # A page that a browser kept must not tell of an earlier moment than what it takes in.
    tag = f"{found.sha256}-{shown.moment}{'-desk' if added else ''}"
    return _give_bytes(equip(found.data, shown) + added, media_type, tag, known_tags)


def _miss(shown: Shown, live: LiveSite) -> Answer:
    """Return the site's own page for what is not there, or plain words."""
    if shown.address == ICON:
        # Browsers ask for it unbidden, and would complain of pages that name none.
        return Answer(HTTPStatus.NO_CONTENT, {})
    found = live.read(NOT_FOUND)
    if found is None:
        return say_answer(HTTPStatus.NOT_FOUND, "There is nothing at this address.")
    body = equip(_add_base(found.data, shown.address), shown)
    return Answer(HTTPStatus.NOT_FOUND, {"Content-Type": HTML}, body)


def _say_busy() -> Answer:
    """Return that a file is being replaced; browsers heed ``Refresh``, others the other."""
    words = "This file is being replaced just now."
    busy = HTTPStatus.SERVICE_UNAVAILABLE
    return say_answer(busy, words, Retry_After=BUSY_SECONDS, Refresh=BUSY_SECONDS)


def _add_base(page: bytes, address: str) -> bytes:
    """Return a page as it is to be shown at an address within folders.

    Its relative links are meant from the top of the site; elsewhere they, and its style
    sheets, would lead nowhere. A link that is absolute stays what it is.
    """
    head = _HEAD.search(page) if "/" in address else None
    return page[: head.end()] + _BASE + page[head.end() :] if head else page


def say_answer(status: HTTPStatus, words: str, **headers: str) -> Answer:
    """Return an answer in words; ``Retry_After`` names the header ``Retry-After``."""
    body = f"{status.value} {status.phrase}\n{words}\n".encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"Content-Type": PLAIN} | named, body)


def _give_bytes(body: bytes, media_type: str, tag: str, known_tags: str) -> Answer:
    """Return bytes that a browser may keep under a tag, or 304 if it has kept them."""
    tag = f'"{tag}"'
    if _is_known(tag, known_tags):
        return Answer(HTTPStatus.NOT_MODIFIED, {"ETag": tag})
    return Answer(HTTPStatus.OK, {"Content-Type": media_type, "ETag": tag}, body)


def give_tool(tool: Tool, known_tags: str) -> Answer:
    """Return a file of the server's own."""
    return _give_bytes(tool.data, tool.media_type, tool.sha256, known_tags)


def give_json(value: object) -> Answer:
    """Return a value as JSON."""
    return Answer(HTTPStatus.OK, {"Content-Type": JSON}, json.dumps(value).encode())


def _is_known(tag: str, known_tags: str) -> bool:
    named = (known.strip().removeprefix("W/") for known in known_tags.split(","))
    return any(known in (tag, "*") for known in named)


def write_moment(run: str, number: int) -> str:
    """Return a moment of a run as text."""
    return f"{run}.{number}"


def _read_moment(text: str, run: str) -> int | None:
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
        parts = [_decode_segment(part) for part in path[1:].split("/")]
    except ValueError:
        return None
    return "/".join([*parts[:-1], parts[-1] or INDEX])


def _decode_segment(segment: str) -> str:
    """Return a segment of a path without its percent signs.

    Raises:
        ValueError: if it is not UTF-8, or holds what no name may hold.
    """
    text = unquote_to_bytes(segment.encode("latin-1")).decode("utf-8")
    if "/" in text or "\\" in text or _CONTROL.search(text):
        raise ValueError(segment)
    return text


def name_hosts(given: str, local: str, port: int) -> frozenset[str]:
    """Return what ``Host`` may say: loopback, the address given, the one that was reached.

    The address that was reached (``local``) is a number, and no foreign name leads to a
    number: so a server that listens everywhere can be asked by any of its addresses.
    """
    names = {*LOOPBACK, bracket(given), bracket(local)} - {""}
    hosts = {f"{name}:{port}" for name in names}
    return frozenset(hosts | names if port == HTTP_PORT else hosts)


def bracket(host: str) -> str:
    """Return a host as it stands in a URL: ``::1`` in brackets, mapped IPv4 as such."""
    plain = host.lower().partition("%")[0].removeprefix("::ffff:")
    return f"[{plain}]" if ":" in plain else plain


def find_refusal(request: Request, hosts: frozenset[str]) -> Refusal | None:
    """Return why a request is refused, or None if it is not."""
    return _refuse_host(request, hosts) or _refuse_origin(request, hosts)


def _refuse_host(request: Request, hosts: frozenset[str]) -> Refusal | None:
    if len(request.hosts) != 1:
        return Refusal(HTTPStatus.BAD_REQUEST, "A request must name one host.")
    if request.hosts[0].lower() in hosts:
        return None
    # A page that was led here by a foreign name reads this: it is told of no name of ours.
    words = "This server is not known by that name. Use the address that it said it serves."
    return Refusal(HTTPStatus.MISDIRECTED_REQUEST, words)


def _refuse_origin(request: Request, hosts: frozenset[str]) -> Refusal | None:
    own = {f"http://{host}" for host in hosts}
    foreign = [origin for origin in request.origins if origin.lower() not in own]
    # A link from another site may lead here; its pages may not take in what is here.
    taken_in = request.site not in OWN_SITES and request.mode != "navigate"
    words = "A page of another site asked for this."
    return Refusal(HTTPStatus.FORBIDDEN, words) if foreign or taken_in else None


def find_media_type(address: str) -> str:
    """Return the media type by the extension of an address, with the charset of texts."""
    _, dot, extension = address.rpartition("/")[2].rpartition(".")
    return _TYPES.get(extension.lower(), UNKNOWN) if dot else UNKNOWN


def load_tool(path: Path) -> Tool:
    """Return a file of the server's own, as it is given away."""
    data = path.read_bytes()
    return Tool(data, sha256(data).hexdigest(), find_media_type(path.name))


TOOLS = {RESERVED + name: load_tool(_FOLDER / name) for name in ("live.css", "live.js")}

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
