"""Feeds in Atom (RFC 4287).

Its ids must be whole addresses, so that a feed is made where the site's own is known.
"""

import re
from collections.abc import Iterator

from briefbook.base.escaping import escape
from briefbook.exports.news import Feed, Item

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML may hold."""


def write_atom(feed: Feed, address: str) -> str:
    """Return a feed that lies at an address of the site."""
    return "\n".join((*write_head(feed, address), *map(write_item, feed.items), "</feed>", ""))


def write_head(feed: Feed, address: str) -> Iterator[str]:
    """Yield the lines before the entries."""
    here = put(f"{feed.home}{address}")
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{put(feed.language)}">'
    yield f"<title>{put(feed.title)}</title>"
    yield f"<id>{here}</id>"
    yield f'<link rel="self" type="application/atom+xml" href="{here}"/>'
    yield f'<link rel="alternate" type="text/html" href="{put(feed.home)}"/>'
    yield f"<updated>{feed.updated()}T00:00:00Z</updated>"
    yield f"<author><name>{put(feed.author)}</name></author>"


def write_item(item: Item) -> str:
    """Return an entry."""
    lines = (
        "<entry>",
        f"<title>{put(item.title)}</title>",
        f"<id>{put(item.id)}</id>",
        f'<link rel="alternate" type="text/html" href="{put(item.url)}"/>',
        f"<updated>{item.updated}T00:00:00Z</updated>",
        *((f"<content>{put(item.text)}</content>",) if item.text else ()),
        "</entry>",
    )
    return "\n".join(lines)


def put(text: str) -> str:
    """Return a text as XML."""
    return str(escape(NOT_XML.sub("", text)))
