"""A handout's page as a file of its own: its style within, its links whole or none."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from urllib.parse import urljoin

from briefbook.base.addresses import leads_out
from briefbook.render.hrefs import resolve_href

SHEET = re.compile(r'<link rel="stylesheet" href="([^"]*)">\n?')
POLICY = re.compile(
    r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?|<link rel="icon"[^>]*>\n?'
)
FACES = re.compile(r"@font-face\s*\{[^}]*\}")
LINK = re.compile(r' href="(?!#)([^"]*)"')
NAV = re.compile(r"<nav.*?</nav>\n?", re.DOTALL)
END = re.compile(r"</(?=style)", re.IGNORECASE)


def stand_alone(html: str, address: str, base: str, styles: Mapping[str, str]) -> str:
    """Return a page that needs nothing beside it.

    ``styles`` are the style sheets by address, ``base`` is where the site is published: with
    "" the links to its pages go, and their addresses stay in print.
    """
    bare = NAV.sub("", POLICY.sub("", html))
    return LINK.sub(make_whole(address, base), SHEET.sub(take_in(address, styles), bare))


def take_in(address: str, styles: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    """Return what puts a style sheet in the place of the link to it, without its fonts."""

    def take(link: re.Match[str]) -> str:
        style = FACES.sub("", styles.get(resolve_href(address, link[1])[0], ""))
        return f"<style>\n{END.sub('<', style)}</style>\n"

    return take


def make_whole(address: str, base: str) -> Callable[[re.Match[str]], str]:
    """Return what makes a link whole, or takes it away where the site has no address."""

    def make(link: re.Match[str]) -> str:
        href = unescape(link[1])
        if leads_out(href):
            return link[0]
        return f' href="{escape(urljoin(f"{base}/{address}", href))}"' if base else ""

    return make
