"""Relative links of finished pages, and where they lead: nothing on the site leads nowhere."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from briefbook.base.addresses import leads_out
from briefbook.index.jump import TOP, list_links

# Each begins with letters, and looks back for the space: so most of a page is passed over
# several times faster than by a pattern that begins with white space.
HREF = re.compile(rb'href="(?<=\shref=")([^"]*)"')
SOURCE = re.compile(rb'src="(?<=\ssrc=")([^"]*)"')
NAME = re.compile(rb'id="(?<=\sid=")([^"]*)"')
PLAIN = re.compile(r"((?:\.\./)*)([\w-]+(?:[./][\w-]+)*)", re.ASCII)


class Ends(NamedTuple):
    """Where the links of a page lead, as (address, fragment), and the ids it has itself."""

    links: frozenset[tuple[str, str]]
    ids: frozenset[str]


NO_ENDS = Ends(frozenset(), frozenset())


def find_ends(address: str, html: bytes) -> Ends:
    """Return the ends of a finished page; links that leave the site are left out."""
    if address.endswith(".js"):
        return Ends(frozenset(_find_entries(html)), frozenset())
    if not address.endswith(".html"):
        return NO_ENDS
    hrefs = map(_unescape, {*HREF.findall(html), *SOURCE.findall(html)} - {b""})
    links = (resolve_href(address, href) for href in hrefs)
    return Ends(
        frozenset(link for link in links if link[0]),
        frozenset(map(_unescape, NAME.findall(html))),
    )


def _find_entries(script: bytes) -> Iterator[tuple[str, str]]:
    """Yield where the entries of a script of the search lead."""
    for page, link in list_links(script):
        is_within = link.startswith("#") or not link
        yield resolve_href(resolve_href(TOP, page)[0] if is_within else TOP, link)


def _unescape(found: bytes) -> str:
    """Return the value of an attribute."""
    text = found.decode()
    if "&" not in text:
        return text
    return text.replace("&amp;", "&").replace("&#39;", "'").replace("&#34;", '"')


def resolve_href(address: str, href: str) -> tuple[str, str]:
    """Return the address on the site and the fragment that a link on a page means.

    The address is "" for a link that leaves the site.
    """
    path, _, fragment = href.partition("#")
    page = _resolve_page(address.rpartition("/")[0], path) if path else address
    return page, unquote(fragment) if "%" in fragment else fragment


@lru_cache(maxsize=1 << 16)
def _resolve_page(folder: str, path: str) -> str:
    """Return the address that a path means on the pages of a folder, "" if it leads out."""
    if plain := PLAIN.fullmatch(path):
        return _climb(folder, plain[1].count("/"), plain[2])
    if leads_out(path):
        return ""
    target = urljoin(f"http://site/{folder}/", path).removeprefix("http://site/")
    page = unquote(target.partition("?")[0])
    return f"{page}index.html" if page.endswith("/") or not page else page


def _climb(folder: str, up: int, path: str) -> str:
    """Return the address of ``path`` so many folders up; there is nothing above the top."""
    steps = folder.split("/") if folder else []
    return "/".join((*steps[: max(len(steps) - up, 0)], path))
