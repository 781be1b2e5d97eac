"""Reading the head of a request: so many bytes, in so much time, and no more."""

from http.client import HTTPException
from io import RawIOBase
from socket import socket
from time import monotonic
from typing import Any

IDLE_SECONDS = 30.0
"""How long a connection may stand open between two requests."""

HEAD_SECONDS = 10.0
"""How long a request may take to arrive, once it has begun."""

HEAD_BYTES = 64 * 1024


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
