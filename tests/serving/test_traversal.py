"""Traversal over real connections: nothing is served but what the manifest names."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from http.client import BadStatusLine, RemoteDisconnected
from itertools import product
from urllib.parse import quote

import pytest

from briefbook.base.addresses import Address
from briefbook.serve.live_site import LiveSite
from briefbook.serve.server import Served, serve
from tests.serving.sites import SITE, Reply, dial, hash_all, receive, send, write_all

SECRET = b"not for anybody's eyes"
SECRETS = ("../config.yaml", "CNAME", ".git/config", "talks/draft.html", "secret.html")
AIMS = ("config.yaml", "secret.html", ".git/config", "CNAME", "etc/passwd", "")

UPS = (
    *("..", "%2e%2e", ".%2e", "%2E.", "%252e%252e", "%25252e%25252e", "%%32%65%%32%65"),
    *("%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "%f0%80%80%ae%f0%80%80%ae", "%c0%2e%c0%2e"),
    *("%u002e%u002e", "%uff0e%uff0e", "\uff0e\uff0e", "..%00", "%00..", "..%0d%0a", "..;x=1"),
    *("....", "..%20", "..\\", "%ef%bc%8e%ef%bc%8e", "\xc0\xae\xc0\xae", ".%c0%ae"),
)
SLASHES = (
    *("/", "//", "\\", "%2f", "%5c", "%252f", "%255c", "%25255c", "%c0%af", "%c1%9c"),
    *("%e0%80%af", "%u2215", "%u2216", "%ef%bc%8f", "/./", "/%2e/", "%00/", "/?/", "/#/"),
)
STARTS = (
    *("/", "//", "/talks/", "/.briefbook/", "/.briefbook/state/", "//evil.example/"),
    *(
        "http://{host}/",
        "http://evil.example/",
        "file:///",
        "\\",
        "/C:\\",
        "/\\\\host\\c$\\",
        "",
    ),
)


def list_targets() -> Iterator[str]:
    """Yield everything that may be asked for to climb out of the site."""
    for start, up, slash, aim in product(STARTS, UPS, SLASHES, AIMS[:2]):
        yield f"{start}{(up + slash) * 2}{aim}"
    for start, aim in product(STARTS, AIMS):
        yield start + aim
        yield start + quote(aim, safe="")
        yield f"{start}{aim}%00.html"


LEADING = {"location", "content-location", "access-control-allow-origin"}
"""Headers that lead elsewhere, or let others in."""

TARGETS = [target for target in dict.fromkeys(list_targets()) if target]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a site from a folder that holds more, with secrets all around it."""
    folder = tmp_path_factory.mktemp("workspace") / "site"
    write_all(folder, SITE)
    write_all(folder, {Address(name): SECRET for name in SECRETS})
    with serve(LiveSite(folder, hash_all(SITE), patience=0), port=0) as served:
        yield served


def write(served: Served, target: str) -> bytes:
    """Return a request with a target as it is: no client would send most of them."""
    host = f"127.0.0.1:{served.port}"
    line = f"GET {target.replace('{host}', host)} HTTP/1.1\r\nHost: {host}\r\n\r\n"
    return line.encode("utf-8" if max(target, default="a") > "\xff" else "latin-1")


def ask_all(served: Served, targets: list[str]) -> Iterator[tuple[str, Reply]]:
    """Yield what is answered to each, on one connection while the server keeps it."""
    connection: socket.socket | None = None
    for target in targets:
        connection = connection or dial(served)
        connection.sendall(write(served, target))
        reply = receive(connection)
        if reply.headers.get("connection") == "close":
            connection.close()
            connection = None
        yield target, reply
    if connection:
        connection.close()


def is_harmless(reply: Reply) -> bool:
    """Tell whether an answer is a page of the site as such, or none."""
    if not LEADING.isdisjoint(reply.headers):
        return False
    if reply.status != 200:
        return reply.status in (400, 404)
    page = any(reply.body.startswith(data) for data in SITE.values())
    return page and reply.headers["x-content-type-options"] == "nosniff"


def test_thousands_of_targets_that_climb_give_a_page_or_nothing(served: Served) -> None:
    assert len(TARGETS) > 10_000
    replies = ask_all(served, TARGETS)
    strange = [
        target for target, reply in replies if not is_harmless(reply) or SECRET in reply.body
    ]
    assert strange == []


@pytest.mark.parametrize("folder", ["/talks", "/assets/", "/.git/", "/.briefbook/", "/fonts"])
def test_no_folder_is_listed(served: Served, folder: str) -> None:
    (_, reply), *_ = ask_all(served, [folder])
    assert reply.status == 404
    assert b"Index of" not in reply.body
    assert b"beijing.html" not in reply.body


@pytest.mark.parametrize("data", [b"GET /\x00 HTTP/1.1\r\n", b"GET /..\xff/ HTTP/1.1\r\n"])
def test_bytes_that_are_no_text_are_refused(served: Served, data: bytes) -> None:
    host = f"Host: 127.0.0.1:{served.port}\r\n\r\n".encode()
    with suppress(BadStatusLine, RemoteDisconnected):
        assert send(served, data + host).status == 400


def test_files_that_came_beside_the_site_are_not_served(served: Served) -> None:
    replies = ask_all(served, [f"/{name}" for name in SECRETS])
    assert [reply.status for _, reply in replies] == [404] * len(SECRETS)
