"""The server: a thread for each connection, for as long as it is asked for."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import ThreadingHTTPServer
from ipaddress import ip_address
from socket import (
    SHUT_RDWR,
    SOCK_STREAM,
    AddressFamily,
    gaierror,
    getaddrinfo,
    socket,
)
from socketserver import TCPServer
from threading import Condition, Event, Thread
from typing import Any, NamedTuple

from briefbook.serve.admitting import HTTP_PORT, bracket
from briefbook.serve.handler import RequestHandler
from briefbook.serve.live_site import LiveSite

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


class Served(NamedTuple):
    """Where a server can be reached: its URL, ending with "/", and its port.

    ``is_local``: from this machine alone.
    """

    url: str
    port: int
    is_local: bool


@contextmanager
def serve(live: LiveSite, host: str = LOOPBACK, port: int = PORT) -> Iterator[Served]:
    """Show a site to browsers until the block is left; port 0 takes any that is free.

    Raises:
        OSError: if the address cannot be had, in words that say what to do instead.
    """
    server = open_server(live, host, port)
    loop = Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
    loop.start()
    try:
        yield Served(write_url(host, server.server_port), server.server_port, is_local(server))
    finally:
        server.close_down()
        loop.join(CLOSING_SECONDS)


def open_server(live: LiveSite, host: str, port: int) -> "LiveServer":
    """Return a server that listens.

    Raises:
        OSError: if the address cannot be had.
    """
    try:
        return LiveServer(live, host, check_port(port))
    except OSError as error:
        raise OSError(error.errno, explain_address(error, host, port)) from error


def check_port(port: int) -> int:
    """Return ``port`` if there is such a port.

    Raises:
        OSError: if there is none.
    """
    if not 0 <= port <= LAST_PORT:
        raise OSError(errno.EINVAL, "no such port")
    return port


def explain_address(error: OSError, host: str, port: int) -> str:
    """Return why an address cannot be had, and what to do about it."""
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


def find_family(host: str) -> AddressFamily:
    """Return whether a host is reached by IPv4 or IPv6."""
    return getaddrinfo(host or None, None, type=SOCK_STREAM)[0][0]


class LiveServer(ThreadingHTTPServer):
    """Listens, and knows its open connections, so that all can be ended at once."""

    daemon_threads = True
    request_queue_size = WAITING
    # Elsewhere this would let two programs share a port.
    allow_reuse_address = os.name == "posix"

    def __init__(self, live: LiveSite, host: str, port: int) -> None:
        """Listen for browsers that want to see ``live``."""
        self.live, self.stopping = live, Event()
        self.connections: set[socket] = set()
        self.idle: dict[socket, int] = {}
        self.lost = Condition()
        self.address_family = find_family(host)
        super().__init__((host, port), partial(RequestHandler, live, host, self.stopping))

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
            hang_up(found)
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
                hang_up(connection)
            self.lost.wait_for(lambda: not self.connections, CLOSING_SECONDS)


def hang_up(connection: socket) -> None:
    """End a connection, for a thread that reads from it or writes to it as well."""
    with suppress(OSError):
        connection.shutdown(SHUT_RDWR)
