"""Redirects: a page at every former address, that leads to the present one.

The key of a redirect is both addresses, so that two pages which claim one former address
are seen to do so.
"""

from briefbook.index.ledger import EditionView
from briefbook.pages.page import PageContext, PageKind
from briefbook.pages.parts.frame import Head, frame
from briefbook.render.page import Page


def view_redirect(key: str, desk: PageContext) -> Page:
    """Return the page that leads from a former address to the present one."""
    target = desk.href(key.partition(" ")[2])
    return frame(desk, "redirect.html", Head("This page has moved"), {"target": target})


def redirect_keys(old: str, look: EditionView) -> tuple[str, ...]:
    """Return ``FORMER PRESENT`` for every page that was at a former address."""
    return tuple(f"{old} {new}" for new in dict.fromkeys(look.all("redirect", old)))


REDIRECT_PAGE = PageKind(
    "redirect", "redirect", lambda key, _: key.partition(" ")[0], view_redirect, redirect_keys
)
