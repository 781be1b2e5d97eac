"""The server: a thread for each connection of a browser, requests in and answers out."""

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedReader, RawIOBase
from ipaddress import ip_address
from socket import (
    SHUT_RDWR,
    SHUT_WR,
    SOCK_STREAM,
    AddressFamily,
    gaierror,
    getaddrinfo,
    socket,
)
from socketserver import TCPServer
from threading import Condition, Event, Thread
from time import monotonic
from typing import Any, NamedTuple

from briefbook.serve.answering import (
    COMMON,
    HTTP_PORT,
    Answer,
    Request,
    answer_request,
    bracket,
    name_hosts,
    say_answer,
    write_moment,
)
from briefbook.serve.desk_door import (
    KEY_HEADER,
    Door,
    answer_beside_desk,
    answer_desk,
    is_for_desk,
)
from briefbook.serve.live_site import LiveSite, News

LOOPBACK = "127.0.0.1"
PORT = 8000
LAST_PORT = 65_535
CONNECTIONS = 512
WAITING = 128
"""Connections that may wait to be taken up, when many come at once."""

CLOSING_SECONDS = 0.7
POLL_SECONDS = 0.05
EVERYWHERE = {"": LOOPBACK, "0.0.0.0": LOOPBACK, "::": "::1"}
"""Addresses that stand for all of this machine, and one by which it can be reached."""

LINE_BYTES = 16 * 1024
SEND_SECONDS = 20.0
"""How long a client may take to take in one answer."""

AWAITING, FOLLOWING = 0, 1
"""What a connection that could be ended is doing, the first of them to be ended first."""

DRAIN_SECONDS = 0.5
DRAIN_BYTES = 1024 * 1024
BODILESS = (HTTPStatus.NOT_MODIFIED, HTTPStatus.NO_CONTENT)
IDLE_SECONDS = 30.0
"""How long a connection may stand open between two requests."""

HEAD_SECONDS = 10.0
"""How long a request may take to arrive, once it has begun."""

HEAD_BYTES = 64 * 1024
HEARTBEAT = 5.0
"""Seconds after which a silent stream gives a sign, which shows whether anybody listens."""

BREATH = 0.05
"""Seconds between two events: what happens in between is told as one."""

AWAY = b"retry: 500\n\n"
STILL_HERE = b":\n\n"


class HeadTooLong(HTTPException):
    """The head of a request has more bytes than we read; http.server answers with 431."""


