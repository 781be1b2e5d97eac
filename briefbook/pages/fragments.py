"""Fragments: the finished markup of an entry, the same on every page that shows it.

What depends on its page (an id, the level of a heading, what was said above) stands around a
fragment, or is a part that the page may leave out.
"""

from markupsafe import Markup

from briefbook.index.ledger import EditionView
from briefbook.render.page import Data

FRAGMENT = "fragment"
"""The stage that makes fragments, and the index in which they lie."""


def name_template(kind: str) -> str:
    """Return the template of the fragments of a kind: it sets each part under its name."""
    return f"fragments/{kind}.html"


def show_fragment(view: EditionView, kind: str, key: str) -> Data:
    """Return the parts of an entry's fragment by their names."""
    parts = view.one(FRAGMENT, f"{kind} {key}") or {}
    return {name: Markup(text) for name, text in parts.items()}
