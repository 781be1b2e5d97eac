"""``sitemap.xml`` and ``robots.txt``: what search engines are told of the site."""

from collections.abc import Iterable

from briefbook.exports.atom import put_text
from briefbook.exports.book import find_base, read_records
from briefbook.index.ledger import EditionView
from briefbook.kinds import LISTS

MOST = 50_000
"""Addresses that a site map may hold; what comes after them is left out."""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

PAGED = tuple(name for name, one in LISTS.items() if one.has_pages)


def write_sitemap(look: EditionView, addresses: Iterable[str]) -> str:
    """Return the map of some pages, and of those of all entries."""
    base = find_base(look)
    own = (one.get("address", "") for name in PAGED for one in read_records(name, look))
    found = list(filter(None, dict.fromkeys((*addresses, *own))))[:MOST]
    urls = (f"<url><loc>{put_text(base + address)}</loc></url>" for address in found)
    head = ('<?xml version="1.0" encoding="utf-8"?>', f'<urlset xmlns="{NAMESPACE}">')
    return "\n".join((*head, *urls, "</urlset>", ""))


def write_robots(look: EditionView) -> str:
    """Return what robots may visit: all of the lowest edition, nothing of those above it."""
    is_lowest = look.edition.name == look.edition.levels[0]
    base = find_base(look)
    map_ = f"Sitemap: {base}sitemap.xml\n" if base and is_lowest else ""
    return f"User-agent: *\n{'Allow' if is_lowest else 'Disallow'}: /\n{map_}"
