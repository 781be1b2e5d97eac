"""The door of the desk: who may use it, and what they are given.

The terminal prints an address that opens it once. It leaves a cookie, which other users of the
machine do not have, and a key that the browser keeps for this host and port alone: a cookie
goes to every port of a host, so that a server of somebody else's could be handed it. Whoever
asks the desk needs both, must come from a page of ours, and send JSON of a bounded size.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from hmac import compare_digest
from html import escape
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from urllib.parse import parse_qs, quote

from briefbook.desk.asking import BadRequestError
from briefbook.desk.captures import write_capture
from briefbook.desk.desk import Desk
from briefbook.serve.answering import (
    HTML,
    METHODS,
    RESERVED,
    Answer,
    Refusal,
    Request,
    answer_request,
    decode_path,
    find_media_type,
    find_refusal,
    give_json,
    give_tool,
    load_tool,
    say_answer,
    split_target,
)
from briefbook.serve.live_site import LiveSite
from briefbook.writing.edits import CannotWrite

PREFIX = RESERVED + "desk/"
OPEN = PREFIX + "open/"
CAPTURE = PREFIX + "capture"
KEY_HEADER = "X-Briefbook-Desk"
COOKIE = "briefbook-desk"
BODY_BYTES = 64 * 1024
MEDIA_TYPE = "application/json"
OWN_SITES = ("", "same-origin")
_LENGTH = re.compile("[0-9]{1,12}")
NOTHING = "There is nothing here."
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
CONFINED = "sandbox allow-scripts"
"""What keeps a page that is published as it is from using the desk: it has no origin."""

DOCUMENTS = tuple(find_media_type(f".{end}") for end in ("html", "svg", "xml"))
_FOLDER = Path(__file__).with_name("desk")
TOOLS = {
    f"{PREFIX}{path.name}": load_tool(path)
    for path in sorted(_FOLDER.iterdir())
    if path.suffix in (".js", ".css")
}

ReadBody = Callable[[int], bytes]


def _say_nothing(_: str) -> None:
    """Tell nobody."""


class Door:
    """Lets in whoever has the address that was printed last; each opens once."""

    def __init__(self, desk: Desk, tell: Callable[[str], None] = _say_nothing) -> None:
        """Begin with an address; ``tell`` is given the path of the next, once it was used."""
        self.desk, self.tell = desk, tell
        self.cookie, self.key, self.ticket = (token_urlsafe(32) for _ in range(3))
        self._lock = Lock()

    @property
    def path(self) -> str:
        """The path that opens the door, once."""
        return f"{OPEN}{self.ticket}"

    def admit(self, ticket: str) -> bool:
        """Tell whether a ticket opens the door: it does so once, then another is told."""
        with self._lock:
            if not _is_same(ticket, self.ticket):
                return False
            self.ticket = token_urlsafe(32)
        self.tell(self.path)
        return True


def _is_same(given: str, wanted: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def is_for_desk(request: Request) -> bool:
    """Tell whether a request is for the desk."""
    parts = split_target(request.target)
    return parts is not None and parts[0].startswith(PREFIX)


def answer_desk(
    request: Request, door: Door, hosts: frozenset[str], read_body: ReadBody
) -> Answer:
    """Return the answer to a request for the desk; its body is read once it is let in."""
    parts = split_target(request.target)
    assert parts
    path, query = parts
    is_knock = request.method == "GET" and path.startswith(OPEN)
    refusal = find_refusal(request, hosts) or (not is_knock and _refuse(request, door)) or None
    if refusal:
        allowed = {"Allow": "GET, HEAD, POST"} if refusal.words == NOTHING else {}
        return say_answer(refusal.status, refusal.words, **allowed)
    if is_knock:
        return _open_door(path.removeprefix(OPEN), door, request)
    if request.method == "POST":
        return _ask_desk(path.removeprefix(PREFIX), read_body(int(request.length)), door)
    return _give_file(path, query, request, door)


def _refuse(request: Request, door: Door) -> Refusal | None:
    """Return why a request of somebody who should have been let in is refused, if it is."""
    if not has_cookie(request, door):
        words = "Open the address that the terminal printed: it lets this browser in."
        return Refusal(HTTPStatus.FORBIDDEN, words)
    if request.method == "POST":
        return next(_list_refusals(request, door), None)
    if request.method not in METHODS:
        return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, NOTHING)
    return None


def has_cookie(request: Request, door: Door) -> bool:
    """Tell whether a request has the cookie of this door, for the port that was asked."""
    try:
        cookies = SimpleCookie(request.cookies)
    except CookieError:
        return False
    found = cookies.get(_name_cookie(request))
    return found is not None and _is_same(found.value, door.cookie)


def _name_cookie(request: Request) -> str:
    """Return what the cookie is called: other ports of this host are sent it, too."""
    return f"{COOKIE}-{request.hosts[0].rpartition(':')[2].strip(']') or '80'}"


def _list_refusals(request: Request, door: Door) -> Iterator[Refusal]:
    """Yield why something that was sent to the desk is refused."""
    if len(request.origins) != 1 or request.site not in OWN_SITES:
        yield Refusal(HTTPStatus.FORBIDDEN, "A page of this book must ask.")
    if not _is_same(request.desk_key, door.key):
        words = "This browser is not known: open the address that the terminal printed."
        yield Refusal(HTTPStatus.FORBIDDEN, words)
    if request.media_type.partition(";")[0].strip().lower() != MEDIA_TYPE:
        yield Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The desk takes JSON alone.")
    if not _LENGTH.fullmatch(request.length):
        yield Refusal(HTTPStatus.LENGTH_REQUIRED, "A request must say how long it is.")
    elif int(request.length) > BODY_BYTES:
        words = f"The desk takes {BODY_BYTES:,} bytes at most."
        yield Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words)


def _ask_desk(name: str, body: bytes, door: Door) -> Answer:
    try:
        return give_json(door.desk.answer(name, json.loads(body)))
    except BadRequestError as why:
        return say_answer(HTTPStatus.BAD_REQUEST, str(why))
    except (ValueError, RecursionError):
        return say_answer(HTTPStatus.BAD_REQUEST, "This is no JSON that can be read.")


def _open_door(ticket: str, door: Door, request: Request) -> Answer:
    """Let a browser in, if it comes with the ticket that was told last."""
    if not door.admit(ticket):
        words = "This address has been used. The terminal has printed another one."
        return say_answer(HTTPStatus.FORBIDDEN, words)
    cookie = f"{_name_cookie(request)}={door.cookie}; Path=/; HttpOnly; SameSite=Strict"
    headers = {
        "Content-Type": HTML,
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "Set-Cookie": cookie,
    }
    script = f'<script src="{PREFIX}open.js" data-key="{escape(door.key)}"></script>'
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Desk</title>'
        f'</head><body><p><a href="/">To the book</a></p>{script}</body></html>\n'
    )
    return Answer(HTTPStatus.OK, headers, page.encode())


def _give_file(path: str, query: str, request: Request, door: Door) -> Answer:
    """Return a file of the desk, or the page of a capture."""
    if tool := TOOLS.get(path):
        return give_tool(tool, request.known_tags)
    if path != CAPTURE:
        return say_answer(HTTPStatus.NOT_FOUND, NOTHING)
    key = parse_qs(query).get("article", [""])[0]
    try:
        page = write_capture(door.desk.open_article(key))
    except CannotWrite as why:
        return say_answer(HTTPStatus.NOT_FOUND, str(why))
    headers = {"Content-Type": HTML, "Content-Security-Policy": POLICY}
    return Answer(HTTPStatus.OK, headers, page.encode() + _write_script(key, has_capture=True))


def _equip_page(door: Door, request: Request, address: str) -> bytes:
    """Return what opens the desk on the page of an article, to whoever was let in."""
    key = door.desk.find_article(address)
    if not key or not has_cookie(request, door):
        return b""
    return _write_script(key, has_capture=door.desk.names_capture(key))


def answer_beside_desk(
    request: Request, door: Door, live: LiveSite, hosts: frozenset[str]
) -> Answer:
    """Return the answer to a request that is not for the desk, where there is one."""
    if not _is_foreign(request, door):
        return answer_request(request, live, hosts, partial(_equip_page, door, request))
    # What a browser kept from before there was a desk is not confined.
    answer = answer_request(request._replace(known_tags=""), live, hosts)
    return answer._replace(headers={**answer.headers, "Content-Security-Policy": CONFINED})


def _is_foreign(request: Request, door: Door) -> bool:
    """Tell whether a document is asked for that we did not make, and whose scripts may run."""
    parts = split_target(request.target)
    address = (parts and decode_path(parts[0])) or ""
    return find_media_type(address) in DOCUMENTS and door.desk.is_asset(address)


def _write_script(key: str, *, has_capture: bool) -> bytes:
    return "".join(_list_script(key, has_capture)).encode()


def _list_script(key: str, has_capture: bool) -> Iterator[str]:
    yield f'<script type="module" src="{PREFIX}desk.js" data-desk="{escape(key)}"'
    if has_capture:
        yield f' data-capture="{CAPTURE}?article={escape(quote(key))}"'
    yield "></script>\n"
