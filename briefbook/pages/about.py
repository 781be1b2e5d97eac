"""About: how to read the marks, which edition this is, and how current."""

from briefbook.kinds.issue import OFF_SCALE
from briefbook.pages.data import ADDRESS as DATA
from briefbook.pages.page import ONE, PageContext, PageKind
from briefbook.pages.parts.frame import Head, frame
from briefbook.render.page import Page
from briefbook.statements.basis import STRENGTH, basis
from briefbook.statements.words import say_sentence


def view_about(_: str, desk: PageContext) -> Page:
    """Return the page that explains the site to its readers."""
    data = {
        "bases": [{"name": name, "words": say_sentence(basis(name))} for name in STRENGTH],
        "off_scale": list(OFF_SCALE),
        "data_page": desk.href(DATA) if desk.look.one("config", "data") else "",
    }
    return frame(desk, "about.html", Head("About this site"), data)


ABOUT_PAGE = PageKind("about", ONE, lambda _, __: "about.html", view_about)
