"""The files that the server itself brings: what it puts into pages, and where that lies."""

from hashlib import sha256
from html import escape
from pathlib import Path
from typing import NamedTuple

from briefbook.serve.media_types import find_media_type

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


def load_tool(name: str) -> Tool:
    """Return a file that lies beside this one."""
    data = (_FOLDER / name).read_bytes()
    return Tool(data, sha256(data).hexdigest(), find_media_type(name))


TOOLS = {RESERVED + name: load_tool(name) for name in ("live.css", "live.js")}

# The version is part of the address, so that no browser shares a script with an older one.
_STYLE, _SCRIPT = (f"{path}?v={tool.sha256[:12]}" for path, tool in TOOLS.items())


class Shown(NamedTuple):
    """What a page is told of itself: its address, its hash ("" if missing), and the moment."""

    address: str
    sha256: str
    moment: str


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
