"""Where the links of the page for missing addresses begin: it is shown at any depth."""

import re

_HEAD = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)
_BASE = rb'<base href="/">'


def add_base(page: bytes, address: str) -> bytes:
    """Return a page as it is to be shown at an address within folders.

    Its relative links are meant from the top of the site; elsewhere they, and its style
    sheets, would lead nowhere. A link that is absolute stays what it is.
    """
    head = _HEAD.search(page) if "/" in address else None
    return page[: head.end()] + _BASE + page[head.end() :] if head else page
