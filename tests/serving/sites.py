"""Sites to be served, and clients that ask for them: what the tests of the server share."""

import socket
from collections.abc import Mapping
from hashlib import sha256
from http.client import HTTPResponse
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from briefbook.base.addresses import Address
from briefbook.serve.live_site import LiveSite
from briefbook.serve.server import Served
from tests.harness.patience import PATIENCE

CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{CSP}">'
    '<title>A page</title><link rel="stylesheet" href="/style.css">'
    '<script src="/site.js" defer></script></head>'
    "<body><main>{}</main></body></html>\n"
)


class Reply(NamedTuple):
    """What came back: the status, the headers in lower case, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes


def page(words: str) -> bytes:
    """Return a page as the theme writes it, with words in its midst."""
    return PAGE.replace("{}", words).encode()


def pages(**texts: bytes) -> dict[Address, bytes]:
    """Return files whose addresses are written with ``__`` for ``/`` and ``_`` for ``.``."""
    named = ((name.replace("__", "/").replace("_", "."), data) for name, data in texts.items())
    return {Address(name): data for name, data in named}


SITE = pages(
    index_html=page("<h1>First</h1>"),
    **{"404_html": page("<h1>Not here</h1>")},
    talks__index_html=page("<h1>Talks</h1>"),
    talks__beijing_html=page("<h1>Beijing</h1>"),
    style_css=b"h1 { color: rgb(0, 0, 255) }",
    site_js=b'"use strict";\n',
)


def hash_all(site: Mapping[Address, bytes]) -> dict[Address, str]:
    """Return the manifest of a site."""
    return {address: sha256(data).hexdigest() for address, data in site.items()}


def write_all(folder: Path, site: Mapping[Address, bytes]) -> None:
    """Put the files of a site into a folder."""
    for address, data in site.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def show(live: LiveSite, site: Mapping[Address, bytes]) -> int:
    """Show a site whose files are all in memory."""
    return live.show(hash_all(site), site)


def dial(served: Served) -> socket.socket:
    """Return a connection to a server."""
    return socket.create_connection(("127.0.0.1", served.port), PATIENCE)


def write_request(served: Served, path: str, method: str = "GET", **headers: str) -> bytes:
    """Return a request as it is sent; ``Host`` is right unless it is given."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    every = {"Host": urlsplit(served.url).netloc} | named
    lines = [
        f"{method} {path} HTTP/1.1",
        *(f"{name}: {value}" for name, value in every.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def ask(served: Served, path: str, method: str = "GET", **headers: str) -> Reply:
    """Return what a server answers to one request."""
    with dial(served) as connection:
        connection.sendall(write_request(served, path, method, **headers))
        return receive(connection, method)


def send(served: Served, data: bytes) -> Reply:
    """Return what a server answers to bytes that may be no request at all."""
    with dial(served) as connection:
        connection.sendall(data)
        return receive(connection)


def receive(connection: socket.socket, method: str = "GET") -> Reply:
    """Read one answer from a connection."""
    with HTTPResponse(connection, method=method) as response:
        response.begin()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, headers, response.read())