class HeadReader(RawIOBase):
    """The bytes that a client sends: ``begin`` sets time and bytes for one request.

    A client that sends a byte now and then would keep its connection for ever if only the
    time between two bytes were measured.
    """

    def __init__(self, connection: socket) -> None:
        """Read from a connection."""
        super().__init__()
        self._connection = connection
        self.begin()

    def begin(self) -> None:
        """Await a new request."""
        self._left = HEAD_BYTES
        self._begun: float | None = None

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Put what has arrived into ``buffer``, and return how many bytes.

        Raises:
            TimeoutError: when the request takes too long.
            HeadTooLong: when it is too long.
        """
        if self._left <= 0:
            raise HeadTooLong(f"over {HEAD_BYTES} bytes")
        self._connection.settimeout(self._remaining())
        count = self._connection.recv_into(memoryview(buffer)[: self._left])
        self._begun = self._begun or monotonic()
        self._left -= count
        return count

    def _remaining(self) -> float:
        if self._begun is None:
            return IDLE_SECONDS
        return max(0.001, self._begun + HEAD_SECONDS - monotonic())


class RequestHandler(BaseHTTPRequestHandler):
    """Reads requests by the rules of ``http.server``, within limits of our own."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Any

    def __init__(
        self, live: LiveSite, given: str, stop: Event, door: Door | None, *connection: Any
    ) -> None:
        """Serve a connection to the end, at once; ``given`` is the host we were told to be."""
        self.live, self.given, self.stop, self.door = live, given, stop, door
        super().__init__(*connection)

    def setup(self) -> None:
        """Read with limits, and learn the names by which this connection may call us."""
        super().setup()
        self.head = HeadReader(self.connection)
        self.rfile.close()
        self.rfile = BufferedReader(self.head)
        local, port = self.connection.getsockname()[:2]
        self.hosts = name_hosts(self.given, local, port)

    def handle_one_request(self) -> None:
        """Answer one request; a client that is gone, or too slow, is let go."""
        try:
            if self.receive():
                self.server.wake(self.connection)
                self.reply(self.answer(self.read_request()))
        except OSError:
            self.close_connection = True

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request: that of the desk, where there is one."""
        if self.door is None:
            return answer_request(request, self.live, self.hosts)
        if is_for_desk(request):
            return answer_desk(request, self.door, self.hosts, self.read_body)
        return answer_beside_desk(request, self.door, self.live, self.hosts)

    def read_body(self, length: int) -> bytes:
        """Read the body of a request, of no more bytes than its head may have."""
        self.head.begin()
        return self.rfile.read(length)

    def receive(self) -> bool:
        """Read the head of a request; False where there is none, or none to be answered."""
        self.head.begin()
        self.server.rest(self.connection, AWAITING)
        self.close_connection = True
        self.command = self.requestline = self.request_version = ""
        self.raw_requestline = self.rfile.readline(LINE_BYTES + 1)
        if len(self.raw_requestline) > LINE_BYTES:
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            return False
        return bool(self.raw_requestline) and self.parse_request()

    def read_request(self) -> Request:
        """Return the request that was read as a value."""
        return Request(
            self.command,
            # Not ``self.path``, from which slashes have been dropped.
            self.requestline.split()[1],
            tuple(self.headers.get_all("Host", [])),
            tuple(self.headers.get_all("Origin", [])),
            ",".join(self.headers.get_all("If-None-Match", [])),
            self.headers.get("Sec-Fetch-Site", ""),
            self.headers.get("Sec-Fetch-Mode", ""),
            ";".join(self.headers.get_all("Cookie", [])),
            self.headers.get(KEY_HEADER, ""),
            self.headers.get("Content-Type", ""),
            ""
            if "Transfer-Encoding" in self.headers
            else self.headers.get("Content-Length", ""),
        )

    def reply(self, reply: Answer) -> None:
        """Send an answer; what may come behind a request that we cannot read is dropped."""
        has_body = "Content-Length" in self.headers or "Transfer-Encoding" in self.headers
        self.close_connection |= reply.follow or has_body
        self.transmit(reply)
        if reply.follow and self.command != "HEAD":
            self.tell()

    def tell(self) -> None:
        """Send the news of the site until the client is gone or the server stops."""
        self.server.rest(self.connection, FOLLOWING)
        for piece in _follow_site(self.live, self.stop):
            self.connection.sendall(piece)

    def transmit(self, reply: Answer) -> None:
        """Send status, headers and body, as one where they are small."""
        self.connection.settimeout(SEND_SECONDS)
        self.send_response(reply.status)
        for name, value in self.complete(reply).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.connection.sendall(reply.body)

    def complete(self, reply: Answer) -> dict[str, str]:
        """Return all headers of an answer."""
        bare = reply.follow or reply.status in BODILESS
        length = {} if bare else {"Content-Length": str(len(reply.body))}
        closing = {"Connection": "close"} if self.close_connection else {}
        return COMMON | reply.headers | length | closing

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Answer what could not be read, and go no further with it."""
        self.close_connection = True
        words = explain or message or "This request cannot be read."
        self.transmit(say_answer(HTTPStatus(code), words.encode("ascii", "replace").decode()))

    def handle_expect_100(self) -> bool:
        """Invite nobody to send a body: there is none that we would read."""
        return True

    def version_string(self) -> str:
        """Return who we are, and nothing about the machine."""
        return "Briefbook"

    def log_message(self, *_: object) -> None:
        """Say nothing: what a build did is said by the build."""

    def finish(self) -> None:
        """Let the client read the last answer, even if it was still sending."""
        with suppress(OSError):
            super().finish()
            _drain(self.connection)


class Served(NamedTuple):
    """Where a server can be reached: its URL, ending with "/", and its port.

    ``is_local``: from this machine alone.
    """

    url: str
    port: int
    is_local: bool


@contextmanager
def serve(
    live: LiveSite, host: str = LOOPBACK, port: int = PORT, door: Door | None = None
) -> Iterator[Served]:
    """Show a site to browsers until the block is left; port 0 takes any that is free.

    With a ``door``, those whom it admits have a desk.

    Raises:
        OSError: if the address cannot be had, in words that say what to do instead.
    """
    server = open_server(live, host, port, door)
    loop = Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
    loop.start()
    try:
        yield Served(write_url(host, server.server_port), server.server_port, is_local(server))
    finally:
        server.close_down()
        loop.join(CLOSING_SECONDS)


def open_server(live: LiveSite, host: str, port: int, door: Door | None = None) -> "LiveServer":
    """Return a server that listens.

    Raises:
        OSError: if the address cannot be had.
    """
    try:
        return LiveServer(live, host, _check_port(port), door)
    except OSError as error:
        raise OSError(error.errno, _explain_address(error, host, port)) from error


def _check_port(port: int) -> int:
    """Return ``port`` if there is such a port.

    Raises:
        OSError: if there is none.
    """
    if not 0 <= port <= LAST_PORT:
        raise OSError(errno.EINVAL, "no such port")
    return port


