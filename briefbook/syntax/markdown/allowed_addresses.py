"""Which addresses of links and pictures may be published, by allow-list."""

import re
from typing import Literal

from markdown_it.common.normalize_url import normalizeLink

Verdict = Literal["absolute", "relative", "unsafe"]

SCHEME = re.compile(r"([^/?#:]*):")
"""What stands before the first colon: whether it is a proper scheme or not, it is no path."""

HOSTED = re.compile(r"https?://[^/\\?#]", re.IGNORECASE)
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\]|\A//")
"""What browsers drop or turn into ``/`` before they look for a scheme, and ``//host``."""


def judge_address(address: str, attribute: str) -> Verdict:
    """Return what kind of address this is, entities and escapes already undone.

    Absolute are ``http://host…`` and ``https://host…``, and ``mailto:…`` in a link;
    relative is what has no scheme and no host. All else is unsafe.
    """
    if FORBIDDEN.search(address):
        return "unsafe"
    scheme = SCHEME.match(address)
    if not scheme:
        return "relative"
    mail = scheme[1].lower() == "mailto" and attribute == "href"
    return "absolute" if mail or HOSTED.match(address) else "unsafe"


def encode_address(address: str) -> str:
    """Return the address as a URL: percent-encoded, its host in ASCII."""
    return normalizeLink(address)
