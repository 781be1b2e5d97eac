"""Handouts as pages that print as well as they read: a document → what its template shows."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import urljoin

from briefbook.base.addresses import leads_out
from briefbook.charts import Drawing
from briefbook.handouts.document import Figure, HandoutDocument, HandoutSpan, Line
from briefbook.handouts.formats.encoding import Data, Hand, unfold
from briefbook.render.hrefs import resolve_href

SHEET = re.compile(r'<link rel="stylesheet" href="([^"]*)">\n?')
POLICY = re.compile(
    r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?|<link rel="icon"[^>]*>\n?'
)

FACES = re.compile(r"@font-face\s*\{[^}]*\}")
LINK = re.compile(r' href="(?!#)([^"]*)"')
NAV = re.compile(r"<nav.*?</nav>\n?", re.DOTALL)
END = re.compile(r"</(?=style)", re.IGNORECASE)


class HtmlSheet(NamedTuple):
    """A page in the making: how it links, its pictures, and the notes that were cited."""

    href: Callable[[str], str]
    pictures: list[Drawing]
    cited: set[int]

    def draw(self, figure: Figure) -> Data:
        """Put a picture on the list, and return by which place it is known."""
        prefix = f"{figure.picture.prefix}-{len(self.pictures)}"
        self.pictures.append(figure.picture._replace(prefix=prefix))
        return {"place": len(self.pictures) - 1, "words": figure.words}

    def write_line(self, line: Line) -> list[Data]:
        """Return the spans of a line."""
        return [self.write_span(span) for span in line]

    def write_span(self, span: HandoutSpan) -> Data:
        """Return a span; the first number of a note is where the note leads back."""
        is_first = span.note not in self.cited
        self.cited.add(span.note)
        return {
            "words": span.words,
            "style": span.style,
            "href": self.link(span.href),
            "note": span.note,
            "first": is_first,
        }

    def link(self, address: str) -> str:
        """Return the link to an address of the site, or of the web."""
        return address if not address or leads_out(address) else self.href(address)


def show_document(document: HandoutDocument, href: Callable[[str], str]) -> Data:
    """Return the values of the template of handouts; ``pictures`` are drawn with the page."""
    sheet = HtmlSheet(href, [], set())
    shown = unfold(document, Hand(sheet.write_line, sheet.draw, sheet.link))
    return {"handout": shown, "pictures": tuple(sheet.pictures)}


def stand_alone(html: str, address: str, base: str, styles: Mapping[str, str]) -> str:
    """Return a page that needs nothing beside it.

    ``styles`` are the style sheets by address, ``base`` is where the site is published: with
    "" the links to its pages go, and their addresses stay in print.
    """
    bare = NAV.sub("", POLICY.sub("", html))
    return LINK.sub(_make_whole(address, base), SHEET.sub(_take_in(address, styles), bare))


def _take_in(address: str, styles: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    """Return what puts a style sheet in the place of the link to it, without its fonts."""

    def take(link: re.Match[str]) -> str:
        style = FACES.sub("", styles.get(resolve_href(address, link[1])[0], ""))
        return f"<style>\n{END.sub('<', style)}</style>\n"

    return take


def _make_whole(address: str, base: str) -> Callable[[re.Match[str]], str]:
    """Return what makes a link whole, or takes it away where the site has no address."""

    def make(link: re.Match[str]) -> str:
        href = unescape(link[1])
        if leads_out(href):
            return link[0]
        return f' href="{escape(urljoin(f"{base}/{address}", href))}"' if base else ""

    return make
