"""Relative links of finished pages, and where they lead: nothing on the site leads nowhere."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from briefbook.problems import Locus, Problem, problem

LINK = re.compile(rb'\s(?:href|src)="([^"]*)"')
NAME = re.compile(rb'\sid="([^"]*)"')
OUTWARD = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Ends(NamedTuple):
    """Where the links of a page lead, as (address, fragment), and the ids it has itself."""

    links: frozenset[tuple[str, str]]
    ids: frozenset[str]


def find_ends(address: str, html: bytes) -> Ends:
    """Return the ends of a finished page; links that leave the site are left out."""
    hrefs = (unescape(found) for found in set(LINK.findall(html)))
    inward = (href for href in hrefs if href and not OUTWARD.match(href))
    ids = frozenset(unescape(found) for found in NAME.findall(html))
    return Ends(frozenset(resolve_href(address, href) for href in inward), ids)


def unescape(found: bytes) -> str:
    """Return the value of an attribute."""
    return found.decode().replace("&amp;", "&").replace("&#39;", "'").replace("&#34;", '"')


def resolve_href(address: str, href: str) -> tuple[str, str]:
    """Return the address on the site and the fragment that a link on a page means."""
    path, _, fragment = href.partition("#")
    page = resolve_page(address.rpartition("/")[0], path) if path else address
    return page, unquote(fragment)


@lru_cache(maxsize=1 << 16)
def resolve_page(folder: str, path: str) -> str:
    """Return the address that a relative path means on the pages of a folder."""
    target = urljoin(f"http://site/{folder}/", path).removeprefix("http://site/")
    page = unquote(target.partition("?")[0])
    return f"{page}index.html" if page.endswith("/") or not page else page


def find_dead_links(
    pages: Iterable[str], ends: Mapping[str, Ends], files: Mapping[str, object]
) -> Iterator[Problem]:
    """Yield the links of ``pages`` that lead to no file, or to no place within a page."""
    for page in pages:
        for address, fragment in sorted(ends[page].links):
            if address not in files:
                yield problem("broken-link", Locus(page), address=address, fragment=fragment)
            elif fragment and address in ends and fragment not in ends[address].ids:
                yield problem(
                    "broken-link", Locus(page), address=address, fragment=f"#{fragment}"
                )
