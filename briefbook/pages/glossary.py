"""The glossary: every term with its meaning, where it is used, and what to see also."""

from briefbook.base.folding import sort_name
from briefbook.kinds.term import GLOSSARY, Term
from briefbook.pages.context import links
from briefbook.pages.page import ONE, PageContext, PageKind
from briefbook.pages.parts.frame import Head, frame
from briefbook.pages.parts.mentions import show_all_mentions
from briefbook.pages.parts.prose import render_line
from briefbook.render.page import Data, Page


def view_glossary(_: str, desk: PageContext) -> Page:
    """Return the glossary."""
    terms = [show_term(desk, key) for key in desk.look.keys("term")]
    data = {"terms": sorted(terms, key=lambda term: sort_name(term["term"]))}
    return frame(desk, "glossary.html", Head("Glossary"), data)


def show_term(desk: PageContext, key: str) -> Data:
    """Return one term with everything that refers to it."""
    term: Term = desk.look.one("term", key)
    return {
        "id": key,
        "term": term.term,
        "aliases": [alias for alias in term.aliases if alias != term.term],
        "definition": render_line(desk, term.definition),
        "see": links(desk, term.see),
        "mentions": show_all_mentions(desk, key),
    }


GLOSSARY_PAGE = PageKind("glossary", ONE, lambda _, __: GLOSSARY, view_glossary)
