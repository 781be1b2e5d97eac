"""The page for addresses that do not exist: the one page whose links are absolute."""

from briefbook.pages.page import ONE, PageContext, PageKind
from briefbook.pages.parts.frame import Head, frame
from briefbook.render.page import Page

ADDRESS = "404.html"


def view_not_found(_: str, desk: PageContext) -> Page:
    """Return the page; a server shows it at any depth, so its base is the site's own."""
    base = desk.look.one("config", "base_url")
    data = {"base": f"{base}/" if base else ""}
    return frame(desk, "404.html", Head("Page not found"), data)


NOT_FOUND_PAGE = PageKind("not-found", ONE, lambda _, __: ADDRESS, view_not_found)
