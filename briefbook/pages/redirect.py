"""Redirects: a page at every former address, that leads to the present one."""

from briefbook.pages.page import Desk, Page, PageKind
from briefbook.pages.parts.frame import Head, frame


def view_redirect(key: str, desk: Desk) -> Page:
    """Return the page at the former address ``key``."""
    target = desk.look.one("redirect", key)
    return frame(
        desk, "redirect.html", Head("This page has moved"), {"target": desk.href(target)}
    )


REDIRECT_PAGE = PageKind(
    "redirect", lambda look: look.keys("redirect"), lambda key, _: key, view_redirect
)