def _explain_address(error: OSError, host: str, port: int) -> str:
    if isinstance(error, gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine; leave out --address to use {LOOPBACK}"
    other = port + 1 if port < LAST_PORT else PORT
    return {
        errno.EADDRINUSE: f"port {port} is in use; choose another, such as --port {other}",
        errno.EACCES: f"port {port} is kept for the system; choose one from 1024, "
        f"such as --port {PORT}",
        errno.EINVAL: f"{port} is no port; choose one from 1024 to {LAST_PORT} with --port",
    }.get(error.errno or 0, f"{host}, port {port}: {error.strerror or error}")


def write_url(host: str, port: int) -> str:
    """Return the URL of the first page."""
    name = bracket(EVERYWHERE.get(host, host))
    return f"http://{name}/" if port == HTTP_PORT else f"http://{name}:{port}/"


def is_local(server: "LiveServer") -> bool:
    """Tell whether a server listens to this machine alone."""
    return ip_address(server.socket.getsockname()[0]).is_loopback


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine alone, whoever asks."""
    try:
        found = getaddrinfo(host, None, type=SOCK_STREAM) if host else ()
    except OSError:
        return False
    return bool(found) and all(ip_address(one[4][0]).is_loopback for one in found)


def _find_family(host: str) -> AddressFamily:
    return getaddrinfo(host or None, None, type=SOCK_STREAM)[0][0]


class LiveServer(ThreadingHTTPServer):
    """Listens, and knows its open connections, so that all can be ended at once."""

    daemon_threads = True
    request_queue_size = WAITING
    # Elsewhere this would let two programs share a port.
    allow_reuse_address = os.name == "posix"

    def __init__(self, live: LiveSite, host: str, port: int, door: Door | None = None) -> None:
        """Listen for browsers that want to see ``live``."""
        self.live, self.stopping = live, Event()
        self.connections: set[socket] = set()
        self.idle: dict[socket, int] = {}
        self.lost = Condition()
        self.address_family = _find_family(host)
        handler = partial(RequestHandler, live, host, self.stopping, door)
        super().__init__((host, port), handler)

    def server_bind(self) -> None:
        """Take the address; ``http.server`` would ask the network for its name too."""
        TCPServer.server_bind(self)
        self.server_port = int(self.server_address[1])

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002
        """Take up no more connections than there may be threads, if need be for others."""
        return len(self.connections) < CONNECTIONS or self.make_room()

    def make_room(self) -> bool:
        """End a connection that is not being answered; tell whether there was one.

        Those that await a request come first, then streams, which browsers open again; of
        either the one that has been so for longest.
        """
        with self.lost:
            found = min(self.idle, key=self.idle.__getitem__, default=None)
            if found is None:
                return False
            del self.idle[found]
            _hang_up(found)
        return True

    def rest(self, connection: socket, rank: int) -> None:
        """Note that a connection could be ended without harm, those of lower rank first."""
        with self.lost:
            self.idle.pop(connection, None)
            self.idle[connection] = rank

    def wake(self, connection: socket) -> None:
        """Note that a connection is being answered."""
        with self.lost:
            self.idle.pop(connection, None)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread of its own."""
        with self.lost:
            self.connections.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        """Forget a connection that has ended."""
        super().close_request(request)
        with self.lost:
            self.connections.discard(request)
            self.idle.pop(request, None)
            self.lost.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let a connection go that broke; anything else is a bug, and is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def close_down(self) -> None:
        """End all within a second: the listening, the streams, the connections."""
        self.stopping.set()
        self.live.wake()
        self.shutdown()
        self.server_close()
        with self.lost:
            for connection in self.connections:
                _hang_up(connection)
            self.lost.wait_for(lambda: not self.connections, CLOSING_SECONDS)


def _hang_up(connection: socket) -> None:
    with suppress(OSError):
        connection.shutdown(SHUT_RDWR)


def _drain(connection: socket) -> None:
    """Read and drop what a client still sends, for a while: or it would miss the answer."""
    connection.shutdown(SHUT_WR)
    end, left = monotonic() + DRAIN_SECONDS, DRAIN_BYTES
    while left > 0 and (seconds := end - monotonic()) > 0:
        connection.settimeout(seconds)
        count = len(connection.recv(64 * 1024))
        left = left - count if count else 0


def _follow_site(live: LiveSite, stop: Event) -> Iterator[bytes]:
    moment = live.moment
    yield AWAY + _encode_news(live.run, News(moment, None))
    while not stop.wait(BREATH):
        news = live.wait(moment, HEARTBEAT, stop)
        moment = news.moment if news else moment
        yield _encode_news(live.run, news) if news else STILL_HERE


def _encode_news(run: str, news: News) -> bytes:
    told = {"moment": write_moment(run, news.moment), "changed": news.changed}
    return f"data: {json.dumps(told)}\n\n".encode()
