"""Pages on the site itself: how to read it, what is not there, and what has moved.

The key of a redirect is both addresses, so that two pages which claim one former address
are seen to do so.
"""

from briefbook.index.ledger import EditionView
from briefbook.kinds.issue import OFF_SCALE
from briefbook.pages.context import PageContext
from briefbook.pages.page import DATA, Head, PageKind, frame, single_page
from briefbook.render.page import Page
from briefbook.statements.basis import STRENGTH, basis
from briefbook.statements.words import say_sentence


def _view_about(_: str, context: PageContext) -> Page:
    data = {
        "bases": [{"name": name, "words": say_sentence(basis(name))} for name in STRENGTH],
        "off_scale": list(OFF_SCALE),
        "data_page": context.href(DATA) if context.one("config", "data") else "",
    }
    return frame(context, "about.html", Head("About this site"), data)


ABOUT_PAGE = single_page("about", "about.html", _view_about)


def _view_not_found(_: str, context: PageContext) -> Page:
    """Return the page; a server shows it at any depth, so its base is the site's own."""
    base = context.one("config", "base_url")
    data = {"base": f"{base}/" if base else ""}
    return frame(context, "404.html", Head("Page not found"), data)


NOT_FOUND_PAGE = single_page("not-found", "404.html", _view_not_found)


def _view_redirect(key: str, context: PageContext) -> Page:
    target = context.href(key.partition(" ")[2])
    return frame(context, "redirect.html", Head("This page has moved"), {"target": target})


def _redirect_keys(old: str, view: EditionView) -> tuple[str, ...]:
    """Return ``FORMER PRESENT`` for every page that was at a former address."""
    return tuple(f"{old} {new}" for new in dict.fromkeys(view.all("redirect", old)))


REDIRECT_PAGE = PageKind(
    "redirect", "redirect", lambda key, _: key.partition(" ")[0], _view_redirect, _redirect_keys
)
